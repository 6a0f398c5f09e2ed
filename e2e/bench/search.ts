import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type BenchQuery, type Figures, measure, misspelt, randomFrom } from './queries.ts';
import { type BenchPaper, benchPapers, corpus } from './search-papers.ts';

const root = join(import.meta.dirname, '../..');
const postil = join(root, 'build/postil.mjs');

/** Titles that are asked; of more papers than {@link MANY} fewer, since others take seconds for each. */
const QUERIES = 300;
const FEW_QUERIES = 60;
/** From here on only Postil and FTS5 are asked: the others keep all in memory. */
const MANY = 200_000;
/** What another engine may use; one that needs more has `-` in the table, and a line says why. */
const MOST_HEAP_MB = 4000;
const MOST_INDEX_MS = 600_000;
const MOST_ANSWER_MS = 60_000;
/** Of what an engine writes of its errors, the end is kept; V8 writes a page when its heap is full. */
const LONGEST_SAID = 20_000;
/** How long the search thread may get ready before it is measured: it does so by itself when nothing is asked. */
const READY_MS = 15_000;

/** Queries that make much work and mean little; one of two hundred words comes to them. */
const NASTY = [
  'a',
  'the',
  'in',
  'mo',
  'a* b* c*',
  'co* in* st*',
  'model learning data',
  '-model',
  '"of the"',
  'a OR b OR c',
  '',
];

/**
 * Asks for papers by their titles where only the abstracts are known (of a million: titles and abstracts), as typed
 * and misspelt: Postil by its search thread's messages and by `postil search -`, and beside it other engines on the
 * same texts, each in a process of its own. Prints tables.
 * @param keptFolder where the library is made and kept for the next time; null for a temporary one
 * @param seed chooses the titles and how they are misspelt
 */
export async function searchBench(
  paperCount: number,
  keptFolder: string | null,
  seed: number,
): Promise<void> {
  if (!existsSync(corpus)) {
    console.log(`No corpus in ${corpus}: search is not measured.`);
    return;
  }
  const folder = keptFolder ?? mkdtempSync(join(tmpdir(), 'postil-bench-'));
  mkdirSync(folder, { recursive: true });
  try {
    const papers = benchPapers(paperCount, folder);
    const isMany = papers.length > MANY;
    const random = randomFrom(seed);
    const asked = Array.from({ length: isMany ? FEW_QUERIES : QUERIES }, () => chosen(papers, random));
    const exact = asked.map(({ title, id }): BenchQuery => ({ text: title, arxivId: id }));
    const typos = exact.map(({ text, arxivId }): BenchQuery => ({ text: misspelt(text, random), arxivId }));
    const nasty = [
      ...NASTY,
      asked
        .map(({ text }) => text)
        .join(' ')
        .split(/\s+/, 200)
        .join(' '),
    ];

    const library = join(folder, 'library');
    const importMs = importInto(library, papers, folder);
    const texts = join(folder, 'texts.jsonl');
    writeTexts(texts, papers);
    console.log(`${papers.length} papers, ${asked.length} titles asked, seed ${seed}`);
    const commandLine = ['search', '--library', library, '--limit', '10', '--json', '-'];
    const engines: Engine[] = [
      startEngine('Postil, thread', [
        join(import.meta.dirname, 'search-engine.ts'),
        'Postil, thread',
        library,
      ]),
      startEngine('Postil, postil search -', [postil, ...commandLine]),
      ...['FTS5', ...(isMany ? [] : ['MiniSearch', 'FlexSearch', ...xapianIfThere()])].map((name) =>
        startEngine(name, [join(import.meta.dirname, 'search-engine.ts'), name, texts]),
      ),
    ];
    const table: Record<string, Record<string, number | string>> = {};
    for (const engine of engines) {
      const figures = await ask(engine, exact, typos, nasty, importMs).catch((thrown: Error) => ({
        'MRR@10': '-',
        ended: thrown.message,
      }));
      // Said as soon as it is known: all together take minutes.
      console.log(engine.name, JSON.stringify(figures));
      for (const [figure, value] of Object.entries(figures)) {
        if (figure === 'ended') continue;
        table[figure] = { ...table[figure], [engine.name]: value };
      }
      await engine.stop();
    }
    console.table(table);
    console.log(
      'Budgets at 100,000: MRR@10 0.87 and 0.80 misspelt, p95 20 ms and a tenth of FTS5, worst nasty 100 ms, first 300 ms, ' +
        '250 MB for the search thread; at 1,000,000: p95 60 ms.',
    );
  } finally {
    if (keptFolder === null) rmSync(folder, { recursive: true });
  }
}

