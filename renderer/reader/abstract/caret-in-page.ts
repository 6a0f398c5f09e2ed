/**
 * Puts the browser's selection where the source offsets say.
 * @param region the element whose descendants with `data-start` and `data-end` are the segments
 */
export function select(region: HTMLElement, anchor: number, focus: number): void {
  const from = pointOf(region, anchor);
  const to = pointOf(region, focus);
  if (from === null || to === null) return;
  region.ownerDocument.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
}

/** Where the caret of an offset is to be drawn, relative to the region, in pixels; null when the abstract is empty. */
export function caretPlace(
  region: HTMLElement,
  offset: number,
): { readonly left: number; readonly top: number; readonly height: number } | null {
  const point = pointOf(region, offset);
  if (point === null) return null;
  const range = region.ownerDocument.createRange();
  range.setStart(point.node, point.offset);
  const box = range.getClientRects()[0] ?? boxBeside(point);
  if (box === null) return null;
  const frame = region.getBoundingClientRect();
  return { left: box.left - frame.left, top: box.top - frame.top, height: box.height };
}

interface PagePoint {
  readonly node: Node;
  readonly offset: number;
}

function pointOf(region: HTMLElement, offset: number): PagePoint | null {
  const segments = [...region.querySelectorAll<HTMLElement>('[data-start]')];
  const segment =
    segments.find((one) => Number(one.dataset.start) <= offset && offset < Number(one.dataset.end)) ??
    segments.at(-1);
  if (segment === undefined) return null;
  const start = Number(segment.dataset.start);
  if (segment.dataset.whole !== undefined) {
    const parent = segment.parentNode;
    if (parent === null) return null;
    const place = [...parent.childNodes].indexOf(segment);
    return { node: parent, offset: offset > start ? place + 1 : place };
  }
  const text = region.ownerDocument.createTreeWalker(segment, NodeFilter.SHOW_TEXT).nextNode();
  return text === null ? null : { node: text, offset: offset - start };
}

/** Beside math there is no text to measure: the box of the neighbour counts, its right edge when the caret is behind it. */
function boxBeside({ node, offset }: PagePoint): { left: number; top: number; height: number } | null {
  const behind = node.childNodes[offset];
  const before = node.childNodes[offset - 1];
  const neighbour = behind ?? before;
  if (!(neighbour instanceof Element)) return null;
  const box = neighbour.getBoundingClientRect();
  return { left: behind === undefined ? box.right : box.left, top: box.top, height: box.height };
}
