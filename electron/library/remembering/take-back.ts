/** Taking back what is not the last step of undo: one change alone, or all since a moment. Both are changes themselves. */
import { codeOf, PostilError } from '../../../shared/errors.ts';
import type { Database } from '../database.ts';
import { requireRead } from '../importing/import-rows.ts';
import { changing } from './history.ts';
import { followRows, type HistoryRow, type RowWriter, rowKey, rowsOf, rowWriter } from './history-rows.ts';

/** What a change that took others back did. */
export interface TakenBackRows {
  readonly paperIds: readonly number[];
  /** Changes that were taken back. */
  readonly changeCount: number;
  /** Rows that had to stay as they are, since they were changed again later or others need them. */
  readonly leftAlone: number;
}

/** A change as it was made. */
export interface Made {
  readonly id: number;
  readonly label: string;
  readonly undone: number;
  readonly importId: number | null;
}

/**
 * Takes one change back, whatever came after it; what was changed again since stays as it is.
 * @throws {PostilError} `not-found` when there is no such change, or when it is undone already; `bad-request` for an
 *   import that is still being read
 */
export function takeBack(database: Database, changeId: number): TakenBackRows {
  const change = changeToTakeBack(database, changeId);
  return changing(database, `Take back: ${change.label}`, () => ({
    ...takeRowsBack(database, rowsOf(database, changeId)),
    changeCount: 1,
  }));
}

/** What the change is called that takes the library back. */
export const BACK_LABEL = 'Take the library back';

/**
 * Takes the library back to before a change: all since then, that one included, is taken back by one new change.
 * @throws {PostilError} as {@link changesSince} does
 */
export function takeBackTo(database: Database, changeId: number): TakenBackRows {
  const changes = changesSince(database, changeId);
  return changing(database, BACK_LABEL, () => ({
    ...takeRowsBack(
      database,
      changes.flatMap(({ id }) => rowsOf(database, id)),
    ),
    changeCount: changes.length,
  }));
}

/**
 * A change and all since then that are not undone, in their order.
 * @throws {PostilError} `not-found`; `bad-request` when one of them is an import that is still being read
 */
export function changesSince(database: Database, changeId: number): readonly Made[] {
  changeToTakeBack(database, changeId);
  const changes = database
    .prepare<[number], Made>(`${MADE} WHERE id >= ? AND undone = 0 ORDER BY id`)
    .all(changeId);
  for (const { importId } of changes) if (importId !== null) requireRead(database, importId);
  return changes;
}

/**
 * Writes back what rows of changes did in sum, each row once: going back over what was taken back before writes nothing.
 * Belongs into a change.
 * @param rows in the order in which they were changed
 * @param indexedAtOnce as for `writeBack`
 */
export function takeRowsBack(
  database: Database,
  rows: readonly HistoryRow[],
  indexedAtOnce?: number,
): Omit<TakenBackRows, 'changeCount'> {
  const nets = netRows(rows);
  const write = carefulWriter(database, nets);
  const written: HistoryRow[] = [];
  let left = nets.toSorted((one, other) => rank(one) - rank(other) || other.id - one.id);
  // A name may be taken until another row has given it up: each round writes what it can.
  for (let before = Number.POSITIVE_INFINITY; left.length > 0 && left.length < before; ) {
    before = left.length;
    const stayed: HistoryRow[] = [];
    for (const row of left) {
      (write(row.table, row.paperId, row.after, row.before) ? written : stayed).push(row);
    }
    left = stayed;
  }
  for (const cycle of nameCycles(left)) {
    if (writeCycle(database, cycle, write, written)) left = left.filter((row) => !cycle.includes(row));
  }
  return {
    paperIds: followRows(database, nets, written, NONE_ALIKE, indexedAtOnce),
    leftAlone: left.length,
  };
}

const NONE_ALIKE = { paperIds: [], searchedIds: [] };

/** Tables in which no two rows may have the same `key`. */
const NAMED: ReadonlySet<string> = new Set(['tag', 'citation_key']);

