import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { ShownAnnotation } from '../../../shared/annotation.ts';
import { stack } from './stack.ts';
import type { Draft } from './use-annotating.ts';

/** Distance between two cards in the margin, in pixels. */
const GAP_PX = 6;

/**
 * Keeps the cards beside their words, where the style sheet gives them a margin of their own. All is read in one
 * go and written in the next, so that the page is laid out once.
 * @param pivot the card that stands exactly beside its words
 */
export function useCardPlaces(
  list: RefObject<HTMLUListElement | null>,
  regionRef: RefObject<HTMLElement | null>,
  annotations: readonly ShownAnnotation[],
  draft: Draft | null,
  pivot: string | null,
): void {
  const align = useRef(() => {});
  useEffect(() => {
    const cards = list.current;
    const region = regionRef.current;
    if (cards === null || region === null) return;
    const observer = new ResizeObserver(() => align.current());
    observer.observe(region);
    observer.observe(cards);
    const seen = new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const node of addedNodes) if (node instanceof HTMLElement) observer.observe(node);
    });
    for (const card of cards.children) observer.observe(card);
    seen.observe(cards, { childList: true });
    return () => {
      observer.disconnect();
      seen.disconnect();
    };
  }, [list, regionRef]);

  useLayoutEffect(() => {
    const cards = list.current;
    const region = regionRef.current;
    if (cards === null || region === null) return;
    const starts = new Map<string | undefined, number>(
      annotations.flatMap(({ id, range }) => (range === null ? [] : [[id, range.start] as const])),
    );
    if (draft !== null) starts.set('draft', draft.range.start);
    align.current = () => place(cards, region, starts, pivot);
    align.current();
  }, [list, regionRef, annotations, draft, pivot]);
}

function place(
  cards: HTMLElement,
  region: HTMLElement,
  starts: ReadonlyMap<string | undefined, number>,
  pivot: string | null,
): void {
  const items = [...cards.querySelectorAll<HTMLElement>(':scope > [data-card]')];
  if (getComputedStyle(cards).getPropertyValue('--beside') !== '1') {
    cards.style.minHeight = '';
    for (const item of items) item.style.top = '';
    return;
  }
  const segments = [...region.querySelectorAll<HTMLElement>('[data-start]')];
  const offsets = segments.map((segment) => Number(segment.dataset.start));
  const frame = region.getBoundingClientRect();
  const tops = new Map<number, number>();
  const wanted = items.map((item) => {
    const start = starts.get(item.dataset.card);
    // Orphans come below the text.
    if (start === undefined) return { top: frame.height, height: item.offsetHeight };
    const index = lastAtOrBefore(offsets, start);
    const top = tops.get(index) ?? (segments[index]?.getClientRects()[0]?.top ?? frame.top) - frame.top;
    tops.set(index, top);
    return { top, height: item.offsetHeight };
  });
  const pivotAt = items.findIndex((item) => item.dataset.card === pivot);
  const placed = stack(wanted, GAP_PX, pivotAt);
  for (const [index, item] of items.entries()) {
    const top = `${Math.round(placed.tops[index] ?? 0)}px`;
    if (item.style.top !== top) item.style.top = top;
  }
  cards.style.minHeight = `${Math.ceil(placed.height)}px`;
}

/** Index of the last of ascending numbers that is not above a value. */
function lastAtOrBefore(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
