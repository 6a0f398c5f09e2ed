import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Database } from './database.ts';
import { threadScript } from './thread-script.ts';

/**
 * Copies the write-ahead log into the library, in a thread of its own: that waits for the disk, and edits need not wait
 * for that. SQLite would do so within a commit every 1,000 pages (`wal_autocheckpoint`).
 */
export interface LogCopier {
  /**
   * Takes note of parts that were stored; the next ones should wait until it settles.
   * @param isAtWork whether the user is
   * @throws what SQLite throws
   */
  stored(parts: number, isAtWork: boolean): Promise<void>;
  /** Must be called at last. */
  end(): Promise<void>;
}

/**
 * Parts after which the log is copied. The longer it waits, the fewer pages it is: in a library of 1,000,000 papers a part
 * changes nine, of which others change many again.
 */
const COPY_PARTS = 2500;

/**
 * Pages in the log, some 32 MB, after which it is copied already while the user is at work: edits wait for the disk, which
 * a long copy keeps busy.
 */
const COPY_PAGES = 4000;

/** But not after fewer parts than these. */
const FEWEST_PARTS = 250;

/** So much more is stored at most while it is copied, where the disk or processor is busy: the log would grow for ever. */
const MOST_COPIED = 2;

/** It makes next to nothing of its own. */
const LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 2 };

/** Makes the one who copies a library's log. Its thread is started when there is something to copy. */
export function logCopier(database: Database): LogCopier {
  let worker: Worker | null = null;
  let answer = Promise.withResolvers<number | null>();
  let parts = 0;
  let partsOfPages = COPY_PARTS;
  let copying: Promise<void> | null = null;
  let isDone = false;

  function start(): Worker {
    const started = new Worker(threadScript('log-worker'), {
      workerData: database.name,
      execArgv: [],
      resourceLimits: LIMITS,
    });
    started.on('message', (pages: number | null) => answer.resolve(pages));
    started.on('error', () => {
      worker = null;
      answer.resolve(null);
    });
    return started;
  }

  function copyAside(isLast = false): Promise<number | null> {
    worker ??= start();
    answer = Promise.withResolvers();
    worker.postMessage(isLast);
    return answer.promise;
  }

  async function copy(): Promise<void> {
    const stored = parts;
    const pages = await copyAside();
    if (pages === null) database.pragma('wal_checkpoint(PASSIVE)');
    else if (pages > 0) partsOfPages = Math.max(FEWEST_PARTS, Math.ceil((COPY_PAGES * stored) / pages));
  }

  function done(): void {
    isDone = true;
  }

  return {
    async stored(count, isAtWork) {
      parts += count;
      const copyParts = isAtWork ? Math.min(COPY_PARTS, partsOfPages) : COPY_PARTS;
      if (copying === null) {
        if (parts < copyParts) return;
        copying = copy();
        copying.then(done, done);
      } else if (isDone || parts >= MOST_COPIED * copyParts) {
        await copying;
        // What has come to the log meanwhile, while nothing comes: only an empty log is begun anew, and does not grow.
        await copy();
        copying = null;
        isDone = false;
        parts = 0;
      }
    },
    async end() {
      await copying?.catch(() => undefined);
      const ending = worker;
      if (ending === null) return;
      // It ends by itself: to be terminated while SQLite is at work could end the process.
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      await copyAside(true);
      await ended;
    },
  };
}
