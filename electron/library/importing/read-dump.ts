/** From a plain file to papers and unread parts in the library, in short transactions. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { PostilError } from '../../../shared/errors.ts';
import { ANNOTATION_FORMAT } from '../../../shared/import.ts';
import {
  holdsAnnotations,
  LONGEST_ANNOTATION_FILE,
  readAnnotationFile,
} from '../../formats/annotation-file.ts';
import { detectFormat, unreadFile } from '../../formats/detect.ts';
import { openDump } from '../../formats/open-dump.ts';
import { importAnnotations } from '../annotating/annotation-import.ts';
import type { Database } from '../database.ts';
import { durableLater } from '../durable-later.ts';
import { mergeForPapers } from '../index-merge.ts';
import type { LogCopier } from '../log-copier.ts';
import type { Absorber } from '../merging/absorb.ts';
import { moveMergeKeys } from '../merging/merge-index.ts';
import type { Origin } from '../merging/paper-rows.ts';
import { enterOrders, ORDER_LOT } from '../paper-orders.ts';
import type { ImportObserver } from './import.ts';
import { type ProgressCount, tellProgress } from './import-progress.ts';
import type { ImportFileRow } from './import-rows.ts';
import { fileProblem } from './input-files.ts';
import { insertUnread, unreadState } from './insert-unread.ts';
import { LARGE_BYTES } from './reader.ts';
import { type PartSource, type ReadingThread, readHere, readingThread } from './reading-thread.ts';
import type { PlainFile } from './unpack.ts';

/** The import that a file is read for. */
export interface DumpRun {
  readonly database: Database;
  readonly importId: number;
  readonly observer: ImportObserver;
  readonly progress: ProgressCount;
  readonly papers: Absorber;
  readonly log: LogCopier;
  /** Waits while the import is to rest. */
  pause(): Promise<void>;
}

/** One file of an import. */
export interface FileTask {
  readonly file: PlainFile;
  readonly importFileId: number;
  /** What is stored of it where it was broken off before; undefined when it begins anew. */
  readonly begun: ImportFileRow | undefined;
  readonly startedMs: number;
}

/**
 * How long a transaction takes while nobody waits for the thread, about: of FTS5 and the commit each record costs the
 * less the more there are of them. So long another process waits for the library, and an edit in this one the part of
 * it that indexes and commits, since no more records are then taken up.
 */
const BATCH_MS = 100;

/** The same while the user is at work: as long after somebody has waited as {@link AT_WORK_MS} says. */
const SHORT_BATCH_MS = 30;
const AT_WORK_MS = 2000;

/** Fewest parts in a transaction, also when somebody waits: its commit costs as much as some dozens of them. */
const FEWEST_PARTS = 50;

/**
 * Parts of which a transaction takes up as many as it can in its time while nobody waits, also where the computer is
 * busy with other things; also those of the first, before it is known how long they take.
 */
const USUAL_PARTS = 400;

/** A file that is on its way into the library. */
interface Reading {
  readonly importFileId: number;
  readonly origin: Origin;
  /** Whether the file may have been read before. */
  readonly isKnown: boolean;
  /** Parts before this offset were counted before the import was broken off. */
  readonly fromByte: number;
  readonly workedMs: number;
  readonly startedMs: number;
}

/**
 * Reads a file. What of it was read before the import was broken off is not counted again.
 * @throws {PostilError} `file-unreadable`, or `cancelled` while its bytes are counted
 */
export async function readDump(run: DumpRun, task: FileTask): Promise<void> {
  const { size } = await stat(task.file.location);
  const thread = size >= LARGE_BYTES ? readingThread() : null;
  try {
    await readWith(thread, run, task, size);
  } finally {
    await thread?.end();
  }
}

