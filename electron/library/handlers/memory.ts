import type { memoryCalls } from '../../../shared/calls/memory.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import type { TakenBack, Undone } from '../../../shared/memory.ts';
import { type Replayed, redo, undo } from '../remembering/history.ts';
import { type TakenBackRows, takeBack, takeBackTo } from '../remembering/take-back.ts';
import { namedPaper, timeline } from '../remembering/timeline.ts';
import type { LibraryContext } from './context.ts';

/** Answers the memory calls. */
export function memoryHandlers({
  database,
  changed,
  settling,
  slices,
}: LibraryContext): HandlersOf<keyof typeof memoryCalls> {
  /** A change of no paper's rows may be one of all: the name of a tag. */
  const tell = (paperIds: readonly number[] | null) => {
    changed(paperIds?.length === 0 ? null : paperIds);
    settling.soon();
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
  /** A change that is made in slices is taken back once it is whole. */
  const whole =
    <Input, Output>(work: (input: Input) => Output) =>
    async (input: Input) => {
      await slices.end();
      return work(input);
    };
  return {
    'history.undo': whole(() => replayed(undo(database))),
    'history.redo': whole(() => replayed(redo(database))),
    'history.takeBack': whole(({ changeId }) => takenBack(takeBack(database, changeId))),
    'history.takeBackTo': whole(({ changeId }) => takenBack(takeBackTo(database, changeId))),
    'history.timeline': ({ paperId, beforeMs }) =>
      timeline(database, paperId, beforeMs ?? Number.MAX_SAFE_INTEGER),
  };
}
