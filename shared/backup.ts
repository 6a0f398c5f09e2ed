/** Backups of a library, restoring one, and what is saved of a damaged library. */

/** What a library or a backup of one holds. */
export interface Holdings {
  readonly paperCount: number;
  readonly annotationCount: number;
  readonly noteCount: number;
  readonly tagCount: number;
}

/** How the names of Postil's backups end, without the dot. The package tells systems that Postil opens them. */
export const BACKUP_ENDING = 'postil-backup';

/** Why a backup was made. */
export const BACKUP_REASONS = ['automatic', 'asked', 'before-migration', 'before-restore'] as const;

/** One of {@link BACKUP_REASONS}. */
export type BackupReason = (typeof BACKUP_REASONS)[number];

/** A copy of a library that was opened, checked and counted. */
export interface Backup {
  /** Name of its file in the folder `backups` of the library, or an absolute path. */
  readonly file: string;
  readonly madeMs: number;
  readonly reason: BackupReason;
  readonly bytes: number;
  readonly holds: Holdings;
}

/** The backups of a library, newest first, and what it holds itself. */
export interface BackupList {
  readonly backups: readonly Backup[];
  /** Null when the library cannot be read. */
  readonly now: Holdings | null;
  /** Names of files that are called backups and cannot be opened. */
  readonly unusable: readonly string[];
}

/** What restoring did. */
export interface Restored {
  readonly holds: Holdings;
  /**
   * File of the backup of what was replaced: restoring that takes the restoring back. A folder with the files as they
   * were where the library was damaged; null when there was none.
   */
  readonly replaced: string | null;
  readonly wasDamaged: boolean;
}

/** What was saved of a damaged library. */
export interface Salvaged {
  /** The new library. */
  readonly folder: string;
  readonly holds: Holdings;
  /** Rows that could be read and stand in the new library, and places of which nothing could be read, by table. */
  readonly tables: readonly { readonly name: string; readonly saved: number; readonly lost: number }[];
  /** Papers of which only what the user added could be read. */
  readonly strippedPapers: number;
}
