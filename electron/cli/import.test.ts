import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));

/** So many of its papers make a file that a thread of its own reads, which is started before the library is opened. */
const PAPERS = 4000;

test('a large file is read once, found known when it comes again, and keeps nothing from ending', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postil-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dump = join(folder, 'page.txt');
  const paper = (number: number) =>
    `Abstract:Wheel ${number} turns by way ${number * 7919}. ${`Way ${number} is new to it. `.repeat(24)}`;
  writeFileSync(dump, Array.from({ length: PAPERS }, (_, number) => paper(number)).join('\n\n\n'));
  const run = (library: string) => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [CLI, 'import', '--library', library, '--json', dump],
      {
        encoding: 'utf8',
      },
    );
    return { status, files: stdout === '' ? [] : JSON.parse(stdout).files };
  };
  const library = join(folder, 'library');
  expect(run(library)).toMatchObject({ status: 0, files: [{ records: PAPERS, unchanged: 0, unread: [] }] });
  expect(run(library)).toMatchObject({ status: 0, files: [{ records: PAPERS, unchanged: PAPERS }] });
  // A library that cannot be opened.
  expect(run(dump)).toEqual({ status: 3, files: [] });
});
