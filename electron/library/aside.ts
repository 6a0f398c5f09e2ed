/** The thread that does one piece of work on a library aside; main starts it, see ../aside.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import type { AsideName, AsideStart, AsideTasks } from '../../shared/aside.ts';
import { failure, success } from '../../shared/errors.ts';
import type { CheckReport } from '../../shared/library.ts';
import { openLibraryToLook } from './database.ts';
import { restoreBackup } from './importing/restore.ts';
import { libraryError } from './library-error.ts';
import { backUp, backUpIfChanged, describeBackup, listBackups } from './safekeeping/backup.ts';
import { checkLibrary } from './safekeeping/check.ts';
import { copyFiles } from './safekeeping/copy-files.ts';
import { salvage } from './safekeeping/salvage.ts';

const TASKS: {
  readonly [Name in AsideName]: (input: AsideTasks[Name]['input']) => AsideTasks[Name]['output'];
} = {
  check: ({ folder }) => checkAside(folder),
  listBackups: ({ folder }) => listBackups(folder),
  backUp: ({ folder, reason }) => (reason === 'automatic' ? backUpIfChanged(folder) : backUp(folder, reason)),
  openBackup: ({ folder, file }) => describeBackup(folder, file),
  restore: ({ folder, file }) => restoreBackup(folder, file),
  copyToLook: ({ folder, target }) => {
    copyFiles(folder, target);
    return null;
  },
  salvage: ({ folder, target }) => salvage(folder, target),
};

/** Does what the thread was started for, and tells what came of it. */
export function runAside<Name extends AsideName>(
  port: MessagePort,
  { aside, input }: AsideStart<Name>,
): void {
  try {
    port.postMessage(success(TASKS[aside](input)));
  } catch (thrown) {
    port.postMessage(failure(libraryError(thrown, input.folder)));
  }
}

/** Looks a library over with a connection of its own, as it stands at this moment. Needs no right to write. */
export function checkAside(folder: string): CheckReport {
  let scratch: string | null = null;
  const database = openLibraryToLook(folder, () => {
    scratch = mkdtempSync(join(tmpdir(), 'postil-'));
    return scratch;
  });
  try {
    return database.transaction(() => checkLibrary(database))();
  } finally {
    database.close();
    if (scratch !== null) rmSync(scratch, { recursive: true, force: true });
  }
}