async function ask(
  engine: Engine,
  exact: readonly BenchQuery[],
  typos: readonly BenchQuery[],
  nasty: readonly string[],
  importMs: number | null,
): Promise<Readonly<Record<string, number | string>>> {
  const isPostil = engine.name.startsWith('Postil');
  const indexMs = engine.name === 'Postil, postil search -' ? null : await engine.ready();
  const [title] = exact;
  const first = title === undefined ? null : await measure([title], engine.ask);
  // Behind its first answer Postil gets ready for the others.
  if (engine.name === 'Postil, thread') await new Promise((resolve) => setTimeout(resolve, READY_MS));
  await engine.ask('ready');
  const figures = await measure(exact, engine.ask);
  const bent = await measure(typos, engine.ask);
  const worst = isPostil
    ? await measure(
        nasty.map((text) => ({ text, arxivId: '' })),
        engine.ask,
      )
    : null;
  return {
    ...named('', figures),
    ...named('misspelt ', bent),
    'first ms': first?.['worst ms'] ?? '',
    ...(worst === null ? {} : { 'nasty ms': worst['worst ms'] }),
    'index s': Math.round(((isPostil ? importMs : indexMs) ?? Number.NaN) / 100) / 10,
    'memory MB': engine.memoryMb() ?? '',
  };
}

function named(prefix: string, figures: Figures): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [prefix + name, value]));
}

function chosen(papers: readonly BenchPaper[], random: () => number): BenchPaper {
  const paper = papers[Math.floor(random() * papers.length)];
  if (paper === undefined) throw new Error('There are no papers to ask for.');
  return paper;
}

/** Imports the papers as a dump. @returns how long that took; null for a library that was there */
function importInto(library: string, papers: readonly BenchPaper[], folder: string): number | null {
  if (existsSync(library)) return null;
  const isMany = papers.length > MANY;
  const dump = join(folder, isMany ? 'dump.jsonl' : 'listing.txt');
  if (!isMany) writeFileSync(dump, papers.map(({ text, id }) => `${text}\n\narXiv:${id}\n\n`).join(''));
  const startMs = performance.now();
  execFileSync(process.execPath, [postil, 'import', '--library', library, '--json', dump], {
    maxBuffer: 1e9,
  });
  return performance.now() - startMs;
}

function writeTexts(path: string, papers: readonly BenchPaper[]): void {
  const file = openSync(path, 'w');
  for (let at = 0; at < papers.length; at += 10_000) {
    const lines = papers.slice(at, at + 10_000).map(({ id, text }) => `${JSON.stringify({ id, text })}\n`);
    writeFileSync(file, lines.join(''));
  }
  closeSync(file);
}

function xapianIfThere(): string[] {
  try {
    execFileSync('quest', ['--version'], { stdio: 'ignore' });
    execFileSync('scriptindex', ['--version'], { stdio: 'ignore' });
    return ['Xapian'];
  } catch {
    console.log(
      'Xapian is not asked: quest and scriptindex (Debian: xapian-tools, xapian-omega) are not installed.',
    );
    return [];
  }
}

interface Engine {
  readonly name: string;
  /** Waits until it has said that it is ready. @returns how long it took, by its own account */
  ready(): Promise<number>;
  readonly ask: (text: string) => Promise<(string | null)[]>;
  /** Most memory that the process had, where the system tells; null elsewhere. */
  memoryMb(): number | null;
  stop(): Promise<void>;
}

/** An engine in a process of its own, which is started when it is first asked. */
function startEngine(name: string, args: readonly string[]): Engine {
  let child: ChildProcess | null = null;
  let said = '';
  let lines: AsyncIterator<string> | null = null;

  function started(): { readonly child: ChildProcess; readonly lines: AsyncIterator<string> } {
    if (child === null || lines === null) {
      child = spawn(process.execPath, [`--max-old-space-size=${MOST_HEAP_MB}`, ...args], {
        stdio: 'pipe',
      });
      // Its end is told by its output, which ends too.
      child.stdin?.on('error', () => {});
      child.stderr?.on('data', (chunk) => {
        said = `${said}${chunk}`.slice(-LONGEST_SAID);
      });
      if (child.stdout === null) throw new Error('The engine was started without pipes.');
      lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    }
    return { child, lines };
  }

  async function nextLine(mostMs: number): Promise<unknown> {
    const running = started();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`took more than ${mostMs / 1000} s`)), mostMs);
    });
    try {
      const { value, done } = await Promise.race([running.lines.next(), late]);
      if (done === true) {
        const isFull = said.includes('heap out of memory');
        throw new Error(isFull ? `needs more than ${MOST_HEAP_MB} MB of heap` : `ended: ${said}`);
      }
      return JSON.parse(value);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    name,
    async ready() {
      started();
      return ((await nextLine(MOST_INDEX_MS)) as { ms: number }).ms;
    },
    async ask(text) {
      started().child.stdin?.write(`${text.replaceAll('\n', ' ')}\n`);
      const answer = (await nextLine(MOST_ANSWER_MS)) as
        | (string | null)[]
        | { hits: { arxivId: string | null }[] };
      return Array.isArray(answer) ? answer : answer.hits.map(({ arxivId }) => arxivId);
    },
    memoryMb() {
      const status = `/proc/${child?.pid}/status`;
      if (!existsSync(status)) return null;
      const peak = /VmHWM:\s*(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1];
      return peak === undefined ? null : Math.round(Number(peak) / 1024);
    },
    async stop() {
      const running = child;
      if (running === null || running.exitCode !== null || running.signalCode !== null) return;
      const exited = new Promise((resolve) => running.once('exit', resolve));
      running.stdin?.end();
      // One that is busy would not hear that for long.
      const killing = setTimeout(() => running.kill('SIGKILL'), 5000);
      await exited;
      clearTimeout(killing);
    },
  };
}
