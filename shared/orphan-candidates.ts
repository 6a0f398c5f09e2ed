import search from 'approx-string-match';
import type { Selector, TextRange } from './annotation.ts';

/** Where the words of an orphan may have gone. */
export interface Candidate {
  readonly range: TextRange;
  /** Share of its characters that are as they were, 0 to 1. */
  readonly score: number;
}

/** As many as one looks at. */
const MOST = 3;
/** Below this the likeness is that of any two English phrases. */
const LEAST_SCORE = 0.5;
/** In UTF-16 code units: shorter words are alike by chance, longer ones take too long. */
const SHORTEST = 8;
const LONGEST = 400;

/** The places in a text most like the words of an annotation, the best first; for the user to judge, never taken alone. */
export function orphanCandidates(text: string, selectors: readonly Selector[]): readonly Candidate[] {
  const exact = selectors.find((selector) => selector.type === 'TextQuoteSelector')?.exact ?? '';
  if (exact.length < SHORTEST || exact.length > LONGEST) return [];
  const found: Candidate[] = [];
  let left = text;
  while (found.length < MOST) {
    // It tells the best places alone: what was found is blotted out to find the next best.
    const [match] = search(left, exact, Math.floor(exact.length * (1 - LEAST_SCORE)));
    if (match === undefined) break;
    const range = wholeWords(text, match.start, match.end);
    left = left.slice(0, range.start) + '\0'.repeat(range.end - range.start) + left.slice(range.end);
    if (found.some((one) => one.range.start < range.end && range.start < one.range.end)) continue;
    found.push({ range, score: 1 - match.errors / exact.length });
  }
  return found;
}

function wholeWords(text: string, start: number, end: number): TextRange {
  const words = new Intl.Segmenter('en', { granularity: 'word' }).segment(text);
  const last = words.containing(Math.max(start, end - 1));
  return {
    start: words.containing(start)?.index ?? start,
    end: last === undefined ? end : last.index + last.segment.length,
  };
}
