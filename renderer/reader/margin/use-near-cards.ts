import { type RefObject, useEffect, useState } from 'react';

/** As many cards as fill a window are there with the paper: those without a comment take so much of its height, in pixels. */
const CARD_PX = 90;

/** So many more come as one comes near to the last. */
const MORE = 12;

/** A card is near while it is not further below what is seen than a window is high; all above are. */
const NEAR = '1000000px 0px 100% 0px';

/**
 * How many cards, from the first on, are to be there: hundreds of them with their math would take longer to take away
 * than the next paper takes to appear.
 * @param wanted as many as must be there at once whatever happens
 */
export function useNearCards(list: RefObject<HTMLUListElement | null>, all: number, wanted: number): number {
  const [count, setCount] = useState(() => Math.ceil(window.innerHeight / CARD_PX));
  const enough = Math.max(count, wanted);
  useEffect(() => {
    const last = list.current?.lastElementChild;
    if (enough >= all || !last) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setCount(enough + MORE);
      },
      { root: last.closest('.scroll'), rootMargin: NEAR },
    );
    observer.observe(last);
    return () => observer.disconnect();
  }, [list, enough, all]);
  return Math.min(all, enough);
}
