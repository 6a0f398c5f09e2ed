import type { libraryCalls } from '../../../shared/calls/library.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { overview } from '../papers.ts';
import { copyWholeLibrary } from '../safekeeping/copy-whole.ts';
import type { LibraryContext } from './context.ts';

/** Answers the library calls. */
export function libraryHandlers({ database, slices }: LibraryContext): HandlersOf<keyof typeof libraryCalls> {
  return {
    'library.overview': () => overview(database),
    'library.copyTo': async ({ folder }) => {
      // The slices to come would be missing in the copy.
      await slices.end();
      copyWholeLibrary(database, folder);
    },
  };
}
