import { statfsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Backup, BackupList, BackupReason, Holdings } from '../../../shared/backup.ts';
import { PostilError } from '../../../shared/errors.ts';
import { type Database, openBackupFile, openLibraryReadOnly } from '../database.ts';
import { libraryError, withLibraryErrors } from '../library-error.ts';
import { libraryFile } from '../library-file.ts';
import { backUpOpen } from './back-up-open.ts';
import { backupFolder, backupNames, readBackupName } from './backup-files.ts';
import { holdings } from './copy-into.ts';

/** So much stays free on the disk when backups are made unasked, in bytes and in copies of the library. */
const FREE_BYTES = 200 * 1024 * 1024;
const FREE_COPIES = 2;

/**
 * Backs a library up into its folder `backups`, while others write to it: what it holds at this moment is copied,
 * opened, checked and counted, and only then called a backup. Older ones are thinned out.
 * @throws {PostilError} `library-...` or `file-unreadable`; nothing is then left behind
 */
export function backUp(folder: string, reason: BackupReason): Backup {
  const database = openLibraryReadOnly(folder);
  try {
    return backUpOpen(database, folder, reason);
  } finally {
    database.close();
  }
}

/**
 * Backs a library up unless nothing changed since its newest backup, or the disk is so full that it might take away
 * what the user needs.
 * @returns null when none was made
 */
export function backUpIfChanged(folder: string): Backup | null {
  const { bavail, bsize } = statfsSync(folder);
  const bytes = statSync(libraryFile(folder), { throwIfNoEntry: false })?.size ?? 0;
  if (bavail * bsize < FREE_BYTES + FREE_COPIES * bytes) return null;
  const database = openLibraryReadOnly(folder);
  try {
    const [newest] = backupNames(folder);
    if (newest !== undefined && stateOf(folder, newest.file) === changeState(database)) return null;
    if (newest === undefined && holdings(database).paperCount === 0) return null;
    return backUpOpen(database, folder, 'automatic');
  } finally {
    database.close();
  }
}

function stateOf(folder: string, file: string): string | null {
  try {
    const backup = openBackupFile(join(backupFolder(folder), file));
    try {
      return changeState(backup);
    } finally {
      backup.close();
    }
  } catch (thrown) {
    // One that is damaged is as good as none.
    const known = libraryError(thrown, folder);
    if (known instanceof PostilError) return null;
    throw thrown;
  }
}

/** Differs after every change of the user's and every import. */
function changeState(database: Database): string {
  const row = database
    .prepare<[], Record<string, number | null>>(
      `SELECT (SELECT max(id) FROM change) AS change, (SELECT min(id) FROM change WHERE undone = 1) AS undone,
         (SELECT max(id) FROM note_revision) AS note, (SELECT max(id) FROM import) AS import,
         (SELECT sum(read_bytes + done) FROM import_file) AS read, (SELECT max(id) FROM source) AS source,
         (SELECT max(read_ms) FROM last_read) AS last_read`,
    )
    .get();
  return JSON.stringify(row);
}

/** The backups of a library that can be opened, with what each holds. */
export function listBackups(folder: string): BackupList {
  const backups: Backup[] = [];
  const unusable: string[] = [];
  for (const { file } of backupNames(folder)) {
    const backup = tryBackup(folder, file);
    if (backup === null) unusable.push(file);
    else backups.push(backup);
  }
  return { backups, now: holdingsNow(folder), unusable };
}

function tryBackup(folder: string, file: string): Backup | null {
  try {
    return describeBackup(folder, file);
  } catch (thrown) {
    if (thrown instanceof PostilError) return null;
    throw thrown;
  }
}

function holdingsNow(folder: string): Holdings | null {
  try {
    const database = openLibraryReadOnly(folder);
    try {
      return withLibraryErrors(folder, () => holdings(database));
    } finally {
      database.close();
    }
  } catch (thrown) {
    if (thrown instanceof PostilError) return null;
    throw thrown;
  }
}

/** Path of a backup. @param file its name among the backups, or an absolute path */
export function backupPath(folder: string, file: string): string {
  return isAbsolute(file) ? file : join(backupFolder(folder), file);
}

/** What a backup holds. @throws {PostilError} `library-...` or `file-unreadable` when it is none */
export function describeBackup(folder: string, file: string): Backup {
  const path = backupPath(folder, file);
  return withLibraryErrors(dirname(path), () => {
    const { mtimeMs, size } = statSync(path);
    const database = openBackupFile(path);
    try {
      const name = readBackupName(file) ?? { madeMs: mtimeMs, reason: 'asked' as const };
      return { file, madeMs: name.madeMs, reason: name.reason, bytes: size, holds: holdings(database) };
    } finally {
      database.close();
    }
  });
}
