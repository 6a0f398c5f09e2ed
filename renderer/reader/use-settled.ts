import { type RefObject, useLayoutEffect } from 'react';

/** At the latest after this time, in milliseconds. */
const SETTLED_MS = 500;

/** Puts `data-settled` on an element once nothing else is to do: what nobody sees is laid out from then on. */
export function useSettled(element: RefObject<HTMLElement | null>): void {
  // Before all else that waits for a moment of rest, so that the paper is laid out once more for all of it together.
  useLayoutEffect(() => {
    const idle = requestIdleCallback(() => element.current?.toggleAttribute('data-settled', true), {
      timeout: SETTLED_MS,
    });
    return () => cancelIdleCallback(idle);
  }, [element]);
}
