import { useEffect, useRef } from 'react';
import type { Papers } from './list/papers.ts';

/**
 * Brings the open paper into sight at the start, where a search was cleared, and where triage begins with it.
 * @param isTyped whether something is searched for
 */
export function useOpenInSight(
  { first, isNewest }: Papers,
  isTyped: boolean,
  isTriage: boolean,
  bringIntoSight: () => void,
): void {
  const wasTyped = useRef(true);
  const isAnswered = first !== undefined && isNewest;
  useEffect(() => {
    if (!isAnswered) return;
    if (!isTyped && (wasTyped.current || isTriage)) bringIntoSight();
    wasTyped.current = isTyped;
  }, [isAnswered, isTyped, isTriage, bringIntoSight]);
}
