import type { memoryCalls } from '../../../shared/calls/memory.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { type Replayed, redo, undo } from '../history.ts';
import type { LibraryContext } from './context.ts';

/** Answers the memory calls. */
export function memoryHandlers({ database, changed }: LibraryContext): HandlersOf<keyof typeof memoryCalls> {
  const replayed = (replay: Replayed | null) => {
    if (replay === null) return null;
    changed(replay.paperIds.length === 0 ? null : replay.paperIds);
    return { label: replay.label };
  };
  return {
    'history.undo': () => replayed(undo(database)),
    'history.redo': () => replayed(redo(database)),
  };
}
