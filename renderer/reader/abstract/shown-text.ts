import type { TextRange } from '../../../shared/annotation.ts';
import type { Typeset } from '../../ui/typeset.ts';

/** A text as it is read, letter by letter: signs stand in place of their TeX, math as its source. */
export interface ShownText {
  readonly text: string;
  /** Math, and signs of several letters, in the shown text: what is passed as a whole. */
  readonly whole: readonly TextRange[];
  /** Where an offset of the source stands in the shown text; behind a sign for one inside of it. */
  readonly shownAt: (offset: number) => number;
  /**
   * Where an offset of the shown text stands in the source.
   * @param side of what is not seen there: before it or behind
   */
  readonly sourceAt: (shown: number, side: 'before' | 'behind') => number;
}

/** All offsets are in UTF-16 code units. */
export function shownText(source: string, { signs, math }: Typeset): ShownText {
  const placed: {
    readonly start: number;
    readonly end: number;
    readonly from: number;
    readonly to: number;
  }[] = [];
  let text = '';
  let at = 0;
  for (const { start, end, shown } of signs) {
    text += source.slice(at, start);
    placed.push({ start, end, from: text.length, to: text.length + shown.length });
    text += shown;
    at = end;
  }
  text += source.slice(at);

  function shownAt(offset: number): number {
    const sign = placed.findLast(({ start }) => start < offset);
    return sign === undefined ? offset : sign.to + Math.max(0, offset - sign.end);
  }
  function sourceAt(shown: number, side: 'before' | 'behind'): number {
    const sign = placed.findLast(
      ({ from, to }) => to < shown || (to === shown && (side === 'behind' || from < to)),
    );
    return sign === undefined ? shown : sign.end + (shown - sign.to);
  }
  const long = placed.filter(({ from, to }) => to - from > 1);
  const whole = [
    ...math.map(({ start, end }) => ({ start: shownAt(start), end: shownAt(end) })),
    ...long.map(({ from, to }) => ({ start: from, end: to })),
  ];
  return { text, whole: whole.sort((one, other) => one.start - other.start), shownAt, sourceAt };
}