async function readWith(
  thread: ReadingThread | null,
  run: DumpRun,
  task: FileTask,
  size: number,
): Promise<void> {
  const { database, progress, observer } = run;
  const { file, startedMs } = task;
  const { location, path } = file;
  const before = await fileStamp(file);
  const dump = openDump(location);
  const bringsAnnotations = size <= LONGEST_ANNOTATION_FILE && holdsAnnotations(dump.sample);
  const format = bringsAnnotations ? null : detectFormat(dump.start, dump.sample);
  const readFrom = (fromByte: number) =>
    format === null ? undefined : thread?.read({ location, path, format: format.name, fromByte });
  // While its bytes are counted: nearly always they turn out as new.
  const fromStart = task.begun === undefined ? readFrom(0) : undefined;
  const { hash, bytes } = await hashOf(file, observer);
  // Unpacking and standard input show only now how much there is to read.
  if (file.isTemporary) progress.bytesTotal += bytes;
  const known = database
    .prepare<[string], { id: number; name: string }>('SELECT id, name FROM file WHERE hash = ?')
    .get(hash);
  const begun = task.begun?.file_id === null ? undefined : task.begun;
  const hasChanged = begun !== undefined && begun.file_id !== known?.id;
  const goesOn = begun !== undefined && !hasChanged;
  const reading = durableLater(database, (): Reading => {
    const fileId =
      known?.id ??
      insertRow(database, 'INSERT INTO file (hash, name, bytes) VALUES (?, ?, ?)', hash, file.name, bytes);
    database
      .prepare('UPDATE file SET format = ? WHERE id = ?')
      .run(bringsAnnotations ? ANNOTATION_FORMAT : (format?.name ?? null), fileId);
    const importFileId = hasChanged ? rowAnew(run, task) : task.importFileId;
    database.prepare('UPDATE import_file SET file_id = ? WHERE id = ?').run(fileId, importFileId);
    if (format === null && !bringsAnnotations && !goesOn) {
      const part = unreadFile(dump.start, dump.sample, bytes);
      insertUnread(database, importFileId, part, unreadState(database, importFileId, part));
      progress.unread += 1;
    }
    return {
      importFileId,
      origin: { importId: run.importId, fileId, fileName: known?.name ?? file.name },
      isKnown: known !== undefined,
      fromByte: goesOn ? begun.read_bytes : 0,
      workedMs: goesOn ? begun.duration_ms : 0,
      startedMs,
    };
  });
  if (bringsAnnotations) readAnnotations(run, file, reading);
  if (format !== null) {
    // Of a file that is known its records need only be found again.
    const aside = known === undefined || goesOn ? (fromStart ?? readFrom(reading.fromByte)) : undefined;
    const source = aside ?? readHere(format.read(dump));
    try {
      await readParts(run, file, source, reading);
    } finally {
      await source.end();
    }
  }
  if ((await fileStamp(file)) !== before) noteChange(database, reading);
  progress.bytesBefore += bytes;
  progress.bytesDone = progress.bytesBefore;
}

/** Takes in a file of annotations. They are the user's own: undo takes them back, not the import. */
function readAnnotations({ database, observer, progress }: DumpRun, file: PlainFile, reading: Reading): void {
  const { importFileId } = reading;
  const text = readFileSync(file.location, 'utf8');
  const { added, known, unread, paperIds } = importAnnotations(database, readAnnotationFile(text));
  durableLater(database, () => {
    for (const part of unread)
      insertUnread(database, importFileId, part, unreadState(database, importFileId, part));
    const remark = `Annotations: ${added} added to ${paperIds.length} of your papers, ${known} known before.${added > 0 ? ' Undo takes them back.' : ''}`;
    database.prepare('UPDATE import_file SET remark = ? WHERE id = ?').run(remark, importFileId);
  });
  progress.unread += unread.length;
  if (paperIds.length > 0) observer.onChanged(paperIds);
}

/** What a file looks like from outside: another stamp, other bytes. */
async function fileStamp({ location }: PlainFile): Promise<string> {
  const { size, mtimeMs, ino } = await stat(location);
  return `${size} ${mtimeMs} ${ino}`;
}

/** SHA-256 of a file's bytes, in lower-case hexadecimal, and their number. */
async function hashOf(
  { path, location }: PlainFile,
  { isCancelled }: ImportObserver,
): Promise<{ hash: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(location);
  try {
    const { size } = await file.stat();
    // One for all, and no larger than need be: V8 clears its memory when it sees much of it given out.
    const buffer = Buffer.allocUnsafe(Math.min(size, 1024 * 1024) || 1);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (isCancelled()) throw new PostilError('cancelled', `Reading ${path} was stopped.`, '');
      hash.update(buffer.subarray(0, bytesRead));
      bytes += bytesRead;
      // Whoever writes to it meanwhile must not keep this from ending.
      if (bytesRead === 0 || bytes === size) return { hash: hash.digest('hex'), bytes };
    }
  } finally {
    await file.close();
  }
}

/** A file that was broken off and has changed since is another file. @returns the row under which it is read */
function rowAnew({ database, importId }: DumpRun, { file, importFileId }: FileTask): number {
  const remark =
    'It was changed after its import was broken off: what had been read stays, and it was read anew.';
  database.prepare('UPDATE import_file SET done = 1, remark = ? WHERE id = ?').run(remark, importFileId);
  return insertRow(database, 'INSERT INTO import_file (import_id, path) VALUES (?, ?)', importId, file.path);
}

/** Says that a file changed while it was read, and sees to it that no other file is taken for this one. */
function noteChange(database: Database, { importFileId, origin, isKnown }: Reading): void {
  durableLater(database, () => {
    const remark = 'It was changed while it was read: import it again to read it as it is now.';
    database.prepare('UPDATE import_file SET remark = ? WHERE id = ?').run(remark, importFileId);
    if (isKnown) return;
    const hash = `changed while import ${origin.importId} read file ${origin.fileId}`;
    database.prepare('UPDATE file SET hash = ? WHERE id = ?').run(hash, origin.fileId);
  });
}

