import { X } from 'lucide-react';
import { ProgressBar } from 'react-aria-components';
import type { ImportProgress as Progress } from '../../shared/import.ts';
import { perform } from '../postil.ts';
import { IconButton } from '../ui/Button.tsx';
import { counted, number } from '../ui/format.ts';
import './import-progress.css';

/** How far the running import is. */
export function ImportProgress({ progress }: { readonly progress: Progress }) {
  const { bytesDone, bytesTotal, filesDone, filesTotal } = progress;
  return (
    <div className="import-progress">
      <div className="import-progress__head">
        <p className="import-progress__file" title={progress.fileName}>
          {progress.fileName}
        </p>
        <IconButton
          label="Stop importing"
          onPress={() => void perform('import.cancel', { importId: progress.importId })}
        >
          <X size={14} />
        </IconButton>
      </div>
      <ProgressBar
        aria-label="Importing"
        className="import-progress__track"
        value={bytesDone}
        maxValue={Math.max(bytesTotal, bytesDone, 1)}
      >
        {({ percentage }) => (
          <div className="import-progress__bar" style={{ width: `${percentage ?? 0}%` }} />
        )}
      </ProgressBar>
      <p className="count quiet">
        {counted(progress.records, 'record')}
        {filesTotal > 1 && ` · file ${number(Math.min(filesDone + 1, filesTotal))} of ${number(filesTotal)}`}
      </p>
    </div>
  );
}
