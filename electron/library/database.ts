import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { codeOf, PostilError } from '../../shared/errors.ts';
import type { MigrationProgress } from '../../shared/library.ts';
import { keepNoteLog } from './annotating/note-log.ts';
import { rememberPlace, requireInPlace } from './in-place.ts';
import { damaged, libraryError, withLibraryErrors } from './library-error.ts';
import { libraryFile } from './library-file.ts';
import { MIGRATIONS, migrate, NEWEST_VERSION, newerLibrary } from './migrate.ts';
import { indexDue } from './paper-index.ts';
import { backupNames } from './safekeeping/backup-files.ts';
import { copyFiles } from './safekeeping/copy-files.ts';
import { finishRestoring } from './safekeeping/restoring.ts';

/** A connection to a library. Only this file names the engine. */
export type Database = SqliteDatabase.Database;

/** Marks an SQLite file as a Postil library: "Post" in ASCII. https://www.sqlite.org/pragma.html#pragma_application_id */
export const APPLICATION_ID = 0x506f7374;

/**
 * How long a statement waits for another process (the command line beside the app) before it gives up.
 * Import batches are held to about a tenth of a second, so whoever waits this long meets something that is stuck.
 */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Page cache of a connection, in KiB. The hot pages of 100,000 papers (indexes, identifiers) fit; two
 * connections stay far below the 300 MB that main may use. The operating system caches the rest.
 */
const CACHE_KIB = 32_768;

/** The write-ahead log is cut back to this after a large import, in bytes. */
export const LOG_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * Opens the one connection that writes; makes folder and library when there are none.
 * Whatever cannot be opened is left as it is, to the byte.
 * @param onMigration told how far bringing an older one up to date has come
 * @throws {PostilError} `library-...` or `file-unreadable`
 */
export function openLibrary(
  folder: string,
  onMigration: (progress: MigrationProgress) => void = () => undefined,
): Database {
  return withLibraryErrors(folder, () => {
    const path = libraryFile(folder);
    makeFolder(resolve(folder));
    finishRestoring(path);
    if (!existsSync(path)) createLibrary(path);
    const database = connect(path);
    try {
      database.pragma('journal_mode = WAL');
      configure(database);
      migrate(database, resolve(folder), MIGRATIONS, onMigration);
      keepNoteLog(database);
      // What a crash left undone.
      const isDue = database.prepare('SELECT 1 FROM index_due LIMIT 1').get() !== undefined;
      if (isDue) transact(database, () => indexDue(database));
      rememberPlace(database);
      return database;
    } catch (thrown) {
      database.close();
      throw thrown;
    }
  });
}

/**
 * Makes a folder and those above it. Node's own recursive way never ends where a folder is there but takes no
 * folders, as in `/proc`.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (thrown) {
    const code = codeOf(thrown);
    // Another process was quicker.
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw thrown;
    const message = `The folder ${folder} cannot be made.`;
    throw new PostilError('library-read-only', message, 'Choose a folder that can be written to.');
  }
}

/**
 * Opens a connection that only reads, beside the one that writes.
 * @throws {PostilError} `library-...` or `file-unreadable`; `library-missing` also when there is none, as it makes none
 */
export function openLibraryReadOnly(folder: string): Database {
  return withLibraryErrors(folder, () => {
    const path = libraryFile(folder);
    inspect(path);
    const database = new SqliteDatabase(path, {
      timeout: BUSY_TIMEOUT_MS,
      fileMustExist: true,
      readonly: true,
    });
    configure(database);
    return database;
  });
}

/**
 * Copies a library, as it stands, into a folder of its own, where none may be yet. Others may go on writing.
 * @throws {PostilError} `library-...` or `file-unreadable`
 */
export function copyLibrary(folder: string, copyFolder: string): void {
  mkdirSync(copyFolder, { recursive: true });
  // Not a connection that only reads: as the last one to close, it would leave its journal behind.
  const database = withLibraryErrors(folder, () => connect(libraryFile(folder)));
  try {
    withLibraryErrors(copyFolder, () => {
      database.prepare('VACUUM INTO ?').run(libraryFile(copyFolder));
    });
  } finally {
    database.close();
  }
}

/**
 * Opens a library to look at it, without bringing its schema up to date. Where nothing may be written, not even the
 * journal's index, `scratch` is asked for a folder in which a copy can be looked at.
 * @throws {PostilError} `library-...` or `file-unreadable`
 */
