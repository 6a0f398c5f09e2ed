import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PostilError, problem } from '../../../shared/errors.ts';
import type { ImportProgress, ImportReport } from '../../../shared/import.ts';
import { type Database, LOG_LIMIT_BYTES } from '../database.ts';
import { durableLater } from '../durable-later.ts';
import { giveBackPages } from '../free-pages.ts';
import { logCopier } from '../log-copier.ts';
import { absorber } from '../merging/absorb.ts';
import { sketchIndex } from '../merging/sketch-index.ts';
import { enterOrders } from '../paper-orders.ts';
import { progressCount, setPaused, tellProgress } from './import-progress.ts';
import { importReport } from './import-report.ts';
import {
  beginImport,
  enqueueImport,
  type FormerFiles,
  finishImport,
  formerFiles,
  giveUpImport,
  inputsOf,
} from './import-rows.ts';
import { fileProblem, findInputFiles, type InputFile, STANDARD_INPUT } from './input-files.ts';
import { insertUnread } from './insert-unread.ts';
import { type DumpRun, type FileTask, readDump } from './read-dump.ts';
import { settleAll } from './settle-later.ts';
import { type PlainFile, plainFiles } from './unpack.ts';

/** Who started an import. All are called between transactions. */
export interface ImportObserver {
  /** At once, then at most ten times a second. */
  onProgress(progress: ImportProgress): void;
  /** After each transaction: the papers that are new, changed or gone. */
  onChanged(paperIds: readonly number[]): void;
  /** Asked after each transaction; what was read stays. */
  isCancelled(): boolean;
  /** Whether what was cancelled is only put off, as when the app is closed: it can then be resumed. */
  isPutOff?(): boolean;
  /** Asked within transactions: whether somebody waits for this thread, so that the transaction ends at once. */
  isAwaited?(): boolean;
  /** Asked after each transaction: settles when the import may go on; null, as without it, when it may at once. */
  pause?(): Promise<void> | null;
}

/** What SQLite begins with: https://www.sqlite.org/pragma.html#pragma_wal_autocheckpoint */
const PAGES_IN_LOG = 1000;

/**
 * Reads files and folders into the library, in short transactions between which the thread answers other calls.
 * What cannot be read is in the report; no file keeps another from being imported. Where an import of the same files
 * was broken off, it goes on from there.
 * @param paths files, folders, or `-` for standard input
 * @throws the errors of the library itself; what was committed until then stays
 */
export function importFiles(
  database: Database,
  paths: readonly string[],
  observer: ImportObserver,
): Promise<ImportReport> {
  const inputs = paths.map((path) => ({ path: path === STANDARD_INPUT ? path : resolve(path), shown: path }));
  return runImport(database, enqueueImport(database, inputs), observer);
}

