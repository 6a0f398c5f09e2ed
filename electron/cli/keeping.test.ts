/** `postil backup`, `restore` and `check`, as scripts see them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { saveNote } from '../library/annotating/notes.ts';
import { openLibrary, takeWindowPlace } from '../library/database.ts';
import { libraryFile } from '../library/library-file.ts';
import { backupFolder } from '../library/safekeeping/backup-files.ts';
import { inventedLibrary, temporaryFolder } from '../library/safekeeping/invented-library.ts';
import { commandLine } from './command-line.ts';

/** One line that says what and what to do, and nothing else. */
const ONE_LINE = /^postil: [^\n]+\.\n$/;

/** Runs a command in this process, without the time that starting one takes; cli.test.ts starts them as scripts do. */
async function postil(...args: readonly string[]) {
  const written = { out: '', errors: '' };
  const keep = (name: keyof typeof written) => (text: unknown) => {
    written[name] += String(text);
    return true;
  };
  using _out = vi.spyOn(process.stdout, 'write').mockImplementation(keep('out'));
  using _errors = vi.spyOn(process.stderr, 'write').mockImplementation(keep('errors'));
  return { status: await commandLine(args), ...written };
}

function noteOf(folder: string): unknown {
  const database = openLibrary(folder);
  const text = database.prepare('SELECT text FROM note WHERE paper_id = 1').pluck().get();
  database.close();
  return text;
}

test('a backup is made beside a window, restored by its name once that is closed, and restoring taken back', async () => {
  using library = inventedLibrary(3);
  const { database, folder } = library;
  saveNote(database, 1, 'First.');
  const leave = takeWindowPlace(folder);
  const made = JSON.parse((await postil('backup', '--library', folder, '--json')).out);
  expect(made).toMatchObject({ paperCount: 3, noteCount: 1 });
  const [name = ''] = readdirSync(backupFolder(folder));
  expect(made.path).toBe(join(backupFolder(folder), name));
  saveNote(database, 1, 'Second.');

  const refused = await postil('restore', '--library', folder, name);
  expect(refused.status).toBe(3);
  expect(refused.errors).toMatch(ONE_LINE);
  leave();
  database.close();
  const restored = JSON.parse((await postil('restore', '--library', folder, '--json', name)).out);
  expect(restored).toMatchObject({ paperCount: 3, wasDamaged: false });
  expect(noteOf(folder)).toBe('First.');
  expect((await postil('restore', '--library', folder, restored.replaced)).out).toMatch(
    /^Restored: 3 papers/,
  );
  expect(noteOf(folder)).toBe('Second.');
});

test('a backup goes where it is told to, over nothing that is there', async () => {
  using library = inventedLibrary(2);
  using other = temporaryFolder();
  const path = join(other.folder, 'mine.postil-backup');
  library.database.close();
  expect((await postil('backup', '--library', library.folder, path)).out).toMatch(
    /mine\.postil-backup: 2 papers/,
  );
  const bytes = readFileSync(path);
  const again = await postil('backup', '--library', library.folder, path);
  expect([again.status, readFileSync(path).equals(bytes)]).toEqual([3, true]);
  expect(again.errors).toMatch(ONE_LINE);
  const folder = join(other.folder, 'new');
  expect((await postil('restore', '--library', folder, path)).status).toBe(0);
  expect(JSON.parse((await postil('check', '--library', folder, '--json')).out)).toMatchObject({
    paperCount: 2,
    problems: [],
  });
});

test('what cannot be restored leaves the library as it was, and says so in one line', async () => {
  using library = inventedLibrary(1);
  using other = temporaryFolder();
  const { folder, database } = library;
  saveNote(database, 1, 'Mine.');
  database.close();
  const noBackup = join(other.folder, 'text.postil-backup');
  writeFileSync(noBackup, 'no backup');
  mkdirSync(join(other.folder, 'empty'));
  for (const given of ['unknown', noBackup, join(other.folder, 'empty')]) {
    const { status, errors } = await postil('restore', '--library', folder, given);
    expect([given, status]).toEqual([given, 3]);
    expect(errors).toMatch(ONE_LINE);
  }
  expect((await postil('restore', '--library', folder)).status).toBe(2);
  expect(noteOf(folder)).toBe('Mine.');
  expect(existsSync(backupFolder(folder))).toBe(false);
});

test('where library.db is gone but its backups are there no command makes an empty one', async () => {
  using library = inventedLibrary(2);
  const { folder, database } = library;
  database.close();
  await postil('backup', '--library', folder);
  rmSync(libraryFile(folder));
  const dump = join(folder, 'dump.txt');
  writeFileSync(dump, 'Abstract:Anything at all, at some length.\n');
  const refused = await postil('import', '--library', folder, dump);
  expect(refused.status).toBe(3);
  expect(refused.errors).toMatch(/its backups are still there\. Restore one/);
  expect(existsSync(libraryFile(folder))).toBe(false);
  const [name = ''] = readdirSync(backupFolder(folder));
  expect((await postil('restore', '--library', folder, name)).status).toBe(0);
  expect(JSON.parse((await postil('check', '--library', folder, '--json')).out).paperCount).toBe(2);
});

test('a check that finds something ends with 3 and names the ways out', async () => {
  using library = inventedLibrary(4);
  library.database.exec("UPDATE version SET text = 'changed' || text WHERE id = 2");
  library.database.close();
  const { status, out, errors } = await postil('check', '--library', library.folder);
  expect(status).toBe(3);
  expect(out).toMatch(/An abstract of paper 2 is not what was read\./);
  expect(errors).toMatch(/restore a backup with postil restore\.\n$/);
});