export function openLibraryToLook(folder: string, scratch: () => string): Database {
  return withLibraryErrors(folder, () => {
    const path = libraryFile(folder);
    inspect(path);
    try {
      const database = connect(path);
      // Unlike a connection that only reads, it tidies the journal away as the last one to close.
      database.pragma('query_only = ON');
      configure(database);
      return database;
    } catch (thrown) {
      const known = libraryError(thrown, folder);
      if (!(known instanceof PostilError) || known.code !== 'library-read-only') throw thrown;
    }
    const target = scratch();
    copyFiles(folder, target);
    return openFile(libraryFile(target));
  });
}

/** Opens a library's file, wherever it stands, as it is. @throws {PostilError} `library-...` */
export function openFile(path: string): Database {
  return withLibraryErrors(dirname(path), () => {
    inspect(path);
    const database = new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS, fileMustExist: true });
    configure(database);
    return database;
  });
}

/** Opens a backup, which nobody writes to. @throws {PostilError} `library-...` or `file-unreadable` */
export function openBackupFile(path: string): Database {
  return withLibraryErrors(dirname(path), () => {
    inspect(path);
    const database = new SqliteDatabase(path, { readonly: true, fileMustExist: true });
    configure(database);
    return database;
  });
}

/**
 * Opens a file that may be damaged to read what can be read of it: neither its schema nor its size need be right.
 * The file may be written to: give it a copy.
 */
export function openDamaged(path: string): Database {
  const database = new SqliteDatabase(path, { fileMustExist: true });
  // https://www.sqlite.org/pragma.html#pragma_writable_schema: what of the schema cannot be read is passed over.
  database.unsafeMode();
  database.pragma('writable_schema = ON');
  database.pragma('cell_size_check = ON');
  database.pragma('temp_store = MEMORY');
  return database;
}

/**
 * Takes the one place of a window on a library, which a killed process gives up with its life.
 * @returns gives it up
 * @throws {PostilError} `library-in-use` when another window has it
 */
export function takeWindowPlace(folder: string): () => void {
  const path = `${libraryFile(folder)}.window`;
  const place = withLibraryErrors(folder, () => new SqliteDatabase(path, { timeout: 0 }));
  try {
    // The lock of the system on the file; nothing is ever written into it.
    place.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    place.close();
    if (codeOf(thrown) !== 'SQLITE_BUSY') throw libraryError(thrown, folder);
    throw new PostilError(
      'library-in-use',
      `The library in ${resolve(folder)} is open in another window of Postil.`,
      'Go on there, or close it and try again.',
    );
  }
  if (!existsSync(path)) {
    // Whoever had it took the file away between our opening and locking it.
    place.close();
    return takeWindowPlace(folder);
  }
  return () => {
    // Before the lock is given up: afterwards it may be another's. Windows removes no file that is open, and may keep it.
    if (process.platform !== 'win32') rmSync(path, { force: true });
    place.close();
  };
}

/**
 * Runs a transaction that takes the write lock at once, so that it cannot fail half way for want of it.
 * @throws {PostilError} `library-missing` when the library is no longer where it was opened
 */
export function transact<Value>(database: Database, work: () => Value): Value {
  const transaction = database.transaction(() => {
    const value = work();
    requireInPlace(database);
    return value;
  });
  return transaction.immediate();
}

/** How long a writer may wait for readers so as to begin the journal anew. */
const BEGIN_ANEW_MS = 50;

/**
 * Begins the journal anew once it has outgrown its limit. SQLite does so by itself only when it happens to meet a
 * moment without readers; under searches that follow upon each other it would grow for ever.
 */
export function keepLogShort(database: Database, limitBytes = LOG_LIMIT_BYTES): void {
  // An import has its log copied aside: here, that of a large one would keep edits waiting for seconds.
  if (database.pragma('wal_autocheckpoint', { simple: true }) === 0) return;
  const { size } = statSync(`${database.name}-wal`, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size <= limitBytes) return;
  database.pragma(`busy_timeout = ${BEGIN_ANEW_MS}`);
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

/** A connection that may write, to a library that is there. Has written nothing yet. */
function connect(path: string): Database {
  inspect(path);
  accessSync(dirname(path), constants.W_OK);
  accessSync(path, constants.R_OK | constants.W_OK);
  return new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS, fileMustExist: true });
}

