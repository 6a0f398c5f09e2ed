/**
 * An engine of the search bench in a process of its own, so that its memory is its own: `search-engine.ts NAME PLACE`.
 * Says `{"ms"}` when it is ready, then answers each line of standard input by a JSON array of ids, best first.
 * @param PLACE a file of papers, one JSON object a line; for `postil-thread` the folder of a library
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { Index } from 'flexsearch';
import MiniSearch from 'minisearch';
import type { Page } from '../../shared/library.ts';
import type { ThreadMessage } from '../../shared/thread.ts';

/** What of a paper is indexed and asked for. */
interface Indexed {
  readonly id: string;
  readonly text: string;
}

type Ask = (query: string) => readonly (string | null)[] | Promise<readonly (string | null)[]>;

/** Hits asked for. */
const LIMIT = 10;

function papersOf(path: string): Indexed[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Indexed);
}

/** SQLite's full-text search: stemmed words, any of them, ranked by BM25. Kept in a file, for papers by the million. */
function fts5(path: string): Ask {
  const database = new Database(`${path}.fts5.db`);
  database.exec(`DROP TABLE IF EXISTS paper; DROP TABLE IF EXISTS id; CREATE TABLE id (row INTEGER PRIMARY KEY, id);
    CREATE VIRTUAL TABLE paper USING fts5 (text, content = '', tokenize = 'porter unicode61')`);
  const insertId = database.prepare('INSERT INTO id VALUES (?, ?)');
  const insert = database.prepare('INSERT INTO paper (rowid, text) VALUES (?, ?)');
  database.transaction(() => {
    for (const [index, { id, text }] of papersOf(path).entries()) {
      insertId.run(index, id);
      insert.run(index, text);
    }
  })();
  const select = database
    .prepare<[string], string>(
      `SELECT (SELECT id FROM id WHERE row = paper.rowid) FROM paper WHERE paper MATCH ? ORDER BY rank LIMIT ${LIMIT}`,
    )
    .pluck();
  return (query) => {
    const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
    return words.length === 0 ? [] : select.all(words.map((word) => `"${word}"`).join(' OR '));
  };
}

/** MiniSearch over whole texts, with its prefix and fuzzy search. */
function miniSearch(path: string): Ask {
  const engine = new MiniSearch<Indexed>({ fields: ['text'], searchOptions: { prefix: true, fuzzy: 0.2 } });
  engine.addAll(papersOf(path));
  return (query) =>
    engine
      .search(query)
      .slice(0, LIMIT)
      .map(({ id }) => String(id));
}

/** FlexSearch with words, stemmed in English, and any of them (`suggest`). */
function flexSearch(path: string): Ask {
  const engine = new Index({ tokenize: 'forward', encoder: 'LatinBalance', resolution: 9 });
  for (const { id, text } of papersOf(path)) engine.add(id, text);
  return (query) => engine.search(query, { limit: LIMIT, suggest: true }).map(String);
}

/** Xapian's tools, any of the words, a process for each query as they are meant to be used. */
function xapian(path: string): Ask {
  const folder = mkdtempSync(join(tmpdir(), 'postil-xapian-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const rules = join(folder, 'rules');
  writeFileSync(rules, 'id : field=id\ntext : index\n');
  const papers = papersOf(path);
  const dump = papers.map(({ id, text }) => `id=${id}\ntext=${text.replaceAll(/\s+/g, ' ')}\n`).join('\n');
  execFileSync('scriptindex', [join(folder, 'index'), rules], { input: dump });
  return (query) => {
    const words = (query.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
    if (words === '') return [];
    const options = [
      '--db',
      join(folder, 'index'),
      '--stemmer',
      'english',
      '--default-op',
      'or',
      '--msize',
      '10',
    ];
    const answer = execFileSync('quest', [...options, words], { encoding: 'utf8' });
    return [...answer.matchAll(/^id=(.+)$/gm)].map(([, id]) => id ?? null);
  };
}

/** Postil's search thread, spoken to as main speaks to it. */
async function postilThread(folder: string): Promise<Ask> {
  const script = new URL('../../out/main/search-worker.js', import.meta.url);
  const resourceLimits = { maxYoungGenerationSizeMb: 12 };
  const thread = new Worker(script, { workerData: { folder }, resourceLimits });
  thread.unref();
  const next = (): Promise<ThreadMessage> => new Promise((resolve) => thread.once('message', resolve));
  await next();
  let id = 0;
  return async (query) => {
    id += 1;
    const input = { query, offset: 0, limit: LIMIT, sort: 'best', exactly: false };
    const answer = next();
    thread.postMessage({ kind: 'call', id, name: 'papers.page', input });
    const message = await answer;
    if (message.kind !== 'reply' || !message.result.ok) throw new Error(JSON.stringify(message));
    return (message.result.value as Page).hits.map(({ paper }) => paper.arxivId);
  };
}

const engines: Readonly<Record<string, (place: string) => Ask | Promise<Ask>>> = {
  FTS5: fts5,
  MiniSearch: miniSearch,
  FlexSearch: flexSearch,
  Xapian: xapian,
  'Postil, thread': postilThread,
};

const [name = '', place = ''] = process.argv.slice(2);
const startMs = performance.now();
const ask = await engines[name]?.(place);
if (ask === undefined) throw new Error(`There is no engine ${name}.`);
console.log(JSON.stringify({ ms: Math.round(performance.now() - startMs) }));
for await (const query of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await ask(query)));
}
process.exit();
