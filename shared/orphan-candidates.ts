import search from 'approx-string-match';
import type { Selector, TextRange } from './annotation.ts';
import { tiling } from './tiling.ts';

/** Where the words of an orphan may have gone. */
export interface Candidate {
  readonly range: TextRange;
  /** Share of its characters that are as they were, 0 to 1; null for what merely came in its place. */
  readonly score: number | null;
}

/** As many as one looks at. */
const MOST = 3;
/** Below this the likeness is that of any two English phrases. */
const LEAST_SCORE = 0.5;
/** The same for few words, which are half alike by chance. */
const LEAST_OF_SHORT = 0.7;
/** From here on words are not few, in UTF-16 code units. */
const LONG = 24;
/** In UTF-16 code units: shorter words are alike by chance, longer ones take too long. */
const SHORTEST = 8;
const LONGEST = 400;
/** What came in the place of words is shown up to this length, in letters: a sentence or two. */
const MOST_IN_PLACE = 240;

/**
 * The places in a text most like the words of an annotation, the best first, and what came in their place; for the user
 * to judge, never taken alone.
 * @param oldText the text on which it was made; null when that is gone
 */
export function orphanCandidates(
  text: string,
  selectors: readonly Selector[],
  oldText: string | null,
): readonly Candidate[] {
  const exact = selectors.find((selector) => selector.type === 'TextQuoteSelector')?.exact ?? '';
  const place = selectors.find((selector) => selector.type === 'TextPositionSelector');
  const alike = placesLike(text, exact);
  const instead = oldText === null || place === undefined ? null : cameInstead(oldText, place, text);
  const isTold = alike.some(
    ({ range }) => instead !== null && range.start < instead.end && instead.start < range.end,
  );
  return instead === null || isTold ? alike : [...alike.slice(0, MOST - 1), { range: instead, score: null }];
}

function placesLike(text: string, exact: string): readonly Candidate[] {
  if (exact.length < SHORTEST || exact.length > LONGEST) return [];
  const least = exact.length < LONG ? LEAST_OF_SHORT : LEAST_SCORE;
  const found: Candidate[] = [];
  let left = text;
  while (found.length < MOST) {
    // It tells the best places alone: what was found is blotted out to find the next best.
    const [match] = search(left, exact, Math.floor(exact.length * (1 - least)));
    if (match === undefined) break;
    const range = wholeWords(text, match.start, match.end);
    left = left.slice(0, range.start) + '\0'.repeat(range.end - range.start) + left.slice(range.end);
    if (found.some((one) => one.range.start < range.end && range.start < one.range.end)) continue;
    found.push({ range, score: 1 - match.errors / exact.length });
  }
  return found;
}

/** The new words between those that stood before the range and behind it; null where none are, or too many. */
function cameInstead(oldText: string, range: TextRange, text: string): TextRange | null {
  const { old, now, partner, nowWeights } = tiling(oldText, text);
  const first = old.findIndex(({ end }) => end > range.start);
  const last = old.findLastIndex(({ start }) => start < range.end);
  if (first === -1 || last < first) return null;
  let before = first - 1;
  while (before >= 0 && partner[before] === -1) before -= 1;
  let behind = last + 1;
  while (behind < old.length && partner[behind] === -1) behind += 1;
  const from = (before < 0 ? -1 : (partner[before] ?? -1)) + 1;
  const to = (behind < old.length ? (partner[behind] ?? 0) : now.length) - 1;
  const letters = nowWeights.subarray(from, to + 1).reduce((sum, weight) => sum + weight, 0);
  const [start, end] = [now[from]?.start, now[to]?.end];
  if (to < from || letters > MOST_IN_PLACE || start === undefined || end === undefined) return null;
  // Punctuation at its ends belongs to what stands around.
  const words = text.slice(start, end);
  const left = words.search(/[\p{L}\p{N}$\\]/u);
  const right = words.search(/[\s.,;:!?]*$/u);
  return left === -1 || right <= left ? null : { start: start + left, end: start + right };
}

function wholeWords(text: string, start: number, end: number): TextRange {
  const words = new Intl.Segmenter('en', { granularity: 'word' }).segment(text);
  const last = words.containing(Math.max(start, end - 1));
  return {
    start: words.containing(start)?.index ?? start,
    end: last === undefined ? end : last.index + last.segment.length,
  };
}
