import { useEffect, useRef } from 'react';
import type { Papers } from './list/papers.ts';
import type { View } from './list/use-view.ts';

/**
 * What the window showed when it was left is shown again at the start. A shelf or search that finds nothing any more
 * gives way to all papers, and a paper that is gone to the first one.
 * @param isGone whether the paper that is to be open is no longer in the library
 */
export function useLastView(view: View, { first }: Papers, isGone: boolean, letGo: () => void): void {
  const isFirst = useRef(true);
  const { query, showAll } = view;
  useEffect(() => {
    if (first === undefined || !isFirst.current) return;
    isFirst.current = false;
    if (first.total === 0 && query !== '') showAll();
  }, [first, query, showAll]);
  useEffect(() => {
    if (isGone) letGo();
  }, [isGone, letGo]);
}
