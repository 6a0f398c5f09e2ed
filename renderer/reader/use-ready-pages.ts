import { useEffect, useRef, useState } from 'react';
import type { ShownPaper } from '../../shared/library.ts';
import { type AnsweredPaper, askAhead } from '../postil.ts';
import { typeset } from '../ui/typeset.ts';

/** Who rests on a paper for so long may be met by one that is ready, in milliseconds; a key held down is faster. */
const REST_MS = 100;

/**
 * With more letters (UTF-16 code units), pieces of math or annotations than this, the page of a paper takes longer to
 * make and lay out than a key should. Usual papers, which have fewer, gain nothing from being made ready.
 */
const USUAL = { letters: 4000, math: 15, annotations: 30 };

/** The page of a paper: shown, or made ready to be shown. */
export interface ReadyPage {
  /** Of its own for each making: a page that was left is made anew, not come back to as it was left. */
  readonly key: string;
  readonly open: AnsweredPaper;
  /** Whether it was not shown yet, when one last rested. */
  readonly isAhead: boolean;
}

/** Counts the pages that were made ready, for their keys. */
let made = 0;

/**
 * The page of the open paper, and those of large papers beside it, which are made ready while nothing else is to do.
 * @param beside ids of the papers that may be opened next, the same array as long as they are the same
 */
export function useReadyPages(open: AnsweredPaper, beside: readonly number[]): readonly ReadyPage[] {
  const openId = open.paper.id;
  const isOpen = (page: ReadyPage) => page.open.paper.id === openId;
  const [ready, setReady] = useState<readonly ReadyPage[]>([]);
  const kept = ready.filter((page) => page.isAhead || isOpen(page));
  const pages = kept.some(isOpen)
    ? kept.map((page) => (isOpen(page) ? { ...page, open } : page))
    : [...kept, { key: `opened ${openId}`, open, isAhead: false }];

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
        if (paper === undefined || !isLarge(paper)) continue;
        made += 1;
        ahead.push({ key: `ready ${made}`, open: paper, isAhead: true });
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

function isLarge({ paper, annotations }: ShownPaper): boolean {
  const text = paper.currentVersion?.text ?? '';
  return (
    text.length > USUAL.letters ||
    annotations.length > USUAL.annotations ||
    typeset(text).math.length > USUAL.math
  );
}