async function readParts(run: DumpRun, file: PlainFile, source: PartSource, reading: Reading): Promise<void> {
  const { database, observer, progress } = run;
  const batches = batchesOf(run, source, reading);
  let most = { parts: USUAL_PARTS, ms: BATCH_MS };
  let awaitedMs = Number.NEGATIVE_INFINITY;
  for (;;) {
    await source.ready();
    const startMs = performance.now();
    const batch = durableLater(database, () => batches(most));
    const nowMs = performance.now();
    if (batch.isAwaited) awaitedMs = nowMs;
    const isAtWork = nowMs - awaitedMs < AT_WORK_MS;
    const ms = isAtWork ? SHORT_BATCH_MS : BATCH_MS;
    // By no more than half as much again, since one that is interrupted says little of the next.
    const fitting = (batch.taken / (nowMs - startMs)) * ms;
    most = {
      parts: Math.max(isAtWork ? FEWEST_PARTS : USUAL_PARTS, Math.min(fitting, most.parts * 1.5)),
      ms,
    };
    if (batch.changed.length > 0) observer.onChanged(batch.changed);
    tellProgress(progress, observer.onProgress);
    if (batch.stoppedBy !== null) throw fileProblem(batch.stoppedBy, file.path);
    if (!batch.goesOn || observer.isCancelled()) return;
    await setImmediate();
    const stored = (count: number) => run.log.stored(count, isAtWork);
    await mergeForPapers(database, batch.taken, isAtWork);
    await stored(batch.taken);
    await enterOrders(database, ORDER_LOT, stored);
    await moveMergeKeys(database, stored);
    await run.pause();
  }
}

/** What one transaction did. */
interface Batch {
  /** How many parts it stored. */
  readonly taken: number;
  /** Whether somebody came to wait for it. */
  readonly isAwaited: boolean;
  readonly changed: readonly number[];
  /** Whether the file holds more. */
  readonly goesOn: boolean;
  /** The error by which the file could not be read further; null as a rule. */
  readonly stoppedBy: unknown;
}

/** How many parts a transaction takes up, and how long, at most. */
interface Bounds {
  readonly parts: number;
  readonly ms: number;
}

/** Makes the function that takes up the next parts of a file. It belongs into a transaction. */
function batchesOf(run: DumpRun, source: PartSource, reading: Reading): (most: Bounds) => Batch {
  const { database, observer, papers, progress } = run;
  const { importFileId, origin, isKnown, fromByte } = reading;
  const count = database.prepare(
    `UPDATE import_file SET added = added + ?, merged = merged + ?, unchanged = unchanged + ?, read_bytes = ?,
       duration_ms = ? WHERE id = ?`,
  );
  let stoppedBy: unknown = null;
  let readBytes = fromByte;

  /** What the disk refuses to read ends the file, but not the transaction: what came before stays. */
  function nextPart(): ReturnType<PartSource['next']> {
    try {
      return source.next();
    } catch (thrown) {
      stoppedBy = thrown;
      return null;
    }
  }

  return (most) => {
    const tally = { added: 0, merged: 0, unchanged: 0 };
    const endMs = performance.now() + most.ms;
    const isAwaited = () => observer.isAwaited?.() === true;
    const mayGoOn = () => performance.now() < endMs && !isAwaited();
    let taken = 0;
    papers.begin();
    for (; taken < most.parts && (taken < FEWEST_PARTS || mayGoOn()); taken += 1) {
      const part = nextPart();
      progress.bytesDone = progress.bytesBefore + source.byteEnd;
      if (source.byteEnd <= fromByte) progress.formerBytes = progress.bytesDone;
      if (part === null) break;
      const { byteStart, byteEnd } = part.place;
      if (byteStart < fromByte) continue;
      readBytes = Math.max(readBytes, byteEnd);
      if (part.kind === 'unread') {
        insertUnread(
          database,
          importFileId,
          part,
          isKnown ? unreadState(database, importFileId, part) : 'open',
        );
        progress.unread += 1;
      } else {
        tally[papers.absorb(part, origin, isKnown)] += 1;
      }
    }
    const joined = papers.joinNear();
    tally.added -= joined;
    tally.merged += joined;
    const durationMs = reading.workedMs + Date.now() - reading.startedMs;
    count.run(tally.added, tally.merged, tally.unchanged, readBytes, durationMs, importFileId);
    progress.added += tally.added;
    progress.merged += tally.merged;
    progress.unchanged += tally.unchanged;
    // Last, since FTS5 writes out what it has gathered whenever another table is updated after it.
    const changed = papers.flush();
    return { taken, isAwaited: isAwaited(), changed, goesOn: !source.isOver, stoppedBy };
  };
}

/** @returns the number of the row */
function insertRow(database: Database, sql: string, ...values: (string | number)[]): number {
  return Number(database.prepare(sql).run(...values).lastInsertRowid);
}