/** Rows that each want the name which the next one has, and the last that of the first: no order of writing them will do. */
function nameCycles(rows: readonly HistoryRow[]): HistoryRow[][] {
  const named = rows.filter(
    ({ table, before, after }) => NAMED.has(table) && before !== null && after !== null,
  );
  const name = ({ table }: HistoryRow, { key }: Row) => `${table} ${key}`;
  const owners = new Map(named.map((row) => [name(row, parse(row.after)), row]));
  const cycles: HistoryRow[][] = [];
  for (const first of named) {
    if (cycles.some((cycle) => cycle.includes(first))) continue;
    const path: HistoryRow[] = [];
    let next: HistoryRow | undefined = first;
    while (next !== undefined && !path.includes(next)) {
      path.push(next);
      next = owners.get(name(next, parse(next.before)));
    }
    if (next === first) cycles.push(path);
  }
  return cycles;
}

/**
 * Gives the rows of a cycle their names back: the first makes room under a name that nobody can give.
 * @param written is told what was written
 * @returns false, with nothing written, when one of them was changed again since
 */
function writeCycle(
  database: Database,
  cycle: readonly HistoryRow[],
  write: RowWriter,
  written: HistoryRow[],
): boolean {
  const [first, ...others] = cycle;
  if (first === undefined) return false;
  const after = parse(first.after);
  const aside = JSON.stringify({ ...after, key: ` ${after.key}` });
  const steps = [{ ...first, before: aside }, ...others.toReversed(), { ...first, after: aside }];
  database.exec('SAVEPOINT name_cycle');
  const isWhole = steps.every((row) => write(row.table, row.paperId, row.after, row.before));
  database.exec(isWhole ? 'RELEASE name_cycle' : 'ROLLBACK TO name_cycle; RELEASE name_cycle');
  if (isWhole) written.push(...cycle);
  return isWhole;
}

/** What became of each row in sum, from before the first change of it to after the last; without those that are as they were. */
function netRows(rows: readonly HistoryRow[]): HistoryRow[] {
  const histories = Map.groupBy(rows, rowKey);
  return [...histories.values()].flatMap((history) => {
    const [first, last] = [history[0], history.at(-1)];
    if (first === undefined || last === undefined) return [];
    // Of a version that moved, history has only where; the rest of the row stands where it came or went.
    const before = first.before === null ? null : merged(history.map((row) => row.before).toReversed());
    const after = last.after === null ? null : merged(history.map((row) => row.after));
    const isPaperStill = first.table === 'paper' && before !== null && after !== null;
    const both = before !== null && after !== null ? sharedColumns(before, after) : [before, after];
    const [was, is] = both.map((row) => row && JSON.stringify(row));
    if (isPaperStill || was === is) return [];
    return [{ ...last, paperId: last.paperId ?? first.paperId, before: was ?? null, after: is ?? null }];
  });
}

/** Later rows over earlier ones. */
function merged(rows: readonly (string | null)[]): Row {
  return Object.assign({}, ...rows.map(parse));
}

function sharedColumns(before: Row, after: Row): readonly Row[] {
  const columns = Object.keys(before).filter((column) => Object.hasOwn(after, column));
  return [before, after].map((row) =>
    Object.fromEntries(columns.map((column) => [column, row[column] ?? null])),
  );
}

/** What others belong to comes first and goes last. */
function rank({ table, before }: HistoryRow): number {
  const place = ['paper', 'version', 'source', 'tag'].indexOf(table);
  if (before === null) return 10 - place;
  return place === -1 ? 5 : place;
}

const MADE = 'SELECT id, label, undone, import_id AS importId FROM change';

/** @throws {PostilError} as {@link takeBack} does */
export function changeToTakeBack(database: Database, changeId: number): Made {
  const change = database.prepare<[number], Made>(`${MADE} WHERE id = ?`).get(changeId);
  if (change === undefined || change.undone === 1) {
    throw new PostilError('not-found', 'This change is taken back already.', 'Look at the timeline again.');
  }
  if (change.importId !== null) requireRead(database, change.importId);
  return change;
}

