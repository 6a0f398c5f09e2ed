import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './library/safekeeping/invented-library.ts';
import { makeRescueFolder } from './rescue-folder.ts';

const DAY = '2026-11-22';

test('stands beside the damaged library, and takes no name that is there', () => {
  using temporary = temporaryFolder();
  const damaged = join(temporary.folder, 'library');
  const first = `${damaged} rescued ${DAY}`;
  expect(makeRescueFolder(damaged, [], DAY)).toBe(first);
  expect(makeRescueFolder(damaged, [], DAY)).toBe(`${first} (2)`);
  expect(readdirSync(first)).toEqual([]);
});

test('goes to the first folder elsewhere that takes it, and names all where none does', () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const file = join(folder, 'file');
  writeFileSync(file, '');
  // Neither below a file nor in a folder that is gone can anything be made, whoever asks.
  const damaged = join(file, 'library');
  const gone = join(folder, 'gone');
  expect(makeRescueFolder(damaged, [gone, folder], DAY)).toBe(join(folder, `library rescued ${DAY}`));
  expect(() => makeRescueFolder(damaged, [gone], DAY)).toThrow(
    expect.objectContaining({
      code: 'library-read-only',
      message: expect.stringContaining(`nor into ${gone}.`),
    }),
  );
});

test.runIf(process.platform !== 'win32')(
  'goes elsewhere where the user may not write beside the library',
  () => {
    using temporary = temporaryFolder();
    const { folder } = temporary;
    const [disk, data] = [join(folder, 'disk'), join(folder, 'data')];
    mkdirSync(disk);
    mkdirSync(data);
    chmodSync(folder, 0o755);
    chmodSync(disk, 0o555);
    chmodSync(data, 0o777);
    const script = `
    const { makeRescueFolder } = await import(${JSON.stringify(new URL('./rescue-folder.ts', import.meta.url).href)});
    console.log(makeRescueFolder(${JSON.stringify(join(disk, 'library'))}, [${JSON.stringify(data)}], '${DAY}'));`;
    // A process of a user without any rights, since rights mean nothing to root.
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8',
      ...(process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}),
    });
    expect(stdout.trim()).toBe(join(data, `library rescued ${DAY}`));
  },
);
