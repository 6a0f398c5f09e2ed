import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * Letters of an abstract to a pixel of the window's height, of which the heading takes its part: some 68 on a line of
 * 27 px. Where more are in sight, the frame is made again with them.
 */
const LETTERS_A_PIXEL = 2.3;

/** What follows while nothing else is to do, in UTF-16 code units: less than a frame's work. */
const STEP = 1000;

/** So many heights of what is seen are ready below it. */
const AHEAD = 2;

/** More than what is seen, so that a guess a little short needs no second one, in UTF-16 code units. */
const MORE = 200;

/**
 * How far the math, marks and links of an abstract are there, in UTF-16 code units: always where one looks, a little
 * ahead of it while nothing else is to do, and beyond that its source stands, since laying all of a long one out takes
 * longer than opening it may.
 * @param region holds the paragraph, whose last element is what is not there yet; stands in what scrolls
 * @param all the length of the abstract
 * @returns `reach` has all there up to an offset, and a window's height behind it, before it returns
 */
export function useReach(
  region: RefObject<HTMLElement | null>,
  all: number,
): { readonly count: number; readonly reach: (offset: number) => void } {
  const screen = Math.ceil(window.innerHeight * LETTERS_A_PIXEL);
  const [count, setCount] = useState(screen);
  const latest = useRef({ count, screen });
  latest.current = { count, screen };

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
  }, [region, all, count]);

  const reach = useCallback((offset: number) => {
    const { count: now, screen: behind } = latest.current;
    if (offset >= now) flushSync(() => setCount(offset + behind));
  }, []);
  return { count, reach };
}
