/**
 * `npm run bench -- merging [PAPERS]`: of papers that come twice, the second time revised, how many are joined, how many
 * are listed as possible duplicates, and how many missed; and how often different papers are joined or listed. With
 * `../shared`, of real abstracts; the rewordings are made.
 */
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import Database from 'better-sqlite3';
import { randomFrom } from './edited-texts.ts';

const root = join(import.meta.dirname, '../..');
const corpus = join(root, '../shared/corpora/arxiv-100k.jsonl.gz');

/** So many times as many papers are looked at for wrong joins as for those that are missed. */
const DIFFERENT = 10;

/** Words of an abstract that is looked at; shorter ones prove nothing. */
const FEWEST_WORDS = 30;

interface Paper {
  readonly title: string;
  readonly authors: string;
  readonly abstract: string;
}

/** What a dump tells of a paper. */
const TELLINGS: Readonly<Record<string, (paper: Paper) => object>> = {
  'abstract alone': ({ abstract }) => ({ abstract }),
  'with title': (paper) => paper,
};

/** Prints the table. @param count of papers that come twice */
export async function mergingBench(count: number): Promise<void> {
  const papers = await realPapers(count * DIFFERENT);
  const random = randomFrom(1);
  const words = papers.flatMap(({ abstract }) => abstract.split(' ').slice(0, 20));
  const word = () => words[Math.floor(random() * words.length)] ?? '';
  const changed = (share: number) => (text: string) =>
    text
      .split(' ')
      .map((old) => (random() < share ? word() : old))
      .join(' ');
  const revisions: Readonly<Record<string, (text: string) => string>> = {
    'other dashes and quotes': (text) =>
      text.replaceAll('-', '–').replaceAll("'", '’').replace(/"/g, '“').replaceAll(', ', ',  '),
    'every 50th word': changed(0.02),
    'every 20th word': changed(0.05),
    'every 10th word': changed(0.1),
    'one sentence': (text) => {
      const sentences = text.split(/(?<=[.!?])\s+/);
      sentences[Math.floor(random() * sentences.length)] = `${Array.from({ length: 18 }, word).join(' ')}.`;
      return sentences.join(' ');
    },
  };
  const folder = mkdtempSync(join(tmpdir(), 'postil-bench-'));
  const table: Record<string, Record<string, number>> = {};
  const percent = (part: number) => Number(((100 * part) / count).toFixed(1));
  try {
    for (const [told, tell] of Object.entries(TELLINGS)) {
      const dump = (name: string, of: readonly Paper[]) => {
        const path = join(folder, name);
        writeFileSync(path, of.map((paper) => `${JSON.stringify(tell(paper))}\n`).join(''));
        return path;
      };
      const different = outcome(folder, [dump('all.jsonl', papers)], papers.length);
      table[`${papers.length} papers, ${told}`] = {
        'joined wrongly': different.wrong,
        'pairs listed': different.pairs,
      };
      const few = papers.slice(0, count);
      const first = dump('first.jsonl', few);
      for (const [revision, revise] of Object.entries(revisions)) {
        const revised = few.map((paper) => ({ ...paper, abstract: revise(paper.abstract) }));
        const { joined, listed, wrong } = outcome(folder, [first, dump('revised.jsonl', revised)], count);
        table[`${revision}, ${told}`] = {
          'joined, %': percent(joined),
          'listed, %': percent(listed),
          'missed, %': percent(count - joined - listed),
          'joined wrongly': wrong,
        };
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.table(table);
}

interface Outcome {
  /** Papers whose two records are one paper. */
  readonly joined: number;
  /** Those whose two records are listed as possible duplicates. */
  readonly listed: number;
  /** Papers of the library that hold records of several. */
  readonly wrong: number;
  /** Possible duplicates in all. */
  readonly pairs: number;
}

/** Imports dumps, each of which has a record of every paper in the same order, and looks what became of them. */
function outcome(folder: string, dumps: readonly string[], count: number): Outcome {
  const library = join(folder, 'library');
  execFileSync(
    process.execPath,
    [join(root, 'build/postil.mjs'), 'import', '--library', library, '--json', ...dumps],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const database = new Database(join(library, 'library.db'), { readonly: true });
  try {
    const paperOf = database
      .prepare<[], number>('SELECT paper_id FROM source ORDER BY file_id, byte_start')
      .pluck()
      .all();
    if (paperOf.length !== count * dumps.length) throw new Error('Not every record was read.');
    const pairs = new Set(
      database
        .prepare<[], { paper_id: number; other_id: number }>(
          'SELECT paper_id, other_id FROM possible_duplicate',
        )
        .all()
        .flatMap((pair) => [`${pair.paper_id} ${pair.other_id}`, `${pair.other_id} ${pair.paper_id}`]),
    );
    const holds = Map.groupBy(paperOf.keys(), (position) => paperOf[position]);
    const wrong = [...holds.values()].filter(
      (positions) => new Set(positions.map((position) => position % count)).size > 1,
    ).length;
    let joined = 0;
    let listed = 0;
    for (let at = 0; at < count && dumps.length > 1; at += 1) {
      const [one, other] = [paperOf[at], paperOf[at + count]];
      if (one === other) joined += 1;
      else if (pairs.has(`${one} ${other}`)) listed += 1;
    }
    return { joined, listed, wrong, pairs: pairs.size / 2 };
  } finally {
    database.close();
    rmSync(library, { recursive: true });
  }
}

/** Papers of the corpus, evenly taken, no two with the same words. */
async function realPapers(count: number): Promise<Paper[]> {
  const lines = createInterface({ input: createReadStream(corpus).pipe(createGunzip()) });
  const papers: Paper[] = [];
  const known = new Set<string>();
  const stride = Math.max(1, Math.floor(100_000 / (2 * count)));
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (number % stride !== 0) continue;
    const { title, authors, abstract } = JSON.parse(line) as Paper;
    const text = abstract.replace(/\s+/g, ' ').trim();
    const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
    if (text.split(' ').length < FEWEST_WORDS || known.has(letters)) continue;
    known.add(letters);
    papers.push({ title: title.replace(/\s+/g, ' '), authors, abstract: text });
    if (papers.length === count) break;
  }
  return papers;
}
