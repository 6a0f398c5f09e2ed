import { parseQuery, type Query } from '../../shared/query.ts';
import { SORTS, type Sort } from '../../shared/search.ts';

const SORT_NAMES: Readonly<Record<Sort, string>> = {
  best: 'Best match',
  newest: 'Newest',
  oldest: 'Oldest',
  added: 'Added',
  title: 'Title',
  read: 'Last read',
};

/**
 * Kind of view that an order is remembered for: `search` for all with words, else that of the shelf: `all`, `queue`,
 * or what the first part of its query asks for.
 */
export function viewKind(query: string): string {
  const { parts } = parseQuery(query).query;
  if (parts.some(asksForWords)) return 'search';
  const [first] = parts;
  if (first === undefined) return 'all';
  return first.kind === 'is' && first.what === 'queued' ? 'queue' : first.kind;
}

/** The orders that make sense for a kind of view, its usual one first. */
export function sortsFor(kind: string): readonly Sort[] {
  if (kind === 'search' || kind === 'queue') return SORTS;
  // Without words nothing fits better than anything else.
  return ['added', ...SORTS.filter((sort) => sort !== 'best' && sort !== 'added')];
}

/** What an order is called in a kind of view: without words, the best one of the queue is its own. */
export function sortName(sort: Sort, kind: string): string {
  return sort === 'best' && kind === 'queue' ? 'Queue order' : SORT_NAMES[sort];
}

function asksForWords(part: Query): boolean {
  if (part.kind === 'all' || part.kind === 'any') return part.parts.some(asksForWords);
  return part.kind === 'word' || part.kind === 'phrase';
}
