/**
 * Where an annotation sits: describing a range of a text by selectors, and finding it again in a text that
 * may have changed since. A mark on the wrong words is worse than a lost one, so whatever is not certain is
 * an orphan.
 *
 * What makes it certain: words alone do not tell a place, since they may stand elsewhere too, and the place
 * marked may be gone. So on one side at least (on both, when the words themselves changed), more of the old text
 * must adjoin a place, letter by letter, than adjoined any other place of the same words, in the old text and in
 * the new.
 */
import search from 'approx-string-match';
import type { Selector, TextPositionSelector, TextQuoteSelector, TextRange } from './annotation.ts';

/**
 * How much of the text on each side goes into a quote at least, in UTF-16 code units: about five words, as the
 * Hypothesis client keeps. Half of it, two or three words next to a quote, is no chance.
 */
const CONTEXT_LENGTH = 32;

/** Repeated text around a quote is looked at so far, in UTF-16 code units; longer than any repeated sentence. */
const LONGEST_REPEAT = 512;

/**
 * Quotes below this are not sought approximately, nor does the border of a text vouch for them: one letter in a
 * short word is another word, and many texts end on the same few. In UTF-16 code units.
 */
const LONG_QUOTE = 24;

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
  const exact = text.slice(start, end);
  const before = text.slice(Math.max(0, start - LONGEST_REPEAT), start);
  const after = text.slice(end, end + LONGEST_REPEAT);
  const twins = occurrences(text, exact).filter((place) => place.start !== start);
  const beforeLength = sideLength(
    before.length,
    twins.map((twin) => runBefore(text, twin.start, before)),
  );
  const afterLength = sideLength(
    after.length,
    twins.map((twin) => runAfter(text, twin.end, after)),
  );
  const whole = snapToGraphemes(text, {
    start: Math.max(0, start - beforeLength),
    end: Math.min(text.length, end + afterLength),
  });
  return [
    { type: 'TextPositionSelector', start, end },
    {
      type: 'TextQuoteSelector',
      exact,
      prefix: text.slice(whole.start, start),
      suffix: text.slice(end, whole.end),
    },
  ];
}

/**
 * Twice as long as what any other place of the same words has too: keeping more than half then tells them apart.
 * Where the border of the text comes before that, the side is kept so short that {@link isEvidence} does not count it.
 */
function sideLength(available: number, sharedByTwins: readonly number[]): number {
  const wanted = 2 * Math.max(CONTEXT_LENGTH / 2, ...sharedByTwins);
  if (wanted <= available) return wanted;
  return wanted === CONTEXT_LENGTH ? available : Math.min(available, CONTEXT_LENGTH / 2);
}

/**
 * Finds the described words in a text.
 * @returns null when they are not there, or when it is not certain which of several places is theirs
 */
export function anchor(text: string, selectors: readonly Selector[]): TextRange | null {
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  if (quote === undefined || quote.exact === '') return null;
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector');
  const places = exactPlaces(text, quote);
  const found = places.length > 0 ? ownPlace(text, quote, places, position) : approximatePlace(text, quote);
  if (found === null) return null;
  const snapped = snapToGraphemes(text, found);
  // Words that begin or end inside a letter are other words.
  return snapped.start === found.start && snapped.end === found.end ? found : null;
}

function exactPlaces(text: string, { exact, prefix, suffix }: TextQuoteSelector): TextRange[] {
  const cutsAtStart = isInsideWord(prefix + exact, prefix.length);
  const cutsAtEnd = isInsideWord(exact + suffix, exact.length);
  return occurrences(text, exact).filter(
    // Half of a word is another word, unless half a word was marked.
    ({ start, end }) =>
      (cutsAtStart || !isInsideWord(text, start)) && (cutsAtEnd || !isInsideWord(text, end)),
  );
}

/** The one of several places with the same words that was marked. */
function ownPlace(
  text: string,
  quote: TextQuoteSelector,
  places: readonly TextRange[],
  position: TextPositionSelector | undefined,
): TextRange | null {
  // With all around it as it was, at the old place: then nothing changed that could matter.
  const unmoved = places.find(
    ({ start, end }) => start === position?.start && keepsAll(text, quote, start, end),
  );
  if (unmoved !== undefined) return unmoved;
  const adjoining = places.map((place) => adjoiningOf(text, quote, place));
  const vouched = adjoining.filter(({ before, after }) => before.isEvidence || after.isEvidence);
  const [best] = vouched;
  if (best === undefined || vouched.length > 1) return null;
  const rivals = adjoining.filter((other) => other !== best);
  return tells(best, rivals, 'before') || tells(best, rivals, 'after') ? best.place : null;
}

