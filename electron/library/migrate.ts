import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PostilError } from '../../shared/errors.ts';
import type { Database } from './database.ts';
import { libraryTables } from './migrations/0001-library.ts';

/** One step of the schema, from the version before to its own. */
export interface Migration {
  /** Name of its file, without ending. */
  readonly name: string;
  readonly sql: string;
}

/** All steps in order: the first makes version 1. Forward only, and frozen once released. */
export const MIGRATIONS: readonly Migration[] = [{ name: '0001-library', sql: libraryTables }];

/** The schema that this Postil reads and writes (`user_version`). */
export const NEWEST_VERSION: number = MIGRATIONS.length;

/**
 * Brings a library to the newest version, each step in a transaction of its own; a library that holds
 * something is copied into `backups/` first.
 * @param folder the library's folder; null for a library in memory, of which no copy is made
 * @throws {PostilError} `library-newer`
 */
export function migrate(
  database: Database,
  folder: string | null,
  migrations: readonly Migration[] = MIGRATIONS,
): void {
  const version = versionOf(database);
  if (version > migrations.length) throw newerLibrary(database.name);
  if (version === migrations.length) return;
  if (version > 0 && folder !== null) copyBefore(database, folder, version);
  for (const [index, { sql }] of migrations.entries()) {
    const step = database.transaction(() => {
      // Read again under the lock: another process may have made the step meanwhile.
      if (versionOf(database) > index) return;
      database.exec(sql);
      database.pragma(`user_version = ${index + 1}`);
    });
    step.exclusive();
  }
  // So that the version stands in the file itself, where an older Postil looks before it opens anything.
  database.pragma('wal_checkpoint(TRUNCATE)');
}

/** What is thrown for a library that a newer Postil made. */
export function newerLibrary(path: string): PostilError {
  return new PostilError(
    'library-newer',
    `${path} was made by a newer version of Postil.`,
    'Install the newest Postil to open it, or choose another folder.',
  );
}

function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** A copy as of one day and version is enough: a step that fails again and again must not fill the disk. */
function copyBefore(database: Database, folder: string, version: number): void {
  const backups = join(folder, 'backups');
  mkdirSync(backups, { recursive: true });
  const day = new Date().toISOString().slice(0, 10);
  const copy = join(backups, `before-migration-of-version-${version}-${day}.db`);
  const draft = `${copy}.new`;
  rmSync(draft, { force: true });
  database.prepare('VACUUM INTO ?').run(draft);
  renameSync(draft, copy);
}
