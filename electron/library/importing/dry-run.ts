/**
 * Shows what an import would do before it is done. A dry run imports in earnest, into a copy of the library in a
 * temporary folder: nothing less tells what merging will do. It has a thread of its own, which only reads the library,
 * so that nobody waits for it.
 */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type MessagePort, Worker } from 'node:worker_threads';
import type { EventName, Events } from '../../../shared/contract.ts';
import { PostilError, type Problem, problem } from '../../../shared/errors.ts';
import type { DryRun, ImportInput, ImportProgress, ImportReport } from '../../../shared/import.ts';
import { copyLibrary, type Database, openLibrary } from '../database.ts';
import { libraryError } from '../library-error.ts';
import { runImport } from './import.ts';
import { withoutFolders } from './import-report.ts';
import { enqueueImport } from './import-rows.ts';
import type { InputFile } from './input-files.ts';

/** More files than this, or more bytes, are shown first: fewer are read before a question could be. */
const ASKED_FILES = 20;
const ASKED_BYTES = 20 * 1024 * 1024;

/** Whether so much was dropped that what would happen is shown first. */
export function isWorthADryRun(files: readonly InputFile[]): boolean {
  return files.length > ASKED_FILES || totalBytes(files) > ASKED_BYTES;
}

function totalBytes(files: readonly InputFile[]): number {
  return files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
}

/** What the thread of a dry run is started with (`workerData`). */
export interface DryRunStart {
  readonly dryRun: true;
  readonly folder: string;
  /** Where the copy goes. */
  readonly scratch: string;
  readonly inputs: readonly ImportInput[];
}

type DryRunMessage =
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'report'; readonly report: ImportReport }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** The thread of a dry run. */
export async function runDry(port: MessagePort, { folder, scratch, inputs }: DryRunStart): Promise<void> {
  const post = (message: DryRunMessage) => port.postMessage(message);
  const copy = join(scratch, 'library');
  let database: Database | null = null;
  let isStopped = false;
  port.once('message', () => {
    isStopped = true;
  });
  try {
    copyLibrary(folder, copy);
    database = openLibrary(copy);
    const report = await runImport(database, enqueueImport(database, inputs), {
      onProgress: (progress) => post({ kind: 'progress', progress }),
      onChanged: () => undefined,
      isCancelled: () => isStopped,
    });
    post({ kind: 'report', report: withoutFolders(database, report) });
  } catch (thrown) {
    post({ kind: 'problem', problem: problem(libraryError(thrown, copy)) });
  } finally {
    database?.close();
    port.close();
  }
}

/** The dry runs of a library that the user has not yet decided upon. */
export interface DryRuns {
  /** Begins one; how it goes comes as events. */
  begin(inputs: readonly ImportInput[], files: readonly InputFile[]): void;
  /** Ends one; its thread stops soon. @returns what it was made of @throws {PostilError} `not-found` */
  end(dryRunId: number): readonly ImportInput[];
  /** Ends all, and settles when their threads have stopped. */
  endAll(): Promise<void>;
}

/** @param script what starts the thread: it must come to {@link runDry} */
export function dryRuns(
  database: Database,
  script: URL,
  send: <Name extends EventName>(name: Name, payload: Events[Name]) => void,
): DryRuns {
  const running = new Map<number, { readonly inputs: readonly ImportInput[]; readonly worker: Worker }>();
  const stopping: Promise<unknown>[] = [];
  let lastId = 0;

  function end(dryRunId: number): readonly ImportInput[] {
    const ended = running.get(dryRunId);
    if (ended === undefined) {
      throw new PostilError('not-found', 'These files are offered no more.', 'Drop them again.');
    }
    running.delete(dryRunId);
    // It ends by itself: to be terminated while SQLite is at work could end the process.
    ended.worker.postMessage(null);
    return ended.inputs;
  }

  return {
    begin(inputs, files) {
      lastId += 1;
      const dryRunId = lastId;
      const scratch = mkdtempSync(join(tmpdir(), 'postil-'));
      const start: DryRunStart = { dryRun: true, folder: dirname(database.name), scratch, inputs };
      const worker = new Worker(script, { workerData: start });
      let told: DryRun = {
        dryRunId,
        filesTotal: files.length,
        bytesTotal: totalBytes(files),
        progress: null,
        report: null,
        problem: null,
      };
      const tell = (change: Partial<DryRun>) => {
        if (!running.has(dryRunId)) return;
        told = { ...told, ...change };
        send('import.dryRun', told);
      };
      worker.on('message', ({ kind: _, ...change }: DryRunMessage) => tell(change));
      worker.on('error', (thrown) => tell({ problem: problem(thrown) }));
      const stopped = new Promise((resolve) => worker.once('exit', resolve));
      // Where it cannot be removed, the system clears its temporary folder some day.
      const remove = () => rm(scratch, { recursive: true, force: true }).catch(() => undefined);
      stopping.push(stopped.then(remove));
      running.set(dryRunId, { inputs, worker });
      tell({});
    },
    end,
    async endAll() {
      for (const dryRunId of running.keys()) end(dryRunId);
      await Promise.all(stopping);
    },
  };
}
