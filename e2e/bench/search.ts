import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { type BenchQuery, measure, misspelt, randomFrom } from './queries.ts';

const root = join(import.meta.dirname, '../..');
const corpus = join(root, '../shared/corpora/arxiv-100k.jsonl.gz');
const postil = join(root, 'build/postil.mjs');

/** Titles that are asked. */
const QUERIES = 300;
const SEED = 2026;

/** Queries that make much work and mean little. */
const NASTY = [
  'a',
  'the',
  'a* b* c*',
  'co* in* st*',
  'model learning data',
  '-model',
  '"of the"',
  'a OR b OR c',
  '',
];

interface Paper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
}

/**
 * Asks for papers by their titles where only the abstracts are known, as typed and misspelt, through
 * `postil search -`, and beside it SQLite's own full-text search with any of the words. Prints tables.
 */
export async function searchBench(paperCount: number): Promise<void> {
  if (!existsSync(corpus)) {
    console.log(`No corpus in ${corpus}: search is not measured.`);
    return;
  }
  const papers = readPapers(paperCount);
  const random = randomFrom(SEED);
  const asked = Array.from({ length: QUERIES }, (): Paper => {
    const paper = papers[Math.floor(random() * papers.length)];
    if (paper === undefined) throw new Error('There are no papers to ask for.');
    return paper;
  });
  const exact = asked.map(({ title, id }): BenchQuery => ({ text: title, arxivId: id }));
  const typos = exact.map(({ text, arxivId }): BenchQuery => ({ text: misspelt(text, random), arxivId }));
  const folder = mkdtempSync(join(tmpdir(), 'postil-bench-'));
  try {
    const library = join(folder, 'library');
    const dump = join(folder, 'listing.txt');
    writeFileSync(dump, papers.map(({ abstract, id }) => `${abstract}\n\narXiv:${id}\n\n`).join(''));
    execFileSync(process.execPath, [postil, 'import', '--library', library, '--json', dump]);
    const reference = ftsOr(join(folder, 'fts.db'), papers);
    const engine = startPostil(library);
    const first = await measure(exact.slice(0, 1), engine.ask);
    // Behind its first answer the command line gets ready for the others.
    await engine.ask('ready');
    const nasty = await measure(
      NASTY.map((text) => ({ text, arxivId: '' })),
      engine.ask,
    );
    console.log(`${papers.length} abstracts without titles, ${QUERIES} titles asked, seed ${SEED}`);
    console.table({
      'Postil, exact': await measure(exact, engine.ask),
      'Postil, misspelt': await measure(typos, engine.ask),
      'FTS5 OR, exact': await measure(exact, reference),
      'FTS5 OR, misspelt': await measure(typos, reference),
    });
    console.log(`First answer, start of the process included: ${first['worst ms']} ms.`);
    console.log(`Worst of ${NASTY.length} nasty queries: ${nasty['worst ms']} ms.`);
    console.log(`Memory of the process: ${engine.memoryMb() ?? '?'} MB.`);
    console.log(
      'Budgets at 100,000: MRR@10 0.87 and 0.80, p95 20 ms and a tenth of FTS5, nasty 100 ms, 250 MB.',
    );
    await engine.stop();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readPapers(count: number): Paper[] {
  const byAbstract = new Map<string, Paper>();
  for (const line of gunzipSync(readFileSync(corpus)).toString('utf8').trim().split('\n')) {
    if (byAbstract.size >= count) break;
    const { id, title, abstract } = JSON.parse(line) as Paper;
    const text = abstract.trim().replace(/\s+/g, ' ');
    byAbstract.set(text, { id, title: title.trim().replace(/\s+/g, ' '), abstract: text });
  }
  return [...byAbstract.values()];
}

interface Engine {
  readonly ask: (text: string) => Promise<(string | null)[]>;
  /** Most memory that the process had, where the system tells; null elsewhere. */
  memoryMb(): number | null;
  stop(): Promise<void>;
}

function startPostil(library: string): Engine {
  const child: ChildProcess = spawn(
    process.execPath,
    [postil, 'search', '--library', library, '--limit', '10', '--json', '-'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('The command line was started without pipes.');
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    async ask(text) {
      stdin.write(`${text}\n`);
      const { value } = await answers.next();
      const { hits } = JSON.parse(String(value)) as { hits: { arxivId: string | null }[] };
      return hits.map(({ arxivId }) => arxivId);
    },
    memoryMb() {
      const status = `/proc/${child.pid}/status`;
      if (!existsSync(status)) return null;
      const peak = /VmHWM:\s*(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1];
      return peak === undefined ? null : Math.round(Number(peak) / 1024);
    },
    async stop() {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      stdin.end();
      await exited;
    },
  };
}

/** SQLite's full-text search: stemmed words, any of them, ranked by BM25. */
function ftsOr(path: string, papers: readonly Paper[]): (text: string) => (string | null)[] {
  const database = new Database(path);
  database.exec(
    `CREATE VIRTUAL TABLE paper USING fts5 (abstract, content = '', tokenize = 'porter unicode61')`,
  );
  const insert = database.prepare('INSERT INTO paper (rowid, abstract) VALUES (?, ?)');
  database.transaction(() => {
    for (const [index, { abstract }] of papers.entries()) insert.run(index, abstract);
  })();
  const select = database
    .prepare<[string], number>('SELECT rowid FROM paper WHERE paper MATCH ? ORDER BY rank LIMIT 10')
    .pluck();
  return (text) => {
    const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length === 0) return [];
    return select.all(words.map((word) => `"${word}"`).join(' OR ')).map((row) => papers[row]?.id ?? null);
  };
}
