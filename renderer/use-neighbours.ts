import { useMemo } from 'react';
import type { Papers } from './list/papers.ts';
import type { Selection } from './list/selection.ts';
import type { AnsweredPaper } from './postil.ts';

/** Ids of the papers beside the open one in the list, the next one first; none until it is there. The same array as long as they are the same. */
export function useNeighbours(
  { hitAt }: Papers,
  { openId, index }: Selection,
  open: AnsweredPaper | undefined,
): readonly number[] {
  const idAt = (at: number) => hitAt(at)?.paper.id ?? null;
  const isOpen = openId !== null && open?.paper.id === openId && idAt(index) === openId;
  const next = isOpen ? idAt(index + 1) : null;
  const previous = isOpen ? idAt(index - 1) : null;
  return useMemo(() => [next, previous].filter((id) => id !== null), [next, previous]);
}
