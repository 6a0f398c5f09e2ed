import type { Annotation, TextRange } from '../../shared/annotation.ts';
import { type MathSpan, mathSpans } from '../ui/math-spans.ts';
import { type Link, links } from './links.ts';

/** What a segment needs to know of an annotation. */
export type Marked = Pick<Annotation, 'id' | 'colour' | 'style'> & { readonly range: TextRange };

/** An annotation over a segment. */
export interface Layer {
  readonly annotation: Marked;
  /**
   * Lane of its underline, zero-based from the text down. An annotation keeps its lane over its whole
   * range, and no two that overlap share one; so each stays visible.
   */
  readonly lane: number;
}

/** A piece of an abstract over which nothing changes: neither math, link, annotations nor hit. */
export interface Segment {
  /** Offsets in the source text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The piece of TeX that the segment is; null for words. Math is never split. */
  readonly math: MathSpan | null;
  /** Where a click on it leads; null for no link. */
  readonly url: string | null;
  /** The annotations over it, by lane. */
  readonly layers: readonly Layer[];
  /** Whether it is a word that the search found. */
  readonly hit: boolean;
}

/**
 * Cuts an abstract into segments: in order, covering it exactly, never empty.
 * @param hits words found by the search, ascending and not overlapping
 */
export function segments(
  text: string,
  annotations: readonly Marked[],
  hits: readonly TextRange[],
): readonly Segment[] {
  const math = mathSpans(text);
  const layers = inLanes(annotations.flatMap((one) => within(text, math, one)));
  const linked = links(text).filter((link) => !math.some((span) => overlaps(span, link)));
  const edges = new Set([0, text.length]);
  for (const range of [...math, ...linked, ...hits, ...layers.map((layer) => layer.annotation.range)]) {
    edges.add(Math.min(range.start, text.length));
    edges.add(Math.min(range.end, text.length));
  }
  const cuts = [...edges].filter((edge) => spanAround(math, edge) === null).sort((one, other) => one - other);

  const result: Segment[] = [];
  const sweep = { math: cursor(math), links: cursor<Link>(linked), hits: cursor(hits) };
  let open: readonly Layer[] = [];
  let next = 0;
  const byStart = [...layers].sort((one, other) => one.annotation.range.start - other.annotation.range.start);
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    if (end === undefined) break;
    const begun: Layer[] = [];
    for (let layer = byStart[next]; layer !== undefined && layer.annotation.range.start <= start; ) {
      begun.push(layer);
      next += 1;
      layer = byStart[next];
    }
    const still = open.filter((layer) => layer.annotation.range.end > start);
    if (begun.length > 0) open = [...still, ...begun].sort((one, other) => one.lane - other.lane);
    else if (still.length < open.length) open = still;
    result.push({
      start,
      end,
      text: text.slice(start, end),
      math: sweep.math(start, end),
      url: sweep.links(start, end)?.url ?? null,
      layers: open,
      hit: sweep.hits(start, end) !== null,
    });
  }
  return result;
}

/** The annotation with its range widened to whole pieces of math; none when it lies outside the text. */
function within(text: string, math: readonly MathSpan[], annotation: Marked): Marked[] {
  const start = Math.min(annotation.range.start, text.length);
  const end = Math.min(annotation.range.end, text.length);
  if (start >= end) return [];
  const range = {
    start: spanAround(math, start)?.start ?? start,
    end: spanAround(math, end)?.end ?? end,
  };
  return [{ ...annotation, range }];
}

/** The one of ascending ranges that an offset lies inside of, between its ends; null for none. */
function spanAround<Range extends TextRange>(ranges: readonly Range[], offset: number): Range | null {
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

/** Gives each annotation the lowest lane that is free over its whole range; the longest of those that begin together lies lowest. */
function inLanes(annotations: readonly Marked[]): readonly Layer[] {
  const ordered = [...annotations].sort(
    (one, other) =>
      one.range.start - other.range.start ||
      other.range.end - one.range.end ||
      (one.id < other.id ? -1 : one.id > other.id ? 1 : 0),
  );
  const busyUntil: number[] = [];
  return ordered.map((annotation) => {
    const free = busyUntil.findIndex((end) => end <= annotation.range.start);
    const lane = free < 0 ? busyUntil.length : free;
    busyUntil[lane] = annotation.range.end;
    return { annotation, lane };
  });
}

function overlaps(one: TextRange, other: TextRange): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Walks ascending ranges beside ascending segments: the range that a segment touches, if any. */
function cursor<Range extends TextRange>(
  ranges: readonly Range[],
): (start: number, end: number) => Range | null {
  let at = 0;
  return (start, end) => {
    while ((ranges[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at += 1;
    const range = ranges[at];
    return range !== undefined && range.start < end ? range : null;
  };
}

/** The annotations over a segment, the innermost first: the shorter one is, the harder it is to reach elsewhere. */
export function inReach(segment: Segment): readonly string[] {
  const length = ({ annotation: { range } }: Layer) => range.end - range.start;
  return [...segment.layers]
    .sort((one, other) => length(one) - length(other) || other.lane - one.lane)
    .map(({ annotation }) => annotation.id);
}

/** The segments up to an offset as they are, and all behind it as one segment of plain words, math as its source. */
export function plainBehind(cut: readonly Segment[], offset: number): readonly Segment[] {
  const count = cut.findIndex(({ start }) => start >= offset);
  const rest = cut.slice(count);
  const [first] = rest;
  if (count === -1 || first === undefined) return cut;
  const text = rest.map((segment) => segment.text).join('');
  const end = first.start + text.length;
  return [
    ...cut.slice(0, count),
    { start: first.start, end, text, math: null, url: null, layers: [], hit: false },
  ];
}

/** The segment at an offset of the text, in UTF-16 code units; the last one for its end. */
export function segmentAt(cut: readonly Segment[], offset: number): Segment | undefined {
  let low = 0;
  let high = cut.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((cut[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return cut[low];
}

/** Segments that belong into one element: a link's, however hits and annotations cut it, or one that is no link's. */
export interface LinkRun {
  /** Null for segments outside of links. */
  readonly url: string | null;
  readonly run: readonly Segment[];
}

/** Puts the segments of each link together, so that a link stays one for those who hear or tab through the text. */
export function linkRuns(cut: readonly Segment[]): readonly LinkRun[] {
  const runs: { url: string | null; run: Segment[] }[] = [];
  for (const segment of cut) {
    const last = runs.at(-1);
    if (last !== undefined && last.url === segment.url) last.run.push(segment);
    else runs.push({ url: segment.url, run: [segment] });
  }
  return runs;
}
