import type { memoryCalls } from '../../../shared/calls/memory.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import type { TakenBack, Undone } from '../../../shared/memory.ts';
import { isIndexDue } from '../paper-index.ts';
import type { Replayed } from '../remembering/history.ts';
import {
  redoInSlices,
  takeBackInSlices,
  takeBackToInSlices,
  undoInSlices,
} from '../remembering/replay-in-slices.ts';
import type { TakenBackRows } from '../remembering/take-back.ts';
import { namedPaper, timeline } from '../remembering/timeline.ts';
import type { LibraryContext } from './context.ts';

/** Answers the memory calls. */
export function memoryHandlers({
  database,
  changed,
  index,
  settling,
  slices,
}: LibraryContext): HandlersOf<keyof typeof memoryCalls> {
  /** A change of no paper's rows may be one of all: the name of a tag. */
  const tell = (paperIds: readonly number[] | null) => {
    changed(paperIds?.length === 0 ? null : paperIds);
    settling.soon();
    if (isIndexDue(database)) index.soon();
  };
  const replayed = (replay: Replayed | null): Undone | null => {
    if (replay === null) return null;
    const { label, paperIds } = replay;
    tell(paperIds);
    if (paperIds === null) return { label, paperCount: 0, paper: null };
    const [only] = paperIds;
    const paper = only === undefined || paperIds.length > 1 ? null : namedPaper(database, only);
    return { label, paperCount: paperIds.length, paper };
  };
  const takenBack = ({ paperIds, changeCount, leftAlone }: TakenBackRows): TakenBack => {
    tell(paperIds);
    return { changeCount, leftAlone };
  };
  return {
    // Each begins once what is made in slices is whole.
    'history.undo': async () => replayed(await undoInSlices(database, slices)),
    'history.redo': async () => replayed(await redoInSlices(database, slices)),
    'history.takeBack': async ({ changeId }) => takenBack(await takeBackInSlices(database, slices, changeId)),
    'history.takeBackTo': async ({ changeId }) =>
      takenBack(await takeBackToInSlices(database, slices, changeId)),
    'history.timeline': ({ paperId, beforeMs }) =>
      timeline(database, paperId, beforeMs ?? Number.MAX_SAFE_INTEGER),
  };
}
