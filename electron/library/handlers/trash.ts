import type { trashCalls } from '../../../shared/calls/trash.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { restoreImport, withdrawImport } from '../importing/withdraw.ts';
import { emptyTrash, restorePapers, trashPapers } from '../remembering/trash.ts';
import type { LibraryContext } from './context.ts';

/** Answers the calls about the trash and about imports taken back. */
export function trashHandlers({ database, changed }: LibraryContext): HandlersOf<keyof typeof trashCalls> {
  return {
    'paper.trash': ({ paperIds }) => {
      trashPapers(database, paperIds);
      changed(paperIds);
    },
    'paper.restore': ({ paperIds }) => {
      restorePapers(database, paperIds);
      changed(paperIds);
    },
    'trash.empty': () => {
      const paperIds = emptyTrash(database);
      changed(null);
      return paperIds.length;
    },
    'import.withdraw': ({ importId }) => {
      const withdrawal = withdrawImport(database, importId);
      changed(null);
      return withdrawal;
    },
    'import.restore': ({ importId }) => {
      const withdrawal = restoreImport(database, importId);
      changed(null);
      return withdrawal;
    },
  };
}
