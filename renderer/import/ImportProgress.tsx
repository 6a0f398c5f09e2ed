import { Pause, Play, X } from 'lucide-react';
import { ProgressBar } from 'react-aria-components';
import type { ImportProgress as Progress, WaitingImport } from '../../shared/import.ts';
import { perform } from '../postil.ts';
import { IconButton } from '../ui/Button.tsx';
import { counted, number } from '../ui/format.ts';
import { fileNames, rateInWords } from './words.ts';
import './import-progress.css';

/** How far the running import is, and what waits behind it. */
export function ImportProgress({
  progress,
  waiting,
}: {
  readonly progress: Progress;
  readonly waiting: readonly WaitingImport[];
}) {
  const { importId, filesDone, filesTotal, isPaused } = progress;
  return (
    <div className="import-progress">
      <div className="import-progress__head">
        <p className="import-progress__file" title={progress.fileName}>
          {progress.fileName}
        </p>
        {isPaused ? (
          <IconButton
            label="Continue importing"
            onPress={() => void perform('import.continue', { importId })}
          >
            <Play size={14} />
          </IconButton>
        ) : (
          <IconButton label="Pause importing" onPress={() => void perform('import.pause', { importId })}>
            <Pause size={14} />
          </IconButton>
        )}
        <IconButton label="Stop importing" onPress={() => void perform('import.cancel', { importId })}>
          <X size={14} />
        </IconButton>
      </div>
      <ImportBar progress={progress} />
      <p className="count quiet">
        {counted(progress.records, 'record')}
        {filesTotal > 1 && ` · file ${number(Math.min(filesDone + 1, filesTotal))} of ${number(filesTotal)}`}
      </p>
      <p className="count quiet">{isPaused ? 'Paused' : rateInWords(progress)}</p>
      {waiting.length > 0 && (
        <ul className="import-progress__waiting" aria-label="Waiting imports">
          {waiting.map((one) => (
            <li key={one.importId} className="import-progress__head">
              <p className="import-progress__file quiet">Waiting: {fileNames(one.fileNames)}</p>
              <IconButton
                label={`Do not import ${fileNames(one.fileNames)}`}
                onPress={() => void perform('import.cancel', { importId: one.importId })}
              >
                <X size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The bar alone. @param name what is going on */
export function ImportBar({
  progress,
  name = 'Importing',
}: {
  readonly progress: Progress;
  readonly name?: string;
}) {
  const { bytesDone, bytesTotal } = progress;
  return (
    <ProgressBar
      aria-label={name}
      className="import-progress__track"
      value={bytesDone}
      maxValue={Math.max(bytesTotal, bytesDone, 1)}
    >
      {({ percentage }) => <div className="import-progress__bar" style={{ width: `${percentage ?? 0}%` }} />}
    </ProgressBar>
  );
}
