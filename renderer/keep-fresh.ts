import type { Query, QueryClient } from '@tanstack/react-query';
import { listen, queryClient } from './postil.ts';

/** While an import runs, changes come in fast: answers are asked for again at most this often, in milliseconds. */
const REFRESH_MS = 200;

/** Keeps the answers fresh. @returns what ends it */
export function keepFresh(): () => void {
  let changed: Set<number> | 'all' | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;

  function refresh(): void {
    const ids = changed;
    changed = null;
    timer = undefined;
    lastMs = performance.now();
    const queries = queryClient.getQueryCache().findAll({
      predicate: ({ queryKey: [kind, id] }) =>
        kind !== 'library' && (kind !== 'paper' || ids === 'all' || ids?.has(Number(id)) === true),
    });
    for (const query of queries) void askAnew(queryClient, query);
  }

  const end = listen('library.changed', ({ paperIds: told, part }) => {
    const paperIds = part === 'note' ? [] : told;
    if (paperIds === null) changed = 'all';
    else if (changed !== 'all') changed = new Set([...(changed ?? []), ...paperIds]);
    timer ??= setTimeout(refresh, Math.max(0, lastMs + REFRESH_MS - performance.now()));
  });
  return () => {
    end();
    clearTimeout(timer);
  };
}

/** Questions that are to be asked again as soon as what they were asked before is answered. */
const due = new WeakSet<Query>();

/**
 * Has a question asked again, at once where nothing is being asked, else once that is answered: one that were taken
 * back each time would never be answered while changes come in faster than answers. What was answered stays meanwhile.
 */
export async function askAnew(client: QueryClient, query: Query): Promise<void> {
  if (due.has(query)) return;
  if (query.state.fetchStatus === 'fetching') {
    due.add(query);
    await query.promise?.catch(ignore);
    due.delete(query);
  }
  await client.invalidateQueries({ queryKey: query.queryKey, exact: true }, { cancelRefetch: false });
}

/** Whoever asked is told of the failure. */
function ignore(): void {}
