/**
 * Carrying an annotation over from the text on which it was made to a later version of that text.
 *
 * The very words are taken where they stand, if they are long and stand nowhere else. For the rest, Postil has both
 * texts, so it need not look for a quote and hope: it aligns their words (alignment.ts) and sees what
 * became of the marked ones; words that went elsewhere are sought among what is new. A place found is taken only if
 * it and the mark are each other's counterpart (counterpart.ts), so that a sentence is not taken for one much like it.
 * What is not certain is an orphan. Floors are those at which `npm run bench -- anchoring` finds next to no mark on
 * wrong words and loses least.
 */
import { align, type Token, tokensOf, weightOf } from './alignment.ts';
import { anchor, snapToGraphemes } from './anchoring.ts';
import type { Selector, TextRange } from './annotation.ts';
import { areCounterparts, type Numbered, numbered, ownSentences, type TokenRange } from './counterpart.ts';

/** Share of the marked letters that must still be there. */
const KEPT = 0.5;

/** Share of the found letters that may be new. */
const MOST_NEW = 0.5;

/** Shorter marks, in letters, must have kept every word: one of two words is another thing. */
const LONG_MARK = 16;

/** Letters beside the mark that must still adjoin it, for a side to count: about two words. */
const SIDE_LETTERS = 6;

/** More letters than these, come in the place of marked ones at an end of the mark, are not taken to be what these became. */
const MOST_REPLACED = 40;

/** Letters that must agree before words count as moved from one place to another. */
const MOVED_LETTERS = 30;

/** Words beside the mark that are sought together with it. */
const CONTEXT = 10;

/** Share of the words at the old place that must be at the new one. */
const MOVED_SHARE = 0.5;

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

