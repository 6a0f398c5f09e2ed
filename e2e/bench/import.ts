import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';

const root = join(import.meta.dirname, '../..');
const corpus = join(root, '../shared/corpora/arxiv-100k.jsonl.gz');

/** Papers of the dump that is imported. */
const PAPERS = 10_000;

/** Runs of each side; the fastest counts, since others on the machine only ever slow one down. */
const ROUNDS = 3;

/**
 * Imports dumps through the command line and compares with the floor: the rows of the library that came of them,
 * inserted into an empty one of the same schema, words into the index as they are, and nothing else. Prints a table.
 */
export function importBench(): void {
  const folder = mkdtempSync(join(tmpdir(), 'postil-bench-'));
  const papers = existsSync(corpus) ? realPapers() : inventedPapers();
  const page = `Bench University\n${papers.map(({ abstract }) => `Abstract:${abstract}`).join('\n\n')}\n`;
  const snapshot = papers.map((paper) => `${JSON.stringify(paper)}\n`).join('');
  try {
    console.table({
      'institution page': compare(join(folder, 'page'), page),
      'arXiv snapshot': compare(join(folder, 'snapshot'), snapshot),
    });
    console.log('Budgets: import at 0.60 of the floor or more, library at 2.20 times its dump or less.');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One line of the table. @param path of files to be made; endings are added */
function compare(path: string, text: string): Readonly<Record<string, number>> {
  const dump = `${path}.txt`;
  writeFileSync(dump, text);
  const imports: number[] = [];
  const floors: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const library = `${path}-${round}`;
    imports.push(importMs(library, dump));
    floors.push(floorMs(join(library, 'library.db'), `${path}-floor-${round}.db`));
    bytes = statSync(join(library, 'library.db')).size;
  }
  const [importBest, floorBest] = [Math.min(...imports), Math.min(...floors)];
  return {
    'papers a second': Math.round((PAPERS / importBest) * 1000),
    'floor, papers a second': Math.round((PAPERS / floorBest) * 1000),
    'import / floor': Number((floorBest / importBest).toFixed(2)),
    'library / dump': Number((bytes / Buffer.byteLength(text)).toFixed(2)),
  };
}

/** Time that the import itself took, as it says. */
function importMs(library: string, dump: string): number {
  const postil = join(root, 'build/postil.mjs');
  const answer = execFileSync(process.execPath, [postil, 'import', '--library', library, '--json', dump], {
    encoding: 'utf8',
  });
  const { papers, ms } = JSON.parse(answer) as { papers: number; ms: number };
  if (papers !== PAPERS) throw new Error(`${PAPERS} papers went in, ${papers} came out.`);
  return ms;
}

/** Tables that an import fills, parents first. */
const TABLES = ['import', 'file', 'paper', 'paper_identifier', 'paper_title', 'version', 'source'] as const;

function floorMs(library: string, path: string): number {
  const model = new Database(library, { readonly: true });
  const schema = model
    .prepare<[], string>(
      // The tables behind the index are made by it.
      `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'paper_index_%'
         AND type IN ('table', 'index')`,
    )
    .pluck()
    .all();
  const rows = TABLES.map((table) => model.prepare<[], unknown[]>(`SELECT * FROM ${table}`).raw().all());
  const texts = model
    .prepare<[], [number, string]>('SELECT paper_id, text FROM version ORDER BY paper_id')
    .raw()
    .all();
  model.close();

  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  // Rows come table by table, not parents first.
  database.pragma('foreign_keys = OFF');
  for (const sql of schema) database.exec(sql);
  const inserts = TABLES.map((table, index) => {
    const columns = rows[index]?.[0]?.map(() => '?').join(', ');
    return columns === undefined ? null : database.prepare(`INSERT INTO ${table} VALUES (${columns})`);
  });
  const insertText = database.prepare('INSERT INTO paper_index (rowid, abstract) VALUES (?, ?)');
  const startMs = performance.now();
  for (let first = 0; first < PAPERS; first += 1000) {
    database.transaction(() => {
      for (let position = first; position < first + 1000; position += 1) {
        for (const [table, insert] of inserts.entries()) {
          const row = rows[table]?.[position];
          if (row !== undefined) insert?.run(...row);
        }
      }
      for (const row of texts.slice(first, first + 1000)) insertText.run(...row);
    })();
  }
  const endMs = performance.now();
  database.close();
  return endMs - startMs;
}

/** A paper as in a line of the arXiv metadata snapshot. */
interface SnapshotPaper {
  readonly id: string;
  readonly title: string;
  readonly authors: string;
  readonly abstract: string;
  readonly categories: string;
}

function realPapers(): SnapshotPaper[] {
  const byAbstract = new Map<string, SnapshotPaper>();
  for (const line of gunzipSync(readFileSync(corpus))
    .toString('utf8')
    .split('\n', PAPERS * 2)) {
    const { id, title, authors, abstract, categories } = JSON.parse(line) as SnapshotPaper;
    const text = abstract.trim().replace(/\s+/g, ' ');
    if (text.length > 250) byAbstract.set(text, { id, title, authors, abstract: text, categories });
  }
  return [...byAbstract.values()].slice(0, PAPERS);
}

/** Words by Zipf's law out of 50,000, from a seed, so that each run has the same. */
function inventedPapers(): SnapshotPaper[] {
  console.log(`No corpus in ${corpus}: invented words are imported instead.`);
  let state = 1;
  const random = () => {
    // Lehmer's generator: https://en.wikipedia.org/wiki/Lehmer_random_number_generator
    state = (state * 48_271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
  const words = (count: number) =>
    Array.from({ length: count }, () => `w${Math.floor(50_000 ** random()).toString(36)}`).join(' ');
  return Array.from({ length: PAPERS }, (_, index) => ({
    id: `24${String((index % 12) + 1).padStart(2, '0')}.${String(index).padStart(5, '0')}`,
    title: words(10),
    authors: `${words(2)}, ${words(2)}`,
    abstract: `${words(180)}.`,
    categories: 'cs.LG',
  }));
}
