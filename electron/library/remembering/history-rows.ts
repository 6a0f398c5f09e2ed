/** The rows that history remembers: which they are, and how they are written back. */

import { currentText, textAt } from '../annotating/note-log.ts';
import type { Database } from '../database.ts';
import { settle } from '../importing/settle.ts';
import type { RecordKeys } from '../merging/decision-rows.ts';
import { INDEXED_AT_ONCE, indexManyPapers, papersOfAnnotationTags } from '../paper-index.ts';
import { rememberNew } from './history-moves.ts';
import { partsAlike, SEARCHED, writeAlike } from './write-alike.ts';

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
  note_template: ['id'],
  citation_key: ['paper_id'],
  saved_search: ['id'],
  unread: ['id'],
  tray_move: ['id'],
  import: ['id'],
  decision: ['one', 'other'],
  trash: ['paper_id'],
  paper: ['id'],
  version: ['id'],
  source: ['id'],
};

/** A row of a table before and after a change, as JSON; null where it was not there. */
export interface HistoryRow {
  readonly id: number;
  /** A table that the schema remembers. */
  readonly table: string;
  /** The paper it belongs to; null for a row of no paper. */
  readonly paperId: number | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** The rows of a change, in the order in which they were changed. */
export function rowsOf(database: Database, changeId: number): HistoryRow[] {
  return database
    .prepare<unknown[], HistoryRow>(
      `SELECT id, table_name AS "table", paper_id AS paperId, before, after
       FROM history WHERE change_id = ? ORDER BY id`,
    )
    .all(changeId);
}

/** Rows of history by their numbers, ascending; those that are gone are left out. */
export function rowsNumbered(database: Database, ids: readonly number[]): HistoryRow[] {
  return database
    .prepare<unknown[], HistoryRow>(
      `SELECT history.id, table_name AS "table", paper_id AS paperId, before, after
       FROM json_each(?) CROSS JOIN history ON history.id = value ORDER BY history.id`,
    )
    .all(JSON.stringify(ids));
}

/** Tells a row from all others. */
export function rowKey(row: HistoryRow): string {
  const values = parseRow(row.before ?? row.after);
  return JSON.stringify([row.table, ...keysOf(row.table).map((key) => values[key])]);
}

/** What became of rows that were to be written back. */
export interface WrittenBack {
  /** Papers whose own or whose tags' rows changed, ascending. */
  readonly paperIds: readonly number[];
  /** Rows left alone, since they are no longer as the change left them or others need them as they are. */
  readonly leftAlone: readonly HistoryRow[];
}

/**
 * Writes the rows of changes back, or forth again, and brings the index up to date. Belongs into a transaction.
 * @param rows in the order in which they were changed
 * @param indexedAtOnce papers of which more than so many are searched differently are indexed later
 */
export function writeBack(
  database: Database,
  rows: readonly HistoryRow[],
  to: 'before' | 'after',
  indexedAtOnce = INDEXED_AT_ONCE,
): WrittenBack {
  const inOrder = to === 'before' ? rows.toReversed() : rows;
  const write = rowWriter(database);
  const leftAlone: HistoryRow[] = [];
  const written: HistoryRow[] = [];
  const together = { paperIds: new Set<number>(), searchedIds: new Set<number>() };
  for (const part of partsAlike(inOrder)) {
    const alike = writeAlike(database, part, to);
    for (const paperId of alike.paperIds) together.paperIds.add(paperId);
    for (const paperId of alike.searchedIds) together.searchedIds.add(paperId);
    for (const row of alike.left) {
      const [from, into] = to === 'before' ? [row.after, row.before] : [row.before, row.after];
      (write(row.table, row.paperId, from, into) ? written : leftAlone).push(row);
    }
  }
  return { paperIds: followRows(database, rows, written, together, indexedAtOnce), leftAlone };
}

/**
 * Brings papers and the index in line with rows that were written back. Belongs into their transaction.
 * @param rows all that were to be written
 * @param written those that were, one by one
 * @param alike papers whose rows were written together
 * @param indexedAtOnce as for {@link writeBack}
 * @returns papers whose own or whose tags' rows changed, ascending
 */
export function followRows(
  database: Database,
  rows: readonly HistoryRow[],
  written: readonly HistoryRow[],
  alike: { readonly paperIds: Iterable<number>; readonly searchedIds: Iterable<number> },
  indexedAtOnce = INDEXED_AT_ONCE,
): number[] {
  const paperIds = new Set(alike.paperIds);
  const searchedIds = new Set(alike.searchedIds);
  for (const row of written) {
    const isSearched = touchesSearch(row);
    for (const paperId of row.paperId === null ? papersOf(database, row) : [row.paperId]) {
      paperIds.add(paperId);
      if (isSearched) searchedIds.add(paperId);
    }
    if (row.table === 'tag')
      for (const paperId of papersAnnotatedWith(database, row)) searchedIds.add(paperId);
  }
  for (const paperId of settleRows(database, rows)) paperIds.add(paperId);
  indexManyPapers(database, [...searchedIds], indexedAtOnce);
  return [...paperIds].sort((one, other) => one - other);
}

/** Tables whose rows say what papers there are and which are seen. */
const SETTLED: ReadonlySet<string> = new Set([
  'paper',
  'version',
  'source',
  'trash',
  'import',
  'unread',
  'decision',
]);

/** Makes papers what sources and decisions say after rows about them were written back. @returns papers that changed */
function settleRows(database: Database, rows: readonly HistoryRow[]): number[] {
  const paperIds = new Set<number>();
  const importIds = new Set<number>();
  const partIds = new Set<number>();
  const trashedIds = new Set<number>();
  const records: RecordKeys[] = [];
  for (const { table, paperId, before, after } of rows) {
    // Of thousands of rows marked or tagged, nothing follows.
    if (!SETTLED.has(table)) continue;
    if (table === 'trash' && paperId !== null) {
      trashedIds.add(paperId);
      continue;
    }
    for (const values of [before, after].map(parseRow)) {
      if (table === 'paper' && values.id !== undefined) paperIds.add(Number(values.id));
      else if (table === 'version' || table === 'source') paperIds.add(Number(values.paper_id ?? 0));
      else if (table === 'import') importIds.add(Number(values.id ?? 0));
      else if (table === 'unread' && values.state === 'mended') partIds.add(Number(values.id ?? 0));
      else if (table === 'decision' && typeof values.one_keys === 'string') {
        records.push(JSON.parse(values.one_keys), JSON.parse(String(values.other_keys)));
      }
    }
  }
  const unsettled = { paperIds, importIds, partIds, trashedIds, records };
  const isSettled = paperIds.size + importIds.size + partIds.size + trashedIds.size + records.length === 0;
  return isSettled ? [] : settle(database, unsettled);
}

/** Tables whose rows stand in no index row. Tags of papers are found by their names; for those of annotations see below. */
const UNSEARCHED: ReadonlySet<string> = new Set([
  'import',
  'tray_move',
  'decision',
  'trash',
  'paper',
  'version',
  'source',
  'saved_search',
  'colour_meaning',
  'queue',
  'paper_tag',
  'tag',
  'note_template',
  'citation_key',
]);

/** Whether the row holds words that papers are found by. State and star are looked up in their table instead. */
function touchesSearch(row: HistoryRow): boolean {
  if (UNSEARCHED.has(row.table)) return false;
  const columns = SEARCHED[row.table];
  if (columns === undefined) return true;
  const [before, after] = [parseRow(row.before), parseRow(row.after)];
  return columns.some((column) => (before[column] ?? null) !== (after[column] ?? null));
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

/** Writes one row back. @returns false when it had to be left alone */
export type RowWriter = (
  table: string,
  paperId: number | null,
  from: string | null,
  into: string | null,
) => boolean;

/**
 * Writes rows back. A row that is no longer as the change left it was changed since by something that is no
 * step of undo (an import that went on meanwhile); it is left alone, and the answer is false.
 */
export function rowWriter(database: Database): RowWriter {
  const statements = new Map<string, ReturnType<Database['prepare']>>();
  const prepared = (sql: string) => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement.reader ? statement.pluck() : statement;
  };
  /** A paper is what its sources say, so it may look otherwise by now; one to which others have come stays. */
  const removePaper = (json: string): boolean =>
    prepared(
      'DELETE FROM paper WHERE id = @id AND NOT EXISTS (SELECT 1 FROM source WHERE paper_id = @id)',
    ).run({ id: parseRow(json).id }).changes > 0;
  return (table, paperId, from, into) => {
    if (table === 'note') return writeNote(database, paperId, from, into);
    if (table === 'paper' && from !== null) return removePaper(from);
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
      if (table === 'paper' || table === 'version') rememberNew(database, table, Number(values.id));
    } else {
      const set = columns.map((column) => `${column} = ?`).join(', ');
      prepared(`UPDATE ${table} SET ${set} WHERE ${where}`).run(...Object.values(values), ...key);
    }
    return true;
  };
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

/** Notes are remembered by the writings of their log, which give their texts. */
function writeNote(
  database: Database,
  paperId: number | null,
  from: string | null,
  into: string | null,
): boolean {
  const present = database
    .prepare<unknown[], number>('SELECT changed_ms FROM note WHERE paper_id = ?')
    .pluck()
    .get(paperId);
  const was = noteRow(database, from);
  if (present !== was?.changedMs || (was !== null && was.text !== currentText(database, Number(paperId)))) {
    return false;
  }
  const wanted = noteRow(database, into);
  if (wanted === null) {
    database.prepare('DELETE FROM note WHERE paper_id = ?').run(paperId);
    return true;
  }
  return (
    database
      .prepare(
        `INSERT INTO note (paper_id, text, changed_ms) SELECT id, ?, ? FROM paper WHERE id = ?
         ON CONFLICT (paper_id) DO UPDATE SET text = excluded.text, changed_ms = excluded.changed_ms`,
      )
      .run(wanted.text, wanted.changedMs, paperId).changes > 0
  );
}

function noteRow(database: Database, json: string | null): { text: string; changedMs: number } | null {
  if (json === null) return null;
  const { changed_ms, revision_id } = parseRow(json);
  const text = textAt(database, Number(revision_id));
  if (text === null)
    throw new Error(`History names writing ${revision_id} of a note, which is not in its log.`);
  return { text, changedMs: Number(changed_ms) };
}
