/**
 * The reference for anchoring: a quote sought as the client of Hypothesis is described to do. Exact first; else the
 * approximate places with at most half of the quote (and 256 letters) wrong; the best by a score of quote 50,
 * prefix 20, suffix 20 and position 2, whatever that score is.
 */
import search from 'approx-string-match';
import type { TextRange } from '../../shared/annotation.ts';

const MOST_ERRORS = 256;
const CONTEXT = 32;

/** The best place of a mark in a changed text, and its score of 92 at most; null when no place has few enough errors. */
export function matchQuote(
  before: string,
  marked: TextRange,
  after: string,
): { readonly range: TextRange; readonly score: number } | null {
  const quote = before.slice(marked.start, marked.end);
  const prefix = before.slice(Math.max(0, marked.start - CONTEXT), marked.start);
  const suffix = before.slice(marked.end, marked.end + CONTEXT);
  const places = placesOf(after, quote);
  let best: { readonly range: TextRange; readonly score: number } | null = null;
  for (const { start, end, errors } of places) {
    const likeness = (text: string, wanted: string) => (wanted === '' ? 1 : alike(text, wanted));
    const score =
      50 * (1 - errors / quote.length) +
      20 * likeness(after.slice(Math.max(0, start - prefix.length), start), prefix) +
      20 * likeness(after.slice(end, end + suffix.length), suffix) +
      2 * (1 - Math.abs(start - marked.start) / Math.max(1, after.length));
    if (best === null || score > best.score) best = { range: { start, end }, score };
  }
  return best;
}

function placesOf(text: string, quote: string) {
  const exact: { start: number; end: number; errors: number }[] = [];
  for (let start = text.indexOf(quote); start !== -1; start = text.indexOf(quote, start + 1)) {
    exact.push({ start, end: start + quote.length, errors: 0 });
  }
  return exact.length > 0 ? exact : search(text, quote, Math.min(MOST_ERRORS, quote.length / 2));
}

function alike(text: string, wanted: string): number {
  const matches = search(text, wanted, wanted.length);
  return 1 - Math.min(wanted.length, ...matches.map(({ errors }) => errors)) / wanted.length;
}
