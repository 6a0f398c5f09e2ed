/**
 * `node import-floor.ts LIBRARY PATH`: the floor that an import is compared with, in a process of its own as the import is.
 * Inserts the rows of a library that an import made into an empty one of the same schema, in transactions of
 * {@link LOT} papers that become durable as those of an import do, and says what that took. No row is looked up, no
 * text folded or compared, no foreign key checked.
 */
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';

/** What the floor took, all papers together. */
export interface FloorAnswer {
  readonly papers: number;
  readonly ms: number;
  /** User and system. */
  readonly processorMs: number;
}

/** Papers in a transaction. */
const LOT = 1000;

/** Papers that are stored at most: more would not fit into memory, and cost it the same each. */
const MOST_PAPERS = 100_000;

/** Tables that an import fills, parents first, with what says of which paper a row is. */
const TABLES = {
  import: null,
  file: null,
  paper: 'id',
  paper_heading: 'paper_id',
  paper_date: 'paper_id',
  paper_identifier: 'paper_id',
  paper_title: 'paper_id',
  version: 'paper_id',
  source: 'paper_id',
  merge_key: 'id',
  new_merge_key: 'id',
} as const;

const [library = '', path = ''] = process.argv.slice(2);
const model = new Database(library, { readonly: true });
const schema = model
  .prepare<[], string>(
    // The tables behind the index are made by it.
    `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'paper_index_%'
       AND type IN ('table', 'index')`,
  )
  .pluck()
  .all();
const tables = Object.entries(TABLES).map(([table, paper]) => {
  const order = paper === null ? '' : ` WHERE ${paper} <= ${MOST_PAPERS} ORDER BY ${paper}`;
  // Those that are stored: a computed one takes no value.
  const names = model.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck();
  const columns = names.all(table).join(', ');
  return {
    into: `${table} (${columns})`,
    rows: model.prepare<[], unknown[]>(`SELECT ${columns} FROM ${table}${order}`).raw().all(),
  };
});
// All columns that an import fills, as they are.
const texts = model
  .prepare<[], unknown[]>(
    `SELECT paper.id, title, authors, text, comment, venue, categories, institutions
     FROM paper LEFT JOIN version ON version.id = version_id WHERE paper.id <= ${MOST_PAPERS} ORDER BY paper.id`,
  )
  .raw()
  .all();
model.close();

const database = new Database(path);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = NORMAL');
// Rows come table by table, not parents first.
database.pragma('foreign_keys = OFF');
for (const sql of schema) database.exec(sql);
const inserts = tables.flatMap(({ into, rows }) => {
  const columns = rows[0]?.map(() => '?').join(', ');
  return columns === undefined
    ? []
    : [{ rows, insert: database.prepare(`INSERT INTO ${into} VALUES (${columns})`) }];
});
const insertText = database.prepare(
  `INSERT INTO paper_index (rowid, title, authors, abstract, comment, venue, categories, institutions)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
);
const lots = Math.ceil(texts.length / LOT);
const lotOf = <Row>(rows: readonly Row[], lot: number) =>
  rows.slice(Math.floor((rows.length * lot) / lots), Math.floor((rows.length * (lot + 1)) / lots));
const used = process.cpuUsage();
const startMs = performance.now();
for (let lot = 0; lot < lots; lot += 1) {
  database.transaction(() => {
    for (const { rows, insert } of inserts) for (const row of lotOf(rows, lot)) insert.run(...row);
    for (const row of lotOf(texts, lot)) insertText.run(...row);
  })();
}
const ms = performance.now() - startMs;
const { user, system } = process.cpuUsage(used);
database.close();
const answer: FloorAnswer = { papers: texts.length, ms, processorMs: (user + system) / 1000 };
writeSync(1, JSON.stringify(answer));
