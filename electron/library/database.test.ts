import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { PostilError } from '../../shared/errors.ts';
import { APPLICATION_ID, copyLibrary, openLibrary, openLibraryReadOnly } from './database.ts';
import { libraryError } from './library-error.ts';
import { libraryFile } from './library-file.ts';
import { NEWEST_VERSION } from './migrate.ts';
import { inventedLibrary, temporaryFolder } from './safekeeping/invented-library.ts';

/** Everything that could betray that a folder was touched: names, bytes and times of change. */
function traces(folder: string): unknown {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [path, readFileSync(path).toString('base64'), statSync(path).mtimeMs]);
}

function refusal(work: () => unknown): PostilError {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof PostilError) return thrown;
    throw thrown;
  }
  throw new Error('It was not refused.');
}

/** Both ways to open must refuse a folder with this code, in sentences, and leave no trace. */
function expectRefused(folder: string, code: string): void {
  const before = traces(folder);
  for (const open of [openLibrary, openLibraryReadOnly]) {
    const { code: given, message, advice } = refusal(() => open(folder));
    expect(given).toBe(code);
    expect(message).toMatch(/^\S.*\.$/);
    expect(advice).toMatch(/^\S.*\.$/);
  }
  expect(traces(folder)).toEqual(before);
}

function closedLibrary(folder: string): string {
  openLibrary(folder).close();
  return libraryFile(folder);
}

test('makes a library where an earlier attempt of a process with our number left its draft', () => {
  using temporary = temporaryFolder();
  const draft = `${libraryFile(temporary.folder)}.${process.pid}.new`;
  writeFileSync(draft, 'half a library');
  openLibrary(temporary.folder).close();
  openLibrary(temporary.folder).close();
  expect(readdirSync(temporary.folder)).toEqual(['library.db']);
});

test('makes folder and library, and leaves nothing beside it', () => {
  using temporary = temporaryFolder();
  const folder = join(temporary.folder, 'new', 'library');
  const database = openLibrary(folder);
  expect(database.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
  expect(database.pragma('user_version', { simple: true })).toBe(NEWEST_VERSION);
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('synchronous', { simple: true })).toBe(2);
  expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
  database.close();
  expect(readdirSync(folder)).toEqual(['library.db']);
});

test('reads beside the writer, and sees what was committed since', () => {
  using library = inventedLibrary(1, false);
  const reader = openLibraryReadOnly(library.folder);
  const count = reader.prepare('SELECT count(*) FROM note').pluck();
  expect(count.get()).toBe(0);
  library.database.prepare("INSERT INTO note VALUES (1, 'seen', 1)").run();
  expect(count.get()).toBe(1);
  expect(() => reader.prepare('DELETE FROM note').run()).toThrow(/readonly/);
  reader.close();
});

test('a reader makes no library', () => {
  using temporary = temporaryFolder();
  expect(refusal(() => openLibraryReadOnly(join(temporary.folder, 'none'))).code).toBe('library-missing');
  expect(readdirSync(temporary.folder)).toEqual([]);
});

test.each([
  ['text', Buffer.from('Dear diary, this is no database. '.repeat(40))],
  ['a short text', Buffer.from('Dear diary')],
  ['zeros', Buffer.alloc(8192)],
])('refuses %s in place of a library', (_name, bytes) => {
  using temporary = temporaryFolder();
  writeFileSync(libraryFile(temporary.folder), bytes);
  expectRefused(temporary.folder, 'library-not-a-library');
});

test('refuses an emptied file instead of starting anew', () => {
  using temporary = temporaryFolder();
  writeFileSync(libraryFile(temporary.folder), '');
  expectRefused(temporary.folder, 'library-damaged');
});

test('refuses to start anew beside the journal of a library that is gone', () => {
  using temporary = temporaryFolder();
  writeFileSync(`${libraryFile(temporary.folder)}-wal`, 'the last edits');
  const before = traces(temporary.folder);
  expect(refusal(() => openLibrary(temporary.folder)).code).toBe('library-damaged');
  expect(traces(temporary.folder)).toEqual(before);
});

test('refuses the database of another program', () => {
  using temporary = temporaryFolder();
  const other = new SqliteDatabase(libraryFile(temporary.folder));
  other.exec('CREATE TABLE bookmark (url TEXT)');
  other.close();
  expectRefused(temporary.folder, 'library-not-a-library');
});

test('refuses a library made by a newer Postil', () => {
  using temporary = temporaryFolder();
  const newer = new SqliteDatabase(closedLibrary(temporary.folder));
  newer.pragma(`user_version = ${NEWEST_VERSION + 1}`);
  newer.close();
  expectRefused(temporary.folder, 'library-newer');
});

test('refuses a newer library whose version stands in the log of a killed process only', () => {
  using temporary = temporaryFolder();
  const folder = join(temporary.folder, 'library');
  const killed = join(temporary.folder, 'killed');
  mkdirSync(killed);
  const path = closedLibrary(folder);
  const newer = new SqliteDatabase(path);
  newer.pragma('wal_autocheckpoint = 0');
  newer.pragma(`user_version = ${NEWEST_VERSION + 1}`);
  for (const end of ['', '-wal', '-shm']) copyFileSync(`${path}${end}`, `${libraryFile(killed)}${end}`);
  newer.close();
  const logged = () => [libraryFile(killed), `${libraryFile(killed)}-wal`].map((file) => readFileSync(file));
  const before = logged();
  expect(refusal(() => openLibrary(killed)).code).toBe('library-newer');
  expect(logged()).toEqual(before);
});

