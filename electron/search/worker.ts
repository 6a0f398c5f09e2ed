/** The search thread: a connection that only reads. Main starts it once the library thread is open; see threads.ts there. */
import { setImmediate } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Handlers } from '../../shared/contract.ts';
import { failure, PostilError, success } from '../../shared/errors.ts';
import { serve, type ThreadMessage, type ThreadStart } from '../../shared/thread.ts';
import { openLibraryReadOnly } from '../library/database.ts';
import { guarded, libraryError } from '../library/library-error.ts';
import { openSearch } from './search.ts';

/** How long preparing may hold up a query that comes meanwhile, in milliseconds. */
const PREPARING_MS = 10;
/**
 * Page cache of the thread, in KiB: a third of what the library thread has. What is asked for again and again, the
 * lists of words, is kept packed, and the operating system keeps the pages.
 */
const CACHE_KIB = 12_288;
/** Preparing waits until nothing was asked or changed for this long, so as not to slow down typing or an import. */
const IDLE_MS = 200;

if (parentPort === null) throw new Error('The search thread was started without a port.');
start(parentPort, workerData);

function start(port: MessagePort, { folder }: ThreadStart): void {
  const post = (message: ThreadMessage) => port.postMessage(message);
  try {
    const database = openLibraryReadOnly(folder);
    database.pragma(`cache_size = -${CACHE_KIB}`);
    const search = openSearch(database);
    let waiting: NodeJS.Timeout | undefined;
    // Papers that changed since the last query, null for all: an import tells of its papers faster than their
    // words can be taken in one by one, and queries would stand behind all of them.
    let changed: Set<number> | null = new Set();
    const takeInChanges = () => {
      if (changed === null || changed.size > 0) search.refresh(changed === null ? null : [...changed]);
      changed = new Set();
    };
    const prepare = () => {
      try {
        takeInChanges();
        if (!search.prepare(PREPARING_MS)) waiting = setTimeout(prepare, 0);
      } catch (thrown) {
        // A disk that fails now fails the next query too, and there is somebody then to be told.
        if (!(libraryError(thrown, folder) instanceof PostilError)) throw thrown;
      }
    };
    const prepareWhenIdle = () => {
      clearTimeout(waiting);
      waiting = setTimeout(prepare, IDLE_MS);
    };
    serve(
      port,
      'search',
      guarded<Handlers<'search'>>(folder, {
        'papers.page': (request) => {
          prepareWhenIdle();
          takeInChanges();
          return search.page(request);
        },
        'papers.ids': ({ query, exactly }) => {
          takeInChanges();
          return search.ids(query, exactly);
        },
        'papers.place': ({ query, sort, exactly, paperId }) => {
          takeInChanges();
          return search.place(query, sort, exactly, paperId);
        },
        'papers.named': ({ words, limit }) => {
          takeInChanges();
          const query = words.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
          return search.page({ query, offset: 0, limit }).hits.map(({ paper }) => paper);
        },
        'search.complete': ({ query, caret }) => search.complete(query, caret),
        'search.explain': ({ query, exactly, paperId }) => search.explain(query, exactly, paperId),
        'search.like': ({ offset, limit, ...what }) => {
          prepareWhenIdle();
          takeInChanges();
          return search.like(what, offset, limit);
        },
        'search.counts': async ({ queries }) => {
          const counts: number[] = [];
          for (const query of queries) {
            // Lets messages in that came meanwhile.
            await setImmediate();
            prepareWhenIdle();
            takeInChanges();
            counts.push(search.count(query));
          }
          return counts;
        },
        'search.refresh': ({ paperIds }) => {
          prepareWhenIdle();
          if (paperIds === null) changed = null;
          else if (changed !== null) for (const paperId of paperIds) changed.add(paperId);
        },
      }),
      () => {
        clearTimeout(waiting);
        database.close();
        port.close();
      },
    );
    post({ kind: 'opened', result: success(null) });
    prepareWhenIdle();
  } catch (thrown) {
    post({ kind: 'opened', result: failure(libraryError(thrown, folder)) });
  }
}
