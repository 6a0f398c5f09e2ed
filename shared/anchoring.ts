/**
 * Where an annotation sits: describing a range of a text by selectors, and finding it again in a text that
 * may have changed since. A mark on the wrong words is worse than a lost one, so whatever is not certain is
 * an orphan.
 */
import search from 'approx-string-match';
import type { Selector, TextPositionSelector, TextQuoteSelector, TextRange } from './annotation.ts';

/**
 * How much of the text on each side goes into a quote, in UTF-16 code units: about five words, as the
 * Hypothesis client keeps. Less does not tell repeated phrases apart, more is more often edited.
 */
const CONTEXT_LENGTH = 32;

/** Context grows to this at most, while the quote with its context occurs more than once in its own text. */
const LONGEST_CONTEXT = 4 * CONTEXT_LENGTH;

/**
 * A side is evidence of the place when this share of its letters is still there in order. Unrelated English of
 * that length shares about 0.3 (edit distance); one changed word of five leaves about 0.8.
 */
const SIDE_FLOOR = 0.75;

/** A side shorter than this proves nothing, unless the text begins or ends there, in UTF-16 code units. */
const SHORTEST_EVIDENCE = CONTEXT_LENGTH / 2;

/** By so much, of 1, must the best place beat the next one; a copy of a sentence elsewhere is behind by 0.5 and more. */
const CLEAR_LEAD = 0.15;

/** Of more places with the same words only a wholly kept context can tell the right one; scoring them is not worth its time. */
const MOST_CANDIDATES = 64;

/** Quotes below this are not sought approximately: one letter in a short word is another word. In UTF-16 code units. */
const SHORTEST_APPROXIMATE = 24;

/** Share of a quote's code units that may have changed: a word or two of a sentence, not its sense. */
const MOST_ERRORS = 0.2;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The range widened so that it cuts no grapheme cluster (an emoji, a letter with its accents). */
export function snapToGraphemes(text: string, range: TextRange): TextRange {
  const segments = graphemes.segment(text);
  const start = segments.containing(range.start)?.index ?? range.start;
  const last = segments.containing(range.end - 1);
  return { start, end: last === undefined ? range.end : last.index + last.segment.length };
}

/** Selectors of a range of the text: its place, and its words with what stands around them. */
export function describe(text: string, range: TextRange): Selector[] {
  const { start, end } = range;
  let quote = quoteOf(text, range, CONTEXT_LENGTH);
  for (let length = 2 * CONTEXT_LENGTH; length <= LONGEST_CONTEXT && occursTwice(text, quote); length *= 2) {
    quote = quoteOf(text, range, length);
  }
  return [{ type: 'TextPositionSelector', start, end }, quote];
}

function quoteOf(text: string, { start, end }: TextRange, length: number): TextQuoteSelector {
  const segments = graphemes.segment(text);
  const from = segments.containing(Math.max(0, start - length))?.index ?? start;
  const last = segments.containing(Math.min(text.length, end + length) - 1);
  const to = last === undefined ? end : last.index + last.segment.length;
  return {
    type: 'TextQuoteSelector',
    exact: text.slice(start, end),
    prefix: text.slice(from, start),
    suffix: text.slice(end, Math.max(end, to)),
  };
}

function occursTwice(text: string, { prefix, exact, suffix }: TextQuoteSelector): boolean {
  const whole = prefix + exact + suffix;
  return text.indexOf(whole, text.indexOf(whole) + 1) !== -1;
}

/**
 * Finds the described words in a text.
 * @returns null when they are not there, or when it is not certain which of several places is theirs
 */
export function anchor(text: string, selectors: readonly Selector[]): TextRange | null {
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  if (quote === undefined || quote.exact === '') return null;
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector');
  const places = occurrences(text, quote.exact);
  const kept = places.filter((place) => keepsContext(text, quote, place));
  const found =
    kept.length > 0
      ? amongKept(kept, position)
      : clearlyBest(text, quote, places.length > 0 ? places : approximatePlaces(text, quote.exact));
  if (found === null) return null;
  const snapped = snapToGraphemes(text, found);
  // Words that begin or end inside a letter are other words.
  return snapped.start === found.start && snapped.end === found.end ? found : null;
}

function occurrences(text: string, exact: string): TextRange[] {
  const places: TextRange[] = [];
  for (let start = text.indexOf(exact); start !== -1; start = text.indexOf(exact, start + 1)) {
    places.push({ start, end: start + exact.length });
  }
  return places;
}

