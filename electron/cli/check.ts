import { checkAside } from '../library/aside.ts';
import {
  type Command,
  complain,
  EXIT,
  type ExitCode,
  type Invocation,
  print,
  UsageError,
} from './command.ts';
import { checkText } from './text.ts';

/** `postil check`: looks the library over. Needs no right to write to it. */
export const checkCommand: Command = {
  usage: 'postil check   [--library DIR] [--json]',
  options: [],
  run: runCheck,
};

function runCheck(invocation: Invocation): ExitCode {
  if (invocation.words.length > 0) throw new UsageError('postil check takes no words, only --library.');
  const report = checkAside(invocation.folder);
  print(invocation, report, () => checkText(report));
  if (report.problems.length === 0) return EXIT.done;
  complain(
    `${report.problems.length} things are wrong with the library in ${invocation.folder}. Open it in Postil to rescue what can be read, or restore a backup with postil restore.`,
  );
  return EXIT.unusable;
}
