/** Imports as they are stored: what was asked for, who runs it, and how far it has come. */
import { randomUUID } from 'node:crypto';
import { uptime } from 'node:os';
import { basename } from 'node:path';
import { codeOf, PostilError } from '../../../shared/errors.ts';
import type { ImportInput, ImportState } from '../../../shared/import.ts';
import { namingLabel } from '../../../shared/memory.ts';
import { type Database, transact } from '../database.ts';
import { addImportStep, nameImportStep } from '../remembering/import-step.ts';
import { STANDARD_INPUT } from './input-files.ts';

/** This process among all that may ever run an import: numbers of processes are given again. */
const RUNNER = `${process.pid} ${randomUUID()}`;

/** An import as it is stored. */
export interface ImportRow {
  readonly id: number;
  readonly started_ms: number;
  readonly finished_ms: number | null;
  readonly cancelled: number;
  readonly inputs: string;
  readonly runner: string | null;
  readonly begun: number;
  readonly left_off: number;
  readonly withdrawn: number;
}

/** Of a row the columns that tell its state. */
type StateColumns = Pick<ImportRow, 'started_ms' | 'finished_ms' | 'cancelled' | 'runner' | 'begun'>;

/** Whether an import waits, runs, is done, was stopped, or was broken off. */
export function importState(row: StateColumns): ImportState {
  if (row.finished_ms !== null) return row.cancelled === 1 ? 'cancelled' : 'done';
  if (!isRunning(row)) return 'broken-off';
  return row.begun === 1 ? 'running' : 'waiting';
}

/** Whether the process that took up the import is still there. */
function isRunning({ runner, started_ms }: StateColumns): boolean {
  if (runner === null) return false;
  if (runner === RUNNER) return true;
  const pid = Number.parseInt(runner, 10);
  if (pid === process.pid || started_ms < Date.now() - uptime() * 1000) return false;
  try {
    // Signal 0 only asks. https://nodejs.org/api/process.html#processkillpid-signal
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // A process of another user may not be asked, and is there.
    return codeOf(thrown) === 'EPERM';
  }
}

/** @throws {PostilError} `not-found` */
export function importRow(database: Database, importId: number): ImportRow {
  const row = database.prepare<[number], ImportRow>('SELECT * FROM import WHERE id = ?').get(importId);
  if (row !== undefined) return row;
  throw new PostilError('not-found', `There is no import ${importId}.`, 'Choose one of the list.');
}

/**
 * Takes down that files are to be imported, so that they are not forgotten whatever happens to this process. One that
 * was broken off on its way through the same files is taken up again instead.
 * @returns the number of the import
 */
export function enqueueImport(database: Database, inputs: readonly ImportInput[]): number {
  return transact(database, () => {
    const before = brokenOff(database, inputs);
    if (before !== undefined) {
      takeUp(database, before.id);
      return before.id;
    }
    const insert = database.prepare('INSERT INTO import (started_ms, inputs, runner) VALUES (?, ?, ?)');
    const importId = Number(insert.run(Date.now(), JSON.stringify(inputs), RUNNER).lastInsertRowid);
    addImportStep(database, importId, stepLabel(inputs, 0));
    return importId;
  });
}

function brokenOff(database: Database, inputs: readonly ImportInput[]): ImportRow | undefined {
  const paths = pathsOf(inputs);
  if (inputs.some(({ path }) => path === STANDARD_INPUT)) return undefined;
  return database
    .prepare<[], ImportRow>(
      'SELECT * FROM import WHERE finished_ms IS NULL AND withdrawn = 0 ORDER BY id DESC',
    )
    .all()
    .find((row) => importState(row) === 'broken-off' && pathsOf(inputsOf(row)) === paths);
}

function pathsOf(inputs: readonly ImportInput[]): string {
  return JSON.stringify(inputs.map(({ path }) => path));
}

/** What an import was given. */
export function inputsOf(row: ImportRow): ImportInput[] {
  return JSON.parse(row.inputs);
}

/** Makes an import that was broken off this process's own. @throws {PostilError} `not-found` */
export function resumeImport(database: Database, importId: number): void {
  transact(database, () => {
    const row = importRow(database, importId);
    if (importState(row) !== 'broken-off' || row.withdrawn === 1) {
      const message = `Import ${importId} was not broken off.`;
      throw new PostilError('not-found', message, 'There is nothing to resume.');
    }
    takeUp(database, importId);
  });
}

