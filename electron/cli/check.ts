import { checkLibrary } from '../library/check.ts';
import {
  type Command,
  complain,
  EXIT,
  type ExitCode,
  type Invocation,
  print,
  UsageError,
  withLibrary,
} from './command.ts';
import { checkText } from './text.ts';

/** `postil check`: looks the library over. */
export const checkCommand: Command = {
  usage: 'postil check   [--library DIR] [--json]',
  options: [],
  run: runCheck,
};

function runCheck(invocation: Invocation): Promise<ExitCode> {
  if (invocation.words.length > 0) throw new UsageError('postil check takes no words, only --library.');
  return withLibrary(invocation.folder, (database) => {
    const report = checkLibrary(database);
    print(invocation, report, () => checkText(report));
    if (report.problems.length === 0) return EXIT.done;
    complain(
      `${report.problems.length} things are wrong with the library in ${invocation.folder}. Keep a copy of the folder before you do anything else.`,
    );
    return EXIT.unusable;
  });
}
