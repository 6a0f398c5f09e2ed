import { useEffect, useRef, useState } from 'react';
import { type AnsweredPaper, askAhead } from '../postil.ts';

/** Who rests on a paper for so long may be met by one that is ready, in milliseconds; a key held down is faster. */
const REST_MS = 100;

/** The page of a paper: shown, made ready to be shown, or left a moment ago. */
export interface ReadyPage {
  /** Of its own for each making: a page that was left is made anew, not come back to as it was left. */
  readonly key: string;
  readonly open: AnsweredPaper;
  /** Whether it has not been shown yet. */
  readonly isAhead: boolean;
}

/** Counts the pages that were made ready, for their keys. */
let made = 0;

/**
 * The page of the open paper, and those of the papers beside it, which are made ready while nothing else is to do.
 * @param beside ids of the papers that may be opened next, the same array as long as they are the same
 */
export function useReadyPages(open: AnsweredPaper, beside: readonly number[]): readonly ReadyPage[] {
  const openId = open.paper.id;
  const [ready, setReady] = useState<readonly ReadyPage[]>([]);
  const isReady = ready.some((page) => page.open.paper.id === openId);
  const all = isReady ? ready : [...ready, { key: `opened ${openId}`, open, isAhead: false }];
  const pages = all.map((page) => (page.open.paper.id === openId ? { ...page, open } : page));

  const latest = useRef(pages);
  useEffect(() => {
    latest.current = pages;
  });
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const idle = requestIdleCallback(async () => {
      const ahead: ReadyPage[] = [];
      for (const id of beside) {
        const paper = await askAhead(id);
        if (isOver) return;
        made += 1;
        if (paper !== undefined) ahead.push({ key: `ready ${made}`, open: paper, isAhead: true });
      }
      timer = setTimeout(() => {
        const shown = latest.current.filter((page) => page.open.paper.id === openId);
        setReady([...shown.map((page) => ({ ...page, isAhead: false })), ...ahead]);
      }, REST_MS);
    });
    return () => {
      isOver = true;
      cancelIdleCallback(idle);
      clearTimeout(timer);
    };
  }, [openId, beside]);
  return pages;
}
