import type { TextRange } from '../../shared/annotation.ts';
import { type Word, words } from '../../shared/fold.ts';
import type { MarkedText } from '../../shared/library.ts';
import type { WeighedTerm } from './rank.ts';

/** Length of a snippet, in UTF-16 code units: some two lines of the list. */
export const SNIPPET_LENGTH = 220;
/** How far a snippet may be longer, so as not to cut mathematics. */
const MATHEMATICS_LENGTH = 120;

/** Tells whether a folded word is one of the query's, and what it is worth. */
export interface Matcher {
  /** Zero for a word that was not looked for. */
  worthOf(word: string): number;
  /** All words that it knows, those that stand for all that begin so with `*` behind them. */
  readonly words: readonly string[];
}

/** What finds the words of some terms in a text. */
export function createMatcher(terms: readonly WeighedTerm[]): Matcher {
  const whole = new Map<string, number>();
  const beginnings: { readonly word: string; readonly worth: number }[] = [];
  for (const { forms } of terms) {
    for (const { word, beginning, worth } of forms) {
      const pieces = word.split(' ');
      for (const piece of pieces) whole.set(piece, Math.max(whole.get(piece) ?? 0, worth));
      if (beginning) beginnings.push({ word, worth });
    }
  }
  const known = [...whole].flatMap(([word, worth]) => (worth > 0 ? [word] : []));
  return {
    words: [...known, ...beginnings.flatMap(({ word, worth }) => (worth > 0 ? [`${word}*`] : []))],
    worthOf(word) {
      const before = whole.get(word);
      if (before !== undefined) return before;
      let worth = 0;
      for (const beginning of beginnings) {
        if (beginning.worth > worth && word.startsWith(beginning.word)) worth = beginning.worth;
      }
      whole.set(word, worth);
      return worth;
    },
  };
}

/** The places of the words looked for. */
export function marksIn(text: string, matcher: Matcher): TextRange[] {
  return marksOf(words(text), matcher).map(({ start, end }) => ({ start, end }));
}

/** The part of an abstract that holds most of the words looked for; its beginning when it holds none. */
export function snippetOf(text: string, matcher: Matcher): MarkedText {
  const all = words(text);
  const marks = marksOf(all, matcher);
  const [from, to] = windowAround(text, all, marks, matcher);
  const before = from > 0 ? '… ' : '';
  const after = to < text.length ? ' …' : '';
  const shift = before.length - from;
  return {
    // Blanks for line breaks, one for one, so that places stay.
    text: before + text.slice(from, to).replace(/\s/g, ' ') + after,
    marks: marks
      .filter(({ start, end }) => start >= from && end <= to)
      .map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  };
}

/** The parts of one character (½) are one mark. */
function marksOf(all: readonly Word[], matcher: Matcher): Word[] {
  const marks: Word[] = [];
  for (const word of all) {
    if (matcher.worthOf(word.word) === 0) continue;
    if (word.start >= (marks.at(-1)?.end ?? 0)) marks.push(word);
  }
  return marks;
}

function windowAround(
  text: string,
  all: readonly Word[],
  marks: readonly Word[],
  matcher: Matcher,
): [from: number, to: number] {
  const whole: [number, number] = [0, text.length];
  if (text.length <= SNIPPET_LENGTH) return whole;
  let best = 0;
  let bestStart = 0;
  for (const [index, first] of marks.entries()) {
    // Each word once: a window is better for another word than for the same again.
    const seen = new Set<string>();
    let worth = 0;
    for (const mark of marks.slice(index, index + 40)) {
      if (mark.end > first.start + SNIPPET_LENGTH * 0.8) break;
      if (!seen.has(mark.word)) worth += matcher.worthOf(mark.word);
      seen.add(mark.word);
    }
    if (worth > best + 1e-9) {
      best = worth;
      bestStart = first.start;
    }
  }
  // A few words before the first mark, from the beginning of a word.
  const wanted = bestStart - SNIPPET_LENGTH * 0.15;
  const start = wanted <= 0 ? 0 : (all.find((word) => word.start >= wanted)?.start ?? 0);
  const last = all.findLast((word) => word.end <= start + SNIPPET_LENGTH && word.end > start);
  const nearEnd = text.length - start <= SNIPPET_LENGTH;
  return wholeMathematics(text, start, nearEnd ? text.length : (last?.end ?? start + SNIPPET_LENGTH));
}

/** Moves the ends out of mathematics between dollar signs, if that is not far. */
function wholeMathematics(text: string, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  if (dollars(text, 0, from) % 2 === 1) {
    const open = text.lastIndexOf('$', from - 1);
    if (from - open <= MATHEMATICS_LENGTH) from = open;
  }
  if (dollars(text, 0, to) % 2 === 1) {
    const close = text.indexOf('$', to);
    if (close >= 0 && close - to < MATHEMATICS_LENGTH) to = close + 1;
  }
  return [from, to];
}

/** Dollar signs that open or close mathematics: not `\$`. */
function dollars(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('$', from); at >= 0 && at < to; at = text.indexOf('$', at + 1)) {
    if (text[at - 1] !== '\\') count += 1;
  }
  return count;
}
