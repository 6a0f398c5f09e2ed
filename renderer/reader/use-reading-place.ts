import { type RefObject, useEffect } from 'react';
import type { Paper } from '../../shared/paper.ts';
import { keepChanged, perform } from '../postil.ts';

/** Who looks at a paper for so long has read in it, in milliseconds; leafing through a list is faster. */
const READING_MS = 3000;
/** The place is remembered when scrolling has rested for so long, in milliseconds. */
const REST_MS = 1000;
/** Nearer to the top than this share of the way, one has not begun. */
const BEGUN = 0.05;

/** Whether a paper is shown from where it was read last, not from its top. */
export function isReadOn({ readPlace }: Paper): boolean {
  return readPlace !== null && readPlace > BEGUN;
}

/** Goes to where a paper was read last, and remembers where it is being read now. */
export function useReadingPlace(paper: Paper, scroller: RefObject<HTMLElement | null>): void {
  const { id, readPlace } = paper;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is where one begins; it is told to others from here.
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const way = () => Math.max(1, element.scrollHeight - element.clientHeight);
    if (isReadOn(paper)) element.scrollTop = (readPlace ?? 0) * way();
    let timer = setTimeout(note, READING_MS);
    let place: number | null = null;
    function note(): void {
      place = Math.min(1, Math.max(0, (element?.scrollTop ?? 0) / way()));
      void perform('paper.noteReading', { paperId: id, place });
    }
    function onScroll(): void {
      if (place === null) return;
      clearTimeout(timer);
      timer = setTimeout(note, REST_MS);
    }
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      // The library tells of the first place alone.
      if (place !== null) keepChanged(id, { readPlace: place });
      element.removeEventListener('scroll', onScroll);
    };
  }, [id, scroller]);
}
