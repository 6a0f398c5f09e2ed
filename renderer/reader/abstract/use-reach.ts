import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** Letters of an abstract to a pixel of height: some 68 on a line of 27 px. */
const LETTERS_A_PIXEL = 2.5;

/**
 * What stands above a long one takes so much of the window at least, in pixels: where it takes less, the frame is made
 * again with what is in sight.
 */
const HEAD_PX = 200;

/** What follows while nothing else is to do, in UTF-16 code units: less than a frame's work. */
const STEP = 1000;

/** So many heights of what is seen are ready below it: each step lays the paragraph out again. */
const AHEAD = 1;

/** More than what is seen, so that a guess a little short needs no second one, in UTF-16 code units. */
const MORE = 200;

/** The source of what nobody sees yet is there at the latest after this time, in milliseconds. */
const SOURCE_MS = 200;

/** How much of an abstract is there. */
export interface Reach {
  /** Up to which offset math, marks and links are set, in UTF-16 code units; its source stands behind it. */
  readonly count: number;
  /** How high a gap stands for that source in the first frame, in pixels; null once the source is there. */
  readonly gapPx: number | null;
}

/**
 * How far the math, marks and links of an abstract are there: always where one looks, a little ahead of it while nothing
 * else is to do, and beyond that its source stands, since laying all of a long one out takes longer than opening it may.
 * For the same reason the first frame has no source either, unless one goes on reading further down.
 * @param region holds the paragraph, whose last element is what is not there yet; stands in what scrolls
 * @param all the length of the abstract
 * @param isBegun whether the abstract is to be shown from elsewhere than its beginning
 * @returns `reach` has all there up to an offset, and a window's height behind it, before it returns
 */
export function useReach(
  region: RefObject<HTMLElement | null>,
  all: number,
  isBegun: boolean,
): Reach & { readonly reach: (offset: number) => void } {
  const screen = Math.ceil(window.innerHeight * LETTERS_A_PIXEL);
  const isShort = all <= screen;
  const [count, setCount] = useState(
    isShort ? screen : Math.max(MORE, screen - Math.floor(HEAD_PX * LETTERS_A_PIXEL)),
  );
  const [isWhole, setWhole] = useState(isBegun || isShort);
  const latest = useRef({ count, screen });
  latest.current = { count, screen };

  useEffect(() => {
    const idle = requestIdleCallback(() => flushSync(() => setWhole(true)), { timeout: SOURCE_MS });
    return () => cancelIdleCallback(idle);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is not there yet is another element when it is whole.
  useLayoutEffect(() => {
    const scroller = region.current?.closest('.scroll');
    const rest = region.current?.querySelector('p')?.lastElementChild;
    if (count >= all || !scroller || !rest) return;
    let idle: number | undefined;
    function look(): void {
      if (!scroller || !rest) return;
      const { top, height } = rest.getBoundingClientRect();
      const { bottom, height: seen } = scroller.getBoundingClientRect();
      if (top < bottom) {
        const share = (bottom - top) / Math.max(1, height);
        flushSync(() => setCount(count + Math.ceil(share * (all - count)) + MORE));
      } else if (top < bottom + AHEAD * seen) idle ??= requestIdleCallback(() => setCount(count + STEP));
    }
    // Looks for the first time before the frame is painted.
    const observer = new ResizeObserver(look);
    observer.observe(scroller);
    observer.observe(rest);
    scroller.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      scroller.removeEventListener('scroll', look);
      if (idle !== undefined) cancelIdleCallback(idle);
    };
  }, [region, all, count, isWhole]);

  const reach = useCallback((offset: number) => {
    const { count: now, screen: behind } = latest.current;
    if (offset < now) return;
    flushSync(() => {
      setCount(offset + behind);
      setWhole(true);
    });
  }, []);
  const gapPx = isWhole || count >= all ? null : Math.ceil((all - count) / LETTERS_A_PIXEL);
  return { count, gapPx, reach };
}
