import type { ImportedFile, ImportReport as Report } from '../../shared/import.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { counted, durationInWords } from '../ui/format.ts';
import { outcome, summary } from './words.ts';
import './import-report.css';

/** Unread parts listed of one file; the rest is counted. */
const MOST_UNREAD = 200;

/** Unread parts that are shown without being asked for. */
const MOST_OPEN = 3;

/** What became of an import, file by file. */
export function ImportReport({
  report,
  onClose,
  onWithdraw,
}: {
  readonly report: Report | null;
  readonly onClose: () => void;
  /** Asks whether it is to be taken back. */
  readonly onWithdraw: (importId: number) => void;
}) {
  return (
    <Dialog title="Import report" isOpen={report !== null} onClose={onClose}>
      {report !== null && (
        <>
          <p className="report__summary">
            {summary(report)}{' '}
            <span className="quiet">
              {counted(report.paperCount, 'paper')} in the library · {durationInWords(report.durationMs)}
            </span>
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard. */}
          <ul className="report__files scroll" tabIndex={0} aria-label="Files">
            {report.files.map((file, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a report does not change, and two files may have one name.
              <FileReport key={index} file={file} />
            ))}
          </ul>
          <div className="report__ways">
            {(report.state === 'done' || report.state === 'cancelled') && (
              <Button onPress={() => onWithdraw(report.importId)}>Take back this import…</Button>
            )}
            <Button look="main" onPress={onClose} autoFocus>
              Done
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function FileReport({ file }: { readonly file: ImportedFile }) {
  return (
    <li className="report__file">
      <h3 className="report__name">
        {file.path}
        {file.format !== null && <span className="quiet"> {file.format.replaceAll('-', ' ')}</span>}
      </h3>
      {file.problem === null ? (
        <p>{outcome(file)}</p>
      ) : (
        <p className="report__problem">
          {file.problem.message} {file.problem.advice}
        </p>
      )}
      {file.records > 0 && (
        <dl className="report__counts">
          <Count name="Records" value={file.records} />
          <Count name="New" value={file.added} />
          <Count name="Enriched" value={file.merged} />
          <Count name="Known" value={file.unchanged} />
          <Count name="Unread" value={file.unread.length} isOdd={file.unread.length > 0} />
        </dl>
      )}
      {file.unread.length > 0 && (
        <details className="report__unread" open={file.format !== null && file.unread.length <= MOST_OPEN}>
          <summary>{counted(file.unread.length, 'unread part')}</summary>
          <ul>
            {file.unread.slice(0, MOST_UNREAD).map((part, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above; two parts may stand in one line.
              <li key={index}>
                <p>
                  <span className="count">Line {part.line}</span>: {part.reason}
                </p>
                <pre>{part.text}</pre>
              </li>
            ))}
          </ul>
          {file.unread.length > MOST_UNREAD && (
            <p className="quiet">and {counted(file.unread.length - MOST_UNREAD, 'more', 'more')}</p>
          )}
        </details>
      )}
    </li>
  );
}

function Count({
  name,
  value,
  isOdd = false,
}: {
  readonly name: string;
  readonly value: number;
  readonly isOdd?: boolean;
}) {
  return (
    <div className={isOdd ? 'report__count report__count--odd' : 'report__count'}>
      <dt>{name}</dt>
      <dd className="count">{value.toLocaleString('en')}</dd>
    </div>
  );
}
