import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Holdings, Restored } from '../../../shared/backup.ts';
import { PostilError } from '../../../shared/errors.ts';
import { openFile, takeWindowPlace } from '../database.ts';
import { libraryError, withLibraryErrors } from '../library-error.ts';
import { libraryFile } from '../library-file.ts';
import { backUpOpen } from '../safekeeping/back-up-open.ts';
import { backupPath } from '../safekeeping/backup.ts';
import { backupFolder } from '../safekeeping/backup-files.ts';
import { checkLibrary } from '../safekeeping/check.ts';
import { holdings, syncFile, syncFolder } from '../safekeeping/copy-into.ts';
import { finishRestoring, restoredFile } from '../safekeeping/restoring.ts';

/**
 * Puts a backup in the place of a library that nobody has open. What it replaces becomes a backup itself, or, where it
 * is damaged, is kept file by file. Killed at any moment, the library is the one before or the one restored, whole.
 * @param file name of a backup, or absolute path of one, of a `library.db`, or of the folder of a library
 * @throws {PostilError} `library-...` or `file-unreadable`; the library is then as it was
 */
export function restoreBackup(folder: string, file: string): Restored {
  return withLibraryErrors(folder, () => {
    mkdirSync(folder, { recursive: true });
    const leavePlace = takeWindowPlace(folder);
    try {
      const path = libraryFile(folder);
      finishRestoring(path);
      const draft = `${path}.restoring`;
      removeFiles(draft);
      try {
        const holds = bringIn(backupPath(folder, file), draft);
        const { replaced, wasDamaged } = keepReplaced(folder, path);
        renameSync(draft, restoredFile(path));
        syncFolder(folder);
        finishRestoring(path);
        syncFolder(folder);
        return { holds, replaced, wasDamaged };
      } finally {
        removeFiles(draft);
      }
    } finally {
      leavePlace();
    }
  });
}

/** Copies the backup beside the library, and looks the copy over: a backup may have been damaged since. */
function bringIn(source: string, draft: string): Holdings {
  if (!existsSync(source)) {
    throw new PostilError(
      'library-missing',
      `There is no backup ${basename(source)} any more.`,
      'Choose another backup; the library is as it was.',
    );
  }
  return withLibraryErrors(dirname(source), () => {
    const file = statSync(source).isDirectory() ? libraryFile(source) : source;
    copyFileSync(file, draft);
    // What was committed last, where it is a library that was not closed.
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${draft}-wal`);
    const copy = openFile(draft);
    try {
      const { problems } = checkLibrary(copy);
      if (problems.length > 0) {
        throw new PostilError(
          'library-damaged',
          `${file} is damaged: ${problems[0]}`,
          'Choose another backup; the library is as it was.',
        );
      }
      // One file, that is, without a journal that would have to be moved with it.
      copy.pragma('journal_mode = DELETE');
      return holdings(copy);
    } finally {
      copy.close();
      syncFile(draft);
    }
  });
}

function keepReplaced(folder: string, path: string): Pick<Restored, 'replaced' | 'wasDamaged'> {
  if (!existsSync(path) && !existsSync(`${path}-wal`)) return { replaced: null, wasDamaged: false };
  try {
    return { replaced: backUpAlone(folder, path), wasDamaged: false };
  } catch (thrown) {
    const known = libraryError(thrown, folder);
    const isLost = known instanceof PostilError && LOST.includes(known.code);
    if (!isLost) throw thrown;
    return { replaced: keepFiles(folder, path), wasDamaged: true };
  }
}

const LOST: readonly string[] = ['library-damaged', 'library-not-a-library', 'library-missing'];

/** Backs up a library that no other process has open. @throws {PostilError} `library-in-use` when one has */
function backUpAlone(folder: string, path: string): string {
  const database = openFile(path);
  try {
    // Only possible while nobody else has it open; its journal is then part of it.
    database.pragma('busy_timeout = 500');
    database.pragma('journal_mode = DELETE');
    return backUpOpen(database, folder, 'before-restore').file;
  } finally {
    database.close();
  }
}

function keepFiles(folder: string, path: string): string {
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const kept = join(backupFolder(folder), `damaged-${stamp}`);
  mkdirSync(kept, { recursive: true });
  for (const file of [path, `${path}-wal`]) {
    if (!existsSync(file)) continue;
    const copy = join(kept, basename(file));
    copyFileSync(file, copy);
    syncFile(copy);
  }
  syncFolder(kept);
  return resolve(kept);
}

function removeFiles(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true });
}
