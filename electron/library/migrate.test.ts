import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { addAnnotation } from './annotating/annotations.ts';
import { saveNote } from './annotating/notes.ts';
import { openLibrary } from './database.ts';
import { libraryFile } from './library-file.ts';
import { MIGRATIONS, migrate, NEWEST_VERSION } from './migrate.ts';
import { setStarred } from './organising/reading.ts';
import { saveSearch } from './organising/saved-searches.ts';
import { addTag } from './organising/tags.ts';
import { redo, undo } from './remembering/history.ts';
import { checkLibrary } from './safekeeping/check.ts';
import { inventedLibrary, temporaryFolder } from './safekeeping/invented-library.ts';

/**
 * SHA-256 of the SQL of each migration. Libraries of a released Postil exist, so its steps must not change any
 * more: to change the schema then, add a step. Null while a step is in no release yet and may still be edited; with
 * the release its hash goes in here, and `POSTIL_RELEASE=NAME npx vitest run electron/library/migrate.test.ts` keeps a
 * library of it, from which every later version is tested.
 */
const FROZEN: Readonly<Record<string, string | null>> = { '0001-library': null };

test('released migrations are as they were', () => {
  expect(MIGRATIONS.map(({ name }) => name)).toEqual(Object.keys(FROZEN));
  for (const { name, sql } of MIGRATIONS) {
    const hash = createHash('sha256').update(sql).digest('hex');
    expect(FROZEN[name] ?? hash, name).toBe(hash);
  }
});

/** Libraries as released versions left them, one a migration. */
const RELEASED = new URL('./migrations/released/', import.meta.url);

/** A library with something of everything, closed. */
function libraryWithData() {
  const library = inventedLibrary(30);
  const { database } = library;
  for (let id = 1; id <= 5; id += 1) {
    saveNote(database, id, `Note ${id} on [another](postil://paper/${id + 1}).`);
    saveNote(database, id, `Note ${id}, written anew, on [another](postil://paper/${id + 1}).`);
    addTag(database, [id, id + 9], `tides/of ${id}`);
    setStarred(database, [id], true);
    const range = { start: 3, end: 8 };
    addAnnotation(database, { paperId: id, versionId: id, range, colour: 'blue', body: 'Mine.' });
  }
  undo(database);
  redo(database);
  saveSearch(database, 'Tides', 'tag:tides', 'best');
  database.close();
  return library;
}

test.each(Object.entries(FROZEN))(
  'a library of %s is brought up to date with all that it holds',
  (name, hash) => {
    using library = libraryWithData();
    const file = libraryFile(library.folder);
    const kept = new URL(`${name}.db`, RELEASED);
    if (process.env.POSTIL_RELEASE === name) {
      mkdirSync(RELEASED, { recursive: true });
      copyFileSync(file, kept);
    }
    // Of a step that is in no release yet there are no libraries but today's.
    if (hash !== null) copyFileSync(kept, file);
    else expect(name, 'only the last step may be unreleased').toBe(MIGRATIONS.at(-1)?.name);
    const database = openLibrary(library.folder);
    expect(database.pragma('user_version', { simple: true })).toBe(NEWEST_VERSION);
    expect(checkLibrary(database)).toEqual({
      paperCount: 30,
      annotationCount: 5,
      noteCount: 5,
      tagCount: 5,
      problems: [],
    });
    expect(undo(database)).not.toBeNull();
    database.close();
  },
);

test('migrations are numbered in order without gaps', () => {
  expect(MIGRATIONS.map(({ name }) => name.slice(0, 5))).toEqual(
    MIGRATIONS.map((_, index) => `${String(index + 1).padStart(4, '0')}-`),
  );
});

const NEXT = { name: '9999-shelf', sql: 'CREATE TABLE shelf (id INTEGER PRIMARY KEY) STRICT;' };
const BROKEN = {
  name: '9999-broken',
  sql: 'CREATE TABLE rack (id INTEGER PRIMARY KEY) STRICT; SELECT nonsense;',
};

test('copies a library before it migrates it', () => {
  using library = inventedLibrary(4, false);
  const { database, folder } = library;
  migrate(database, folder, [...MIGRATIONS, NEXT]);
  expect(database.pragma('user_version', { simple: true })).toBe(NEWEST_VERSION + 1);
  expect(database.prepare('SELECT count(*) FROM shelf').pluck().get()).toBe(0);

  const [copy = ''] = readdirSync(join(folder, 'backups'));
  const before = new SqliteDatabase(join(folder, 'backups', copy), { readonly: true });
  expect(before.pragma('user_version', { simple: true })).toBe(NEWEST_VERSION);
  expect(before.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(before.prepare('SELECT count(*) FROM paper').pluck().get()).toBe(4);
  before.close();
});

const ANOTHER_TAG = {
  name: '9999-tag',
  sql: `CREATE TABLE new_tag (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE,
          colour TEXT NOT NULL DEFAULT 'grey', digit INTEGER, kind TEXT) STRICT;
        INSERT INTO new_tag SELECT id, name, key, colour, digit, NULL FROM tag;
        DROP TABLE tag;
        ALTER TABLE new_tag RENAME TO tag;`,
};
const STRAY = { name: '9999-stray', sql: 'DELETE FROM tag' };

test('a table can be replaced by one with other columns, and what belongs to its rows stays', () => {
  using library = inventedLibrary(4);
  const { database, folder } = library;
  addTag(database, [1, 2, 3], 'tides');
  migrate(database, folder, [...MIGRATIONS, ANOTHER_TAG]);
  expect(database.prepare('SELECT count(*) FROM paper_tag').pluck().get()).toBe(3);
  expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(checkLibrary(database).problems).toEqual([]);
});

test('a step that leaves rows belonging to nothing is not made', () => {
  using library = inventedLibrary(4);
  const { database, folder } = library;
  addTag(database, [1], 'tides');
  expect(() => migrate(database, folder, [...MIGRATIONS, STRAY])).toThrow(/rows of paper_tag/);
  expect(database.prepare('SELECT count(*) FROM tag').pluck().get()).toBe(1);
  expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('a step that fails leaves the library at the step before, whole', () => {
  using library = inventedLibrary(1, false);
  const { database, folder } = library;
  expect(() => migrate(database, folder, [...MIGRATIONS, NEXT, BROKEN])).toThrow(/nonsense/);
  expect(database.pragma('user_version', { simple: true })).toBe(NEWEST_VERSION + 1);
  expect(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'rack'").get()).toBeUndefined();
  // Tries that fail again and again do not fill the disk: three are kept.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    expect(() => migrate(database, folder, [...MIGRATIONS, NEXT, BROKEN])).toThrow(/nonsense/);
  }
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(3);
});

test('a library of the newest version is not written to', () => {
  using temporary = temporaryFolder();
  openLibrary(temporary.folder).close();
  const database = openLibrary(temporary.folder);
  expect(database.prepare('SELECT total_changes()').pluck().get()).toBe(0);
  database.close();
  expect(readdirSync(temporary.folder)).toEqual(['library.db']);
});
