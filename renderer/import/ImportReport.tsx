import type { ImportedFile, ImportReport as Report } from '../../shared/import.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { counted, durationInWords, number } from '../ui/format.ts';
import { failuresFirst, outcome, summary } from './words.ts';
import './import-report.css';

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
          <div className="report__summary">
            <p>{summary(report)}</p>
            <p className="quiet">
              {counted(report.paperCount, 'paper')} in the library · {durationInWords(report.durationMs)}
            </p>
          </div>
          <FileReports report={report} />
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

/** File by file, those first that could not be read, or not wholly. */
export function FileReports({ report }: { readonly report: Report }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard.
    <ul className="report__files scroll" tabIndex={0} aria-label="Files">
      {failuresFirst(report.files).map((file, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a report does not change, and two files may have one name.
        <FileReport key={index} file={file} />
      ))}
    </ul>
  );
}

function FileReport({ file }: { readonly file: ImportedFile }) {
  return (
    <li className="report__file">
      <h3 className="report__name">
        <bdi>{file.path}</bdi>
        {file.format !== null && <span className="quiet"> {file.format.replaceAll('-', ' ')}</span>}
      </h3>
      {file.problem === null ? (
        <p>{outcome(file)}</p>
      ) : (
        <p className="report__problem">
          <bdi>{file.problem.message}</bdi> {file.problem.advice}
        </p>
      )}
      {file.sameAs !== null && (
        <p className="quiet">
          The same bytes as <bdi>{file.sameAs}</bdi>.
        </p>
      )}
      {file.remark !== null && file.remark !== outcome(file) && (
        <p className="report__problem">{file.remark}</p>
      )}
      {file.records > 0 && (
        <dl className="report__counts">
          <Count name="Records" value={file.records} />
          <Count name="New" value={file.added} />
          <Count name="Enriched" value={file.merged} />
          <Count name="Known" value={file.unchanged} />
          <Count name="Unread" value={file.unreadCount} isOdd={file.unreadCount > 0} />
        </dl>
      )}
      {file.unreadCount > 0 && (
        <details className="report__unread" open={file.format !== null && file.unreadCount <= MOST_OPEN}>
          <summary>{counted(file.unreadCount, 'unread part')}</summary>
          <ul>
            {file.unread.map((part, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above; two parts may stand in one line.
              <li key={index}>
                <p>
                  <span className="count">Line {part.line}</span>: <bdi>{part.reason}</bdi>
                </p>
                <pre>{part.text.trimEnd()}</pre>
              </li>
            ))}
          </ul>
          {file.unreadCount > file.unread.length && (
            <p className="quiet">
              and {counted(file.unreadCount - file.unread.length, 'more', 'more')}, all under Unread in the
              sidebar
            </p>
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
    <div
      className={`report__count ${isOdd ? 'report__count--odd' : value === 0 ? 'report__count--none' : ''}`}
    >
      <dt>{name}</dt>
      <dd className="count">{number(value)}</dd>
    </div>
  );
}
