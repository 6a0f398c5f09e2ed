import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Backup, BackupReason } from '../../../shared/backup.ts';
import type { Database } from '../database.ts';
import { withLibraryErrors } from '../library-error.ts';
import { backupFolder, backupName, thinBackups } from './backup-files.ts';
import { copyInto } from './copy-into.ts';

/**
 * Backs a library up over a connection that is open; not within a transaction.
 * @throws {PostilError} `library-...` or `file-unreadable`; nothing is then left behind
 */
export function backUpOpen(database: Database, folder: string, reason: BackupReason): Backup {
  return withLibraryErrors(folder, () => {
    const backups = backupFolder(folder);
    mkdirSync(backups, { recursive: true });
    let madeMs = Date.now();
    while (existsSync(join(backups, backupName(madeMs, reason)))) madeMs += 1;
    const file = backupName(madeMs, reason);
    const holds = copyInto(database, join(backups, file));
    thinBackups(folder, file);
    return { file, madeMs, reason, bytes: statSync(join(backups, file)).size, holds };
  });
}
