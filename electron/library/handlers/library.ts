import type { libraryCalls } from '../../../shared/calls/library.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { overview } from '../papers.ts';
import { copyWholeLibrary } from '../safekeeping/copy-whole.ts';
import type { LibraryContext } from './context.ts';

/** Answers the library calls. */
export function libraryHandlers({ database }: LibraryContext): HandlersOf<keyof typeof libraryCalls> {
  return {
    'library.overview': () => overview(database),
    'library.copyTo': ({ folder }) => copyWholeLibrary(database, folder),
  };
}
