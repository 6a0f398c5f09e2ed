import { dirname } from 'node:path';
import type { EventName, Events } from '../../../shared/contract.ts';
import { PostilError, problem } from '../../../shared/errors.ts';
import type { ImportInput, ImportReport } from '../../../shared/import.ts';
import type { Database } from '../database.ts';
import { libraryError } from '../library-error.ts';
import { runImport } from './import.ts';
import { withoutFolders } from './import-report.ts';
import { enqueueImport, fileName, giveUpImport, importRow, inputsOf, resumeImport } from './import-rows.ts';

/** The imports of a library, one after the other. */
export interface ImportQueue {
  /** Settles when all is read. */
  run(inputs: readonly ImportInput[]): Promise<ImportReport>;
  /** Begins without being waited for: a failure comes as an event. */
  start(inputs: readonly ImportInput[]): void;
  /** Goes on with an import that was broken off. @throws {PostilError} `not-found` when it was not */
  resume(importId: number): void;
  /** Stops an import that runs or waits. */
  cancel(importId: number): void;
  pause(importId: number): void;
  goOn(importId: number): void;
  /** Puts off what runs and waits, to be resumed when the library is opened again; settles when it has stopped. */
  end(): Promise<void>;
}

/**
 * One import at a time: two at once would take turns at the same batches and be told apart by nobody.
 * @param isAwaited whether somebody waits for this thread: see `ImportObserver`
 */
export function importQueue(
  database: Database,
  send: <Name extends EventName>(name: Name, payload: Events[Name]) => void,
  changed: (paperIds: readonly number[] | null) => void,
  isAwaited: () => boolean,
): ImportQueue {
  let last: Promise<unknown> = Promise.resolve();
  let isEnding = false;
  let runningId: number | null = null;
  const waiting: number[] = [];
  const cancelled = new Set<number>();
  /** Imports that rest, each with what lets it go on. */
  const resting = new Map<number, PromiseWithResolvers<void>>();

  function tellWaiting(): void {
    send(
      'import.waiting',
      waiting
        .filter((importId) => !cancelled.has(importId))
        .map((importId) => ({
          importId,
          fileNames: inputsOf(importRow(database, importId)).map(({ shown }) => fileName(shown)),
        })),
    );
  }

  async function runNow(importId: number): Promise<ImportReport> {
    waiting.splice(waiting.indexOf(importId), 1);
    if (isEnding) {
      giveUpImport(database, importId);
      throw new PostilError('cancelled', 'The library was closed before the import began.', '');
    }
    tellWaiting();
    runningId = importId;
    const report = await runImport(database, importId, {
      onProgress: (progress) => send('import.progress', progress),
      onChanged: changed,
      isCancelled: () => isEnding || cancelled.has(importId),
      isPutOff: () => !cancelled.has(importId),
      isAwaited,
      pause: () => resting.get(importId)?.promise ?? null,
    });
    const told = withoutFolders(database, report);
    send('import.finished', told);
    return told;
  }

  function queue(importId: number): Promise<ImportReport> {
    // One that broke off as it was cancelled can be resumed all the same.
    cancelled.delete(importId);
    waiting.push(importId);
    const run = last
      .then(() => runNow(importId))
      .finally(() => {
        runningId = null;
        resting.delete(importId);
      });
    // The next one does not care how this one ended; its caller is told.
    last = Promise.allSettled([run]);
    if (runningId !== null || waiting.length > 1) tellWaiting();
    return run;
  }

  function begin(importId: number): void {
    queue(importId).catch((thrown: unknown) => {
      if (isEnding) return;
      send('import.failed', problem(libraryError(thrown, dirname(database.name))));
    });
  }

  function goOn(importId: number): void {
    resting.get(importId)?.resolve();
    resting.delete(importId);
  }

  return {
    run: (inputs) => queue(enqueueImport(database, inputs)),
    start: (inputs) => begin(enqueueImport(database, inputs)),
    resume(importId) {
      resumeImport(database, importId);
      begin(importId);
    },
    cancel(importId) {
      cancelled.add(importId);
      goOn(importId);
      if (waiting.includes(importId)) tellWaiting();
    },
    pause(importId) {
      if (!resting.has(importId)) resting.set(importId, Promise.withResolvers());
    },
    goOn,
    async end() {
      isEnding = true;
      for (const importId of [...resting.keys()]) goOn(importId);
      await last;
    },
  };
}
