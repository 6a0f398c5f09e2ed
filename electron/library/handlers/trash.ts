import { setImmediate } from 'node:timers/promises';
import type { trashCalls } from '../../../shared/calls/trash.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import type { Withdrawal } from '../../../shared/withdrawal.ts';
import { withdrawing } from '../importing/withdraw.ts';
import { emptyTrash, restorePapers, trashPapers } from '../remembering/trash.ts';
import type { LibraryContext } from './context.ts';

/** Answers the calls about the trash and about imports taken back. */
export function trashHandlers({ database, changed }: LibraryContext): HandlersOf<keyof typeof trashCalls> {
  /** Lets other calls be answered between the steps. */
  const inTurns = async (steps: ReturnType<typeof withdrawing>): Promise<Withdrawal> => {
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) return step.value;
      // Null where no paper is touched, since the import itself looks otherwise.
      changed(step.value.length === 0 ? null : step.value);
      await setImmediate();
    }
  };
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
    'import.withdraw': ({ importId }) => inTurns(withdrawing(database, importId, true)),
    'import.restore': ({ importId }) => inTurns(withdrawing(database, importId, false)),
  };
}
