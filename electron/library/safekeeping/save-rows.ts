import { codeOf } from '../../../shared/errors.ts';
import type { Database } from '../database.ts';

/** After so many unreadable places in a row, none of them read between, the stretch is left; after so many, the table. */
const MOST_IN_A_ROW = 300;
const MOST_STRETCHES = 4;
/** Rows read at once where nothing is damaged. */
const STRIDE = 4096;
/** Where the largest number of a row cannot be read, rows are looked for up to this. */
const FURTHEST = 1_000_000;

/** What came of a table. */
export interface SavedRows {
  readonly name: string;
  readonly saved: number;
  /** Places of which nothing could be read; some may never have held a row. */
  readonly lost: number;
}

/**
 * Copies the rows of a table of the attached file `damaged` that can be read. Stretches that fail are halved until the
 * rows that cannot be read stand alone. Rows that another one of the same name or key forestalls are lost too.
 */
export function saveRows(database: Database, name: string): SavedRows {
  const columns = sharedColumns(database, name);
  if (columns.length === 0) return { name, saved: 0, lost: 1 };
  const list = columns.map((column) => `"${column}"`).join(', ');
  const hasRowid =
    database
      .prepare(`SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?`)
      .pluck()
      .get(name) === 0;
  const lost = hasRowid ? saveByNumber(database, name, list) : saveFromBothEnds(database, name, list);
  const saved = database.prepare<[], number>(`SELECT count(*) FROM main."${name}"`).pluck().get() ?? 0;
  return { name, saved, lost };
}

function sharedColumns(database: Database, name: string): string[] {
  try {
    return database
      .prepare<unknown[], string>(
        `SELECT name FROM pragma_table_info(?, 'main') INTERSECT SELECT name FROM pragma_table_info(?, 'damaged')`,
      )
      .pluck()
      .all(name, name);
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    return [];
  }
}

function saveByNumber(database: Database, name: string, list: string): number {
  const insert = database.prepare<[number, number]>(
    `INSERT OR IGNORE INTO main."${name}" (rowid, ${list}) SELECT rowid, ${list} FROM damaged."${name}" NOT INDEXED
     WHERE rowid BETWEEN ? AND ?`,
  );
  let failures = 0;
  let inARow = 0;
  function save(from: number, to: number): void {
    if (inARow >= MOST_IN_A_ROW) return;
    try {
      if (insert.run(from, to).changes > 0) inARow = 0;
    } catch (thrown) {
      if (!isFailure(thrown)) throw thrown;
      if (from === to) {
        failures += 1;
        inARow += 1;
        return;
      }
      const middle = Math.floor((from + to) / 2);
      save(from, middle);
      save(middle + 1, to);
    }
  }
  const edge = (end: 'ASC' | 'DESC') =>
    readNumber(database, `SELECT rowid FROM damaged."${name}" NOT INDEXED ORDER BY rowid ${end} LIMIT 1`);
  const [first, last] = [edge('ASC'), edge('DESC')];
  if (first === 'empty' && last === 'empty') return 0;
  const end =
    typeof last === 'number' ? last : Math.max(FURTHEST, typeof first === 'number' ? first + STRIDE : 0);
  let stretches = 0;
  for (
    let from = typeof first === 'number' ? first : 1;
    from <= end && stretches < MOST_STRETCHES;
    from += STRIDE
  ) {
    inARow = 0;
    save(from, Math.min(from + STRIDE - 1, end));
    stretches = inARow >= MOST_IN_A_ROW ? stretches + 1 : 0;
  }
  return failures;
}

/** Tables without row numbers are read from either end, up to the first place that fails. */
function saveFromBothEnds(database: Database, name: string, list: string): number {
  const key = database
    .prepare<[string], string>(`SELECT name FROM pragma_table_info(?, 'main') WHERE pk > 0 ORDER BY pk`)
    .pluck()
    .all(name);
  const isWhole = saveInOrder(database, name, list, key.map((column) => `"${column}" ASC`).join(', '));
  if (isWhole) return 0;
  saveInOrder(database, name, list, key.map((column) => `"${column}" DESC`).join(', '));
  return 1;
}

function saveInOrder(database: Database, name: string, list: string, order: string): boolean {
  const values = list.split(', ').map(() => '?');
  const insert = database.prepare(
    `INSERT OR IGNORE INTO main."${name}" (${list}) VALUES (${values.join(', ')})`,
  );
  let isWhole = true;
  const rows: unknown[][] = [];
  try {
    const read = database
      .prepare<[], unknown[]>(`SELECT ${list} FROM damaged."${name}" ORDER BY ${order}`)
      .raw();
    for (const row of read.iterate()) rows.push(row);
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    isWhole = false;
  }
  for (const row of rows) {
    try {
      insert.run(...row);
    } catch (thrown) {
      if (!isFailure(thrown)) throw thrown;
      isWhole = false;
    }
  }
  return isWhole;
}

function readNumber(database: Database, sql: string): number | 'empty' | 'unreadable' {
  try {
    return database.prepare<[], number>(sql).pluck().get() ?? 'empty';
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    return 'unreadable';
  }
}

/** Damage shows itself by pages that cannot be read, and by values that break the rules of the table. */
function isFailure(thrown: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|IOERR|CONSTRAINT|MISMATCH|TOOBIG|ERROR)/.test(codeOf(thrown) ?? '');
}
