import { importSummaries } from '../library/importing/import-report.ts';
import {
  type Command,
  EXIT,
  type ExitCode,
  type Invocation,
  print,
  UsageError,
  withLibrary,
} from './command.ts';
import { importsText } from './text.ts';

/** `postil imports`: all imports with their state and counts, the newest first. */
export const importsCommand: Command = {
  usage: 'postil imports [--library DIR] [--json]',
  options: [],
  run: runImports,
};

function runImports(invocation: Invocation): Promise<ExitCode> {
  if (invocation.words.length > 0) throw new UsageError('postil imports takes no words, only --library.');
  return withLibrary(invocation.folder, (database) => {
    const imports = importSummaries(database);
    const json = imports.map((one) => ({
      id: one.id,
      state: one.state,
      withdrawn: one.isWithdrawn,
      startedMs: one.startedMs,
      finishedMs: one.finishedMs,
      files: one.fileNames,
      records: one.recordCount,
      unread: one.unreadCount,
    }));
    print(invocation, json, () => importsText(imports));
    return EXIT.done;
  });
}
