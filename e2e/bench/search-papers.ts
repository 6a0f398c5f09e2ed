import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const shared = join(import.meta.dirname, '../../../shared');

/** The abstracts of 100,000 papers. */
export const corpus = join(shared, 'corpora/arxiv-100k.jsonl.gz');

/** A paper that is asked for by its title. */
export interface BenchPaper {
  readonly id: string;
  readonly title: string;
  /** What the engines index: the abstract; of invented papers title and abstract. */
  readonly text: string;
}

interface CorpusPaper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
}

/**
 * Papers of the corpus, each abstract once; more than it holds are invented from its sentences, as a dump in the folder.
 * @throws when papers must be invented and there is no Python
 */
export function benchPapers(count: number, folder: string): BenchPaper[] {
  const real = realPapers(count);
  return real.length === count ? real : inventedPapers(count, join(folder, 'dump.jsonl'));
}

function realPapers(count: number): BenchPaper[] {
  const byText = new Map<string, BenchPaper>();
  for (const line of gunzipSync(readFileSync(corpus)).toString('utf8').trim().split('\n')) {
    if (byText.size >= count) break;
    const { id, title, abstract } = JSON.parse(line) as CorpusPaper;
    byText.set(oneLine(abstract), { id, title: oneLine(title), text: oneLine(abstract) });
  }
  return [...byText.values()];
}

function inventedPapers(count: number, dump: string): BenchPaper[] {
  if (!existsSync(dump)) {
    const file = openSync(dump, 'w');
    const tool = join(shared, 'tools/gen_scale.py');
    execFileSync('python3', [tool, corpus, String(count), '--lean'], { stdio: ['ignore', file, 'inherit'] });
    closeSync(file);
  }
  const papers: BenchPaper[] = [];
  // Longer than the longest text that V8 holds.
  const bytes = readFileSync(dump);
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end < 0 ? bytes.length : end;
    const { id, title, abstract } = JSON.parse(bytes.toString('utf8', start, stop)) as CorpusPaper;
    papers.push({ id, title: oneLine(title), text: oneLine(`${title} ${abstract}`) });
    start = stop + 1;
  }
  return papers;
}

/** Split and joined, since V8 keeps what `replace` makes as a rope of its parts: fourteen times the memory. */
function oneLine(text: string): string {
  return text.trim().split(/\s+/).join(' ');
}
