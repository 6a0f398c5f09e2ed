/** Rows that a change altered alike, as when thousands of papers are marked or tagged at once, written back together. */
import type { Database } from '../database.ts';
import type { HistoryRow } from './history-rows.ts';

/** Keys of the tables of which many rows change at once; no row of them depends on another of the same table. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  reading: ['paper_id'],
  queue: ['paper_id'],
  paper_tag: ['paper_id', 'tag_id'],
  trash: ['paper_id'],
  annotation: ['id'],
  annotation_tag: ['annotation_id', 'tag_id'],
};

/** Columns with words that papers are found by, of tables that have others beside. */
export const SEARCHED: Readonly<Record<string, readonly string[]>> = {
  reading: ['heading'],
  annotation: ['body', 'selectors'],
  annotation_tag: ['tag_id'],
};

/** From so many rows of one kind on, one statement for all is quicker than one for each. */
const FEWEST = 50;

/** What {@link writeAlike} did. */
export interface WrittenAlike {
  /** Papers whose rows were written. */
  readonly paperIds: readonly number[];
  /** Those of them whose words changed. */
  readonly searchedIds: readonly number[];
  /** Rows that are still to be written, in their order. */
  readonly left: readonly HistoryRow[];
}

/** Parts rows, in their order, where another table begins or another of: new, changed, gone. */
export function partsAlike(rows: readonly HistoryRow[]): (readonly HistoryRow[])[] {
  const parts: HistoryRow[][] = [];
  let last: HistoryRow | undefined;
  for (const row of rows) {
    const isAlike =
      row.table === last?.table &&
      (row.before === null) === (last.before === null) &&
      (row.after === null) === (last.after === null);
    if (isAlike) parts.at(-1)?.push(row);
    else parts.push([row]);
    last = row;
  }
  return parts;
}

/**
 * Writes back rows of a change that are alike ({@link partsAlike}), when there are enough of them.
 * @returns the rows that are no longer as the change left them among those left
 */
export function writeAlike(
  database: Database,
  rows: readonly HistoryRow[],
  to: 'before' | 'after',
): WrittenAlike {
  const [first] = rows;
  const keys = first === undefined ? undefined : KEYS[first.table];
  if (first === undefined || keys === undefined || rows.length < FEWEST || !isOnce(database, rows, keys)) {
    return { paperIds: [], searchedIds: [], left: rows };
  }
  const [from, into] = to === 'before' ? (['after', 'before'] as const) : (['before', 'after'] as const);
  const columns = Object.keys(JSON.parse(first.before ?? first.after ?? '{}'));
  const { table } = first;
  const same = keys
    .map((key) => `${table}.${key} = history.${first[from] === null ? into : from} ->> '$.${key}'`)
    .join(' AND ');
  const present = `json_object(${columns.map((column) => `'${column}', ${table}.${column}`).join(', ')})`;
  // Which rows are as the change left them is found first: writing them makes them otherwise.
  const isAsLeft =
    first[from] === null
      ? `NOT EXISTS (SELECT 1 FROM ${table} WHERE ${same})
         AND EXISTS (SELECT 1 FROM ${ownerOf(table, into)})`
      : `EXISTS (SELECT 1 FROM ${table} WHERE ${same} AND ${present} = history.${from})`;
  const asLeft = new Set(
    database
      .prepare<unknown[], number>(`SELECT history.id FROM ${PICKED} WHERE ${isAsLeft}`)
      .pluck()
      .all(numbersOf(rows)),
  );
  const values = columns.map((column) => `history.${into} ->> '$.${column}'`).join(', ');
  const list = columns.join(', ');
  const keyList = keys.join(', ');
  const statement =
    first[into] === null
      ? `DELETE FROM ${table} WHERE (${keyList}) IN
         (SELECT ${keys.map((key) => `history.${from} ->> '$.${key}'`).join(', ')} FROM ${PICKED})`
      : first[from] === null
        ? `INSERT INTO ${table} (${list}) SELECT ${values} FROM ${PICKED}`
        : // Not UPDATE FROM, for which SQLite goes through all rows of the change for each row of the table.
          `INSERT INTO ${table} (${list}) SELECT ${values} FROM ${PICKED} WHERE true
           ON CONFLICT (${keyList}) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;
  const written = rows.filter(({ id }) => asLeft.has(id));
  database.prepare(statement).run(numbersOf(written));
  return {
    paperIds: papersOfRows(database, written),
    searchedIds: papersOfRows(database, withOtherWords(database, written)),
    left: rows.filter(({ id }) => !asLeft.has(id)),
  };
}

/** History, of whose rows those are meant whose numbers are bound as JSON. */
const PICKED = 'json_each(?) CROSS JOIN history ON history.id = value';

/** What must be there for a row to come back. */
function ownerOf(table: string, into: 'before' | 'after'): string {
  return table === 'annotation_tag'
    ? `annotation WHERE annotation.id = history.${into} ->> '$.annotation_id'`
    : 'paper WHERE paper.id = history.paper_id';
}

/** Whether each row was changed but once; one that was changed twice has to be written back in two steps. */
function isOnce(database: Database, rows: readonly HistoryRow[], keys: readonly string[]): boolean {
  const [first] = rows;
  if (first?.before === null || first?.after === null) return true;
  const key = keys.map((name) => `before ->> '$.${name}'`).join(', ');
  const count = `SELECT count(*) FROM (SELECT DISTINCT ${key} FROM ${PICKED})`;
  return database.prepare<unknown[], number>(count).pluck().get(numbersOf(rows)) === rows.length;
}

function papersOfRows(database: Database, rows: readonly HistoryRow[]): number[] {
  if (rows[0]?.table !== 'annotation_tag') return rows.flatMap(({ paperId }) => paperId ?? []);
  return database
    .prepare<unknown[], number>(
      `SELECT DISTINCT annotation.paper_id FROM ${PICKED}
       JOIN annotation ON annotation.id = ifnull(after, before) ->> '$.annotation_id'`,
    )
    .pluck()
    .all(numbersOf(rows));
}

function withOtherWords(database: Database, rows: readonly HistoryRow[]): readonly HistoryRow[] {
  const columns = SEARCHED[rows[0]?.table ?? ''];
  if (columns === undefined) return [];
  const differs = columns.map((column) => `before ->> '$.${column}' IS NOT after ->> '$.${column}'`);
  const others = new Set(
    database
      .prepare<unknown[], number>(`SELECT history.id FROM ${PICKED} WHERE ${differs.join(' OR ')}`)
      .pluck()
      .all(numbersOf(rows)),
  );
  return rows.filter(({ id }) => others.has(id));
}

function numbersOf(rows: readonly HistoryRow[]): string {
  return JSON.stringify(rows.map(({ id }) => id));
}
