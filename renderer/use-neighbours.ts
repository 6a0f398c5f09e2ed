import { useEffect } from 'react';
import type { Papers } from './list/papers.ts';
import type { Selection } from './list/selection.ts';
import { type AnsweredPaper, askAhead } from './postil.ts';

/** Asks for the papers beside the open one once it is there, so that stepping through the list waits for no answer. */
export function useNeighbours(
  { hitAt }: Papers,
  { openId, index }: Selection,
  open: AnsweredPaper | undefined,
): void {
  const isOpen = openId !== null && open?.paper.id === openId;
  useEffect(() => {
    if (!isOpen || hitAt(index)?.paper.id !== openId) return;
    const idle = requestIdleCallback(() => {
      for (const hit of [hitAt(index + 1), hitAt(index - 1)]) if (hit !== undefined) askAhead(hit.paper.id);
    });
    return () => cancelIdleCallback(idle);
  }, [isOpen, hitAt, index, openId]);
}
