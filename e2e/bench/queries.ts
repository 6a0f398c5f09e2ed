/** A query and the arXiv id of the paper that it should find. */
export interface BenchQuery {
  readonly text: string;
  readonly arxivId: string;
}

/** Numbers from 0 to below 1 out of a seed: mulberry32, https://github.com/cprosche/mulberry32 */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A title with one edit in about half of its longer words: a letter replaced, lost, put in, or swapped with the next. */
export function misspelt(title: string, random: () => number): string {
  return title
    .split(' ')
    .map((word) =>
      word.length >= 5 && /^[a-z-]+$/i.test(word) && random() < 0.5 ? edited(word, random) : word,
    )
    .join(' ');
}

function edited(word: string, random: () => number): string {
  const at = Math.floor(random() * word.length);
  const letter = String.fromCharCode(97 + Math.floor(random() * 26));
  const [before, here, next] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1)];
  switch (Math.floor(random() * 4)) {
    case 0:
      return before + letter + word.slice(at + 1);
    case 1:
      return before + word.slice(at + 1);
    case 2:
      return before + letter + word.slice(at);
    default:
      return before + next + here + word.slice(at + 2);
  }
}

/** What is said of an engine. */
export interface Figures {
  readonly 'MRR@10': number;
  readonly 'recall@10': number;
  readonly 'p50 ms': number;
  readonly 'p95 ms': number;
  readonly 'worst ms': number;
}

/** An engine that takes longer than this for all queries together is asked no further. */
const MOST_MS = 60_000;

/** Asks an engine all queries, as far as time allows. @param ask gives the arXiv ids found, best first */
export async function measure(
  queries: readonly BenchQuery[],
  ask: (text: string) => Promise<readonly (string | null)[]> | readonly (string | null)[],
): Promise<Figures> {
  const times: number[] = [];
  let reciprocals = 0;
  let recalled = 0;
  const endMs = performance.now() + MOST_MS;
  for (const { text, arxivId } of queries) {
    const startMs = performance.now();
    if (startMs > endMs) break;
    const found = await ask(text);
    times.push(performance.now() - startMs);
    const position = found.slice(0, 10).indexOf(arxivId);
    if (position >= 0) {
      reciprocals += 1 / (position + 1);
      recalled += 1;
    }
  }
  times.sort((left, right) => left - right);
  const at = (share: number): number => round(times[Math.floor(times.length * share)] ?? 0, 1);
  return {
    'MRR@10': round(reciprocals / times.length, 3),
    'recall@10': round(recalled / times.length, 3),
    'p50 ms': at(0.5),
    'p95 ms': at(0.95),
    'worst ms': round(times.at(-1) ?? 0, 1),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
