/** What goes wrong around a library: each fault has its code, costs no acknowledged change, and leaves a way on. */
import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { saveNote } from './annotating/notes.ts';
import { checkAside } from './aside.ts';
import {
  keepLogShort,
  openFile,
  openLibrary,
  openLibraryReadOnly,
  takeWindowPlace,
  transact,
} from './database.ts';
import { libraryError } from './library-error.ts';
import { libraryFile } from './library-file.ts';
import { addTag } from './organising/tags.ts';
import { redo, undo } from './remembering/history.ts';
import { backUpIfChanged, listBackups } from './safekeeping/backup.ts';
import { inventedLibrary } from './safekeeping/invented-library.ts';

test('the disk has an edit before it is acknowledged', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const inside: unknown[] = [];
  transact(database, () => {
    saveNote(database, 1, 'Mine.');
    inside.push(database.pragma('synchronous', { simple: true }));
  });
  // 2: FULL. https://www.sqlite.org/pragma.html#pragma_synchronous
  expect(inside).toEqual([2]);
});

test('the journal begins anew although one reader follows upon another', () => {
  using library = inventedLibrary(1);
  const { database, folder } = library;
  const journal = `${libraryFile(folder)}-wal`;
  const limit = 400_000;
  let largest = 0;
  const readers = [openLibraryReadOnly(folder), openLibraryReadOnly(folder)];
  const read = (index: number) => readers[index % 2]?.exec('BEGIN; SELECT count(*) FROM note');
  const end = (index: number) => readers[index % 2]?.exec('COMMIT');
  read(0);
  for (let round = 1; round <= 60; round += 1) {
    saveNote(database, 1, `${round} ${'x'.repeat(20_000)}`);
    // The next one begins before the one before it ends: at no moment is there none.
    read(round);
    end(round - 1);
    if (round % 10 === 0) {
      // As a search does, each is done some time.
      end(round);
      keepLogShort(database, limit);
      read(round);
    }
    largest = Math.max(largest, statSync(journal).size);
  }
  for (const reader of readers) reader.close();
  expect(largest).toBeLessThan(6 * limit);
});

test('a reader that never ends keeps nobody from writing', () => {
  using library = inventedLibrary(1);
  const { database, folder } = library;
  const reader = openLibraryReadOnly(folder);
  reader.exec('BEGIN; SELECT count(*) FROM note');
  saveNote(database, 1, 'x'.repeat(50_000));
  keepLogShort(database, 1000);
  saveNote(database, 1, 'Later.');
  reader.exec('COMMIT');
  keepLogShort(database, 1000);
  expect(statSync(`${libraryFile(folder)}-wal`).size).toBe(0);
  reader.close();
});

/** Writes notes in a process that may write no file beyond so many blocks of 1 KiB, and prints what came of it. */
function writeUnderLimit(folder: string, blocks: number): string {
  const near = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const script = `
    process.on('SIGXFSZ', () => {});
    const { openLibrary } = await import(${near('./database.ts')});
    const { saveNote } = await import(${near('./annotating/notes.ts')});
    const { libraryError } = await import(${near('./library-error.ts')});
    const database = openLibrary(${JSON.stringify(folder)});
    let last = 0;
    try {
      for (let n = 1; n < 2000; n += 1) {
        saveNote(database, 1, n + ' ' + String(n).repeat(3000));
        last = n;
      }
      console.log('all');
    } catch (thrown) {
      console.log(libraryError(thrown, ${JSON.stringify(folder)}).code, last);
    }
    process.exit();`;
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', `ulimit -f ${blocks}; exec "$0" --input-type=module --eval "$1"`, process.execPath, script],
    { encoding: 'utf8' },
  );
  return stdout.trim() || stderr;
}

test.runIf(process.platform === 'linux')(
  'a limit on the size of files costs no edit that was acknowledged',
  () => {
    using library = inventedLibrary(1);
    const { folder } = library;
    saveNote(library.database, 1, '0');
    library.database.close();
    const [code, last] = writeUnderLimit(folder, 2000).split(' ');
    expect(['library-full', 'file-unreadable']).toContain(code);
    const database = openLibrary(folder);
    const text = database.prepare<[], string>('SELECT text FROM note WHERE paper_id = 1').pluck().get();
    expect(Number.parseInt(text ?? '', 10)).toBeGreaterThanOrEqual(Number(last));
    database.close();
    expect(checkAside(folder).problems).toEqual([]);
  },
);

test('a folder that disappears is told, and no empty library takes its place unasked', () => {
  using library = inventedLibrary(2);
  library.database.close();
  rmSync(library.folder, { recursive: true });
  expect(() => openLibraryReadOnly(library.folder)).toThrow(
    expect.objectContaining({ code: 'library-missing' }),
  );
  expect(() => checkAside(library.folder)).toThrow(expect.objectContaining({ code: 'library-missing' }));
  expect(() => takeWindowPlace(library.folder)).toThrow();
});

test('the second window on a library is told of the first', () => {
  using library = inventedLibrary(1);
  const leave = takeWindowPlace(library.folder);
  expect(() => takeWindowPlace(library.folder)).toThrow(
    expect.objectContaining({ code: 'library-in-use', message: expect.stringContaining('another window') }),
  );
  leave();
  takeWindowPlace(library.folder)();
});

test('a clock that goes back mixes no order of what is undone', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  saveNote(database, 1, 'First.');
  database.exec(`UPDATE change SET made_ms = made_ms + ${365 * 24 * 3_600_000}`);
  saveNote(database, 1, 'Second.');
  undo(database);
  expect(database.prepare('SELECT text FROM note').pluck().get()).not.toBe('Second.');
  expect(checkAside(library.folder).problems).toEqual([]);
});

test('a clock that jumps ten years forth and back mixes up neither undo, notes nor backups', () => {
  using library = inventedLibrary(3);
  const { database, folder } = library;
  const noteIs = () => database.prepare('SELECT text FROM note WHERE paper_id = 1').pluck().get();
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const years = [2026, 2036, 2016, 2026, 1971];
  const made: string[] = [];
  for (const [index, year] of years.entries()) {
    vi.setSystemTime(Date.UTC(year, 5, 1));
    saveNote(database, 1, `Note ${index}`);
    addTag(database, [2], `tag ${index}`);
    made.push(backUpIfChanged(folder)?.file ?? '');
  }
  expect(noteIs()).toBe('Note 4');
  expect(new Set(made).size).toBe(years.length);
  expect(
    listBackups(folder)
      .backups.map(({ file }) => file)
      .sort(),
  ).toEqual(made.toSorted());
  for (const index of [3, 2, 1, 0]) {
    undo(database);
    undo(database);
    expect(noteIs()).toBe(`Note ${index}`);
  }
  for (let steps = 0; steps < 8; steps += 1) redo(database);
  expect(noteIs()).toBe('Note 4');
  expect(checkAside(folder).problems).toEqual([]);
});

test('a program that holds the library locked is named while one works, and the change can be made later', () => {
  using library = inventedLibrary(1);
  const { database, folder } = library;
  database.pragma('busy_timeout = 50');
  const other = openFile(libraryFile(folder));
  other.exec('BEGIN IMMEDIATE');
  let thrown: unknown;
  try {
    saveNote(database, 1, 'Mine.');
  } catch (error) {
    thrown = libraryError(error, folder);
  }
  expect(thrown).toMatchObject({ code: 'library-in-use' });
  other.exec('ROLLBACK');
  other.close();
  saveNote(database, 1, 'Mine.');
  expect(checkAside(folder)).toMatchObject({ noteCount: 1, problems: [] });
});