test('refuses a library that is cut short', () => {
  using temporary = temporaryFolder();
  const path = closedLibrary(temporary.folder);
  truncateSync(path, statSync(path).size / 2);
  expectRefused(temporary.folder, 'library-damaged');
});

test('refuses a library whose first page is overwritten', () => {
  using temporary = temporaryFolder();
  const path = closedLibrary(temporary.folder);
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 100, 4096);
  writeFileSync(path, bytes);
  const before = readFileSync(path);
  expect(refusal(() => openLibrary(temporary.folder)).code).toBe('library-damaged');
  expect(readFileSync(path)).toEqual(before);
  expect(readdirSync(temporary.folder)).toEqual(['library.db']);
});

test.runIf(process.platform === 'linux')('refuses a place that takes no folders', () => {
  expect(() => openLibrary('/proc/nowhere/library')).toThrow(
    expect.objectContaining({ code: 'library-read-only' }),
  );
});

test('refuses a folder that is a file, lies in a file, or a library.db that is a folder', () => {
  using temporary = temporaryFolder();
  const file = join(temporary.folder, 'file');
  writeFileSync(file, 'a file');
  expect(refusal(() => openLibrary(file)).code).toBe('library-not-a-library');
  expect(refusal(() => openLibrary(join(file, 'library'))).code).toBe('library-not-a-library');
  const folder = join(temporary.folder, 'folder');
  mkdirSync(libraryFile(folder), { recursive: true });
  expectRefused(folder, 'library-not-a-library');
});

/** Opens a library in a process of a user without any rights, since rights mean nothing to root. */
function openAsNobody(folder: string): string {
  const script = `
    const { openLibrary } = await import(${JSON.stringify(new URL('./database.ts', import.meta.url).href)});
    try { openLibrary(${JSON.stringify(folder)}).close(); console.log('opened'); }
    catch (thrown) { console.log(thrown.code); }`;
  const isRoot = process.getuid?.() === 0;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
  });
  return stdout.trim() || stderr;
}

test.runIf(process.platform !== 'win32')('refuses what the user may not write or read', () => {
  using temporary = temporaryFolder();
  chmodSync(temporary.folder, 0o755);
  const folder = join(temporary.folder, 'library');
  const path = closedLibrary(folder);
  const before = traces(folder);

  chmodSync(folder, 0o555);
  expect(openAsNobody(folder)).toBe('library-read-only');
  expect(openAsNobody(join(folder, 'inner'))).toBe('library-read-only');

  chmodSync(folder, 0o777);
  chmodSync(path, 0o444);
  expect(openAsNobody(folder)).toBe('library-read-only');
  chmodSync(path, 0o000);
  expect(openAsNobody(folder)).toBe('library-read-only');

  chmodSync(path, 0o666);
  expect(traces(folder)).toEqual(before);
  expect(openAsNobody(folder)).toBe('opened');
});

test('says who is in the way when another process holds the library locked', async () => {
  using temporary = temporaryFolder();
  const path = closedLibrary(temporary.folder);
  const before = readFileSync(path);
  const script = `
    const Sqlite = require(${JSON.stringify(fileURLToPath(import.meta.resolve('better-sqlite3')))});
    const database = new Sqlite(${JSON.stringify(path)});
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
    console.log('locked');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(refusal(() => openLibrary(temporary.folder)).code).toBe('library-in-use');
    expect(readFileSync(path)).toEqual(before);
  } finally {
    holder.kill('SIGKILL');
    await new Promise((resolve) => holder.once('exit', resolve));
  }
  openLibrary(temporary.folder).close();
});

test('a full disk loses the change in hand and nothing else', () => {
  using library = inventedLibrary(3, false);
  const { database, folder } = library;
  database.prepare("INSERT INTO note VALUES (1, 'kept', 1)").run();
  // SQLite reports a library at its greatest size as it does a full disk.
  database.pragma(`max_page_count = ${Number(database.pragma('page_count', { simple: true })) + 2}`);
  const overflow = () => database.prepare('INSERT INTO note VALUES (2, ?, 1)').run('x'.repeat(1_000_000));
  let thrown: unknown;
  try {
    overflow();
  } catch (error) {
    thrown = libraryError(error, folder);
  }
  expect(thrown).toMatchObject({ code: 'library-full' });
  expect(database.prepare('SELECT text FROM note').pluck().all()).toEqual(['kept']);
});

test('a bug stays a bug', () => {
  const bug = new TypeError('undefined is not a function');
  expect(libraryError(bug, 'folder')).toBe(bug);
});

test('copies a library that is in use, and leaves nothing beside it', () => {
  using library = inventedLibrary(5, false);
  using temporary = temporaryFolder();
  const copy = join(temporary.folder, 'copy');
  copyLibrary(library.folder, copy);
  const database = openLibrary(copy);
  expect(database.prepare('SELECT count(*) FROM paper').pluck().get()).toBe(5);
  database.close();
  library.database.close();
  copyLibrary(library.folder, join(temporary.folder, 'second'));
  expect(readdirSync(library.folder)).toEqual(['library.db']);
  expect(existsSync(libraryFile(join(temporary.folder, 'second')))).toBe(true);
});
