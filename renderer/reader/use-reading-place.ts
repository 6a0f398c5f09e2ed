import { type RefObject, useEffect } from 'react';
import type { Paper } from '../../shared/paper.ts';
import { perform } from '../postil.ts';

/** Who looks at a paper for so long has read in it, in milliseconds; leafing through a list is faster. */
const READING_MS = 3000;
/** The place is remembered when scrolling has rested for so long, in milliseconds. */
const REST_MS = 1000;
/** Nearer to the top than this share of the way, one has not begun. */
const BEGUN = 0.05;

/** Goes to where a paper was read last, and remembers where it is being read now. */
export function useReadingPlace(paper: Paper, scroller: RefObject<HTMLElement | null>): void {
  const { id, readPlace } = paper;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is where one begins; it is told to others from here.
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const way = () => Math.max(1, element.scrollHeight - element.clientHeight);
    if (readPlace !== null && readPlace > BEGUN) element.scrollTop = readPlace * way();
    let timer = setTimeout(note, READING_MS);
    let isReading = false;
    function note(): void {
      isReading = true;
      const place = Math.min(1, Math.max(0, (element?.scrollTop ?? 0) / way()));
      void perform('paper.noteReading', { paperId: id, place });
    }
    function onScroll(): void {
      if (!isReading) return;
      clearTimeout(timer);
      timer = setTimeout(note, REST_MS);
    }
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      element.removeEventListener('scroll', onScroll);
    };
  }, [id, scroller]);
}
