import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import {
  lastOffset,
  offsetOf,
  offsetToShow,
  type Rows,
  rowAt,
  rowStart,
  scrolledPx,
  scrollTopOf,
  wholePx,
} from './row-places.ts';

/** Rows drawn beyond those in sight, on either side. */
const BEYOND = 8;

/** Which rows are drawn, and where. Own arithmetic: virtual lists keep an object a row and end where elements do. */
export interface RowsInSight {
  readonly rows: Rows;
  /** Zero-based; the last one is smaller than the first when there are none. */
  readonly first: number;
  readonly last: number;
  /** Height of what is scrolled, and where in it the first row that is drawn begins, in pixels. */
  readonly heightPx: number;
  readonly topPx: number;
  /** Scrolls until a row is in sight. */
  readonly show: (index: number) => void;
  readonly toTop: () => void;
}

/** Follows the scrolling of a list of any length. */
export function useRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  bentAt: number | null,
): RowsInSight {
  const [viewPx, setViewPx] = useState(0);
  const [scrollTop, setScrollTop] = useState(0);
  /** The very offset that was asked for, as long as the scroll bar, which has whole pixels only, stands where it was put. */
  const exact = useRef({ scrollTop: 0, offset: 0 });
  const rows: Rows = { count, bentAt, viewPx };
  const latest = useRef(rows);
  /** Where it is scrolled to, without asking. */
  const known = useRef(0);
  useLayoutEffect(() => {
    latest.current = rows;
    known.current = scrollTop;
  });

  const put = useCallback(
    (offset: number) => {
      const element = scroller.current;
      if (element === null) return;
      // Whatever asks where a page is scrolled to has it laid out first: most lists are at their top already.
      if (offset === 0 && known.current === 0 && exact.current.offset === 0) return;
      element.scrollTop = scrollTopOf(latest.current, offset);
      exact.current = { scrollTop: element.scrollTop, offset };
      known.current = element.scrollTop;
      setScrollTop(element.scrollTop);
    },
    [scroller],
  );

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const ending = new AbortController();
    const { signal } = ending;
    // At once: rows that come late are seen as a flash of nothing.
    element.addEventListener('scroll', () => flushSync(() => setScrollTop(element.scrollTop)), {
      signal,
      passive: true,
    });
    element.addEventListener(
      'wheel',
      (event) => {
        const now = latest.current;
        // In a scaled list the browser would leap over rows.
        if (scrolledPx(now) === wholePx(now) || event.ctrlKey || event.deltaY === 0) return;
        event.preventDefault();
        const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
        const offset = offsetNow(now, element.scrollTop, exact.current) + event.deltaY * lines;
        put(Math.max(0, Math.min(lastOffset(now), offset)));
      },
      { signal, passive: false },
    );
    const sizes = new ResizeObserver(() => setViewPx(element.clientHeight));
    sizes.observe(element);
    return () => {
      ending.abort();
      sizes.disconnect();
    };
  }, [scroller, put]);

  const offset = offsetNow(rows, scrollTop, exact.current);
  const first = Math.max(0, rowAt(rows, offset) - BEYOND);
  const last = Math.min(count - 1, rowAt(rows, offset + viewPx) + BEYOND);
  return {
    rows,
    first,
    last,
    heightPx: scrolledPx(rows),
    topPx: rowStart(rows, first) - offset + scrollTop,
    show: useCallback(
      (index) => {
        const element = scroller.current;
        if (element === null || index >= latest.current.count) return;
        const now = { ...latest.current, viewPx: element.clientHeight };
        const from = offsetNow(now, element.scrollTop, exact.current);
        const to = offsetToShow(now, index, from);
        if (to !== from) put(to);
      },
      [scroller, put],
    ),
    toTop: useCallback(() => put(0), [put]),
  };
}

/** What a wheel that counts in lines scrolls a line, in pixels; as Chromium does. */
const LINE_PX = 100 / 3;

function offsetNow(
  rows: Rows,
  scrollTop: number,
  exact: { readonly scrollTop: number; readonly offset: number },
): number {
  const offset = exact.scrollTop === scrollTop ? exact.offset : offsetOf(rows, scrollTop);
  return Math.min(lastOffset(rows), offset);
}
