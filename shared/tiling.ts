/**
 * Which words of a text are which of a later one, also where sentences changed places: the later text is laid out with
 * tiles, runs of words that stand in both texts, each word used once. Sentences that are the same word for word go
 * first, as in B. Cohen's patience diff; then the longest run that is left, as in M. J. Wise, "String similarity via
 * greedy string tiling and running Karp-Rabin matching" (1993); a run counts more the nearer it is to tiles that it
 * continues. So a sentence is not taken for one much like it, because that one's own words lie there already.
 */
import type { TextRange } from './annotation.ts';
import { type Token, tokensOf, weightOf } from './token.ts';

/** Letters that a run must have, with what it continues: below, words agree by chance. */
const SHORTEST = 10;

/** The same for a run that continues nothing: about four words. */
const SHORTEST_ALONE = 24;

/** Letters that a neighbouring tile counts for at most: about a line's half. */
const MOST_OF_NEIGHBOUR = 40;

/** What every word between a run and the tile that it continues takes off, in letters. */
const GAP = 2;

/** Words between a run and a tile from which on nothing is continued. */
const FARTHEST = 20;

/** What the border of both texts counts for as a neighbour, in letters. */
const BORDER = 6;

/** Texts with more runs than these (20,000 letters that have little to do with each other) are laid out with long ones alone. */
const MOST_RUNS = 20_000;

/** Sentences of fewer letters are found as other runs are. */
const SHORTEST_SENTENCE = 10;

/** A run of words that lie elsewhere already may have this share of the own one's letters. */
const MOST_OF_TAKEN_RIVAL = 0.8;

/** Two texts of words, and which of the first is which of the second. */
export interface Tiling {
  readonly old: readonly Token[];
  readonly now: readonly Token[];
  /** Letters of each token and one more, so that signs count too. */
  readonly oldWeights: Int32Array;
  readonly nowWeights: Int32Array;
  /** For each token of the first text the index of its token in the second, -1 for one that is gone. */
  readonly partner: Int32Array;
  /** For each token of the second text the index of its token in the first, -1 for a new one. */
  readonly origin: Int32Array;
  /** Whether the partner of a token of the first text is certain: no other place has as good a claim. */
  isSure(index: number): boolean;
}

/** Words that follow each other in both texts: `old[from + k]` is the same word as `now[to + k]`. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly length: number;
  readonly weight: number;
}

/** Lays out a text with the words of an earlier one. */
export function tiling(from: string, to: string): Tiling {
  const old = tokensOf(from);
  const now = tokensOf(to);
  const partner = new Int32Array(old.length).fill(-1);
  const origin = new Int32Array(now.length).fill(-1);
  const oldWeights = Int32Array.from(old, ({ text }) => weightOf(text) + 1);
  const nowWeights = Int32Array.from(now, ({ text }) => weightOf(text) + 1);
  const inOld = placesOf(old);
  const inNow = placesOf(now);
  const isSame = (one: number, other: number) =>
    one >= 0 && other >= 0 && one < old.length && other < now.length && old[one]?.text === now[other]?.text;
  /** What the tile of each token weighs, with what it continues. */
  const tileWeights = new Int32Array(old.length);
  const lay = (run: Run, weight: number) => {
    for (let far = 0; far < run.length; far += 1) {
      partner[run.from + far] = run.to + far;
      origin[run.to + far] = run.from + far;
      tileWeights[run.from + far] = weight;
    }
  };

  const isWhole = new Uint8Array(old.length);
  for (const run of sameSentences(old, now, oldWeights)) {
    lay(run, run.weight);
    isWhole.fill(1, run.from, run.from + run.length);
  }

  /** What a run counts for the tile that it continues on one side, in letters. */
  const neighbour = (one: number, other: number, step: 1 | -1): number => {
    let gap = 0;
    let [atOld, atNow] = [one, other];
    while (partner[atOld] === -1 && gap < FARTHEST) [atOld, gap] = [atOld + step, gap + 1];
    while (origin[atNow] === -1 && gap < FARTHEST) [atNow, gap] = [atNow + step, gap + 1];
    const isBorder = partner[atOld] === undefined && origin[atNow] === undefined;
    if (!isBorder && (partner[atOld] === undefined || partner[atOld] !== atNow)) return 0;
    const weight = isBorder ? BORDER : Math.min(MOST_OF_NEIGHBOUR, tileWeights[atOld] ?? 0);
    return Math.max(0, weight - GAP * gap);
  };

  const isFree = (one: number, other: number) => partner[one] === -1 && origin[other] === -1;
  let left = runsOf(old, inNow, oldWeights, (one, other) => isSame(one, other) && isFree(one, other));
  for (;;) {
    let best: Run | null = null;
    let most = SHORTEST;
    left = left.filter((run) => freePart(run, isFree, oldWeights) !== null);
    for (const whole of left) {
      // They come by weight: none behind can count more.
      if (whole.weight + 2 * MOST_OF_NEIGHBOUR <= most) break;
      const run = freePart(whole, isFree, oldWeights);
      if (run === null) continue;
      const continued =
        neighbour(run.from - 1, run.to - 1, -1) + neighbour(run.from + run.length, run.to + run.length, 1);
      if (continued === 0 && run.weight < SHORTEST_ALONE) continue;
      if (run.weight + continued > most) [best, most] = [run, run.weight + continued];
    }
    if (best === null) break;
    lay(best, most);
  }
  return { old, now, oldWeights, nowWeights, partner, origin, isSure };

  /** Letters of the run through two tokens, as far as the texts agree. */
  function runThrough(one: number, other: number): number {
    let weight = 0;
    for (let far = 0; isSame(one + far, other + far); far += 1) weight += oldWeights[one + far] ?? 0;
    for (let far = 1; isSame(one - far, other - far); far += 1) weight += oldWeights[one - far] ?? 0;
    return weight;
  }

  function isSure(index: number): boolean {
    const to = partner[index] ?? -1;
    if (to === -1) return false;
    if (isWhole[index] === 1) return true;
    const word = old[index]?.text ?? '';
    const own = runThrough(index, to);
    // Another place for this word: a new one may be the moved or reworded sentence, whatever its length.
    const isElsewhere = inNow.get(word)?.some((other) => {
      if (other === to) return false;
      const rival = runThrough(index, other);
      return origin[other] === -1 ? rival >= SHORTEST : rival > own * MOST_OF_TAKEN_RIVAL;
    });
    // Another word for this place: one that is gone may have been it.
    const isAnother = inOld.get(word)?.some((other) => {
      if (other === index) return false;
      const rival = runThrough(other, to);
      return partner[other] === -1 ? rival >= own : rival > own * MOST_OF_TAKEN_RIVAL;
    });
    return isElsewhere !== true && isAnother !== true;
  }
}

