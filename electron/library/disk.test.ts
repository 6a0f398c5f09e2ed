/** Disks that fill up, allow no writing, or go away: on file systems of their own, where those can be mounted. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { saveNote } from './annotating/notes.ts';
import { checkAside } from './aside.ts';
import { setStarred } from './organising/reading.ts';
import { addTag } from './organising/tags.ts';
import { inventedLibrary, temporaryFolder } from './safekeeping/invented-library.ts';

const missing = expect.objectContaining({ code: 'library-missing' });

/** In a name space of its own, so that the mount ends with the process. */
function mounting(size: string, folder: string, ...command: readonly string[]) {
  const script = `mount -t tmpfs -o size=${size} none "$0" && exec "$@"`;
  return spawnSync('unshare', ['--map-root-user', '--mount', 'sh', '-c', script, folder, ...command], {
    encoding: 'utf8',
  });
}

const canMount = process.platform === 'linux' && mounting('1m', '/mnt', 'true').status === 0;
if (!canMount) console.warn('No file system can be mounted here: full and read-only disks are not tested.');

/** Runs statements on a disk of its own, in \`folder\`. @returns what they told, in order */
function onDisk(size: string, statements: string): unknown[] {
  using temporary = temporaryFolder();
  const near = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const script = `
    import { spawnSync } from 'node:child_process';
    import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
    import { join } from 'node:path';
    const { checkAside } = await import(${near('./aside.ts')});
    const { backUp } = await import(${near('./safekeeping/backup.ts')});
    const { openLibrary, openLibraryReadOnly } = await import(${near('./database.ts')});
    const { importFiles } = await import(${near('./importing/import.ts')});
    const { libraryError } = await import(${near('./library-error.ts')});
    const { saveNote } = await import(${near('./annotating/notes.ts')});
    const { restoreBackup } = await import(${near('./importing/restore.ts')});
    const { addInventedPapers } = await import(${near('./safekeeping/invented-library.ts')});
    const disk = ${JSON.stringify(temporary.folder)};
    const folder = join(disk, 'library');
    const nobody = { onProgress() {}, onChanged() {}, isCancelled: () => false, pause: async () => {}, isAwaited: () => false };
    const resize = (size) => spawnSync('mount', ['-o', 'remount,size=' + size, disk]);
    const tell = (what) => console.log(JSON.stringify(what));
    const codeOf = (work) => { try { work(); return 'done'; } catch (thrown) { const known = libraryError(thrown, folder); return known.code ?? String(known); } };
    const fill = () => { for (let n = 0; ; n += 1) { try { writeFileSync(join(disk, 'ballast' + n), Buffer.alloc(4096 << Math.max(0, 8 - n))); } catch { if (n > 8) return; } } };
    const free = () => { for (const name of readdirSync(disk)) if (name.startsWith('ballast')) rmSync(join(disk, name)); };
    ${statements}
    process.exit();`;
  const { stdout, stderr } = mounting(
    size,
    temporary.folder,
    process.execPath,
    '--input-type=module',
    '--eval',
    script,
  );
  if (stderr !== '') throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

test.runIf(canMount)(
  'a disk that is full costs no edit that was acknowledged, and room is the way on',
  () => {
    const told = onDisk(
      '3m',
      `const database = openLibrary(folder);
     addInventedPapers(database, 3);
     let last = 0;
     tell(codeOf(() => { for (let n = 1; n < 5000; n += 1) { saveNote(database, 1, n + ' ' + 'x'.repeat(3000)); last = n; } }));
     tell(last > 10);
     const noteIs = () => Number.parseInt(database.prepare('SELECT text FROM note').pluck().get(), 10) - last;
     tell(noteIs());
     fill();
     tell(codeOf(() => saveNote(database, 2, 'y'.repeat(20000))));
     resize('40m');
     tell(codeOf(() => saveNote(database, 2, 'Later.')));
     tell(database.prepare('SELECT count(*) FROM note').pluck().get());
     database.close();
     tell(checkAside(folder).problems);`,
    );
    expect(told).toEqual(['library-full', true, 0, 'library-full', 'done', 2, []]);
  },
);

test.runIf(canMount)('on a full disk no backup, no restoring and no library is made by halves', () => {
  const told = onDisk(
    '12m',
    `const database = openLibrary(folder);
     addInventedPapers(database, 200);
     const made = backUp(folder, 'asked');
     saveNote(database, 1, 'Mine.');
     fill();
     tell(codeOf(() => backUp(folder, 'asked')));
     database.close();
     tell(codeOf(() => restoreBackup(folder, made.file)));
     tell(readdirSync(folder, { recursive: true }).filter((name) => /new$|restor/.test(name)));
     tell(readdirSync(join(folder, 'backups')).length);
     tell(codeOf(() => openLibrary(join(disk, 'other'))));
     tell(existsSync(join(disk, 'other', 'library.db')));
     free();
     const again = openLibrary(folder);
     tell(again.prepare('SELECT text FROM note').pluck().get());
     again.close();
     tell(checkAside(folder).problems);
     tell(codeOf(() => restoreBackup(folder, made.file)));`,
  );
  expect(told).toEqual(['library-full', 'library-full', [], 1, 'library-full', false, 'Mine.', [], 'done']);
});

test.runIf(canMount)(
  'a disk that fills during an import keeps what was read, and the import goes on later',
  () => {
    const told = onDisk(
      '4m',
      `const text = 'Institute of Room\\n' + Array.from({ length: 4000 }, (_, n) => 'Abstract:We study room ' + n + ' of ' + n * 7919 + ' rooms, and none is like the others in what it holds.\\n\\n\\n\\n').join('');
     const path = join(disk, 'dump.txt');
     writeFileSync(path, text);
     const database = openLibrary(folder);
     const report = await importFiles(database, [path], nobody).catch((thrown) => ({ code: libraryError(thrown, folder).code }));
     tell(report.code ?? report.files[0].problem?.code ?? 'done');
     const papers = () => database.prepare('SELECT count(*) FROM paper').pluck().get();
     tell(papers() < 4000);
     tell(checkAside(folder).problems);
     database.close();
     resize('40m');
     const again = openLibrary(folder);
     await importFiles(again, [path], nobody);
     tell(again.prepare('SELECT count(*) FROM paper').pluck().get());
     again.close();
     tell(checkAside(folder).problems);`,
    );
    expect(told).toEqual(['library-full', true, [], 4000, []]);
  },
);

test.runIf(canMount)(
  'on a disk that allows no writing a library is looked over, and says why it cannot be opened',
  () => {
    const told = onDisk(
      '12m',
      `const database = openLibrary(folder);
     addInventedPapers(database, 20);
     const made = backUp(folder, 'asked');
     database.close();
     spawnSync('mount', ['-o', 'remount,ro', disk]);
     tell(checkAside(folder).problems);
     tell(checkAside(folder).paperCount);
     tell(codeOf(() => openLibrary(folder)));
     tell(codeOf(() => openLibrary(join(disk, 'other'))));
     tell(codeOf(() => backUp(folder, 'asked')));
     tell(codeOf(() => restoreBackup(folder, made.file)));
     spawnSync('mount', ['-o', 'remount,rw', disk]);
     tell(codeOf(() => openLibrary(folder).close()));`,
    );
    const readOnly = 'library-read-only';
    expect(told).toEqual([[], 20, readOnly, readOnly, readOnly, readOnly, 'done']);
  },
);

test('what is changed while the folder is gone is not acknowledged; put back, it goes on', () => {
  using library = inventedLibrary(2);
  const { database, folder } = library;
  saveNote(database, 1, 'Before.');
  const aside = `${folder}-moved`;
  renameSync(folder, aside);
  expect(() => saveNote(database, 1, 'Lost?')).toThrow(missing);
  expect(() => addTag(database, [1], 'lost')).toThrow(missing);
  expect(() => setStarred(database, [1], true)).toThrow(missing);
  // Another folder in its place is not the library either.
  mkdirSync(folder);
  expect(() => saveNote(database, 1, 'Lost?')).toThrow(missing);
  rmSync(folder, { recursive: true });
  renameSync(aside, folder);
  expect(database.prepare('SELECT text FROM note').pluck().all()).toEqual(['Before.']);
  saveNote(database, 1, 'After.');
  expect(checkAside(folder)).toMatchObject({ problems: [], noteCount: 1, tagCount: 0 });
  expect(dirname(database.name)).toBe(folder);
});
