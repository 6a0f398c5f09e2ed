/** Work on a library that a thread of its own does, so that neither window nor edits wait for it. */
import type { Backup, BackupList, BackupReason, Restored, Salvaged } from './backup.ts';
import type { Result } from './errors.ts';
import type { CheckReport } from './library.ts';

/** What can be done aside, each with what it needs and what comes of it. */
export interface AsideTasks {
  readonly check: { readonly input: { readonly folder: string }; readonly output: CheckReport };
  readonly listBackups: { readonly input: { readonly folder: string }; readonly output: BackupList };
  /** Null when nothing changed since the last one, for an automatic backup. */
  readonly backUp: {
    readonly input: { readonly folder: string; readonly reason: BackupReason };
    readonly output: Backup | null;
  };
  /** Looks at a backup before it is restored. `file`: its name among the backups, or an absolute path. */
  readonly openBackup: {
    readonly input: { readonly folder: string; readonly file: string };
    readonly output: Backup;
  };
  /** The library must be closed. */
  readonly restore: {
    readonly input: { readonly folder: string; readonly file: string };
    readonly output: Restored;
  };
  /** Copies a library into which nothing may be written. `target`: an empty folder. */
  readonly copyToLook: {
    readonly input: { readonly folder: string; readonly target: string };
    readonly output: null;
  };
  /** Copies all that can be read into a new library. */
  readonly salvage: {
    readonly input: { readonly folder: string; readonly target: string };
    readonly output: Salvaged;
  };
}

/** Name of one of {@link AsideTasks}. */
export type AsideName = keyof AsideTasks;

/** What the thread is started with (`workerData`). */
export interface AsideStart<Name extends AsideName = AsideName> {
  readonly aside: Name;
  readonly input: AsideTasks[Name]['input'];
}

/** The thread's one message. */
export type AsideResult<Name extends AsideName> = Result<AsideTasks[Name]['output']>;
