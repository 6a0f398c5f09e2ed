import { useEffect } from 'react';
import type { Papers } from './list/papers.ts';
import type { Selection } from './list/selection.ts';
import { type AnsweredPaper, askAhead } from './postil.ts';
import { prepareAbstract } from './reader/abstract/prepare-abstract.ts';

/** Asks for the papers beside the open one once it is there, and sets their math, so that stepping through the list waits for neither. */
export function useNeighbours(
  { hitAt }: Papers,
  { openId, index }: Selection,
  open: AnsweredPaper | undefined,
): void {
  const isOpen = openId !== null && open?.paper.id === openId;
  useEffect(() => {
    if (!isOpen || hitAt(index)?.paper.id !== openId) return;
    const ending = new AbortController();
    const idle = requestIdleCallback(async () => {
      for (const hit of [hitAt(index + 1), hitAt(index - 1)]) {
        if (hit === undefined) continue;
        const next = await askAhead(hit.paper.id);
        if (ending.signal.aborted) return;
        prepareAbstract(next?.paper.currentVersion?.text ?? '', ending.signal);
      }
    });
    return () => {
      cancelIdleCallback(idle);
      ending.abort();
    };
  }, [isOpen, hitAt, index, openId]);
}
