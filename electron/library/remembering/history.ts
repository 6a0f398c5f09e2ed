/**
 * Undo, redo and memory in one mechanism: triggers (migrations/0001-library.ts) write every change of the
 * user's tables into `history` under the current change; undoing writes the rows before back, redoing those after.
 */
import { type Database, transact } from '../database.ts';
import { requireRead } from '../importing/import-rows.ts';
import { type HistoryRow, rowKey, rowsOf, writeBack } from './history-rows.ts';

/**
 * While the user goes on with the same thing, changes are one step of undo for so long; longer steps would
 * take back more than one remembers having done, shorter ones would fill the library with texts of notes.
 */
export const CONTINUED_MS = 60_000;

/** A change taken back or made again. */
export interface Replayed {
  readonly label: string;
  /** Papers whose own or whose tags' rows changed; null for those of an import. */
  readonly paperIds: readonly number[] | null;
}

/**
 * Makes a change of the user's in one transaction, as one step of undo. A change that alters nothing is none.
 * What was undone before can then not be made again: its rows were taken from a state that is no more.
 * @param label what it was, for the status line: "Add tag"
 * @param subject joins a change with the one before when both have the same and little time has passed; null never does
 */
export function changing<Value>(
  database: Database,
  label: string,
  work: () => Value,
  subject: string | null = null,
): Value {
  return transact(database, () => {
    const nowMs = Date.now();
    const continued = subject === null ? undefined : continuedChange(database, subject, nowMs);
    const changeId = continued ?? begin(database, label, subject, nowMs);
    const value = under(database, changeId, work);
    if (continued !== undefined) foldRows(database, changeId);
    finish(database, changeId, 0);
    return value;
  });
}

/**
 * Makes a part of a change of the user's: see slices.ts. Each part is to change other papers. Belongs into a transaction
 * of its own: in one within another each row written would cost ten times as much.
 * @param changeId the change so far; null at its beginning
 * @returns the change so far; null while nothing was altered
 */
export function changingInPart(
  database: Database,
  label: string,
  changeId: number | null,
  work: () => void,
): number | null {
  const id = changeId ?? begin(database, label, null, Date.now());
  const sinceRow =
    database.prepare<unknown[], number | null>('SELECT max(id) FROM history').pluck().get() ?? 0;
  under(database, id, work);
  return finish(database, id, changeId === null ? 0 : sinceRow) ? id : null;
}

function begin(database: Database, label: string, subject: string | null, nowMs: number): number {
  const { lastInsertRowid } = database
    .prepare('INSERT INTO change (made_ms, label, subject) VALUES (?, ?, ?)')
    .run(nowMs, label, subject);
  return Number(lastInsertRowid);
}

function under<Value>(database: Database, changeId: number, work: () => Value): Value {
  database.prepare('INSERT INTO current_change (id) VALUES (?)').run(changeId);
  const value = work();
  database.prepare('DELETE FROM current_change').run();
  return value;
}

/**
 * @param sinceRow the history before the part that is finished, whose papers are counted already; 0 for all
 * @returns whether anything was altered
 */
function finish(database: Database, changeId: number, sinceRow: number): boolean {
  const isEmpty =
    database.prepare('SELECT 1 FROM history WHERE change_id = ? LIMIT 1').get(changeId) === undefined;
  if (isEmpty) database.prepare('DELETE FROM change WHERE id = ?').run(changeId);
  else {
    database.prepare('DELETE FROM change WHERE undone = 1').run();
    countPapers(database, changeId, sinceRow);
  }
  return !isEmpty;
}

/**
 * Goes on with a change that was too long for one transaction, while no other was made since. Belongs into a transaction.
 * @returns undefined, with nothing done, when one was, or when the change is undone
 */
export function goingOn<Value>(database: Database, changeId: number, work: () => Value): Value | undefined {
  const last = database
    .prepare<[], { id: number; undone: number }>('SELECT id, undone FROM change ORDER BY id DESC LIMIT 1')
    .get();
  if (last?.id !== changeId || last.undone === 1) return undefined;
  const value = under(database, changeId, work);
  countPapers(database, changeId, 0);
  return value;
}

/** Counted once, so that a long list of changes need not look at all their rows. */
function countPapers(database: Database, changeId: number, sinceRow: number): void {
  database
    .prepare(
      `UPDATE change SET paper_count = iif(@sinceRow = 0, 0, paper_count) +
         (SELECT count(DISTINCT paper_id) FROM history WHERE change_id = @changeId AND id > @sinceRow)
       WHERE id = @changeId`,
    )
    .run({ changeId, sinceRow });
}

function continuedChange(database: Database, subject: string, nowMs: number): number | undefined {
  return database
    .prepare<unknown[], number>(
      `SELECT id FROM (SELECT id, subject, made_ms, undone FROM change ORDER BY id DESC LIMIT 1)
       WHERE subject = ? AND undone = 0 AND made_ms BETWEEN ? AND ?`,
    )
    .pluck()
    .get(subject, nowMs - CONTINUED_MS, nowMs);
}

/** Leaves of the changes of one row their first state before and their last after. */
function foldRows(database: Database, changeId: number): void {
  const rows = rowsOf(database, changeId);
  const remove = database.prepare('DELETE FROM history WHERE id = ?');
  const set = database.prepare('UPDATE history SET after = ? WHERE id = ?');
  const firsts = new Map<string, HistoryRow>();
  for (const row of rows) {
    const key = rowKey(row);
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, row);
      continue;
    }
    remove.run(row.id);
    set.run(row.after, first.id);
    if (row.after === first.before) {
      remove.run(first.id);
      firsts.delete(key);
    } else firsts.set(key, { ...first, after: row.after });
  }
}

/**
 * Takes back the user's last change. @returns null when there is none
 * @throws {PostilError} `bad-request` when it is an import that is still being read
 */
export function undo(database: Database): Replayed | null {
  return replayed(database, 'before');
}

/** Makes the last change taken back again. @returns null when there is none */
export function redo(database: Database): Replayed | null {
  return replayed(database, 'after');
}

/** A change that can be taken back or made again. */
export interface ReplayableChange {
  readonly id: number;
  readonly label: string;
  /** The import that it is; null for all other changes. */
  readonly importId: number | null;
}

/** The change that is the next to be taken back (`before`) or made again (`after`); undefined for none. */
export function changeToReplay(database: Database, to: 'before' | 'after'): ReplayableChange | undefined {
  const next = to === 'before' ? 'undone = 0 ORDER BY id DESC' : 'undone = 1 ORDER BY id';
  return database
    .prepare<unknown[], ReplayableChange>(
      `SELECT id, label, import_id AS importId FROM change WHERE ${next} LIMIT 1`,
    )
    .get();
}

function replayed(database: Database, to: 'before' | 'after'): Replayed | null {
  return transact(database, () => {
    const change = changeToReplay(database, to);
    if (change === undefined) return null;
    if (change.importId !== null) requireRead(database, change.importId);
    // Rows are written back one by one; only all together do they fit each other.
    database.pragma('defer_foreign_keys = ON');
    const { paperIds } = writeBack(database, rowsOf(database, change.id), to);
    database.prepare('UPDATE change SET undone = ? WHERE id = ?').run(to === 'before' ? 1 : 0, change.id);
    return { label: change.label, paperIds: change.importId === null ? paperIds : null };
  });
}
