import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CallName, calls } from '../shared/contract.ts';
import { unwrap } from '../shared/errors.ts';
import { checkAside } from './library/aside.ts';
import { backUp, listBackups } from './library/safekeeping/backup.ts';
import { temporaryFolder } from './library/safekeeping/invented-library.ts';
import { messages } from './near-valid.ts';
import { READING } from './reading-calls.ts';
import { openSourceThreads } from './source-threads.ts';

const DUMP = Array.from(
  { length: 4 },
  (_, index) =>
    `@article{h${index}, title={Harbour ${index}}, abstract={We look for tides of kind ${index}.}}`,
).join('\n');

/**
 * What the threads answer, and the lists that main has made aside. The state of the library, in `window.library`,
 * `library.state` and after restoring or rescue, tells its folder on purpose: the window shows it where a library does
 * not open, or can only be looked at, so that the user knows which it is.
 */
test('no answer to the window tells in which folder a library or a dump lies; a library may be a link', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const real = join(folder, 'real');
  const link = join(folder, 'link');
  mkdirSync(real);
  symlinkSync(real, link, 'junction');
  const dump = join(folder, 'dumps', 'harbours.bib');
  mkdirSync(join(folder, 'dumps'));
  writeFileSync(dump, `${DUMP}\n@article{broken, title={`);
  const threads = await openSourceThreads(link);
  try {
    unwrap(await threads.call('import.run', { paths: [dump] }));
    unwrap(await threads.call('tag.add', { paperIds: [1, 2], name: 'tides' }));
    unwrap(await threads.call('note.save', { paperId: 1, text: '[Here](postil://paper/2)' }));
    const alive = { numbers: [1, 2], annotationIds: [''], changeIds: [1], texts: ['tides', 'harbour', ''] };
    const reads = messages(alive).filter(
      ({ name, input }) =>
        READING.has(name as CallName) && calls[name as CallName].input.safeParse(input).success,
    );
    const answered = new Set<string>();
    // Names of tags that are there are not drawn.
    const renames = { name: 'tag.preview', input: { renames: [{ from: 'tides', to: 'sea' }] } };
    for (const { name, input } of [renames, ...fc.sample(reads, { numRuns: 600, seed: 7 })]) {
      const known = name as CallName;
      const result = await threads.call(known, calls[known].input.parse(input) as never);
      if (result.ok) answered.add(known);
      expect(JSON.stringify(result), known).not.toContain(basename(folder));
    }
    expect([...READING].filter((name) => !answered.has(name))).toEqual([]);
  } finally {
    await threads.close();
  }
  const again = await openSourceThreads(real);
  expect(unwrap(await again.call('library.overview', undefined)).paperCount).toBe(4);
  await again.close();
  // Backups are told by main, aside; it adds nothing to this but what the user has chosen in a dialog, by its name alone.
  backUp(real, 'asked');
  expect(listBackups(real).backups).toHaveLength(1);
  expect(JSON.stringify([listBackups(real), checkAside(real)])).not.toContain(basename(folder));
}, 120_000);