/** How much of one side of a quote adjoins a place, letter by letter. */
interface Side {
  /** In UTF-16 code units. */
  readonly run: number;
  readonly isEvidence: boolean;
}

interface Adjoining {
  readonly place: TextRange;
  readonly before: Side;
  readonly after: Side;
}

function adjoiningOf(text: string, quote: TextQuoteSelector, place: TextRange): Adjoining {
  const { exact, prefix, suffix } = quote;
  const before = runBefore(text, place.start, prefix);
  const after = runAfter(text, place.end, suffix);
  const reachesStart = before === place.start && before + exact.length >= LONG_QUOTE;
  const reachesEnd = after === text.length - place.end && after + exact.length >= LONG_QUOTE;
  return {
    place,
    before: { run: before, isEvidence: isEvidence(before, prefix, reachesStart) },
    after: { run: after, isEvidence: isEvidence(after, suffix, reachesEnd) },
  };
}

/**
 * More than half of a side. A side shorter than it could be was cut by the border of the text: it must reach the
 * border again, and be long together with the quote.
 */
function isEvidence(run: number, side: string, reachesBorder: boolean): boolean {
  return side.length < CONTEXT_LENGTH ? run === side.length && reachesBorder : run > side.length / 2;
}

/** Whether a side of some length vouches for its place, and for none of the rivals half as much. */
function tells(best: Adjoining, rivals: readonly Adjoining[], side: 'before' | 'after'): boolean {
  const { run, isEvidence } = best[side];
  return isEvidence && rivals.every((rival) => run >= Math.max(CONTEXT_LENGTH / 2, 2 * rival[side].run));
}

/** The place where the quote stands with the fewest changes, between the very words that it stood between. */
function approximatePlace(text: string, quote: TextQuoteSelector): TextRange | null {
  const { exact } = quote;
  if (exact.length < LONG_QUOTE) return null;
  const mostErrors = Math.floor(exact.length * MOST_ERRORS);
  const places: TextRange[] = [];
  for (const match of search(text, exact, mostErrors)) {
    const place = wholeWords(text, match);
    const added = place.end - place.start - (match.end - match.start);
    const isKnown = places.some(({ start, end }) => start === place.start && end === place.end);
    if (isKnown || match.errors + added > mostErrors) continue;
    const { before, after } = adjoiningOf(text, quote, place);
    if (before.isEvidence && after.isEvidence) places.push(place);
  }
  return onlyOne(places);
}

function onlyOne(places: readonly TextRange[]): TextRange | null {
  return places.length === 1 ? (places[0] ?? null) : null;
}

function occurrences(text: string, exact: string): TextRange[] {
  const places: TextRange[] = [];
  for (let start = text.indexOf(exact); start !== -1; start = text.indexOf(exact, start + 1)) {
    places.push({ start, end: start + exact.length });
  }
  return places;
}

function keepsAll(text: string, { prefix, suffix }: TextQuoteSelector, start: number, end: number): boolean {
  return (
    text.slice(0, start).endsWith(prefix) &&
    text.startsWith(suffix, end) &&
    (prefix !== '' || start === 0) &&
    (suffix !== '' || end === text.length)
  );
}

/** How many code units before `end` are those at the end of `side`. */
export function runBefore(text: string, end: number, side: string): number {
  let run = 0;
  while (run < side.length && run < end && text[end - 1 - run] === side[side.length - 1 - run]) run += 1;
  return run;
}

/** How many code units from `start` on are those at the beginning of `side`. */
export function runAfter(text: string, start: number, side: string): number {
  let run = 0;
  while (run < side.length && start + run < text.length && text[start + run] === side[run]) run += 1;
  return run;
}

function wholeWords(text: string, range: TextRange): TextRange {
  let { start, end } = range;
  while (isInsideWord(text, start)) start -= 1;
  while (isInsideWord(text, end)) end += 1;
  return { start, end };
}

function isInsideWord(text: string, offset: number): boolean {
  return isWordSign(text[offset - 1]) && isWordSign(text[offset]);
}

/** Letters, digits, and what may stand inside of either: accents and halves of letters beyond 16 bits. */
function isWordSign(unit: string | undefined): boolean {
  return unit !== undefined && /[\p{L}\p{N}\p{M}\p{Cs}]/u.test(unit);
}
