import type { TextRange } from '../../../shared/annotation.ts';
import { type Typeset, typeset } from '../../ui/typeset.ts';

/** Where one end of the browser's selection lies, told by the segment element around it. */
export interface SelectionPoint {
  /** Source range of the segment, in UTF-16 code units. */
  readonly segmentStart: number;
  readonly segmentEnd: number;
  /** Math and other TeX is selected as a whole or not at all. */
  readonly isWhole: boolean;
  /** Offset in the segment's own text, in UTF-16 code units. */
  readonly offset: number;
}

/** The offset in the source that one end of a selection means: an end inside TeX takes all of it. */
export function sourceOffset(point: SelectionPoint, edge: 'start' | 'end'): number {
  if (point.isWhole) return edge === 'start' ? point.segmentStart : point.segmentEnd;
  return Math.min(point.segmentStart + point.offset, point.segmentEnd);
}

/**
 * A selection without white space and unseen TeX at its ends and widened to whole graphemes
 * (emoji, combining letters), signs and groups; null when nothing else is in it.
 */
export function tidied(text: string, start: number, end: number): TextRange | null {
  const set = typeset(text);
  const trimmed = trimmedOf(text, set, start, end);
  if (trimmed === null) return null;
  const { start: from, end: to } = withGroups(set, trimmed);
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  const first = graphemes.containing(from);
  const last = graphemes.containing(to - 1);
  return {
    start: first?.index ?? from,
    end: last === undefined ? to : last.index + last.segment.length,
  };
}

function trimmedOf(text: string, { signs }: Typeset, start: number, end: number): TextRange | null {
  const unseen = signs.filter(({ shown }) => shown.trim() === '');
  let [from, to] = [start, end];
  for (;;) {
    const words = text.slice(from, to);
    const left = from + (words.length - words.trimStart().length);
    const right = to - (words.length - words.trimEnd().length);
    if (left >= right) return null;
    const before = unseen.find((sign) => sign.start <= left && left < sign.end);
    const behind = unseen.find((sign) => sign.start < right && right <= sign.end);
    if (before === undefined && behind === undefined) return { start: left, end: right };
    [from, to] = [before?.end ?? left, behind?.start ?? right];
  }
}

/** The range with both ends of a group of which it holds all the words and one end. */
function withGroups({ groups }: Typeset, range: TextRange): TextRange {
  let { start, end } = range;
  // The inner ones first: what they add may fill those around them.
  for (const group of groups.toReversed()) {
    if (start <= group.start && end === group.inner.end) end = group.end;
    else if (start === group.inner.start && end >= group.end) start = group.start;
  }
  return { start, end };
}

/**
 * The source range that is selected in an abstract; null when the selection lies outside of it or is empty.
 * @param region the element whose descendants with `data-start` and `data-end` are the segments
 */
export function selectedRange(region: HTMLElement, text: string): TextRange | null {
  const selection = region.ownerDocument.getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(region)) return null;
  const start = pointAt(region, range, 'start');
  const end = pointAt(region, range, 'end');
  if (start === null || end === null) return null;
  return tidied(text, sourceOffset(start, 'start'), sourceOffset(end, 'end'));
}

function pointAt(region: HTMLElement, range: Range, edge: 'start' | 'end'): SelectionPoint | null {
  const node = edge === 'start' ? range.startContainer : range.endContainer;
  const offset = edge === 'start' ? range.startOffset : range.endOffset;
  const element = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]');
  if (element !== null && element !== undefined && region.contains(element)) {
    return { ...segmentOf(element), offset: lengthBefore(element, node, offset) };
  }
  // The end lies between segments or outside of the abstract: the nearest segment on the inner side counts.
  const inside = [...region.querySelectorAll<HTMLElement>('[data-start]')].filter((segment) =>
    range.intersectsNode(segment),
  );
  const nearest = edge === 'start' ? inside[0] : inside.at(-1);
  if (nearest === undefined) return null;
  const segment = segmentOf(nearest);
  return { ...segment, offset: edge === 'start' ? 0 : segment.segmentEnd - segment.segmentStart };
}

function segmentOf(element: HTMLElement): Omit<SelectionPoint, 'offset'> {
  return {
    segmentStart: Number(element.dataset.start),
    segmentEnd: Number(element.dataset.end),
    isWhole: element.dataset.whole !== undefined,
  };
}

function lengthBefore(element: HTMLElement, node: Node, offset: number): number {
  const before = element.ownerDocument.createRange();
  before.setStart(element, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

/** The offset in the text nearest to a point of the page, in UTF-16 code units; null beside the abstract. */
export function offsetAtPoint(region: HTMLElement, x: number, y: number): number | null {
  const caret = region.ownerDocument.caretPositionFromPoint(x, y);
  if (caret === null || !region.contains(caret.offsetNode)) return null;
  const node = caret.offsetNode;
  const element = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]');
  if (element === null || element === undefined) return null;
  return sourceOffset({ ...segmentOf(element), offset: lengthBefore(element, node, caret.offset) }, 'start');
}
