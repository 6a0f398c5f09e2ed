/**
 * Which words of another text are the counterpart of some words: those where most of the words around them stand too,
 * in the same order. Two places are each other's counterpart only when that is so both ways, which tells a sentence
 * from another one much like it. A local alignment in the manner of T. F. Smith and M. S. Waterman, "Identification of
 * common molecular subsequences", J. Mol. Biol. 147 (1981).
 */
import { type Token, weightOf } from './alignment.ts';

/** Words that are looked at together at least: about a sentence, and the ends of its neighbours. */
const TOGETHER = 48;

/** The same for one sentence of several, which is to speak for itself. */
const TOGETHER_IN_SENTENCE = 24;

/** Words that are looked at on each side of those in question at least. */
const BESIDE = 4;

/** Letters by which one place must have more beside it than another for that to count: about a word, or a sign by a border. */
const A_WORD = 6;

/** What a word costs that stands in one text alone, in letters. */
const GAP = 2;

/** What it is worth that two words which followed each other still do, in letters. */
const NEIGHBOURS = 1;

/** First and last index among the tokens of a text. */
export interface TokenRange {
  readonly first: number;
  readonly last: number;
}

/** The tokens of two texts, where equal ones have equal numbers. */
export interface Numbered {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** What each number counts, in letters. */
  readonly weights: Int32Array;
}

/** Numbers the tokens of two texts, so that comparing them compares no strings. */
export function numbered(from: readonly Token[], to: readonly Token[]): Numbered {
  const numbers = new Map<string, number>();
  const numberOf = ({ text }: Token) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const of = { from: Int32Array.from(from, numberOf), to: Int32Array.from(to, numberOf) };
  return { ...of, weights: Int32Array.from(numbers.keys(), (text) => weightOf(text) + 1) };
}

/** The same with the texts in each other's place. */
function turned({ from, to, weights }: Numbered): Numbered {
  return { from: to, to: from, weights };
}

const END = 0;
const SKIP_FROM = 1;
const SKIP_TO = 2;
const PAIR = 3;

/**
 * The counterparts in the second text of some tokens of the first, and of those around them.
 * @param together words that are looked at at least
 * @returns for each token of the first text the index of its counterpart, -1 for one that has none
 */
export function counterparts(
  { from, to, weights }: Numbered,
  { first, last }: TokenRange,
  together: number,
): Int32Array {
  const around = Math.max(BESIDE, Math.ceil((together - (last + 1 - first)) / 2));
  const start = Math.max(0, first - around);
  const end = Math.min(from.length, last + 1 + around);
  const width = to.length + 1;
  const ways = new Uint8Array((end - start + 1) * width);
  let above = new Int32Array(width);
  let bestCell = 0;
  let most = 0;
  for (let row = 1; row <= end - start; row += 1) {
    const scores = new Int32Array(width);
    const number = from[start + row - 1] ?? -1;
    const weight = weights[number] ?? 0;
    for (let column = 1; column < width; column += 1) {
      const cell = row * width + column;
      let score = 0;
      let way = END;
      const skipFrom = (above[column] ?? 0) - GAP;
      if (skipFrom > score) [score, way] = [skipFrom, SKIP_FROM];
      const skipTo = (scores[column - 1] ?? 0) - GAP;
      if (skipTo > score) [score, way] = [skipTo, SKIP_TO];
      if (number === to[column - 1]) {
        const follows = ways[cell - width - 1] === PAIR ? NEIGHBOURS : 0;
        const paired = (above[column - 1] ?? 0) + weight + follows;
        if (paired >= score) [score, way] = [paired, PAIR];
      }
      scores[column] = score;
      ways[cell] = way;
      if (score > most) [most, bestCell] = [score, cell];
    }
    above = scores;
  }
  const found = new Int32Array(from.length).fill(-1);
  for (let cell = bestCell; ways[cell] !== END; ) {
    const way = ways[cell];
    const index = start + Math.floor(cell / width) - 1;
    if (way === PAIR) found[index] = (cell % width) - 1;
    cell -= way === PAIR ? width + 1 : way === SKIP_FROM ? width : 1;
  }
  return found;
}

/**
 * Whether two places are each other's counterpart: none of them has more of its words elsewhere in the other text, and
 * the very words stand at no other place that has more of what stood beside them.
 */
export function areCounterparts(texts: Numbered, one: TokenRange, other: TokenRange): boolean {
  return leadsTo(texts, one, other) && leadsTo(turned(texts), other, one) && !isRivalled(texts, one, other);
}

/** The place without the sentences at its ends which are the counterpart of others than those in question. */
export function ownSentences(
  texts: Numbered,
  one: TokenRange,
  sentences: readonly TokenRange[],
): TokenRange | null {
  const back = turned(texts);
  const isOwn = (sentence: TokenRange) => {
    const { inside, outside } = lettersLed(back, sentence, one, TOGETHER_IN_SENTENCE);
    return inside > outside;
  };
  const first = sentences.find(isOwn);
  const last = sentences.findLast(isOwn);
  return first === undefined || last === undefined ? null : { first: first.first, last: last.last };
}

function leadsTo(texts: Numbered, one: TokenRange, other: TokenRange): boolean {
  const { inside, outside } = lettersLed(texts, one, other, TOGETHER);
  return inside >= outside;
}

/** Letters of some tokens whose counterparts are in a place, and of those that have them elsewhere. */
function lettersLed(
  texts: Numbered,
  one: TokenRange,
  other: TokenRange,
  together: number,
): { readonly inside: number; readonly outside: number } {
  const letters = { inside: 0, outside: 0 };
  const found = counterparts(texts, one, together);
  for (let index = one.first; index <= one.last; index += 1) {
    const to = found[index] ?? -1;
    if (to === -1) continue;
    const weight = texts.weights[texts.from[index] ?? -1] ?? 0;
    letters[to >= other.first && to <= other.last ? 'inside' : 'outside'] += weight;
  }
  return letters;
}

/** A place of the very words, and how many letters beside them agree on either side. */
interface ExactPlace extends TokenRange {
  readonly before: number;
  readonly after: number;
}

/** Whether the very words stand at another place too, which on one side has more of what stood beside them. */
function isRivalled(texts: Numbered, one: TokenRange, place: TokenRange): boolean {
  const before = besides(texts, one.first, place.first, -1);
  const after = besides(texts, one.last, place.last, 1);
  return exactPlaces(texts, one).some(
    (other) =>
      other.first !== place.first && (other.before > before + A_WORD || other.after > after + A_WORD),
  );
}

function exactPlaces(texts: Numbered, one: TokenRange): ExactPlace[] {
  const { from, to } = texts;
  const length = one.last + 1 - one.first;
  const places: ExactPlace[] = [];
  for (let first = 0; first + length <= to.length; first += 1) {
    let same = 0;
    while (same < length && to[first + same] === from[one.first + same]) same += 1;
    if (same < length) continue;
    const last = first + length - 1;
    places.push({
      first,
      last,
      before: besides(texts, one.first, first, -1),
      after: besides(texts, one.last, last, 1),
    });
  }
  return places;
}

/** Letters beside two tokens that agree, up to the first that does not. */
function besides({ from, to, weights }: Numbered, one: number, other: number, step: 1 | -1): number {
  let letters = 0;
  for (let far = step; Math.abs(far) <= TOGETHER; far += step) {
    const number = from[one + far];
    if (number === undefined || number !== to[other + far]) break;
    letters += weights[number] ?? 0;
  }
  return letters;
}
