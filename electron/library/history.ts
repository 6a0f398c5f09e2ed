/**
 * Undo, redo and memory in one mechanism: triggers (migrations/0001-library.ts) write every change of the
 * user's tables into `history` under the current change; undoing writes the rows before back, redoing those after.
 */
import { type Database, transact } from './database.ts';
import { indexPapers, papersOfAnnotationTags } from './paper-index.ts';

/** Primary keys of the tables that history knows. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  reading: ['paper_id'],
  queue: ['paper_id'],
  tag: ['id'],
  paper_tag: ['paper_id', 'tag_id'],
  annotation: ['id'],
  annotation_tag: ['annotation_id', 'tag_id'],
  colour_meaning: ['colour'],
  note: ['paper_id'],
  saved_search: ['id'],
  unread: ['id'],
};

/**
 * While the user goes on with the same thing, changes are one step of undo for so long; longer steps would
 * take back more than one remembers having done, shorter ones would fill the library with texts of notes.
 */
export const CONTINUED_MS = 60_000;

/** A change taken back or made again. */
export interface Replayed {
  readonly label: string;
  /** Papers whose own or whose tags' rows changed. */
  readonly paperIds: readonly number[];
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
    const changeId =
      continued ??
      Number(
        database
          .prepare('INSERT INTO change (made_ms, label, subject) VALUES (?, ?, ?)')
          .run(nowMs, label, subject).lastInsertRowid,
      );
    database.prepare('INSERT INTO current_change (id) VALUES (?)').run(changeId);
    const value = work();
    database.prepare('DELETE FROM current_change').run();
    if (continued !== undefined) foldRows(database, changeId);
    const isEmpty =
      database.prepare('SELECT 1 FROM history WHERE change_id = ? LIMIT 1').get(changeId) === undefined;
    if (isEmpty) database.prepare('DELETE FROM change WHERE id = ?').run(changeId);
    else database.prepare('DELETE FROM change WHERE undone = 1').run();
    return value;
  });
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

interface HistoryRow {
  readonly id: number;
  readonly table: string;
  readonly paperId: number | null;
  readonly before: string | null;
  readonly after: string | null;
}

const HISTORY_COLUMNS = 'id, table_name AS "table", paper_id AS paperId, before, after';

