/** Rows that a change altered alike, as when thousands of papers are marked or tagged at once, written back together. */
import type { Database } from './database.ts';
import type { HistoryRow } from './history-rows.ts';

/** Keys of the tables of which many rows change at once; all of them belong to a paper and depend on no other row of a change. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  reading: ['paper_id'],
  queue: ['paper_id'],
  paper_tag: ['paper_id', 'tag_id'],
  trash: ['paper_id'],
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

/**
 * Writes back the rows of a change that is of one kind throughout: each row of the same table, and each new, each
 * changed, or each gone. Of any other change all rows are left, since they may depend on one another's order.
 * @returns the rows that are no longer as the change left them among those left
 */
export function writeAlike(
  database: Database,
  rows: readonly HistoryRow[],
  to: 'before' | 'after',
): WrittenAlike {
  const [first] = rows;
  const keys = first === undefined ? undefined : KEYS[first.table];
  if (first === undefined || keys === undefined || rows.length < FEWEST || !areAlike(rows)) {
    return { paperIds: [], searchedIds: [], left: rows };
  }
  const [from, into] = to === 'before' ? (['after', 'before'] as const) : (['before', 'after'] as const);
  const columns = Object.keys(JSON.parse(first.before ?? first.after ?? '{}'));
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const { table } = first;
  const same = keys
    .map((key) => `${table}.${key} = history.${first[from] === null ? into : from} ->> '$.${key}'`)
    .join(' AND ');
  const present = `json_object(${columns.map((column) => `'${column}', ${table}.${column}`).join(', ')})`;
  // Which rows are as the change left them is found first: writing them makes them otherwise.
  const isAsLeft =
    first[from] === null
      ? `NOT EXISTS (SELECT 1 FROM ${table} WHERE ${same})
         AND EXISTS (SELECT 1 FROM paper WHERE paper.id = history.paper_id)`
      : `EXISTS (SELECT 1 FROM ${table} WHERE ${same} AND ${present} = history.${from})`;
  const asLeft = new Set(
    database
      .prepare<unknown[], number>(
        `SELECT history.id FROM json_each(?) CROSS JOIN history ON history.id = value WHERE ${isAsLeft}`,
      )
      .pluck()
      .all(ids),
  );
  const picked = 'json_each(?) CROSS JOIN history ON history.id = value';
  const values = columns.map((column) => `history.${into} ->> '$.${column}'`).join(', ');
  const list = columns.join(', ');
  const keyList = keys.join(', ');
  const statement =
    first[into] === null
      ? `DELETE FROM ${table} WHERE (${keyList}) IN
         (SELECT ${keys.map((key) => `history.${from} ->> '$.${key}'`).join(', ')} FROM ${picked})`
      : first[from] === null
        ? `INSERT INTO ${table} (${list}) SELECT ${values} FROM ${picked}`
        : // Not UPDATE FROM, for which SQLite goes through all rows of the change for each row of the table.
          `INSERT INTO ${table} (${list}) SELECT ${values} FROM ${picked} WHERE true
           ON CONFLICT (${keyList}) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;
  const written = rows.filter(({ id }) => asLeft.has(id));
  database.prepare(statement).run(JSON.stringify(written.map(({ id }) => id)));
  return {
    paperIds: written.flatMap(({ paperId }) => paperId ?? []),
    searchedIds: table === 'reading' ? withOtherHeading(database, written) : [],
    left: rows.filter(({ id }) => !asLeft.has(id)),
  };
}

function areAlike(rows: readonly HistoryRow[]): boolean {
  const [first] = rows;
  if (first === undefined) return false;
  const isAlike = ({ table, before, after, paperId }: HistoryRow) =>
    table === first.table &&
    (before === null) === (first.before === null) &&
    (after === null) === (first.after === null) &&
    paperId !== null;
  // A row that was changed twice has to be written back in two steps.
  const isOnce =
    first.before === null ||
    first.after === null ||
    new Set(rows.map(({ paperId }) => paperId)).size === rows.length;
  return isOnce && rows.every(isAlike);
}

function withOtherHeading(database: Database, rows: readonly HistoryRow[]): number[] {
  return database
    .prepare<unknown[], number>(
      `SELECT history.paper_id FROM json_each(?) CROSS JOIN history ON history.id = value
       WHERE before ->> '$.heading' IS NOT after ->> '$.heading'`,
    )
    .pluck()
    .all(JSON.stringify(rows.map(({ id }) => id)));
}
