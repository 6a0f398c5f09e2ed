import type { EventName, Events } from '../../shared/contract.ts';
import { PostilError } from '../../shared/errors.ts';
import type { ImportReport } from '../../shared/library.ts';
import type { Database } from './database.ts';
import { importFiles } from './import.ts';
import { withoutFolders } from './import-report.ts';

/** The imports of a library, one after the other. */
export interface ImportQueue {
  run(paths: readonly string[]): Promise<ImportReport>;
  cancel(importId: number): void;
  /** Cancels what runs and waits until it has stopped. */
  end(): Promise<void>;
}

/** One import at a time: two at once would take turns at the same batches and be told apart by nobody. */
export function importQueue(
  database: Database,
  send: <Name extends EventName>(name: Name, payload: Events[Name]) => void,
  changed: (paperIds: readonly number[] | null) => void,
): ImportQueue {
  let last: Promise<unknown> = Promise.resolve();
  let runningId: number | null = null;
  let isEnding = false;
  const cancelled = new Set<number>();

  async function runNow(paths: readonly string[]): Promise<ImportReport> {
    if (isEnding) throw new PostilError('cancelled', 'The library was closed before the import began.', '');
    try {
      const report = await importFiles(database, paths, {
        onProgress: (progress) => {
          runningId = progress.importId;
          send('import.progress', progress);
        },
        onChanged: (paperIds) => changed(paperIds),
        isCancelled: () => isEnding || (runningId !== null && cancelled.has(runningId)),
      });
      const told = withoutFolders(report);
      send('import.finished', told);
      return told;
    } finally {
      runningId = null;
    }
  }

  return {
    run(paths) {
      const run = last.then(() => runNow(paths));
      // The next one does not care how this one ended; its caller is told.
      last = Promise.allSettled([run]);
      return run;
    },
    cancel(importId) {
      cancelled.add(importId);
    },
    async end() {
      isEnding = true;
      await last;
    },
  };
}
