import { CircleCheck, CircleDot, FileText, Inbox, Library, Star, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ImportSummary, Overview } from '../../shared/library.ts';
import { Button } from '../ui/Button.tsx';
import { counted, momentInWords, number } from '../ui/format.ts';
import './sidebar.css';

const ICON = 16;

/**
 * What the library holds, each line a query.
 * @param chosen the query of the line that the list shows
 */
export function Sidebar({
  overview,
  chosen,
  onChoose,
  onImport,
  onReport,
  children,
}: {
  readonly overview: Overview | undefined;
  readonly chosen: string;
  readonly onChoose: (query: string) => void;
  readonly onImport: () => void;
  readonly onReport: (importId: number) => void;
  /** What stands at the foot: the running import. */
  readonly children: ReactNode;
}) {
  function line(name: string, query: string, count: number | null, picture: ReactNode, title?: string) {
    return (
      <li key={query}>
        <button
          type="button"
          className="shelf"
          title={title}
          aria-current={query === chosen ? 'true' : undefined}
          onClick={() => onChoose(query)}
        >
          {picture}
          <span className="shelf__name">{name}</span>
          {count !== null && <span className="shelf__count count">{number(count)}</span>}
        </button>
      </li>
    );
  }

  return (
    <div className="sidebar">
      <p className="sidebar__name">Postil</p>
      <nav className="sidebar__shelves scroll" aria-label="Library">
        <ul>
          {line('All', '', overview?.paperCount ?? null, <Library size={ICON} />)}
          {line('Inbox', 'is:inbox', overview?.inboxCount ?? null, <Inbox size={ICON} />)}
          {line('Reading', 'is:reading', overview?.readingCount ?? null, <CircleDot size={ICON} />)}
          {line('Done', 'is:done', overview?.doneCount ?? null, <CircleCheck size={ICON} />)}
          {line('Starred', 'is:starred', overview?.starredCount ?? null, <Star size={ICON} />)}
        </ul>
        {overview !== undefined && overview.tags.length > 0 && (
          <section aria-labelledby="sidebar-tags">
            <h2 id="sidebar-tags" className="sidebar__title">
              Tags
            </h2>
            <ul>
              {overview.tags.map((tag) =>
                line(
                  tag.name,
                  tagQuery(tag.name),
                  tag.paperCount,
                  <span className={`dot dot--${tag.colour}`} />,
                  tag.name,
                ),
              )}
            </ul>
          </section>
        )}
        {overview !== undefined && overview.imports.length > 0 && (
          <section aria-labelledby="sidebar-imports">
            <h2 id="sidebar-imports" className="sidebar__title">
              Imports
            </h2>
            <ul>
              {overview.imports.map((one) => (
                <ImportLine
                  key={one.id}
                  summary={one}
                  isChosen={chosen === importQuery(one.id)}
                  onChoose={() => onChoose(importQuery(one.id))}
                  onReport={() => onReport(one.id)}
                />
              ))}
            </ul>
          </section>
        )}
      </nav>
      <div className="sidebar__foot">
        {children}
        <Button onPress={onImport}>Import files…</Button>
      </div>
    </div>
  );
}

function ImportLine({
  summary,
  isChosen,
  onChoose,
  onReport,
}: {
  readonly summary: ImportSummary;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onReport: () => void;
}) {
  const [first = 'Import'] = summary.fileNames;
  const more = summary.fileNames.length - 1;
  const name = more > 0 ? `${first} and ${more} more` : first;
  const unread = summary.unreadCount > 0 ? `, ${counted(summary.unreadCount, 'part')} unread` : '';
  return (
    <li className="shelf-row">
      <button
        type="button"
        className="shelf"
        title={summary.fileNames.join('\n')}
        aria-current={isChosen ? 'true' : undefined}
        onClick={onChoose}
      >
        <FileText size={ICON} />
        <span className="shelf__name">{name}</span>
        <span className="shelf__count">{momentInWords(summary.startedMs, Date.now())}</span>
      </button>
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

function tagQuery(name: string): string {
  return `tag:"${name.replaceAll('"', '\\"')}"`;
}

function importQuery(importId: number): string {
  return `in:${importId}`;
}
