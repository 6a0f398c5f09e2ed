import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Database } from './database.ts';
import { threadScript } from './thread-script.ts';

/**
 * Copies the write-ahead log into the library, in a thread of its own: that waits for the disk, and edits need not wait
 * for that. SQLite would do so within a commit every 1,000 pages (`wal_autocheckpoint`).
 */
export interface LogCopier {
  /** Takes note of parts that were stored; the next ones should wait until it settles. @throws what SQLite throws */
  stored(parts: number): Promise<void>;
  /** Must be called at last. */
  end(): Promise<void>;
}

/** Parts after which the log is copied: they make about 20 MB of it. */
const COPY_PARTS = 2500;

/** Parts that are stored at most while it is, where the disk or processor is busy: the log would grow for ever. */
const MOST_PARTS = 2 * COPY_PARTS;

/** It makes next to nothing of its own. */
const LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 2 };

/** Makes the one who copies a library's log. Its thread is started when there is something to copy. */
export function logCopier(database: Database): LogCopier {
  let worker: Worker | null = null;
  let answer = Promise.withResolvers<boolean>();
  let parts = 0;
  let copying: Promise<void> | null = null;
  let isDone = false;

  function start(): Worker {
    const started = new Worker(threadScript('log-worker'), {
      workerData: database.name,
      execArgv: [],
      resourceLimits: LIMITS,
    });
    started.on('message', (isCopied: boolean) => answer.resolve(isCopied));
    started.on('error', () => {
      worker = null;
      answer.resolve(false);
    });
    return started;
  }

  function copyAside(isLast = false): Promise<boolean> {
    worker ??= start();
    answer = Promise.withResolvers();
    worker.postMessage(isLast);
    return answer.promise;
  }

  async function copy(): Promise<void> {
    if (!(await copyAside())) database.pragma('wal_checkpoint(PASSIVE)');
  }

  function done(): void {
    isDone = true;
  }

  return {
    async stored(count) {
      parts += count;
      if (copying === null) {
        if (parts < COPY_PARTS) return;
        copying = copy();
        copying.then(done, done);
      } else if (isDone || parts >= MOST_PARTS) {
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
