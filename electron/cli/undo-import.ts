import type { Withdrawal } from '../../shared/withdrawal.ts';
import { withdrawImport } from '../library/importing/withdraw.ts';
import {
  type Command,
  EXIT,
  type ExitCode,
  type Invocation,
  print,
  UsageError,
  withLibrary,
} from './command.ts';
import { withdrawalText } from './text.ts';

/** `postil undo-import`: takes an import back; what the user has made something of stays. */
export const undoImportCommand: Command = {
  usage: 'postil undo-import N [--library DIR] [--json]                 N as postil imports lists it',
  options: [],
  run: runUndoImport,
};

function runUndoImport(invocation: Invocation): Promise<ExitCode> {
  const [number = '', ...others] = invocation.words;
  if (!/^[1-9]\d{0,14}$/.test(number) || others.length > 0) {
    throw new UsageError('postil undo-import needs the number of one import, as postil imports lists it.');
  }
  return withLibrary(invocation.folder, (database) => {
    const withdrawal = withdrawImport(database, Number(number));
    print(invocation, withdrawalJson(withdrawal), () => withdrawalText(withdrawal));
    return EXIT.done;
  });
}

function withdrawalJson({ importId, shownChange, kept, keptCount }: Withdrawal) {
  return {
    import: importId,
    papers: shownChange,
    kept: kept.map(({ paperId, heading, because }) => ({ id: paperId, heading, because })),
    keptCount,
  };
}
