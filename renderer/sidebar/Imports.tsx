import { FileText, Redo2, TriangleAlert, Undo2 } from 'lucide-react';
import type { ImportSummary } from '../../shared/import.ts';
import { counted, momentInWords, number } from '../ui/format.ts';
import { SHELF_ICON } from './Shelf.tsx';

/** The imports, newest first, each with its report. @param chosen the query that the list shows; null while a page is shown */
export function Imports({
  imports,
  chosen,
  onChoose,
  onReport,
  onWithdraw,
}: {
  readonly imports: readonly ImportSummary[];
  readonly chosen: string | null;
  readonly onChoose: (query: string) => void;
  readonly onReport: (importId: number) => void;
  /** Takes an import back, or restores one that was. */
  readonly onWithdraw: (importId: number) => void;
}) {
  return (
    <ul>
      {imports.map((one) => (
        <ImportLine
          key={one.id}
          summary={one}
          isChosen={chosen === importQuery(one.id)}
          onChoose={() => onChoose(importQuery(one.id))}
          onReport={() => onReport(one.id)}
          onWithdraw={() => onWithdraw(one.id)}
        />
      ))}
    </ul>
  );
}

function ImportLine({
  summary,
  isChosen,
  onChoose,
  onReport,
  onWithdraw,
}: {
  readonly summary: ImportSummary;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onReport: () => void;
  readonly onWithdraw: () => void;
}) {
  const [first = 'Import'] = summary.fileNames;
  const more = summary.fileNames.length - 1;
  const name = more > 0 ? `${first} and ${more} more` : first;
  const unread = summary.unreadCount > 0 ? `, ${counted(summary.unreadCount, 'part')} unread` : '';
  const state = summary.state === 'done' ? '' : STATES[summary.state];
  return (
    <li className="shelf-row">
      <button
        type="button"
        className={`shelf ${summary.isWithdrawn ? 'shelf--withdrawn' : ''}`}
        title={[...summary.fileNames, summary.isWithdrawn ? 'Taken back' : state].join('\n').trim()}
        aria-current={isChosen ? 'true' : undefined}
        onClick={onChoose}
      >
        <FileText size={SHELF_ICON} />
        <span className="shelf__name">{first}</span>
        {more > 0 && <span className="shelf__count count">+{number(more)}</span>}
        <span className="shelf__count shelf__moment">
          <span>{state || momentInWords(summary.startedMs, Date.now())}</span>
        </span>
      </button>
      {(summary.state === 'done' || summary.state === 'cancelled') && (
        <button
          type="button"
          className="shelf-report shelf-report--second"
          aria-label={`${summary.isWithdrawn ? 'Restore' : 'Take back'} ${name}`}
          title={summary.isWithdrawn ? 'Restore this import' : 'Take back this import…'}
          onClick={onWithdraw}
        >
          {summary.isWithdrawn ? <Redo2 size={14} /> : <Undo2 size={14} />}
        </button>
      )}
      <button
        type="button"
        className={`shelf-report ${summary.unreadCount > 0 ? 'shelf-report--unread' : ''}`}
        aria-label={`Report of ${name}${unread}`}
        title={`Report of this import${unread}`}
        onClick={onReport}
      >
        {summary.unreadCount > 0 ? <TriangleAlert size={14} /> : 'Report'}
      </button>
    </li>
  );
}

/** What is said of an import that is not done. */
const STATES = {
  waiting: 'waiting',
  running: 'reading',
  cancelled: 'stopped',
  'broken-off': 'broken off',
} as const;

function importQuery(importId: number): string {
  return `in:${importId}`;
}
