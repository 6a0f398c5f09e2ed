import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { problem } from '../../shared/errors.ts';
import type { ImportProgress, ImportReport } from '../../shared/library.ts';
import type { PaperRecord, Unread } from '../../shared/paper.ts';
import { detectFormat, unreadFile } from '../formats/detect.ts';
import { openDump } from '../formats/open-dump.ts';
import { type Absorber, absorber } from './absorb.ts';
import { type Database, transact } from './database.ts';
import { importReport } from './import-report.ts';
import { fileProblem, findInputFiles, type InputFile, type ReadyFile, readyFile } from './input-files.ts';
import type { Origin } from './paper-rows.ts';

/** Who started an import. All are called between transactions. */
export interface ImportObserver {
  /** At once, then at most ten times a second. */
  onProgress(progress: ImportProgress): void;
  /** After each transaction: the papers that are new, changed or gone. */
  onChanged(paperIds: readonly number[]): void;
  /** Asked after each transaction; what was read stays. */
  isCancelled(): boolean;
}

/**
 * How long a transaction goes on taking up records. Indexing them and the commit take about as long again: what waits
 * for the library meanwhile (an edit) waits less than 50 ms as a rule.
 */
const BATCH_MS = 18;

/**
 * Transactions after which the log is copied into the library, in a turn of its own. SQLite would do so within a
 * commit every 1,000 pages (`wal_autocheckpoint`), which made that transaction twice as long.
 */
const CHECKPOINT_BATCHES = 12;

/** What SQLite begins with: https://www.sqlite.org/pragma.html#pragma_wal_autocheckpoint */
const PAGES_IN_LOG = 1000;

/** Fewest parts in a transaction, however slow the machine: its commit costs as much as some dozens of them. */
const BATCH_PARTS = 100;

/** Time between two reports of progress. */
const PROGRESS_MS = 100;

/**
 * Reads files and folders into the library, in short transactions between which the thread answers other calls.
 * What cannot be read is in the report; no file keeps another from being imported.
 * @param paths files, folders, or `-` for standard input
 * @throws the errors of the library itself; what was committed until then stays
 */
