import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PostilError } from '../../shared/errors.ts';
import { openLibraryReadOnly } from '../library/database.ts';
import { withLibraryErrors } from '../library/library-error.ts';
import { backUp } from '../library/safekeeping/backup.ts';
import { backupFolder } from '../library/safekeeping/backup-files.ts';
import { copyInto } from '../library/safekeeping/copy-into.ts';
import { type Command, EXIT, type ExitCode, type Invocation, print, UsageError } from './command.ts';
import { holdingsText } from './text.ts';

/** `postil backup`: backs the library up among its backups, or into a file of one's own; others may go on writing. */
export const backupCommand: Command = {
  usage: 'postil backup  [--library DIR] [--json] [PATH]',
  options: [],
  run: runBackup,
};

function runBackup(invocation: Invocation): ExitCode {
  const { folder, words } = invocation;
  const [given, ...others] = words;
  if (others.length > 0) throw new UsageError('postil backup takes one path at most.');
  const path = given === undefined ? null : resolve(given);
  const made = path === null ? amongBackups(folder) : into(folder, path);
  print(invocation, { path: made.path, ...made.holds }, () => `${made.path}: ${holdingsText(made.holds)}.`);
  return EXIT.done;
}

function amongBackups(folder: string) {
  const { file, holds } = backUp(folder, 'asked');
  return { path: join(backupFolder(folder), file), holds };
}

function into(folder: string, path: string) {
  if (existsSync(path)) {
    throw new PostilError('bad-request', `${path} is there already.`, 'Name a file that is not there yet.');
  }
  const database = openLibraryReadOnly(folder);
  try {
    return { path, holds: withLibraryErrors(folder, () => copyInto(database, path)) };
  } finally {
    database.close();
  }
}
