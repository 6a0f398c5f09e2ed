import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import type { CallInput, CallName } from '../../shared/contract.ts';
import { unwrap } from '../../shared/errors.ts';
import {
  type ThreadMessage,
  type ThreadRequest,
  type ThreadStart,
  waitingCounter,
} from '../../shared/thread.ts';
import type { FloorAnswer } from './import-floor.ts';

const root = join(import.meta.dirname, '../..');
const corpus = join(root, '../shared/corpora/arxiv-100k.jsonl.gz');

/** The floor, a program of its own. */
const floor = join(import.meta.dirname, 'import-floor.ts');

/** What makes dumps of any size in the style of the corpus. */
const generator = join(root, '../shared/tools/gen_scale.py');

/** Papers of the dumps that are always imported. */
const PAPERS = 10_000;

/** Runs of each side by turns; the best counts, since others on the machine only ever slow one down. */
const ROUNDS = 3;

/** Whole numbers and ratios, by what they are of. */
type Line = Readonly<Record<string, number>>;

/**
 * Imports dumps through the command line and compares with the floor: the rows of the library that came of them,
 * inserted into an empty one of the same schema, their texts into the index as they are, and nothing else
 * (import-floor.ts). Then imports while papers are tagged. Prints tables.
 * @param papers of one more dump, made for it; that of {@link PAPERS} is made for comparison
 */