export async function importFiles(
  database: Database,
  paths: readonly string[],
  observer: ImportObserver,
): Promise<ImportReport> {
  const startedMs = Date.now();
  const importId = insertRow(database, 'INSERT INTO import (started_ms) VALUES (?)', startedMs);
  let folder: string | null = null;
  const makeFolder = async () => {
    folder ??= await mkdtemp(join(tmpdir(), 'postil-'));
    return folder;
  };
  database.pragma('wal_autocheckpoint = 0');
  try {
    const files = await findInputFiles(paths);
    const progress = progressOf(importId, files);
    const run: Run = {
      database,
      importId,
      makeFolder,
      observer,
      progress,
      papers: absorber(database, startedMs),
    };
    for (const file of files) {
      if (observer.isCancelled()) break;
      progress.fileName = file.name;
      tell(run, progress);
      await importFile(run, file);
      progress.filesDone += 1;
    }
    database
      .prepare('UPDATE import SET finished_ms = ?, cancelled = ? WHERE id = ?')
      .run(Date.now(), observer.isCancelled() ? 1 : 0, importId);
    return importReport(database, importId);
  } finally {
    database.pragma(`wal_autocheckpoint = ${PAGES_IN_LOG}`);
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

/** One import while it goes on. */
interface Run {
  readonly database: Database;
  readonly importId: number;
  /** Gives a folder for temporary files. */
  readonly makeFolder: () => Promise<string>;
  readonly observer: ImportObserver;
  readonly progress: Progress;
  readonly papers: Absorber;
}

/** {@link ImportProgress} as it is counted. */
type Progress = { -readonly [Field in keyof ImportProgress]: ImportProgress[Field] } & {
  /** Bytes of the files that are done with. */
  bytesBefore: number;
  /** Time of the last report, by `performance.now()`. */
  toldMs: number;
};

function progressOf(importId: number, files: readonly InputFile[]): Progress {
  return {
    importId,
    fileName: '',
    filesDone: 0,
    filesTotal: files.length,
    bytesDone: 0,
    bytesTotal: files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    records: 0,
    added: 0,
    merged: 0,
    unchanged: 0,
    unread: 0,
    bytesBefore: 0,
    toldMs: Number.NEGATIVE_INFINITY,
  };
}

function tell({ observer }: Run, progress: Progress): void {
  const nowMs = performance.now();
  if (nowMs - progress.toldMs < PROGRESS_MS) return;
  progress.toldMs = nowMs;
  const { bytesBefore: _, toldMs: __, ...told } = progress;
  observer.onProgress(told);
}

async function importFile(run: Run, file: InputFile): Promise<void> {
  const { database, importId, progress } = run;
  const startedMs = Date.now();
  let bytes = file.bytes ?? 0;
  const importFileId = durableLater(database, () =>
    insertRow(database, 'INSERT INTO import_file (import_id, path) VALUES (?, ?)', importId, file.path),
  );
  try {
    if (file.problem !== null) throw file.problem;
    if (file.kind === 'empty-folder') {
      insertUnread(run, importFileId, {
        kind: 'unread',
        place: { byteStart: 0, byteEnd: 0, line: 1 },
        text: '',
        reason: 'The folder holds no files.',
      });
    } else {
      const ready = await readyFile(file, run.makeFolder);
      // Unpacking and standard input show only now how much there is to read.
      progress.bytesTotal += ready.bytes - bytes;
      bytes = ready.bytes;
      await readFile(run, file, ready, importFileId);
    }
  } catch (thrown) {
    const stopped = fileProblem(thrown, file.path);
    if (stopped.code !== 'file-unreadable') throw stopped;
    database
      .prepare('UPDATE import_file SET problem = ? WHERE id = ?')
      .run(JSON.stringify(problem(stopped)), importFileId);
  }
  progress.bytesBefore += bytes;
  progress.bytesDone = progress.bytesBefore;
  durableLater(database, () =>
    database
      .prepare('UPDATE import_file SET duration_ms = ? WHERE id = ?')
      .run(Date.now() - startedMs, importFileId),
  );
}

async function readFile(run: Run, file: InputFile, ready: ReadyFile, importFileId: number): Promise<void> {
  const { database, importId } = run;
  const dump = openDump(ready.path);
  const format = detectFormat(dump.start, dump.sample);
  const known = database
    .prepare<[string], { id: number; name: string }>('SELECT id, name FROM file WHERE hash = ?')
    .get(ready.hash);
  const fileId = durableLater(database, () => {
    const insert = 'INSERT INTO file (hash, name, bytes) VALUES (?, ?, ?)';
    const id = known?.id ?? insertRow(database, insert, ready.hash, file.name, ready.bytes);
    database.prepare('UPDATE file SET format = ? WHERE id = ?').run(format?.name ?? null, id);
    database.prepare('UPDATE import_file SET file_id = ? WHERE id = ?').run(id, importFileId);
    if (format === null) {
      insertUnread(run, importFileId, unreadFile(dump.start, dump.sample, ready.bytes));
    }
    return id;
  });
  if (format === null) return;
  const origin = { importId, fileId, fileName: known?.name ?? file.name };
  const batches = batchesOf(run, format.read(dump), origin, known !== undefined, importFileId);
  for (let count = 1; ; count += 1) {
    const batch = durableLater(database, batches);
    if (batch.changed.length > 0) run.observer.onChanged(batch.changed);
    tell(run, run.progress);
    if (batch.stoppedBy !== null) throw fileProblem(batch.stoppedBy, file.path);
    if (!batch.goesOn || run.observer.isCancelled()) return;
    await setImmediate();
    if (count % CHECKPOINT_BATCHES === 0) {
      database.pragma('wal_checkpoint(PASSIVE)');
      await setImmediate();
    }
  }
}

/** What one transaction did. */
interface Batch {
  readonly changed: readonly number[];
  /** Whether the file holds more. */
  readonly goesOn: boolean;
  /** The error by which the file could not be read further; null as a rule. */
  readonly stoppedBy: unknown;
}

/** Makes the function that takes up the next parts of a file, for {@link BATCH_MS}. It belongs into a transaction. */
function batchesOf(
  run: Run,
  parts: Iterable<PaperRecord | Unread>,
  origin: Origin,
  isKnownFile: boolean,
  importFileId: number,
): () => Batch {
  const { database, papers, progress } = run;
  const source = parts[Symbol.iterator]();
  const count = database.prepare(
    'UPDATE import_file SET added = added + ?, merged = merged + ?, unchanged = unchanged + ? WHERE id = ?',
  );
  let stoppedBy: unknown = null;

  /** What the disk refuses to read ends the file, but not the transaction: what came before stays. */
  function nextPart(): PaperRecord | Unread | undefined {
    try {
      const next = source.next();
      return next.done === true ? undefined : next.value;
    } catch (thrown) {
      stoppedBy = thrown;
      return undefined;
    }
  }

  return () => {
    const tally = { added: 0, merged: 0, unchanged: 0 };
    const endMs = performance.now() + BATCH_MS;
    let goesOn = true;
    papers.begin();
    for (let taken = 0; taken < BATCH_PARTS || performance.now() < endMs; taken += 1) {
      const part = nextPart();
      if (part === undefined) {
        goesOn = false;
        break;
      }
      progress.bytesDone = progress.bytesBefore + part.place.byteEnd;
      if (part.kind === 'unread') {
        insertUnread(run, importFileId, part);
      } else {
        tally[papers.absorb(part, origin, isKnownFile)] += 1;
      }
    }
    count.run(tally.added, tally.merged, tally.unchanged, importFileId);
    progress.added += tally.added;
    progress.merged += tally.merged;
    progress.unchanged += tally.unchanged;
    progress.records = progress.added + progress.merged + progress.unchanged;
    // Last, since FTS5 writes out what it has gathered whenever another table is updated after it.
    const changed = papers.flush();
    return { changed, goesOn, stoppedBy };
  };
}

/**
 * Runs a transaction without waiting for the disk. It becomes durable with the next one that does, an edit of the
 * user's or the end of the import, before which nothing is acknowledged. The next edit finds the connection as it was.
 */
function durableLater<Value>(database: Database, work: () => Value): Value {
  const before = Number(database.pragma('synchronous', { simple: true }));
  database.pragma('synchronous = NORMAL');
  try {
    return transact(database, work);
  } finally {
    database.pragma(`synchronous = ${before}`);
  }
}

function insertUnread(
  { database, progress }: Run,
  importFileId: number,
  { place, text, reason }: Unread,
): void {
  insertRow(
    database,
    'INSERT INTO unread (import_file_id, byte_start, byte_end, line, text, reason) VALUES (?, ?, ?, ?, ?, ?)',
    importFileId,
    place.byteStart,
    place.byteEnd,
    place.line,
    text,
    reason,
  );
  progress.unread += 1;
}

/** @returns the number of the row */
function insertRow(database: Database, sql: string, ...values: (string | number)[]): number {
  return Number(database.prepare(sql).run(...values).lastInsertRowid);
}
