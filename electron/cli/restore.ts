import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PostilError } from '../../shared/errors.ts';
import { restoreBackup } from '../library/importing/restore.ts';
import { backupFolder } from '../library/safekeeping/backup-files.ts';
import { type Command, EXIT, type ExitCode, type Invocation, print, UsageError } from './command.ts';
import { holdingsText } from './text.ts';

/** `postil restore`: puts a backup in the library's place, after backing that up. */
export const restoreCommand: Command = {
  usage:
    'postil restore [--library DIR] [--json] PATH    a backup, one of its names, or a folder of a library',
  options: [],
  run: runRestore,
};

function runRestore(invocation: Invocation): ExitCode {
  const { folder, words } = invocation;
  const [given, ...others] = words;
  if (given === undefined || others.length > 0) throw new UsageError('postil restore needs one path.');
  const path = [resolve(given), join(backupFolder(folder), given)].find((each) => existsSync(each));
  if (path === undefined) {
    throw new PostilError(
      'library-missing',
      `There is no backup ${given}.`,
      'Name one of those in the folder backups.',
    );
  }
  const { holds, replaced, wasDamaged } = restoreBackup(folder, path);
  print(invocation, { ...holds, replaced, wasDamaged }, () =>
    [
      `Restored: ${holdingsText(holds)}.`,
      ...(replaced === null
        ? []
        : [`What was there before is ${wasDamaged ? 'kept in' : 'the backup'} ${replaced}`]),
    ].join('\n'),
  );
  return EXIT.done;
}
