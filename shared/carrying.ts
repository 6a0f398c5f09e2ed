/**
 * Carrying an annotation over from the text on which it was made to a later version of that text.
 *
 * Postil has both texts, so it need not look for a quote and hope: the later text is laid out with the words of the
 * older one (tiling.ts), and the mark goes where its words went. Where they went apart it goes with the heaviest part.
 * What is not certain is an orphan. Floors are those at which `npm run bench -- anchoring` finds next to no mark on
 * wrong words; lower ones put more there, higher ones lose more.
 */
import { anchor, snapToGraphemes } from './anchoring.ts';
import type { Selector, TextRange } from './annotation.ts';
import { type Tiling, tiling } from './tiling.ts';

/** Share of the marked letters that must still be there. */
const KEPT = 0.5;

/** Shorter marks, in letters, must have kept nearly all: one of two words is another thing. */
const LONG_MARK = 16;
const KEPT_OF_SHORT = 0.8;

/** Share of the letters found that may be new. */
const MOST_NEW = 0.5;

/** Share of the letters kept whose place must be certain. */
const SURE = 0.5;

/** More letters than these, come in the place of marked ones at an end of the mark, are not taken to be what these became. */
const MOST_REPLACED = 40;

/** What a letter takes off a part of the mark, in letters, that came between its words: those there by chance fall away. */
const COST_BETWEEN = 0.5;

/**
 * The place of an annotation in a later version of its text.
 * @param from the text on which it was made
 * @param range its place there
 * @param to the later text
 * @returns null when its words are not there, or when that is not certain
 */
export function carry(from: string, range: TextRange, to: string): TextRange | null {
  return carrier(from, to)(range);
}

/** As {@link carry}, for many annotations of one text: it is laid out once. */
export function carrier(from: string, to: string): (range: TextRange) => TextRange | null {
  if (from === to) return (range) => range;
  let laidOut: Tiling | null = null;
  return (range) => {
    laidOut ??= tiling(from, to);
    const place = placeOf(laidOut, range);
    return place === null ? null : snapToGraphemes(to, place);
  };
}

/**
 * The place in a text of an annotation described by selectors.
 * @param carryOver from the text on which it was made; null where that is gone, so that its quote alone is left
 */
export function placeOn(
  text: string,
  selectors: readonly Selector[],
  carryOver: ((range: TextRange) => TextRange | null) | null,
): TextRange | null {
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector');
  if (position === undefined || carryOver === null) return anchor(text, selectors);
  return carryOver({ start: position.start, end: position.end });
}

function placeOf(texts: Tiling, range: TextRange): TextRange | null {
  const { old, now, oldWeights, nowWeights } = texts;
  const first = old.findIndex((token) => token.end > range.start);
  const last = old.findLastIndex((token) => token.start < range.end);
  if (first === -1 || last < first) return null;
  const letters = sumOf(oldWeights, first, last);
  const part = heaviestPart(texts, first, last);
  if (part === null) return null;
  const from = edgeOf(texts, first, part.first, -1);
  const to = edgeOf(texts, last, part.last, 1);
  const found = sumOf(nowWeights, from, to);
  if (part.kept < found * (1 - MOST_NEW)) return null;
  if (part.kept < letters * KEPT) return null;
  if (letters < LONG_MARK && part.kept < Math.max(letters, found) * KEPT_OF_SHORT) return null;
  if (sureLetters(texts, part) < part.kept * SURE) return null;
  const start = now[from];
  const end = now[to];
  if (start === undefined || end === undefined) return null;
  // Where part of a word was marked, that part of it is found.
  const cutBefore = part.first === first ? Math.max(0, range.start - (old[first]?.start ?? 0)) : 0;
  const cutAfter = part.last === last ? Math.max(0, (old[last]?.end ?? 0) - range.end) : 0;
  return { start: start.start + cutBefore, end: end.end - cutAfter };
}

/** Marked words that stayed together, in their order. */
interface Part {
  /** Index of the first token that is still there, and of the last. */
  readonly first: number;
  readonly last: number;
  /** Letters of those that are. */
  readonly kept: number;
  /** The same with what came between them taken off. */
  readonly worth: number;
}

/** The part of a mark that is worth most. */
function heaviestPart({ partner, oldWeights, nowWeights }: Tiling, first: number, last: number): Part | null {
  let best: Part | null = null;
  let part: Part | null = null;
  for (let index = first; index <= last; index += 1) {
    const to = partner[index] ?? -1;
    if (to === -1) continue;
    const weight = oldWeights[index] ?? 0;
    const before: number = part === null ? -1 : (partner[part.last] ?? -1);
    const between = sumOf(nowWeights, before + 1, to - 1);
    part =
      part === null || to < before || part.worth < between
        ? { first: index, last: index, kept: weight, worth: weight }
        : {
            first: part.first,
            last: index,
            kept: part.kept + weight,
            worth: part.worth + weight - between * COST_BETWEEN,
          };
    if (best === null || part.worth > best.worth) best = part;
  }
  return best;
}

function sureLetters({ oldWeights, isSure }: Tiling, { first, last }: Part): number {
  let letters = 0;
  for (let index = first; index <= last; index += 1) if (isSure(index)) letters += oldWeights[index] ?? 0;
  return letters;
}

/**
 * The outermost token of the place at one end: that of the outermost marked word which is still there, or, where marked
 * words beyond it are gone, the last of those that came in their place.
 * @param outermost the mark's token at that end
 * @param kept the nearest one to it that is still there
 * @param step -1 for the beginning of the mark, 1 for its end
 */
function edgeOf(texts: Tiling, outermost: number, kept: number, step: 1 | -1): number {
  const { old, now, partner, nowWeights } = texts;
  const edge = partner[kept] ?? -1;
  const beyond = outermost + step;
  const isAtBorder = beyond < 0 || beyond >= old.length;
  const border = step === -1 ? -1 : now.length;
  const next = isAtBorder ? border : (partner[beyond] ?? -1);
  if (!isAtBorder && next === -1) return edge;
  const gone = Math.abs(kept - outermost);
  const came = (next - edge) * step - 1;
  if (came < 0 || came > 2 * gone) return edge;
  const letters = step === 1 ? sumOf(nowWeights, edge + 1, next - 1) : sumOf(nowWeights, next + 1, edge - 1);
  return letters > MOST_REPLACED ? edge : next - step;
}

/** Letters of the tokens from one to another, both included. */
function sumOf(weights: Int32Array, first: number, last: number): number {
  let sum = 0;
  for (let index = first; index <= last; index += 1) sum += weights[index] ?? 0;
  return sum;
}