function takeUp(database: Database, importId: number): void {
  database
    .prepare('UPDATE import SET runner = ?, begun = 0, left_off = 0 WHERE id = ?')
    .run(RUNNER, importId);
}

/** Notes that the user wants an import that was broken off left as it is. What was read stays. */
export function leaveImport(database: Database, importId: number): void {
  database.prepare('UPDATE import SET left_off = 1 WHERE id = ?').run(importId);
}

/** Notes that an import has begun. @returns what it was given */
export function beginImport(database: Database, importId: number): ImportRow {
  database.prepare('UPDATE import SET begun = 1, runner = ? WHERE id = ?').run(RUNNER, importId);
  return importRow(database, importId);
}

/** Notes that an import is at its end. */
export function finishImport(database: Database, importId: number, isCancelled: boolean): void {
  transact(database, () => {
    database
      .prepare('UPDATE import SET finished_ms = ?, cancelled = ?, runner = NULL WHERE id = ?')
      .run(Date.now(), isCancelled ? 1 : 0, importId);
    const { added, parts } = database
      .prepare<[number], { added: number; parts: number }>(
        `SELECT ifnull(sum(added), 0) AS added, ifnull(sum(added + merged + unchanged
           + EXISTS (SELECT 1 FROM unread WHERE import_file_id = import_file.id)), 0) AS parts
         FROM import_file WHERE import_id = ?`,
      )
      .get(importId) ?? { added: 0, parts: 0 };
    const label = parts === 0 ? null : stepLabel(inputsOf(importRow(database, importId)), added);
    nameImportStep(database, importId, label);
  });
}

/** What undo calls an import: "Import of 14 papers from “listing.txt”". */
function stepLabel(inputs: readonly ImportInput[], addedCount: number): string {
  const [first = 'files', ...others] = inputs.map(({ shown }) => fileName(shown));
  const what =
    addedCount === 0 ? '' : ` of ${addedCount.toLocaleString('en')} ${addedCount === 1 ? 'paper' : 'papers'}`;
  return namingLabel(
    `Import${what} from`,
    others.length === 0 ? first : `${first} and ${others.length} more`,
  );
}

/** A file or folder without those that it lies in; standard input by its name. */
export function fileName(path: string): string {
  return path === STANDARD_INPUT ? 'standard input' : basename(path);
}

/** @throws {PostilError} `bad-request` while an import is read: it can be taken back only when it is over */
export function requireRead(database: Database, importId: number): void {
  const row = importRow(database, importId);
  const state = importState(row);
  if (state !== 'running' && state !== 'waiting') return;
  const names = inputsOf(row).map(({ shown }) => fileName(shown));
  const message = `The import of ${names[0] ?? 'files'} is still being read.`;
  throw new PostilError('bad-request', message, 'Wait for its end or stop it, then take it back.');
}

/** Notes that nobody goes on with an import: it is broken off. */
export function giveUpImport(database: Database, importId: number): void {
  database.prepare('UPDATE import SET runner = NULL WHERE id = ?').run(importId);
}

/** What an import made of a file, as far as reading it needs to know. */
export interface ImportFileRow {
  readonly id: number;
  readonly file_id: number | null;
  readonly path: string;
  readonly added: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly duration_ms: number;
  readonly read_bytes: number;
  readonly done: number;
}

/** The files that an import has met before it was broken off, handed out one by one. */
export interface FormerFiles {
  readonly rows: readonly ImportFileRow[];
  /** Whether a file was read to its end; if so, it is out of the count. */
  takeDone(path: string): boolean;
  /** The row of a file that was begun, once; undefined when it was not. */
  takeBegun(path: string): ImportFileRow | undefined;
}

/** What is stored of an import's files. */
export function formerFiles(database: Database, importId: number): FormerFiles {
  const rows = database
    .prepare<[number], ImportFileRow>('SELECT * FROM import_file WHERE import_id = ? ORDER BY id')
    .all(importId);
  const byPath = Map.groupBy(rows, ({ path }) => path);
  return {
    rows,
    takeDone(path) {
      const [first, ...others] = byPath.get(path) ?? [];
      if (first === undefined || first.done === 0) return false;
      byPath.set(path, others);
      return true;
    },
    takeBegun(path) {
      const [first, ...others] = byPath.get(path) ?? [];
      byPath.set(path, others);
      return first;
    },
  };
}
