import type { paperCalls } from '../../../shared/calls/papers.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { openPaper } from '../papers.ts';
import { setHeading, setStarred, setState } from '../reading.ts';
import type { LibraryContext } from './context.ts';

/** Answers the paper calls. */
export function paperHandlers({ database, changed }: LibraryContext): HandlersOf<keyof typeof paperCalls> {
  return {
    'paper.open': ({ paperId }) => openPaper(database, paperId),
    'paper.setHeading': ({ paperId, heading }) => {
      setHeading(database, paperId, heading);
      changed([paperId]);
    },
    'paper.setState': ({ paperIds, state }) => {
      setState(database, paperIds, state);
      changed(paperIds);
    },
    'paper.setStarred': ({ paperIds, starred }) => {
      setStarred(database, paperIds, starred);
      changed(paperIds);
    },
  };
}
