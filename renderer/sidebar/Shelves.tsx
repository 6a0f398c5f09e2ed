import { CircleCheck, CircleDot, Inbox, Library, ListOrdered, Star, Trash2 } from 'lucide-react';
import type { Overview } from '../../shared/library.ts';
import { SHELF_ICON, Shelf } from './Shelf.tsx';

/** The shelves that every library has: each a query, with its count in the overview. */
const SHELVES = [
  { name: 'All', query: '', count: 'paperCount', Picture: Library },
  { name: 'Inbox', query: 'is:inbox', count: 'inboxCount', Picture: Inbox },
  { name: 'Reading', query: 'is:reading', count: 'readingCount', Picture: CircleDot },
  { name: 'Done', query: 'is:done', count: 'doneCount', Picture: CircleCheck },
  { name: 'Queue', query: 'is:queued', count: 'queuedCount', Picture: ListOrdered },
  { name: 'Starred', query: 'is:starred', count: 'starredCount', Picture: Star },
  { name: 'Trash', query: 'is:trashed', count: 'trashCount', Picture: Trash2 },
] as const;

/** The shelves that every library has. @param chosen the query that the list shows; null while a page is shown */
export function Shelves({
  overview,
  chosen,
  onChoose,
}: {
  readonly overview: Overview | undefined;
  readonly chosen: string | null;
  readonly onChoose: (query: string) => void;
}) {
  return (
    <ul>
      {SHELVES.map(({ name, query, count, Picture }) => (
        <Shelf
          key={name}
          name={name}
          count={overview?.[count]}
          picture={<Picture size={SHELF_ICON} />}
          isChosen={chosen === query}
          onChoose={() => onChoose(query)}
        />
      ))}
    </ul>
  );
}