/** Leaves rows alone that others need, where undo could rely on those being gone. @param rows all that are to be written */
function carefulWriter(database: Database, rows: readonly HistoryRow[]): RowWriter {
  const write = rowWriter(database);
  const returning = returningSources(database, rows);
  const isUsed = database
    .prepare(
      `SELECT 1 FROM paper_tag WHERE tag_id = @id UNION ALL SELECT 1 FROM annotation_tag WHERE tag_id = @id LIMIT 1`,
    )
    .pluck();
  return (table, paperId, from, into) => {
    if (table === 'tag' && into === null && isUsed.get({ id: parse(from).id }) !== undefined) {
      return false;
    }
    // A paper is what its sources say: without one that comes with it, it stays gone.
    if (table === 'paper' && into !== null && !returning.paperIds.has(parse(into).id)) return false;
    if (table === 'source' && !returning.sourceIds.has(parse(into).id)) return false;
    try {
      return write(table, paperId, from, into) || writeColumns(database, table, from, into);
    } catch (thrown) {
      // The name is another one's by now, or what it belongs to is gone.
      if (codeOf(thrown)?.startsWith('SQLITE_CONSTRAINT') === true) return false;
      throw thrown;
    }
  };
}

interface Returning {
  /** Sources that go back. */
  readonly sourceIds: ReadonlySet<unknown>;
  /** Papers to which one does. */
  readonly paperIds: ReadonlySet<unknown>;
}

/** Sources that are still where the changes left them, and whose paper would not be left with none. */
function returningSources(database: Database, rows: readonly HistoryRow[]): Returning {
  const isThere = database.prepare(
    'SELECT 1 FROM source WHERE id = @id AND paper_id = @paper_id AND version_id IS @version_id',
  );
  const countOf = database
    .prepare<unknown[], number>('SELECT count(*) FROM source WHERE paper_id = ?')
    .pluck();
  const going = new Set(
    rows
      .filter(({ table, before }) => table === 'paper' && before === null)
      .map(({ after }) => parse(after).id),
  );
  const left = new Map<unknown, number>();
  const count = (paperId: unknown) => left.get(paperId) ?? countOf.get(paperId) ?? 0;
  const sourceIds = new Set<unknown>();
  const paperIds = new Set<unknown>();
  for (const { table, before, after } of rows) {
    if (table !== 'source' || before === null) continue;
    const [was, is] = [parse(before), parse(after)];
    const isLast = was.paper_id !== is.paper_id && count(is.paper_id) < 2 && !going.has(is.paper_id);
    if (isLast || isThere.get(is) === undefined) continue;
    left.set(is.paper_id, count(is.paper_id) - 1);
    left.set(was.paper_id, count(was.paper_id) + 1);
    sourceIds.add(was.id);
    paperIds.add(was.paper_id);
  }
  return { sourceIds, paperIds };
}

function parse(json: string | null): Row {
  return JSON.parse(json ?? '{}');
}

type Row = Readonly<Record<string, string | number | null>>;

/** What a paper is to the user before any change: the row that is not there yet. */
const UNTOUCHED: Row = { heading: null, state: 'inbox', starred: 0, rating: 0 };

/** Of a row of `reading`, which many changes share, takes back the columns that this one changed and none did since. */
function writeColumns(database: Database, table: string, from: string | null, into: string | null): boolean {
  if (table !== 'reading' || from === null) return false;
  const after: Row = JSON.parse(from);
  const before: Row = into === null ? { ...after, ...UNTOUCHED } : JSON.parse(into);
  const columns = Object.keys(after).filter((column) => after[column] !== before[column]);
  if (columns.length === 0) return false;
  const set = columns.map((column) => `${column} = ?`).join(', ');
  const same = columns.map((column) => `${column} IS ?`).join(' AND ');
  const values = (row: Row) => columns.map((column) => row[column]);
  return (
    database
      .prepare(`UPDATE reading SET ${set} WHERE paper_id = ? AND ${same}`)
      .run(...values(before), after.paper_id, ...values(after)).changes > 0
  );
}