/** As {@link carry}, for many annotations of one text: its words are aligned once. */
export function carrier(from: string, to: string): (range: TextRange) => TextRange | null {
  if (from === to) return (range) => range;
  let aligned: Aligned | null = null;
  return (range) => {
    const words = from.slice(range.start, range.end);
    if (words.length >= MOVED_LETTERS && isOnce(from, words) && isOnce(to, words)) {
      const start = to.indexOf(words);
      return { start, end: start + words.length };
    }
    aligned ??= alignedTexts(from, to);
    const { old, now, partner, sure } = aligned;
    const marked = tokensIn(old, range);
    for (const find of [() => placeOf(old, now, partner, range), () => movedPlace(old, now, sure, range)]) {
      const place = find();
      const own = place === null ? null : ownPart(aligned, marked, place);
      if (own !== null) return snapToGraphemes(to, own);
    }
    return null;
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

/** The words of two texts, and which of the first is which of the second. */
interface Aligned {
  readonly old: readonly Token[];
  readonly now: readonly Token[];
  readonly partner: Int32Array;
  /** As `partner`, without what agrees by chance. */
  readonly sure: Int32Array;
  readonly numbers: Numbered;
}

function alignedTexts(from: string, to: string): Aligned {
  const old = tokensOf(from);
  const now = tokensOf(to);
  const partner = align(old, now);
  return { old, now, partner, sure: withoutChance(old, now, partner), numbers: numbered(old, now) };
}

/** What of a place is the marked words' counterpart; null for too little. */
function ownPart({ old, now, numbers }: Aligned, marked: TokenRange, place: TextRange): TextRange | null {
  const there = tokensIn(now, place);
  if (!areCounterparts(numbers, marked, there)) return null;
  const sentences = sentencesIn(now, there);
  if (sentences.length < 2) return place;
  const own = ownSentences(numbers, marked, sentences);
  if (own === null) return null;
  if (own.first === there.first && own.last === there.last) return place;
  const words = now.slice(own.first, own.last + 1);
  if (lettersOf(words) < lettersOf(old.slice(marked.first, marked.last + 1)) * KEPT) return null;
  return {
    start: Math.max(place.start, words[0]?.start ?? 0),
    end: Math.min(place.end, words.at(-1)?.end ?? 0),
  };
}

/** Cuts a place behind each sign that ends a sentence. */
function sentencesIn(tokens: readonly Token[], { first, last }: TokenRange): TokenRange[] {
  const sentences: TokenRange[] = [];
  let start = first;
  for (let at = first; at <= last; at += 1) {
    if (at < last && !/^[.!?]$/.test(tokens[at]?.text ?? '')) continue;
    sentences.push({ first: start, last: at });
    start = at + 1;
  }
  return sentences;
}

/** The tokens that a range touches. */
function tokensIn(tokens: readonly Token[], range: TextRange): TokenRange {
  return {
    first: tokens.findIndex((token) => token.end > range.start),
    last: tokens.findLastIndex((token) => token.start < range.end),
  };
}

function isOnce(text: string, words: string): boolean {
  const first = text.indexOf(words);
  return first !== -1 && first === text.lastIndexOf(words);
}

/** Where the marked words went by an alignment; null when too few of them are there, or without their neighbours. */
function placeOf(
  old: readonly Token[],
  now: readonly Token[],
  partner: Int32Array,
  range: TextRange,
): TextRange | null {
  const first = old.findIndex((token) => token.end > range.start);
  const last = old.findLastIndex((token) => token.start < range.end);
  if (first === -1 || last < first) return null;
  const marked = old.slice(first, last + 1);
  const letters = lettersOf(marked);
  const part = heaviestPart(old, now, partner, first, last, letters * MOST_NEW);
  if (part === null) return null;
  const { firstKept, lastKept, kept } = part;

  const before = sideOf(old, now, partner, first, firstKept, -1);
  const after = sideOf(old, now, partner, last, lastKept, 1);
  const start = now[before.edge];
  const end = now[after.edge];
  if (start === undefined || end === undefined) return null;
  const isNew = 1 - Math.min(1, kept / lettersOf(now.slice(before.edge, after.edge + 1)));
  const isWhole = kept === letters && isNew === 0;
  if (!before.adjoins && !after.adjoins && !(isWhole && letters >= MOVED_LETTERS)) return null;
  if (letters < LONG_MARK ? !isWhole : kept < letters * KEPT) return null;
  if (isNew > MOST_NEW) return null;
  // Where part of a word was marked, that part of it is found.
  const cutBefore = firstKept === first ? Math.max(0, range.start - (old[first]?.start ?? 0)) : 0;
  const cutAfter = lastKept === last ? Math.max(0, (old[last]?.end ?? 0) - range.end) : 0;
  return { start: start.start + cutBefore, end: end.end - cutAfter };
}

/** A part of the mark that is still there. */
interface Part {
  readonly firstKept: number;
  readonly lastKept: number;
  /** Its letters that are still there. */
  readonly kept: number;
}

/** The marked words that stayed together: those of them with the most letters, where something long came between. */
function heaviestPart(
  old: readonly Token[],
  now: readonly Token[],
  partner: Int32Array,
  first: number,
  last: number,
  mostBetween: number,
): Part | null {
  let best: Part | null = null;
  let part: Part | null = null;
  for (let index = first; index <= last; index += 1) {
    const to = partner[index] ?? -1;
    if (to === -1) continue;
    const weight = weightOf(old[index]?.text ?? '');
    const between: readonly Token[] = part === null ? [] : now.slice((partner[part.lastKept] ?? -1) + 1, to);
    part =
      part === null || lettersOf(between) > mostBetween
        ? { firstKept: index, lastKept: index, kept: weight }
        : { firstKept: part.firstKept, lastKept: index, kept: part.kept + weight };
    if (best === null || part.kept > best.kept) best = part;
  }
  return best;
}

/** How the words at one end of the mark, and those beyond it, came over. */
interface Side {
  /** Index among the new tokens of the outermost word of the place. */
  readonly edge: number;
  /** Whether enough of what stood beyond still stands there. */
  readonly adjoins: boolean;
}

/**
 * @param outermost the mark's token at that end
 * @param kept the nearest one to it that is still there
 * @param step -1 for the beginning of the mark, 1 for its end
 */
function sideOf(
  old: readonly Token[],
  now: readonly Token[],
  partner: Int32Array,
  outermost: number,
  kept: number,
  step: 1 | -1,
): Side {
  const edge = partner[kept] ?? -1;
  const beyond = outermost + step;
  const isAtBorder = beyond < 0 || beyond >= old.length;
  const border = step === -1 ? -1 : now.length;
  const next = isAtBorder ? border : (partner[beyond] ?? -1);
  if (!isAtBorder && next === -1) return { edge, adjoins: false };
  // Words of the mark that are gone gave way to those between what is left of it and its old neighbour.
  const gone = Math.abs(kept - outermost);
  const between = Math.abs(next - edge) - 1;
  if (between > 2 * gone) return { edge, adjoins: false };
  let letters = 0;
  let at = beyond;
  while (at >= 0 && at < old.length && partner[at] === next + step * Math.abs(at - beyond)) {
    letters += weightOf(old[at]?.text ?? '');
    if (letters >= SIDE_LETTERS) break;
    at += step;
  }
  const reachesBorder = at < 0 || at >= old.length;
  const came = step === 1 ? now.slice(edge + 1, next) : now.slice(next + 1, edge);
  return {
    edge: lettersOf(came) > MOST_REPLACED ? edge : next - step,
    adjoins: letters >= SIDE_LETTERS || reachesBorder,
  };
}

/** Where the words went that are no longer between their old neighbours: sought among what is new in the text. */
function movedPlace(
  old: readonly Token[],
  now: readonly Token[],
  sure: Int32Array,
  range: TextRange,
): TextRange | null {
  const taken = new Set(sure);
  const block = goneBlock(old, sure, range);
  if (block === null) return null;
  let best: { readonly run: readonly Token[]; readonly pairs: Int32Array; readonly letters: number } | null =
    null;
  let second = 0;
  for (let at = 0; at < now.length; at += 1) {
    if (taken.has(at)) continue;
    const [first, behind] = runAround(now.length, at, (index) => !taken.has(index));
    at = behind;
    const run = now.slice(first, behind);
    const pairs = withoutChance(block, run, align(block, run));
    const letters = lettersOf(block.filter((_, index) => pairs[index] !== -1));
    if (best === null || letters > best.letters) {
      second = best?.letters ?? 0;
      best = { run, pairs, letters };
    } else second = Math.max(second, letters);
  }
  if (best === null || best.letters < MOVED_LETTERS || second > best.letters / 2) return null;
  if (best.letters < MOVED_SHARE * Math.min(lettersOf(block), lettersOf(best.run))) return null;
  return placeOf(block, best.run, best.pairs, range);
}

/** The words that left their place together with those marked; null when most of the marked ones did not leave it. */
function goneBlock(old: readonly Token[], sure: Int32Array, range: TextRange): readonly Token[] | null {
  const isMarked = (token: Token) => token.end > range.start && token.start < range.end;
  const marked = lettersOf(old.filter(isMarked));
  for (let at = 0; at < old.length; at += 1) {
    if (sure[at] !== -1) continue;
    const [start, end] = runAround(old.length, at, (index) => sure[index] === -1);
    const first = old.findIndex((token) => token.end > range.start);
    const last = old.findLastIndex((token) => token.start < range.end);
    const block = old.slice(Math.max(start, first - CONTEXT), Math.min(end, last + 1 + CONTEXT));
    if (lettersOf(block.filter(isMarked)) >= marked * KEPT) return block;
    at = end;
  }
  return null;
}

/** The longest run of such indices around one of them: [start, end). */
function runAround(length: number, index: number, is: (index: number) => boolean): [number, number] {
  let start = index;
  while (start > 0 && is(start - 1)) start -= 1;
  let end = index;
  while (end < length && is(end)) end += 1;
  return [start, end];
}

/**
 * The alignment without words that agree by chance: runs of them that are shorter than the changes on both sides,
 * as in the semantic cleanup of N. Fraser's diff-match-patch.
 */
function withoutChance(old: readonly Token[], now: readonly Token[], partner: Int32Array): Int32Array {
  const sure = partner.slice();
  for (let changed = true; changed; ) {
    changed = false;
    let start = 0;
    while (start < old.length) {
      if (sure[start] === -1) {
        start += 1;
        continue;
      }
      let end = start + 1;
      while (end < old.length && sure[end] === (sure[end - 1] ?? -1) + 1) end += 1;
      const letters = lettersOf(old.slice(start, end));
      const before = changeBefore(old, now, sure, start);
      const after = changeAfter(old, now, sure, end);
      if (letters <= before && letters <= after) {
        sure.fill(-1, start, end);
        changed = true;
      }
      start = end;
    }
  }
  return sure;
}

/** Letters of the larger side of the change that ends before a pair. */
function changeBefore(
  old: readonly Token[],
  now: readonly Token[],
  partner: Int32Array,
  index: number,
): number {
  let at = index - 1;
  while (at >= 0 && partner[at] === -1) at -= 1;
  const start = at < 0 ? 0 : (partner[at] ?? -1) + 1;
  return Math.max(lettersOf(old.slice(at + 1, index)), lettersOf(now.slice(start, partner[index])));
}

/** Letters of the larger side of the change that begins behind a pair. */
function changeAfter(
  old: readonly Token[],
  now: readonly Token[],
  partner: Int32Array,
  index: number,
): number {
  let at = index;
  while (at < old.length && partner[at] === -1) at += 1;
  const end = at >= old.length ? now.length : (partner[at] ?? now.length);
  return Math.max(lettersOf(old.slice(index, at)), lettersOf(now.slice((partner[index - 1] ?? -1) + 1, end)));
}

/** Letters of all tokens; signs alone count as one each. */
function lettersOf(tokens: readonly Token[]): number {
  const letters = tokens.reduce((sum, token) => sum + weightOf(token.text), 0);
  return letters > 0 ? letters : tokens.length;
}
