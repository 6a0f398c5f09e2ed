import { CircleCheck, CircleDot, FileText, Inbox, Library, Star, TriangleAlert } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { ImportSummary, Overview, Tag } from '../../shared/library.ts';
import { Button } from '../ui/Button.tsx';
import { counted, momentInWords, number } from '../ui/format.ts';
import './sidebar.css';

const ICON = 16;

/** The shelves that every library has: each a query, with its count in the overview. */
const SHELVES = [
  { name: 'All', query: '', count: 'paperCount', Picture: Library },
  { name: 'Inbox', query: 'is:inbox', count: 'inboxCount', Picture: Inbox },
  { name: 'Reading', query: 'is:reading', count: 'readingCount', Picture: CircleDot },
  { name: 'Done', query: 'is:done', count: 'doneCount', Picture: CircleCheck },
  { name: 'Starred', query: 'is:starred', count: 'starredCount', Picture: Star },
] as const;

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
  return (
    <div className="sidebar">
      <p className="sidebar__name">Postil</p>
      <nav className="sidebar__shelves scroll" aria-label="Library">
        <ul>
          {SHELVES.map(({ name, query, count, Picture }) => (
            <Shelf
              key={name}
              name={name}
              query={query}
              count={overview?.[count]}
              picture={<Picture size={ICON} />}
              chosen={chosen}
              onChoose={onChoose}
            />
          ))}
        </ul>
        {overview !== undefined && overview.tags.length > 0 && (
          <section aria-labelledby="sidebar-tags">
            <h2 id="sidebar-tags" className="sidebar__title">
              Tags
            </h2>
            <TagShelves tags={overview.tags} chosen={chosen} onChoose={onChoose} />
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

/** Apart and remembered, since there may be thousands, which a key typed elsewhere must not draw anew. */
const TagShelves = memo(function TagShelves({
  tags,
  chosen,
  onChoose,
}: {
  readonly tags: readonly Tag[];
  readonly chosen: string;
  readonly onChoose: (query: string) => void;
}) {
  return (
    <ul>
      {tags.map((tag) => (
        <Shelf
          key={tag.id}
          name={tag.name}
          query={tagQuery(tag.name)}
          count={tag.paperCount}
          picture={<span className={`dot dot--${tag.colour}`} />}
          chosen={chosen}
          onChoose={onChoose}
        />
      ))}
    </ul>
  );
});

function Shelf({
  name,
  query,
  count,
  picture,
  chosen,
  onChoose,
}: {
  readonly name: string;
  readonly query: string;
  /** Number of papers; undefined until it is known. */
  readonly count: number | undefined;
  readonly picture: ReactNode;
  readonly chosen: string;
  readonly onChoose: (query: string) => void;
}) {
  return (
    <li className="shelf-row">
      <button
        type="button"
        className="shelf"
        title={name}
        aria-current={query === chosen ? 'true' : undefined}
        onClick={() => onChoose(query)}
      >
        {picture}
        <span className="shelf__name">{name}</span>
        {count !== undefined && <span className="shelf__count count">{number(count)}</span>}
      </button>
    </li>
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
        <span className="shelf__name">{first}</span>
        {more > 0 && <span className="shelf__count count">+{number(more)}</span>}
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
