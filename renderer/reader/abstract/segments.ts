import type { Annotation, TextRange } from '../../../shared/annotation.ts';
import type { MathSpan } from '../../ui/math-spans.ts';
import type { TexSign } from '../../ui/prose-tex.ts';
import { cursor, looksCursor, rangeAround, typeset, widened } from '../../ui/typeset.ts';
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

/** A piece of an abstract over which nothing changes: neither TeX, link, annotations nor hit. */
export interface Segment {
  /** Offsets in the source text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The piece of math that the segment is; null for none. Math is never split. */
  readonly math: MathSpan | null;
  /** The piece of other TeX that it is, and what stands in its place; null for none. It is never split either. */
  readonly sign: TexSign | null;
  /** Classes for how TeX has it look; empty for plain words. */
  readonly looks: string;
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
  const set = typeset(text);
  const layers = inLanes(
    annotations.flatMap(({ range, ...one }) => {
      const inside = { start: Math.min(range.start, text.length), end: Math.min(range.end, text.length) };
      return inside.start < inside.end ? [{ ...one, range: widened(set, inside) }] : [];
    }),
  );
  const linked = [
    ...set.links,
    ...links(text).filter((link) => ![...set.math, ...set.links].some((one) => overlaps(one, link))),
  ].sort((one, other) => one.start - other.start);
  const edges = new Set([0, text.length]);
  const inner = set.groups.map((group) => group.inner);
  for (const range of [...set.whole, ...inner, ...linked, ...hits, ...layers.map(rangeOf)]) {
    edges.add(Math.min(range.start, text.length));
    edges.add(Math.min(range.end, text.length));
  }
  const cuts = [...edges]
    .filter((edge) => rangeAround(set.whole, edge) === null)
    .sort((one, other) => one - other);

  const result: Segment[] = [];
  const sweep = {
    math: cursor(set.math),
    signs: cursor(set.signs),
    links: cursor<Link>(linked),
    hits: cursor(hits),
    looks: looksCursor(set),
  };
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
      sign: sweep.signs(start, end),
      looks: sweep.looks(start, end),
      url: sweep.links(start, end)?.url ?? null,
      layers: open,
      hit: sweep.hits(start, end) !== null,
    });
  }
  return result;
}

function rangeOf({ annotation }: Layer): TextRange {
  return annotation.range;
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

/** The annotations over a segment, the innermost first: the shorter one is, the harder it is to reach elsewhere. */
export function inReach(segment: Segment): readonly string[] {
  const length = ({ annotation: { range } }: Layer) => range.end - range.start;
  return [...segment.layers]
    .sort((one, other) => length(one) - length(other) || other.lane - one.lane)
    .map(({ annotation }) => annotation.id);
}

const PLAIN = { math: null, sign: null, looks: '', url: null, layers: [], hit: false };

/** The segments up to an offset as they are, and all behind it as one segment of plain words, TeX as its source. */
export function plainBehind(cut: readonly Segment[], offset: number): readonly Segment[] {
  const count = cut.findIndex(({ start }) => start >= offset);
  const rest = cut.slice(count);
  const [first] = rest;
  if (count === -1 || first === undefined) return cut;
  const text = rest.map((segment) => segment.text).join('');
  const end = first.start + text.length;
  return [...cut.slice(0, count), { ...PLAIN, start: first.start, end, text }];
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