/** Leaves of the changes of one row their first state before and their last after. */
function foldRows(database: Database, changeId: number): void {
  const rows = database
    .prepare<unknown[], HistoryRow>(`SELECT ${HISTORY_COLUMNS} FROM history WHERE change_id = ? ORDER BY id`)
    .all(changeId);
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

function rowKey(row: HistoryRow): string {
  const values = parseRow(row.before ?? row.after);
  return JSON.stringify([row.table, ...keysOf(row.table).map((key) => values[key])]);
}

/** Takes back the user's last change. @returns null when there is none */
export function undo(database: Database): Replayed | null {
  return transact(database, () => {
    const change = database
      .prepare<unknown[], Change>('SELECT id, label FROM change WHERE undone = 0 ORDER BY id DESC LIMIT 1')
      .get();
    return change === undefined ? null : replay(database, change, 'before');
  });
}

/** Makes the last change taken back again. @returns null when there is none */
export function redo(database: Database): Replayed | null {
  return transact(database, () => {
    const change = database
      .prepare<unknown[], Change>('SELECT id, label FROM change WHERE undone = 1 ORDER BY id LIMIT 1')
      .get();
    return change === undefined ? null : replay(database, change, 'after');
  });
}

interface Change {
  readonly id: number;
  readonly label: string;
}

function replay(database: Database, change: Change, to: 'before' | 'after'): Replayed {
  // Rows are written back one by one; only all together do they fit each other.
  database.pragma('defer_foreign_keys = ON');
  const rows = database
    .prepare<unknown[], HistoryRow>(
      `SELECT ${HISTORY_COLUMNS} FROM history WHERE change_id = ? ORDER BY id ${to === 'before' ? 'DESC' : 'ASC'}`,
    )
    .all(change.id);
  const writer = rowWriter(database);
  const paperIds = new Set<number>();
  const searchedIds = new Set<number>();
  for (const row of rows) {
    const [from, into] = to === 'before' ? [row.after, row.before] : [row.before, row.after];
    if (!writer(row.table, row.paperId, from, into)) continue;
    const isSearched = touchesSearch(row);
    for (const paperId of row.paperId === null ? papersOf(database, row) : [row.paperId]) {
      paperIds.add(paperId);
      if (isSearched) searchedIds.add(paperId);
    }
    if (row.table === 'tag')
      for (const paperId of papersAnnotatedWith(database, row)) searchedIds.add(paperId);
  }
  database.prepare('UPDATE change SET undone = ? WHERE id = ?').run(to === 'before' ? 1 : 0, change.id);
  // Ascending, since FTS5 writes out what it has gathered whenever a number is lower than the last.
  indexPapers(database, ascending(searchedIds));
  return { label: change.label, paperIds: ascending(paperIds) };
}

function ascending(ids: Iterable<number>): number[] {
  return [...ids].sort((one, other) => one - other);
}

/** Tables whose rows stand in no index row. Tags of papers are found by their names; for those of annotations see below. */
const UNSEARCHED: ReadonlySet<string> = new Set([
  'saved_search',
  'colour_meaning',
  'queue',
  'paper_tag',
  'tag',
]);

/** Whether the row holds words that papers are found by. State and star are looked up in their table instead. */
function touchesSearch(row: HistoryRow): boolean {
  if (UNSEARCHED.has(row.table)) return false;
  if (row.table !== 'reading') return true;
  return (parseRow(row.before).heading ?? null) !== (parseRow(row.after).heading ?? null);
}

/** The papers in whose index rows the name of a tag stands: on one of their annotations. */
function papersAnnotatedWith(database: Database, row: HistoryRow): number[] {
  return papersOfAnnotationTags(database, [Number(parseRow(row.before ?? row.after).id)]);
}

/** The papers of a row that names none: that of the annotation, or those with the tag on them or their annotations. */
function papersOf(database: Database, row: HistoryRow): number[] {
  const values = parseRow(row.before ?? row.after);
  const papers = (sql: string, id: string | number | null | undefined) =>
    database.prepare<unknown[], number>(sql).pluck().all({ id });
  if (row.table === 'annotation_tag') {
    return papers('SELECT paper_id FROM annotation WHERE id = :id', values.annotation_id);
  }
  if (row.table !== 'tag') return [];
  return papers(
    `SELECT paper_id FROM paper_tag WHERE tag_id = :id
     UNION SELECT paper_id FROM annotation_tag JOIN annotation ON annotation.id = annotation_id WHERE tag_id = :id`,
    values.id,
  );
}

/**
 * Writes rows back. A row that is no longer as the change left it was changed since by something that is no
 * step of undo (an import that joined two papers); it is left alone, and the answer is false.
 */
function rowWriter(database: Database) {
  const statements = new Map<string, ReturnType<Database['prepare']>>();
  const prepared = (sql: string) => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement.reader ? statement.pluck() : statement;
  };
  return (table: string, paperId: number | null, from: string | null, into: string | null): boolean => {
    const values = parseRow(into ?? from);
    const columns = Object.keys(values);
    const keys = keysOf(table);
    const where = keys.map((key) => `${key} = ?`).join(' AND ');
    const key = keys.map((name) => values[name]);
    const json = columns.map((column) => `'${column}', ${column}`).join(', ');
    const present = prepared(`SELECT json_object(${json}) FROM ${table} WHERE ${where}`).get(...key);
    if ((present ?? null) !== from) return false;
    if (into === null) {
      prepared(`DELETE FROM ${table} WHERE ${where}`).run(...key);
    } else if (from === null) {
      if (paperId !== null && prepared('SELECT 1 FROM paper WHERE id = ?').get(paperId) === undefined) {
        return false;
      }
      if (
        table === 'annotation_tag' &&
        prepared('SELECT 1 FROM annotation WHERE id = ?').get(values.annotation_id) === undefined
      ) {
        return false;
      }
      const marks = columns.map(() => '?').join(', ');
      prepared(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`).run(
        ...Object.values(values),
      );
    } else {
      const set = columns.map((column) => `${column} = ?`).join(', ');
      prepared(`UPDATE ${table} SET ${set} WHERE ${where}`).run(...Object.values(values), ...key);
    }
    return true;
  };
}

/**
 * Lets history know that an import joined two papers, after the user's rows of the one were given to the other,
 * so that earlier changes can still be undone.
 */
export function movePaperHistory(database: Database, fromPaperId: number, toPaperId: number): void {
  database
    .prepare(
      `UPDATE history SET paper_id = @to, before = ${withValue('before', 'paper_id')}, after = ${withValue('after', 'paper_id')}
       WHERE paper_id = @from`,
    )
    .run({ from: fromPaperId, to: toPaperId });
}

/** The same for annotations of a paper, when a version of it gave way to an equal one of the paper it was joined with. */
export function moveVersionHistory(
  database: Database,
  paperId: number,
  fromVersionId: number,
  toVersionId: number,
): void {
  database
    .prepare(
      `UPDATE history SET before = ${withValue('before', 'version_id')}, after = ${withValue('after', 'version_id')}
       WHERE paper_id = @paperId AND table_name = 'annotation'
         AND @from IN (before ->> '$.version_id', after ->> '$.version_id')`,
    )
    .run({ paperId, from: fromVersionId, to: toVersionId });
}

/** Null stays null. Bound numbers are REAL, which JSON would show ("1.0"). */
function withValue(side: 'before' | 'after', column: string): string {
  return `json_set(${side}, '$.${column}', CAST(@to AS INTEGER))`;
}

function keysOf(table: string): readonly string[] {
  const keys = KEYS[table];
  if (keys === undefined) throw new Error(`History holds a table it does not know: ${table}.`);
  return keys;
}

/** One row as its trigger wrote it: plain values by column. */
function parseRow(json: string | null): Record<string, string | number | null> {
  return JSON.parse(json ?? '{}');
}
