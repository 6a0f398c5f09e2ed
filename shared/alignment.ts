/**
 * Which words of a text are still there in a later text: an alignment of their words, in the order of both.
 *
 * The longest common subsequence by weight, with a bonus for neighbours that stay neighbours, so that a sentence
 * is not pieced together from words that happen to stand somewhere: an alignment with affine gaps in the manner of
 * O. Gotoh, "An improved algorithm for matching biological sequences", J. Mol. Biol. 162 (1982), without mismatches.
 */
import type { TextRange } from './annotation.ts';

/** A word or a sign of a text. */
export interface Token extends TextRange {
  readonly text: string;
}

/**
 * Words with what is inside of them, commands of TeX with their backslash, and every other sign by itself. Scripts that
 * put no blanks between words give a word a character, with its marks.
 */
const TOKEN =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]\p{M}*|\\?[[\p{L}\p{N}\p{M}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]]+(?:['’][\p{L}\p{M}]+)*|[^\s]/gv;

/** A character of these stands for about so many letters: a Chinese abstract has a third of its translation's. */
const LETTERS_OF_CHARACTER = 3;
const CHARACTER = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

/** The words of a text in order. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** More cells than these are not computed (a second of work): such texts have nothing to do with each other. */
const MOST_CELLS = 40_000_000;

/** What it is worth that two words which followed each other still do, in letters. */
const NEIGHBOURS = 3;

/**
 * Aligns the words of two texts.
 * @returns for each token of `from` the index of its token in `to`, -1 for one that is gone
 */
export function align(from: readonly Token[], to: readonly Token[]): Int32Array {
  const partner = new Int32Array(from.length).fill(-1);
  let head = 0;
  while (head < from.length && head < to.length && from[head]?.text === to[head]?.text) {
    partner[head] = head;
    head += 1;
  }
  let tail = 0;
  while (
    tail < from.length - head &&
    tail < to.length - head &&
    from[from.length - 1 - tail]?.text === to[to.length - 1 - tail]?.text
  ) {
    tail += 1;
    partner[from.length - tail] = to.length - tail;
  }
  alignMiddle(from.slice(head, from.length - tail), to.slice(head, to.length - tail), (one, other) => {
    partner[head + one] = head + other;
  });
  return partner;
}

/** Where the best alignment of two beginnings comes from. */
const SKIP_FROM = 0;
const SKIP_TO = 1;
const PAIR = 2;
const PAIR_AFTER_PAIR = 3;

function alignMiddle(
  from: readonly Token[],
  to: readonly Token[],
  pair: (fromIndex: number, toIndex: number) => void,
): void {
  const width = to.length + 1;
  if (from.length === 0 || to.length === 0 || (from.length + 1) * width > MOST_CELLS) return;
  // Equal words get equal numbers, so that the inner loop compares no strings.
  const numbers = new Map<string, number>();
  const numberOf = (token: Token) => {
    const known = numbers.get(token.text) ?? numbers.size;
    numbers.set(token.text, known);
    return known;
  };
  const fromNumbers = Int32Array.from(from, numberOf);
  const toNumbers = Int32Array.from(to, numberOf);
  /** How the best alignment of the first words of both ends, and how the best that ends with a pair does. */
  const bestWays = new Uint8Array((from.length + 1) * width);
  const pairWays = new Uint8Array((from.length + 1) * width);
  let bestAbove = new Int32Array(width);
  let pairedAbove = new Int32Array(width).fill(-1);
  for (let row = 1; row <= from.length; row += 1) {
    const best = new Int32Array(width);
    const paired = new Int32Array(width).fill(-1);
    const number = fromNumbers[row - 1];
    const weight = weightOf(from[row - 1]?.text ?? '');
    for (let column = 1; column < width; column += 1) {
      const cell = row * width + column;
      if (number === toNumbers[column - 1]) {
        const fresh = bestAbove[column - 1] ?? 0;
        const after = pairedAbove[column - 1] ?? -1;
        const continues = after >= 0 && after + NEIGHBOURS >= fresh;
        paired[column] = weight + (continues ? after + NEIGHBOURS : fresh);
        pairWays[cell] = continues ? PAIR_AFTER_PAIR : PAIR;
      }
      const skipFrom = bestAbove[column] ?? 0;
      const skipTo = best[column - 1] ?? 0;
      const ended = paired[column] ?? -1;
      if (ended >= skipFrom && ended >= skipTo) {
        best[column] = ended;
        bestWays[cell] = PAIR;
      } else if (skipFrom >= skipTo) {
        best[column] = skipFrom;
        bestWays[cell] = SKIP_FROM;
      } else {
        best[column] = skipTo;
        bestWays[cell] = SKIP_TO;
      }
    }
    bestAbove = best;
    pairedAbove = paired;
  }
  let row = from.length;
  let column = to.length;
  let isPair = false;
  while (row > 0 && column > 0) {
    const cell = row * width + column;
    if (isPair || bestWays[cell] === PAIR) {
      row -= 1;
      column -= 1;
      pair(row, column);
      isPair = pairWays[cell] === PAIR_AFTER_PAIR;
    } else if (bestWays[cell] === SKIP_FROM) row -= 1;
    else column -= 1;
  }
}

/** Letters count; a sign or a word of one letter is soon found anywhere. */
export function weightOf(text: string): number {
  if (CHARACTER.test(text)) return LETTERS_OF_CHARACTER;
  return /^[\p{L}\p{N}]/u.test(text) || text.length > 1 ? text.length : 0;
}
