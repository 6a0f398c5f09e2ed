import { PostilError } from '../../shared/errors.ts';
import type { MigrationProgress } from '../../shared/library.ts';
import type { Database } from './database.ts';
import { libraryTables } from './migrations/0001-library.ts';
import { backUpOpen } from './safekeeping/back-up-open.ts';

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
 * something is backed up first. Killed at any moment, it stands at the end of the last step.
 * @param folder the library's folder; null for a library in memory, which is not backed up
 * @param onStep told before the backup, as step 0, and before each step; not while a library is begun
 * @throws {PostilError} `library-newer`
 */
export function migrate(
  database: Database,
  folder: string | null,
  migrations: readonly Migration[] = MIGRATIONS,
  onStep: (progress: MigrationProgress) => void = () => undefined,
): void {
  const version = versionOf(database);
  if (version > migrations.length) throw newerLibrary(database.name);
  if (version === migrations.length) return;
  if (version > 0 && folder !== null) {
    onStep({ step: 0, steps: migrations.length - version });
    backUpOpen(database, folder, 'before-migration');
  }
  // Or else replacing a table by one with other columns would take with it the rows that belong to the former.
  // https://www.sqlite.org/lang_altertable.html#otheralter
  const foreignKeys = Number(database.pragma('foreign_keys', { simple: true }));
  database.pragma('foreign_keys = OFF');
  try {
    for (const [index, { name, sql }] of migrations.entries()) {
      // Of a new library there is nothing that could be told to be older.
      if (version > 0 && index >= version)
        onStep({ step: index - version + 1, steps: migrations.length - version });
      const step = database.transaction(() => {
        // Read again under the lock: another process may have made the step meanwhile.
        if (versionOf(database) > index) return;
        database.exec(sql);
        refuseStrayRows(database, name);
        database.pragma(`user_version = ${index + 1}`);
      });
      step.exclusive();
    }
  } finally {
    database.pragma(`foreign_keys = ${foreignKeys}`);
  }
  // So that the version stands in the file itself, where an older Postil looks before it opens anything.
  database.pragma('wal_checkpoint(TRUNCATE)');
}

/** A step must leave no row that belongs to none. */
function refuseStrayRows(database: Database, name: string): void {
  const stray = database.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').get();
  if (stray === undefined) return;
  throw new Error(`${name} leaves rows of ${stray.table} that belong to no ${stray.parent}.`);
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