/** Runs an import that was taken down, from where it is. @throws as {@link importFiles} does */
export async function runImport(
  database: Database,
  importId: number,
  observer: ImportObserver,
): Promise<ImportReport> {
  const row = beginImport(database, importId);
  let folder: string | null = null;
  const makeFolder = async () => {
    folder ??= await mkdtemp(join(tmpdir(), 'postil-'));
    return folder;
  };
  const withCheckpoints = (isOn: boolean) => {
    database.pragma(`wal_autocheckpoint = ${isOn ? PAGES_IN_LOG : 0}`);
    // To be cut back and grow again each time that it is begun anew would take the system a tenth of an import.
    database.pragma(`journal_size_limit = ${isOn ? LOG_LIMIT_BYTES : -1}`);
  };
  withCheckpoints(false);
  const log = logCopier(database);
  try {
    const files = await findInputFiles(inputsOf(row));
    const former = formerFiles(database, importId);
    const progress = progressCount(importId, files, former);
    const run: Run = {
      database,
      importId,
      observer,
      progress,
      papers: absorber(database, row.started_ms, importId),
      log,
      former,
      makeFolder,
      async pause() {
        const pause = observer.pause?.() ?? null;
        if (pause === null) return;
        setPaused(progress, true);
        tellProgress(progress, observer.onProgress, true);
        withCheckpoints(true);
        await pause;
        withCheckpoints(false);
        setPaused(progress, false);
        tellProgress(progress, observer.onProgress, true);
      },
    };
    await loadSketches(database);
    for (const file of files) {
      if (observer.isCancelled()) break;
      progress.fileName = file.name;
      tellProgress(progress, observer.onProgress);
      await importInput(run, file);
    }
    await settleAll(database, observer.onChanged);
    if (!observer.isCancelled()) await enterOrders(database, 0, (count) => log.stored(count, true));
    await giveBackPages(database);
    if (observer.isCancelled() && observer.isPutOff?.() === true) giveUpImport(database, importId);
    else finishImport(database, importId, observer.isCancelled());
    return importReport(database, importId);
  } catch (thrown) {
    // Where the library takes nothing any more, the next opening finds out by itself.
    if (database.open) giveUpQuietly(database, importId);
    throw thrown;
  } finally {
    await log.end();
    withCheckpoints(true);
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

/** How long others wait while sketches are taken in: those of 1,000,000 papers are a second's work. */
const LOAD_MS = 20;

async function loadSketches(database: Database): Promise<void> {
  while (!sketchIndex(database).load(performance.now() + LOAD_MS)) await setImmediate();
}

function giveUpQuietly(database: Database, importId: number): void {
  try {
    giveUpImport(database, importId);
  } catch {
    // What kept the import from going on keeps this from being written; it is told to whoever started it.
  }
}

/** One import while it goes on. */
interface Run extends DumpRun {
  readonly observer: ImportObserver;
  readonly former: FormerFiles;
  makeFolder(): Promise<string>;
}

async function importInput(run: Run, file: InputFile): Promise<void> {
  const { observer, progress, former } = run;
  if (file.kind === 'empty-folder' || file.problem !== null) {
    if (!former.takeDone(file.path)) await importFile(run, { ...file, isTemporary: false }, file.kind);
  } else if (former.takeDone(file.path)) {
    progress.bytesBefore += file.bytes ?? 0;
    progress.formerBytes = progress.bytesBefore;
  } else {
    const context = {
      makeFolder: run.makeFolder,
      isDone: former.takeDone,
      isCancelled: observer.isCancelled,
    };
    try {
      for await (const plain of plainFiles(file, context)) {
        if (observer.isCancelled()) break;
        progress.fileName =
          plain.path === file.path ? file.name : `${file.name}${plain.path.slice(file.path.length)}`;
        await importFile(run, plain, 'file');
      }
    } catch (thrown) {
      if (!(thrown instanceof PostilError) || thrown.code !== 'cancelled') throw thrown;
    }
    // Of an archive itself no bytes were read, but those that it holds.
    if (progress.bytesBefore < progress.bytesDone) progress.bytesBefore = progress.bytesDone;
  }
  progress.filesDone += 1;
  progress.bytesDone = progress.bytesBefore;
}

async function importFile(run: Run, file: PlainFile, kind: InputFile['kind']): Promise<void> {
  const { database, importId, former } = run;
  const begun = former.takeBegun(file.path);
  const insert = database.prepare('INSERT INTO import_file (import_id, path) VALUES (?, ?)');
  const importFileId =
    begun?.id ?? durableLater(database, () => Number(insert.run(importId, file.path).lastInsertRowid));
  const task: FileTask = { file, importFileId, begun, startedMs: Date.now() };
  try {
    if (file.problem !== null) throw file.problem;
    if (kind === 'empty-folder') {
      const place = { byteStart: 0, byteEnd: 0, line: 1 };
      const reason = 'The folder holds no files.';
      // Nothing that could be mended: it does not wait in the tray.
      insertUnread(database, importFileId, { kind: 'unread', place, text: '', reason }, 'again');
    } else {
      await readDump(run, task);
    }
  } catch (thrown) {
    const stopped = fileProblem(thrown, file.path);
    if (stopped.code === 'cancelled') return;
    if (stopped.code !== 'file-unreadable') throw stopped;
    database
      .prepare('UPDATE import_file SET problem = ? WHERE id = ?')
      .run(JSON.stringify(problem(stopped)), importFileId);
  }
  durableLater(database, () =>
    database
      .prepare('UPDATE import_file SET duration_ms = ?, done = ? WHERE id = ?')
      .run(
        (begun?.duration_ms ?? 0) + Date.now() - task.startedMs,
        run.observer.isCancelled() ? 0 : 1,
        importFileId,
      ),
  );
}