function keepsContext(text: string, quote: TextQuoteSelector, place: TextRange): boolean {
  const before = text.slice(0, place.start);
  const after = text.slice(place.end);
  return (
    before.endsWith(quote.prefix) &&
    after.startsWith(quote.suffix) &&
    (quote.prefix !== '' || before === '') &&
    (quote.suffix !== '' || after === '')
  );
}

/** Of places with the very same words around them, the only one, or the one at the old position: then the text is as it was. */
function amongKept(
  places: readonly TextRange[],
  position: TextPositionSelector | undefined,
): TextRange | null {
  const unmoved = places.find((place) => place.start === position?.start);
  return unmoved ?? (places.length === 1 ? (places[0] ?? null) : null);
}

function clearlyBest(text: string, quote: TextQuoteSelector, places: readonly TextRange[]): TextRange | null {
  if (places.length > MOST_CANDIDATES) return null;
  const scored = places
    .map((place) => ({ place, ...contextScore(text, quote, place) }))
    .sort((one, other) => other.score - one.score);
  const [best, next] = scored;
  if (best === undefined || !best.isEvidence) return null;
  return next !== undefined && best.score - next.score < CLEAR_LEAD ? null : best.place;
}

interface ContextScore {
  /** Share of the context that is still there, 0 to 1. */
  readonly score: number;
  /** Whether a whole side vouches for the place. */
  readonly isEvidence: boolean;
}

function contextScore(text: string, { prefix, suffix }: TextQuoteSelector, place: TextRange): ContextScore {
  const before = sideScore(
    backwards(prefix),
    backwards(text.slice(Math.max(0, place.start - 2 * prefix.length - 1), place.start)),
  );
  const after = sideScore(suffix, text.slice(place.end, place.end + 2 * suffix.length + 1));
  const length = Math.max(1, prefix.length) + Math.max(1, suffix.length);
  const score =
    (before.share * Math.max(1, prefix.length) + after.share * Math.max(1, suffix.length)) / length;
  return { score, isEvidence: before.isEvidence || after.isEvidence };
}

/**
 * How much of one side is still there, reading away from the quote.
 * A very short side was cut by the border of the text: it must reach the border again, unchanged.
 */
function sideScore(expected: string, actual: string): { share: number; isEvidence: boolean } {
  if (expected.length < SHORTEST_EVIDENCE) {
    const isSame = expected === actual;
    return { share: isSame ? 1 : 0, isEvidence: isSame };
  }
  const share = 1 - distanceToBeginning(expected, actual) / expected.length;
  return { share, isEvidence: share >= SIDE_FLOOR };
}

/** Edit distance (Levenshtein) between `expected` and whichever beginning of `actual` is nearest to it. */
function distanceToBeginning(expected: string, actual: string): number {
  let row = Array.from({ length: actual.length + 1 }, (_, index) => index);
  for (let i = 1; i <= expected.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= actual.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (expected[i - 1] === actual[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return Math.min(...row);
}

function backwards(text: string): string {
  return Array.from({ length: text.length }, (_, index) => text[text.length - 1 - index]).join('');
}

/** The places where the quote stands with the fewest changes, one each; none when it changed too much. */
function approximatePlaces(text: string, exact: string): TextRange[] {
  if (exact.length < SHORTEST_APPROXIMATE) return [];
  const matches = search(text, exact, Math.floor(exact.length * MOST_ERRORS));
  const places: TextRange[] = [];
  for (const match of matches) {
    const previous = places.at(-1);
    // One place is found once for every way to cut its end; the first cut between words is the one meant.
    if (previous === undefined || match.start >= previous.end) places.push(match);
    else if (!cutsNoWord(text, previous) && cutsNoWord(text, match)) places[places.length - 1] = match;
  }
  return places.filter((place) => cutsNoWord(text, place)).map(({ start, end }) => ({ start, end }));
}

function cutsNoWord(text: string, { start, end }: TextRange): boolean {
  return !isInsideWord(text, start) && !isInsideWord(text, end);
}

function isInsideWord(text: string, offset: number): boolean {
  return /^[\p{L}\p{N}]$/u.test(text[offset - 1] ?? '') && /^[\p{L}\p{N}]$/u.test(text[offset] ?? '');
}