function placesOf(tokens: readonly Token[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [index, { text }] of tokens.entries()) {
    const known = places.get(text);
    if (known === undefined) places.set(text, [index]);
    else known.push(index);
  }
  return places;
}

/** Sentences that stand once in each text, word for word. */
function sameSentences(old: readonly Token[], now: readonly Token[], weights: Int32Array): Run[] {
  const later = onceOf(now);
  const runs: Run[] = [];
  for (const [words, { start, end }] of onceOf(old)) {
    const there = later.get(words);
    const weight = weights.subarray(start, end).reduce((sum, one) => sum + one, 0);
    if (there === undefined || weight < SHORTEST_SENTENCE) continue;
    runs.push({ from: start, to: there.start, length: end - start, weight });
  }
  return runs;
}

/** The sentences of a text that it has once, by their words. */
function onceOf(tokens: readonly Token[]): ReadonlyMap<string, TextRange> {
  const once = new Map<string, TextRange>();
  const known = new Set<string>();
  let start = 0;
  for (const [index, token] of tokens.entries()) {
    if (!isSentenceEnd(token) && index < tokens.length - 1) continue;
    const words = tokens.slice(start, index + 1).map(({ text }) => text);
    const key = words.join(' ');
    if (known.has(key)) once.delete(key);
    else once.set(key, { start, end: index + 1 });
    known.add(key);
    start = index + 1;
  }
  return once;
}

/** Whether a token ends a sentence; one that is not there begins or ends the text. */
function isSentenceEnd(token: Token | undefined): boolean {
  return token === undefined || /^[.!?]$/.test(token.text);
}

/** All runs that nothing lengthens, the heaviest first. */
function runsOf(
  old: readonly Token[],
  inNow: ReadonlyMap<string, readonly number[]>,
  weights: Int32Array,
  isPair: (one: number, other: number) => boolean,
): Run[] {
  const runs: Run[] = [];
  for (const [from, { text }] of old.entries()) {
    for (const to of inNow.get(text) ?? []) {
      if (!isPair(from, to) || isPair(from - 1, to - 1)) continue;
      let length = 0;
      let weight = 0;
      for (; isPair(from + length, to + length); length += 1) weight += weights[from + length] ?? 0;
      runs.push({ from, to, length, weight });
    }
  }
  const kept = runs.length > MOST_RUNS ? runs.filter(({ weight }) => weight >= SHORTEST_ALONE) : runs;
  return kept.sort((one, other) => other.weight - one.weight);
}

/** The heaviest part of a run of which no word is used yet; null when none is left. */
function freePart(
  run: Run,
  isFree: (one: number, other: number) => boolean,
  weights: Int32Array,
): Run | null {
  let best: Run | null = null;
  let start = 0;
  let weight = 0;
  for (let far = 0; far <= run.length; far += 1) {
    if (far < run.length && isFree(run.from + far, run.to + far)) {
      weight += weights[run.from + far] ?? 0;
      continue;
    }
    if (weight > (best?.weight ?? 0)) {
      best = { from: run.from + start, to: run.to + start, length: far - start, weight };
    }
    start = far + 1;
    weight = 0;
  }
  return best;
}
