import type { noteCalls } from '../../../shared/calls/notes.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { saveNote } from '../notes.ts';
import type { LibraryContext } from './context.ts';

/** Answers the note calls. */
export function noteHandlers({ database, changed }: LibraryContext): HandlersOf<keyof typeof noteCalls> {
  return {
    'note.save': ({ paperId, text }) => {
      const note = saveNote(database, paperId, text);
      changed([paperId]);
      return note;
    },
  };
}