function configure(database: Database): void {
  // FULL: a commit is on the disk before it is acknowledged. fullfsync: also on macOS, whose fsync stops
  // at the drive's cache.
  database.pragma('synchronous = FULL');
  database.pragma('fullfsync = ON');
  database.pragma('foreign_keys = ON');
  // REPLACE then fires the delete triggers that history is written by.
  database.pragma('recursive_triggers = ON');
  database.pragma(`cache_size = -${CACHE_KIB}`);
  // No mmap: a folder that disappears would end the process by a signal, and its pages count as memory used.
  database.pragma('mmap_size = 0');
  database.pragma(`journal_size_limit = ${LOG_LIMIT_BYTES}`);
  database.pragma('temp_store = MEMORY');
  // A file from elsewhere must not run functions from its schema, nor crash us by bent pages.
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
}

/**
 * Page size of new libraries. An abstract has about 1.3 kB: of SQLite's default pages, 4 kB, a sixth stays empty, of
 * these half as much.
 */
const PAGE_BYTES = 8192;

/**
 * Makes an empty library in one step: the file appears whole or not at all, so that an empty or half-made
 * `library.db` is never ours and never mistaken for a new library.
 */
function createLibrary(path: string): void {
  if (backupNames(dirname(path)).length > 0) {
    throw new PostilError(
      'library-missing',
      `${path} is gone, but its backups are still there.`,
      'Restore one of them, put library.db back, or move the folder backups away to start with an empty library.',
    );
  }
  if (existsSync(`${path}-wal`)) {
    throw new PostilError(
      'library-damaged',
      `${path} is gone, but its journal ${path}-wal is still there.`,
      'Put library.db back beside its journal, or move the journal away to start with an empty library.',
    );
  }
  const model = new SqliteDatabase(':memory:');
  model.pragma(`page_size = ${PAGE_BYTES}`);
  // What an import leaves free can then be given back (free-pages.ts).
  model.pragma('auto_vacuum = INCREMENTAL');
  model.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(model, null);
  const bytes = model.serialize();
  model.close();
  const draft = `${path}.${process.pid}.new`;
  try {
    // Over the draft of a process that was killed and had our number: it is no library yet.
    writeFileSync(draft, bytes, { flush: true });
    linkSync(draft, path);
  } catch (thrown) {
    if (!(thrown instanceof Error && 'syscall' in thrown && thrown.syscall === 'link')) throw thrown;
    // Another process was first: its library is as good. Otherwise a file system without hard links (FAT).
    if (codeOf(thrown) !== 'EEXIST') renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** First bytes of every SQLite file. https://www.sqlite.org/fileformat2.html#the_database_header */
const SQLITE_MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;

/** Looks at the file's bytes and refuses what is no library of ours, before SQLite could write beside it. */
function inspect(path: string): void {
  const header = readHeader(path);
  const { size } = statSync(path);
  if (size === 0) {
    throw damaged(path, `${path} is empty: its contents were lost.`);
  }
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, SQLITE_MAGIC.length) !== SQLITE_MAGIC) {
    throw new PostilError(
      'library-not-a-library',
      `${path} is not a Postil library.`,
      'Choose another folder, or move that file away.',
    );
  }
  if (header.readUInt32BE(68) !== APPLICATION_ID) {
    throw new PostilError(
      'library-not-a-library',
      `${path} is a database of another program, not a Postil library.`,
      'Choose another folder, or move that file away.',
    );
  }
  if (header.readUInt32BE(60) > NEWEST_VERSION) throw newerLibrary(path);
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (log === undefined || log.size === 0) {
    refuseCutFile(path, header, size);
    return;
  }
  // What a killed process committed last is in the log only, its migration perhaps too. A connection that
  // only reads leaves both files as they are when it closes.
  const peek = new SqliteDatabase(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    const version: unknown = peek.pragma('user_version', { simple: true });
    if (typeof version === 'number' && version > NEWEST_VERSION) throw newerLibrary(path);
  } finally {
    peek.close();
  }
}

/** The number of pages in the header, where it is valid, against the bytes there are. */
function refuseCutFile(path: string, header: Buffer, size: number): void {
  const pageField = header.readUInt16BE(16);
  const pageBytes = pageField === 1 ? 65_536 : pageField;
  const headerIsValid = header.readUInt32BE(24) === header.readUInt32BE(92);
  if (headerIsValid && header.readUInt32BE(28) * pageBytes > size) {
    throw damaged(path, `${path} is cut short: its end is missing.`);
  }
}

function readHeader(path: string): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, 'r');
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, HEADER_BYTES, 0));
  } finally {
    closeSync(file);
  }
}
