import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { expect, it } from 'vitest';
import { zipOf } from '../../../e2e/zip.ts';
import { openLibrary } from '../database.ts';
import { temporaryFolder } from '../safekeeping/invented-library.ts';
import { importFiles } from './import.ts';
import { plainFiles } from './unpack.ts';

const bib = (index: number) =>
  Buffer.from(`@article{t${index}, title = {Harbour notes number ${index}}, doi = {10.5555/t.${index}}}\n`);

async function importBytes(name: string, bytes: Uint8Array) {
  using temporary = temporaryFolder();
  const path = join(temporary.folder, name);
  writeFileSync(path, bytes);
  const database = openLibrary(join(temporary.folder, 'library'));
  const observer = { onProgress: () => {}, onChanged: () => {}, isCancelled: () => false };
  const report = await importFiles(database, [path], observer);
  database.close();
  const outside = readdirSync(temporary.folder).sort();
  expect(outside).toEqual(['library', name].sort());
  expect(existsSync(join(temporary.folder, '..', 'two.bib'))).toBe(false);
  return {
    paperCount: report.paperCount,
    paths: report.files.map((file) => file.path.slice(temporary.folder.length + 1)),
    problems: report.files.map(({ problem }) => problem?.message ?? null),
  };
}

it('reads a zip: folders, archives in it, names in any encoding; tricks in names lead nowhere', async () => {
  const bytes = zipOf(
    [
      ['a/one.bib', bib(1)],
      ['../../two.bib', bib(2)],
      ['/three.bib.gz', gzipSync(gzipSync(bib(3)))],
      ['b/inner.zip', zipOf([['four.bib', bib(4)]])],
      [Buffer.from([0x81, 0x2e, 0x62, 0x69, 0x62]), bib(5)],
      ['__MACOSX/._one.bib', bib(6)],
    ],
    0,
  );
  expect(await importBytes('d.zip', bytes)).toEqual({
    paperCount: 5,
    paths: [
      'd.zip/a/one.bib',
      'd.zip/two.bib',
      'd.zip/three.bib.gz',
      'd.zip/b/inner.zip/four.bib',
      'd.zip/ü.bib',
    ],
    problems: [null, null, null, null, null],
  });
});

it('reads a tar that gzip packed', async () => {
  const tar = pack();
  tar.entry({ name: 'x/one.bib' }, bib(1).toString());
  tar.entry({ name: 'two.bib' }, bib(2).toString());
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar) chunks.push(Buffer.from(chunk as Buffer));
  expect(await importBytes('d.tar.gz', gzipSync(Buffer.concat(chunks)))).toMatchObject({
    paperCount: 2,
    problems: [null, null],
  });
});

it('passes over links in a tar, wherever they lead', async () => {
  const tar = pack();
  tar.entry({ name: 'x', type: 'symlink', linkname: '../..' });
  tar.entry({ name: 'x/two.bib' }, bib(1).toString());
  tar.entry({ name: 'round', type: 'symlink', linkname: 'round' });
  tar.entry({ name: 'hostname.txt', type: 'symlink', linkname: '/etc/hostname' });
  tar.entry({ name: 'hard.bib', type: 'link', linkname: '../library/library.db' });
  tar.entry({ name: 'pipe', type: 'fifo' });
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar) chunks.push(Buffer.from(chunk as Buffer));
  expect(await importBytes('d.tar', Buffer.concat(chunks))).toEqual({
    paperCount: 1,
    paths: ['d.tar/x/two.bib'],
    problems: [null],
  });
});

it('refuses what was made to do harm, what is locked and what is broken, each in words', async () => {
  const zeros = Buffer.alloc(40 * 1024 * 1024);
  const bomb = zipOf([
    ['one.bib', bib(1)],
    ['a', zeros],
    ['b', zeros],
    ['c', zeros],
  ]);
  expect((await importBytes('bomb.zip', bomb)).problems.at(-1)).toContain('200 times its size');
  const locked = zipOf([['one.bib', bib(1)]], 1);
  expect((await importBytes('locked.zip', locked)).problems).toEqual([expect.stringContaining('password')]);
  const whole = zipOf([['one.bib', bib(1)]]);
  expect((await importBytes('cut.zip', whole.subarray(0, -30))).problems).toEqual([
    expect.stringContaining('damaged archive'),
  ]);
  let nested: Buffer = zipOf([['one.bib', bib(1)]]);
  for (let depth = 0; depth < 8; depth += 1) nested = zipOf([['inner.zip', nested]]);
  expect((await importBytes('nested.zip', nested)).problems).toEqual([expect.stringContaining('deeper')]);
});

it.each([
  ['7z', '7z\xbc\xaf\x27\x1c\0\x04', 'a 7-Zip archive'],
  ['rar', 'Rar!\x1a\x07\x01\0', 'a RAR archive'],
  ['xz', '\xfd7zXZ\0\0\x04', 'an xz archive'],
  ['zst', '\x28\xb5\x2f\xfd\x24', 'a Zstandard archive'],
  ['bz2', 'BZh91AY&SY\x8e', 'a bzip2 archive'],
])('refuses .%s for what it is, alone and in a zip', async (ending, start, kind) => {
  const bytes = Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(300, 7)]);
  const message = expect.stringContaining(`is ${kind}, which Postil does not open.`);
  expect((await importBytes(`dump.${ending}`, bytes)).problems).toEqual([message]);
  const packed = zipOf([
    [`inner.${ending}`, bytes],
    ['one.bib', bib(1)],
  ]);
  expect(await importBytes('d.zip', packed)).toMatchObject({ paperCount: 1, problems: [message, null] });
});

it('reads no more files of an archive than are allowed, those in its archives included', async () => {
  using temporary = temporaryFolder();
  const path = join(temporary.folder, 'many.zip');
  const half = zipOf(new Array(6).fill(['x.bib', Buffer.alloc(0)]));
  writeFileSync(
    path,
    zipOf([
      ['one.zip', half],
      ['two.zip', half],
    ]),
  );
  const files = plainFiles(
    { path, name: 'many.zip', location: path, kind: 'file', bytes: 5_000_000, problem: null },
    // As if all had been read before, so that nothing is written.
    {
      makeFolder: async () => temporary.folder,
      isDone: (name) => name.endsWith('.bib'),
      isCancelled: () => false,
      mostEntries: 10,
    },
  );
  const problems: unknown[] = [];
  for await (const { problem } of files) problems.push(problem?.message);
  expect(problems).toEqual([expect.stringContaining('holds more than 10 files')]);
});