export async function importBench(papers: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'postil-bench-'));
  try {
    const real = existsSync(corpus) ? realPapers() : inventedPapers();
    const page = join(folder, 'page.txt');
    const snapshot = join(folder, 'snapshot.jsonl');
    writeFileSync(
      page,
      `Bench University\n${real.map(({ abstract }) => `Abstract:${abstract}`).join('\n\n')}\n`,
    );
    writeFileSync(snapshot, real.map((paper) => `${JSON.stringify(paper)}\n`).join(''));
    const lines: Record<string, Line> = {
      'institution page': compare(page, PAPERS, ROUNDS),
      'arXiv snapshot': compare(snapshot, PAPERS, ROUNDS),
    };
    if (papers > PAPERS) {
      for (const count of [PAPERS, papers]) {
        const dump = madeDump(folder, count);
        lines[`made snapshot, ${count} papers`] = compare(dump, count, count > PAPERS ? 1 : ROUNDS);
        if (count > PAPERS) console.table({ 'edits while importing': await editsMeanwhile(folder, dump) });
      }
    }
    console.table(lines);
    console.log(
      'Budgets: import at 0.60 of the floor or more, library at 2.20 times its dump or less, 400 MB or less, edits within 100 ms.',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function madeDump(folder: string, papers: number): string {
  const path = join(folder, `made-${papers}.jsonl`);
  const file = openSync(path, 'w');
  execFileSync('python3', [generator, corpus, String(papers), '--lean'], {
    stdio: ['ignore', file, 'ignore'],
  });
  closeSync(file);
  return path;
}

/** One line of the table. */
function compare(dump: string, papers: number, rounds: number): Line {
  const imports: Cost[] = [];
  const floors: Cost[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const library = `${dump}-library`;
    imports.push(importCost(library, dump, papers));
    floors.push(floorCost(join(library, 'library.db'), `${dump}-floor.db`));
    bytes = statSync(join(library, 'library.db')).size;
    rmSync(library, { recursive: true });
    rmSync(`${dump}-floor.db`);
  }
  const least = (costs: readonly Cost[], of: keyof Cost) => Math.min(...costs.map((cost) => cost[of]));
  const ratio = (of: keyof Cost) => Number((least(floors, of) / least(imports, of)).toFixed(2));
  return {
    'papers a second': Math.round(1000 / least(imports, 'ms')),
    'processor µs a paper': Math.round(least(imports, 'processorMs') * 1000),
    'floor / import': ratio('ms'),
    'the same in processor time': ratio('processorMs'),
    'library / dump': Number((bytes / statSync(dump).size).toFixed(2)),
    'memory, MB': Math.max(...imports.map(({ peakMb }) => peakMb)),
  };
}

/** Times are those of one paper. */
interface Cost {
  readonly ms: number;
  /** Of all threads, user and system together: unlike the clock it hardly knows of others on the machine. */
  readonly processorMs: number;
  readonly peakMb: number;
}

/**
 * Has the command line say what it used, as its last line. Linux counts into `maxRSS` what the process that started
 * this one held, the whole corpus; hence its own high water mark. https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
const USED = `data:text/javascript,import{readFileSync}from'node:fs';import{isMainThread}from'node:worker_threads';if(isMainThread)process.on('exit',()=>{const u=process.resourceUsage();const k=process.platform==='linux'?Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status','utf8'))[1]):u.maxRSS;console.log(JSON.stringify({...u,maxRSS:k}))})`;

/**
 * The time is that of the import itself, as it says: from when the file is looked at to its last paper. What comes before,
 * starting the process, opening the library and beside that the thread that reads, is counted on neither side. Processor
 * and memory are those of the whole process.
 */
function importCost(library: string, dump: string, papers: number): Cost {
  const cli = join(root, 'out/main/cli.js');
  const answer = execFileSync(
    process.execPath,
    ['--import', USED, cli, 'import', '--library', library, '--json', dump],
    { encoding: 'utf8', maxBuffer: 1024 ** 3 },
  );
  const [report = '', used = ''] = answer.trim().split('\n');
  const { papers: found, ms } = JSON.parse(report) as { papers: number; ms: number };
  if (found !== papers) throw new Error(`${papers} papers went in, ${found} came out.`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(used) as NodeJS.ResourceUsage;
  return {
    ms: ms / papers,
    processorMs: (userCPUTime + systemCPUTime) / 1000 / papers,
    peakMb: Math.round(maxRSS / 1024),
  };
}

/** The time is that of the inserts themselves, as the floor says: like the import's, without that of starting a process and opening a library. */
function floorCost(library: string, path: string): Cost {
  const answer = execFileSync(process.execPath, [floor, library, path], { encoding: 'utf8' });
  const { papers, ms, processorMs } = JSON.parse(answer) as FloorAnswer;
  return { ms: ms / papers, processorMs: processorMs / papers, peakMb: 0 };
}

/** Time between two edits, in ms: more than anybody makes. */
const EDIT_MS = 20;

/** How long edits wait while a dump is imported: papers are tagged through the library thread, as the window does. */
async function editsMeanwhile(folder: string, dump: string): Promise<Line> {
  const waiting = waitingCounter();
  const start: ThreadStart = { folder: join(folder, 'edited'), waiting };
  const worker = new Worker(join(root, 'out/main/library-worker.js'), { workerData: start });
  const answers = new Map<number, () => void>();
  const begun = Promise.withResolvers<void>();
  worker.on('error', (thrown) => {
    throw thrown;
  });
  worker.on('message', (message: ThreadMessage) => {
    if (message.kind === 'event' && message.name === 'library.changed') begun.resolve();
    if (message.kind !== 'reply') return;
    unwrap(message.result);
    answers.get(message.id)?.();
  });
  let id = 0;
  function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<void> {
    id += 1;
    const { promise, resolve } = Promise.withResolvers<void>();
    answers.set(id, resolve);
    Atomics.add(waiting, 0, 1);
    worker.postMessage({ kind: 'call', id, name, input } satisfies ThreadRequest);
    return promise;
  }
  let isOver = false;
  const imported = call('import.run', { paths: [dump] }).then(() => {
    isOver = true;
  });
  await begun.promise;
  const waits: number[] = [];
  while (!isOver) {
    const askedMs = performance.now();
    await call('tag.add', { paperIds: [1], name: `edit ${waits.length % 100}` });
    waits.push(performance.now() - askedMs);
    await setTimeout(EDIT_MS);
  }
  await imported;
  await worker.terminate();
  waits.sort((one, other) => one - other);
  const at = (share: number) => Math.round(waits[Math.floor((waits.length - 1) * share)] ?? 0);
  return { edits: waits.length, 'half within, ms': at(0.5), '99 of 100, ms': at(0.99), 'longest, ms': at(1) };
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
