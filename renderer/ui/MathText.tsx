import type { ReactNode } from 'react';
import type { TextRange } from '../../shared/annotation.ts';
import { Tex } from './Tex.tsx';
import { cursor, looksCursor, rangeAround, typeset, widened } from './typeset.ts';

/** A text, or a part of it, with its TeX set and some words marked. */
export function MathText({
  text,
  range,
  marks = NO_MARKS,
}: {
  readonly text: string;
  /** The part, which is widened to whole formulas. */
  readonly range?: TextRange;
  /** Ascending, not overlapping. Math is not marked. */
  readonly marks?: readonly TextRange[];
}) {
  const set = typeset(text);
  const { start: from, end: to } = widened(set, range ?? { start: 0, end: text.length });
  const inside = set.whole.filter(({ start, end }) => from < end && start < to);
  if (inside.length === 0 && marks.length === 0 && set.groups.length === 0) return text.slice(from, to);
  const edges = [...inside, ...marks].flatMap(({ start, end }) => [start, end]);
  const cuts = [...new Set([from, ...edges.filter((edge) => from < edge && edge < to), to])]
    .filter((edge) => rangeAround(inside, edge) === null)
    .sort((one, other) => one - other);
  const sweep = {
    math: cursor(set.math),
    signs: cursor(set.signs),
    marks: cursor(marks),
    looks: looksCursor(set),
  };
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? to;
    const source = text.slice(start, end);
    const math = sweep.math(start, end);
    const sign = sweep.signs(start, end);
    const isMarked = sweep.marks(start, end) !== null && math === null;
    const looks = `${sweep.looks(start, end)}${sign?.isReference === true ? ' tex-reference' : ''}`.trim();
    let shown: ReactNode = sign?.shown ?? source;
    if (math !== null) shown = <Tex tex={math.tex} display={math.display} source={source} />;
    // The fewer elements the better: of a list, each key of a search changes them all.
    if (isMarked && looks === '') return <mark key={start}>{shown}</mark>;
    if (isMarked) shown = <mark>{shown}</mark>;
    if (looks === '' && typeof shown === 'string') return shown;
    return (
      <span key={start} className={looks === '' ? undefined : looks}>
        {shown}
      </span>
    );
  });
}

const NO_MARKS: readonly TextRange[] = [];
