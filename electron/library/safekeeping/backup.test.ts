import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { saveNote } from '../annotating/notes.ts';
import { checkAside } from '../aside.ts';
import { openLibrary, takeWindowPlace } from '../database.ts';
import { restoreBackup } from '../importing/restore.ts';
import { libraryFile } from '../library-file.ts';
import { addTag } from '../organising/tags.ts';
import { undo } from '../remembering/history.ts';
import { backUp, backUpIfChanged, listBackups } from './backup.ts';
import {
  type BackupName,
  backupFolder,
  backupName,
  backupNames,
  keptBackups,
  readBackupName,
} from './backup-files.ts';
import { inventedLibrary, temporaryFolder } from './invented-library.ts';
import { restoredFile } from './restoring.ts';

const HOUR_MS = 3_600_000;

function noteOf(folder: string, paperId: number): unknown {
  const database = openLibrary(folder);
  const text = database.prepare('SELECT text FROM note WHERE paper_id = ?').pluck().get(paperId);
  database.close();
  return text;
}

test('a backup is made while others write, opened, counted and listed', () => {
  using library = inventedLibrary(20);
  const { database, folder } = library;
  addTag(database, [1], 'tides');
  const made = backUp(folder, 'asked');
  saveNote(database, 1, 'After the backup.');
  expect(made.holds).toEqual({ paperCount: 20, annotationCount: 0, noteCount: 0, tagCount: 1 });
  expect(listBackups(folder)).toEqual({
    backups: [made],
    now: { ...made.holds, noteCount: 1 },
    unusable: [],
  });
  expect(readdirSync(backupFolder(folder))).toEqual([made.file]);
});

test('an automatic backup is made only after a change, of whatever kind', () => {
  using library = inventedLibrary(3);
  const { database, folder } = library;
  expect(backUpIfChanged(folder)).not.toBeNull();
  expect(backUpIfChanged(folder)).toBeNull();
  addTag(database, [1], 'tides');
  expect(backUpIfChanged(folder)).not.toBeNull();
  undo(database);
  expect(backUpIfChanged(folder)).not.toBeNull();
  expect(backUpIfChanged(folder)).toBeNull();
});

test('a file that only looks like a backup is told apart', () => {
  using library = inventedLibrary(1);
  const file = backupName(1000, 'automatic');
  mkdirSync(backupFolder(library.folder));
  writeFileSync(join(backupFolder(library.folder), file), 'not a library');
  expect(listBackups(library.folder)).toMatchObject({ backups: [], unusable: [file] });
});

const reasons = fc.constantFrom('automatic', 'asked', 'before-restore', 'before-migration');
const times = fc.integer({ min: 0, max: 4_000_000_000_000 });

test('names say when and why', () => {
  fc.assert(
    fc.property(times, reasons, (madeMs, reason) => {
      const file = backupName(madeMs, reason);
      expect(readBackupName(file)).toEqual({ file, madeMs, reason });
    }),
  );
});

test('a clock that jumps costs no backup that was kept before, but by number', () => {
  fc.assert(
    fc.property(fc.array(times, { minLength: 1, maxLength: 60 }), (made) => {
      const names = made
        .toSorted((one, other) => other - one)
        .map(
          (madeMs): BackupName => ({ file: backupName(madeMs, 'automatic'), madeMs, reason: 'automatic' }),
        );
      const kept = keptBackups(names);
      for (const { file } of names.slice(0, 5)) expect(kept).toContain(file);
      expect(kept.size).toBeLessThanOrEqual(5 + 7 + 8);
      // Thinning again takes nothing more.
      expect(keptBackups(names.filter(({ file }) => kept.has(file)))).toEqual(kept);
    }),
  );
});

test('a year of hourly backups comes to the last five, seven days and eight weeks', () => {
  const names = Array.from({ length: 365 * 24 }, (_, hour): BackupName => {
    const madeMs = 1_800_000_000_000 - hour * HOUR_MS;
    return { file: backupName(madeMs, 'automatic'), madeMs, reason: 'automatic' };
  });
  const ages = [...keptBackups(names)].map(
    (file) => (1_800_000_000_000 - (readBackupName(file)?.madeMs ?? 0)) / HOUR_MS,
  );
  expect(ages.length).toBeGreaterThanOrEqual(17);
  expect(ages.length).toBeLessThanOrEqual(20);
  expect(Math.max(...ages)).toBeGreaterThan(6 * 7 * 24);
});

test('one that was made by a clock gone back is not thinned out at once', () => {
  using library = inventedLibrary(1);
  const { database, folder } = library;
  mkdirSync(backupFolder(folder));
  const made = backUp(folder, 'automatic');
  for (let day = 1; day <= 60; day += 1) {
    const name = backupName(Date.now() + day * 24 * HOUR_MS, 'automatic');
    copyFileSync(join(backupFolder(folder), made.file), join(backupFolder(folder), name));
  }
  saveNote(database, 1, 'New.');
  const next = backUpIfChanged(folder);
  expect(backupNames(folder).map(({ file }) => file)).toContain(next?.file);
});

