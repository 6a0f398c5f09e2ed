import type { paperCalls } from '../../../shared/calls/papers.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { dequeue, enqueue } from '../organising/queue.ts';
import { noteReading, setHeading, setRating, setStarred, setState } from '../organising/reading.ts';
import { openPaper } from '../papers.ts';
import { shownPaper } from '../shown-paper.ts';
import type { LibraryContext } from './context.ts';

/** Answers the paper calls. */
export function paperHandlers({ database, changed }: LibraryContext): HandlersOf<keyof typeof paperCalls> {
  return {
    'paper.open': ({ paperId }) => shownPaper(openPaper(database, paperId)),
    'paper.setHeading': ({ paperId, heading }) => {
      setHeading(database, paperId, heading);
      changed([paperId]);
    },
    'paper.setState': ({ paperIds, state }) => {
      setState(database, paperIds, state);
      changed(paperIds);
    },
    'paper.setRating': ({ paperIds, rating }) => {
      setRating(database, paperIds, rating);
      changed(paperIds);
    },
    'paper.enqueue': ({ paperIds, place }) => {
      enqueue(database, paperIds, place);
      changed(paperIds);
    },
    'paper.dequeue': ({ paperIds }) => {
      dequeue(database, paperIds);
      changed(paperIds);
    },
    'paper.noteReading': ({ paperId, place }) => {
      if (noteReading(database, paperId, place)) changed([paperId]);
    },
    'paper.setStarred': ({ paperIds, starred }) => {
      setStarred(database, paperIds, starred);
      changed(paperIds);
    },
  };
}
