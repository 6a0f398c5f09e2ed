import type { TextRange } from '../../shared/annotation.ts';
import { type MathSpan, mathSpans } from './math-spans.ts';
import { type ProseTex, proseTex, type TexLook } from './prose-tex.ts';

/** What a text holds of TeX, math and beside math. */
export interface Typeset extends ProseTex {
  readonly math: readonly MathSpan[];
  /** Math and signs: what is passed, marked and cut as a whole; ascending, not overlapping. */
  readonly whole: readonly TextRange[];
}

/** The latest texts and what they hold: an abstract is read for its words, its caret and each of its cards. */
const latest = new Map<string, Typeset>();
const MOST_LATEST = 16;

/** Reads the TeX of a text. */
export function typeset(text: string): Typeset {
  const known = latest.get(text);
  if (known !== undefined) return known;
  const math = mathSpans(text);
  const prose = proseTex(text, math);
  const whole = [...math, ...prose.signs].sort((one, other) => one.start - other.start);
  const set = { ...prose, math, whole };
  latest.set(text, set);
  const [oldest] = latest.keys();
  if (latest.size > MOST_LATEST && oldest !== undefined) latest.delete(oldest);
  return set;
}

/** The one of ascending ranges that an offset lies inside of, between its ends; null for none. */
export function rangeAround<Range extends TextRange>(ranges: readonly Range[], offset: number): Range | null {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range !== undefined && range.start < offset ? range : null;
}

/** A range widened to whole math and signs. */
export function widened(set: Typeset, range: TextRange): TextRange {
  return {
    start: rangeAround(set.whole, range.start)?.start ?? range.start,
    end: rangeAround(set.whole, range.end)?.end ?? range.end,
  };
}

/** Walks ascending ranges beside ascending pieces of a text: the range that a piece touches, if any. */
export function cursor<Range extends TextRange>(
  ranges: readonly Range[],
): (start: number, end: number) => Range | null {
  let at = 0;
  return (start, end) => {
    while ((ranges[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at += 1;
    const range = ranges[at];
    return range !== undefined && range.start < end ? range : null;
  };
}

/**
 * As {@link cursor}: the classes for the looks of a piece over which none begins or ends; empty for none. Groups lie
 * within each other, however many, so that those which end are the last ones begun.
 */
export function looksCursor({ groups }: Typeset): (start: number, end: number) => string {
  let at = 0;
  const open: { readonly look: TexLook; readonly end: number }[] = [];
  const depths = new Map<TexLook, number>();
  const deepen = (look: TexLook, by: number) => depths.set(look, (depths.get(look) ?? 0) + by);
  return (start, end) => {
    for (let last = open.at(-1); last !== undefined && last.end < end; last = open.at(-1)) {
      open.pop();
      deepen(last.look, -1);
    }
    for (let group = groups[at]; group !== undefined && group.inner.start <= start; group = groups[at]) {
      at += 1;
      if (group.look === null || group.inner.end < end) continue;
      open.push({ look: group.look, end: group.inner.end });
      deepen(group.look, 1);
    }
    if (open.length === 0) return '';
    return Array.from(depths, ([look, depth]) => (depth > 0 ? `tex-${look}` : ''))
      .filter(Boolean)
      .join(' ');
  };
}

/** The beginning of a range, when it is longer than so many UTF-16 code units: cut before the formula that goes beyond. */
export function beginning(set: Typeset, range: TextRange, length: number): TextRange {
  const { start, end } = widened(set, range);
  if (end - start <= length) return { start, end };
  const cut = rangeAround(set.whole, start + length);
  if (cut === null) return { start, end: start + length };
  return { start, end: cut.start > start ? cut.start : Math.min(cut.end, end) };
}