test('restoring puts the backup in place, backs up what it replaces, and is taken back by restoring that', () => {
  using library = inventedLibrary(4);
  const { database, folder } = library;
  const before = backUp(folder, 'asked');
  saveNote(database, 1, 'Written after the backup.');
  database.close();
  const restored = restoreBackup(folder, before.file);
  expect(restored).toMatchObject({ holds: before.holds, wasDamaged: false });
  expect(noteOf(folder, 1)).toBeUndefined();
  expect(checkAside(folder).problems).toEqual([]);
  restoreBackup(folder, restored.replaced ?? '');
  expect(noteOf(folder, 1)).toBe('Written after the backup.');
  expect(readdirSync(folder).sort()).toEqual(['backups', 'library.db']);
});

test('nothing is restored under a window or another process that has the library open', () => {
  using library = inventedLibrary(2);
  const { folder } = library;
  const made = backUp(folder, 'asked');
  expect(() => restoreBackup(folder, made.file)).toThrow(expect.objectContaining({ code: 'library-in-use' }));
  library.database.close();
  const leave = takeWindowPlace(folder);
  expect(() => restoreBackup(folder, made.file)).toThrow(expect.objectContaining({ code: 'library-in-use' }));
  expect(() => takeWindowPlace(folder)).toThrow(/another window/);
  leave();
  expect(restoreBackup(folder, made.file).holds.paperCount).toBe(2);
});

test('a damaged backup is not restored, and the library stays as it was', () => {
  using library = inventedLibrary(200);
  const { folder, database } = library;
  const made = backUp(folder, 'asked');
  saveNote(database, 1, 'Mine.');
  database.close();
  const path = join(backupFolder(folder), made.file);
  const bytes = readFileSync(path);
  bytes.fill(0xa5, bytes.length / 2, bytes.length / 2 + 20_000);
  writeFileSync(path, bytes);
  expect(() => restoreBackup(folder, made.file)).toThrow(
    expect.objectContaining({ code: 'library-damaged' }),
  );
  expect(noteOf(folder, 1)).toBe('Mine.');
  expect(readdirSync(folder).sort()).toEqual(['backups', 'library.db']);
});

test('a backup that is gone is told as such, and the library stays as it was', () => {
  using library = inventedLibrary(2);
  const { folder, database } = library;
  const { file } = backUp(folder, 'asked');
  saveNote(database, 1, 'Mine.');
  database.close();
  rmSync(join(backupFolder(folder), file));
  const told = { code: 'library-missing', message: expect.stringContaining('There is no backup') };
  expect(() => restoreBackup(folder, file)).toThrow(expect.objectContaining(told));
  expect(noteOf(folder, 1)).toBe('Mine.');
});

test('a damaged library is kept file by file beside the backup that takes its place', () => {
  using library = inventedLibrary(5);
  const { folder } = library;
  const made = backUp(folder, 'asked');
  library.database.close();
  writeFileSync(libraryFile(folder), readFileSync(libraryFile(folder)).subarray(0, 9000));
  writeFileSync(`${libraryFile(folder)}-wal`, 'a journal');
  const restored = restoreBackup(folder, made.file);
  expect(restored).toMatchObject({ holds: made.holds, wasDamaged: true });
  expect(readdirSync(restored.replaced ?? '')).toEqual(['library.db', 'library.db-wal']);
  expect(checkAside(folder).problems).toEqual([]);
});

test('a library that is gone is restored, also into a new folder', () => {
  using library = inventedLibrary(5);
  using other = temporaryFolder();
  const made = backUp(library.folder, 'asked');
  library.database.close();
  rmSync(libraryFile(library.folder));
  expect(restoreBackup(library.folder, made.file).replaced).toBeNull();
  const fresh = join(other.folder, 'new');
  expect(restoreBackup(fresh, join(backupFolder(library.folder), made.file)).holds).toEqual(made.holds);
  expect(restoreBackup(join(other.folder, 'newer'), library.folder).holds).toEqual(made.holds);
});

test('a restoring that was killed after its last step but one is finished by whoever opens the library', () => {
  using library = inventedLibrary(5);
  const { folder, database } = library;
  const made = backUp(folder, 'asked');
  saveNote(database, 1, 'Replaced.');
  // Its journal stays behind, as after a kill.
  copyFileSync(`${libraryFile(folder)}-wal`, join(folder, 'wal'));
  database.close();
  copyFileSync(join(folder, 'wal'), `${libraryFile(folder)}-wal`);
  copyFileSync(join(backupFolder(folder), made.file), restoredFile(libraryFile(folder)));
  expect(noteOf(folder, 1)).toBeUndefined();
  expect(checkAside(folder).problems).toEqual([]);
});
