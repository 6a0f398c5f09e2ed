/** Libraries with bytes that turned over, pages that changed places, and ends that are missing, all at seeded places. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CallInput, CallName } from '../shared/contract.ts';
import { PostilError } from '../shared/errors.ts';
import { addAnnotation } from './library/annotating/annotations.ts';
import { saveNote } from './library/annotating/notes.ts';
import { checkAside } from './library/aside.ts';
import { libraryError } from './library/library-error.ts';
import { libraryFile } from './library/library-file.ts';
import { addTag } from './library/organising/tags.ts';
import { inventedLibrary, temporaryFolder } from './library/safekeeping/invented-library.ts';
import { salvage } from './library/safekeeping/salvage.ts';
import { openSourceThreads } from './source-threads.ts';

/** `POSTIL_DAMAGES=500 POSTIL_SEED=9 npx vitest run electron/damaged-library.test.ts` tries more, and others. */
const COUNT = Number(process.env.POSTIL_DAMAGES ?? 10);
const FIRST_SEED = Number(process.env.POSTIL_SEED ?? 1);
const PAPERS = 300;
const MARKED = 40;
const PAGE_BYTES = 4096;

type Below = (limit: number) => number;

/** Numbers that look random and come again with the seed. Park and Miller's generator, 1988. */
function seeded(seed: number): Below {
  let state = ((seed * 7919 + 13) % 2_147_483_646) + 1;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}

function turnBits(bytes: Buffer, below: Below, count: number, within = bytes.length): void {
  for (let turned = 0; turned < count; turned += 1) {
    const place = below(within);
    bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << below(8)), place);
  }
}

/** Ways in which a file is damaged; each changes the bytes that it is given, or returns fewer of them. */
const DAMAGES: readonly ((bytes: Buffer, below: Below) => Buffer | undefined)[] = [
  (bytes, below) => void turnBits(bytes, below, 1),
  (bytes, below) => void turnBits(bytes, below, 50),
  (bytes, below) => void turnBits(bytes, below, 3, PAGE_BYTES),
  (bytes, below) => {
    const place = below(bytes.length);
    return void bytes.fill(0, place, Math.min(place + 512 * (1 + below(32)), bytes.length));
  },
  (bytes, below) => {
    const [start, length] = [below(bytes.length), PAGE_BYTES * (1 + below(8))];
    for (let place = start; place < Math.min(start + length, bytes.length); place += 1)
      bytes.writeUInt8(below(256), place);
    return undefined;
  },
  (bytes, below) => {
    const [one = 0, other = 0] = [0, 1].map(() => PAGE_BYTES * (1 + below(bytes.length / PAGE_BYTES - 1)));
    const kept = Buffer.from(bytes.subarray(one, one + PAGE_BYTES));
    bytes.copy(bytes, one, other, other + PAGE_BYTES);
    return void kept.copy(bytes, other);
  },
  (bytes, below) => bytes.subarray(0, below(bytes.length)),
];

/** What a window asks for one after the other, reading and writing. */
const ASKED: readonly { readonly [Name in CallName]: readonly [Name, CallInput<Name>] }[CallName][] = [
  ['library.overview', undefined],
  ['papers.page', { query: '', offset: 0, limit: 50 }],
  ['papers.page', { query: 'invented matter', offset: 0, limit: 50 }],
  ['papers.page', { query: 'tag:"tag 3" has:note', offset: 0, limit: 50 }],
  ['paper.open', { paperId: 3 }],
  ['paper.open', { paperId: 30 }],
  ['note.revisions', { paperId: 3 }],
  ['note.save', { paperId: 5, text: 'Changed.' }],
  ['tag.add', { paperIds: [1, 200], name: 'tag 9' }],
  ['history.undo', undefined],
  ['history.timeline', { paperId: null, beforeMs: null }],
  ['papers.page', { query: 'chanegd', offset: 0, limit: 50 }],
];

/** What opening and using a library meets, but for what is known to be damage. */
async function bugs(folder: string): Promise<string[]> {
  const met: string[] = [];
  try {
    const threads = await openSourceThreads(folder, (lost) =>
      met.push(`a thread ended: ${JSON.stringify(lost)}`),
    );
    for (const [name, input] of ASKED) {
      const result = await threads.call(name, input);
      if (result.ok) continue;
      if (result.error.code === 'bug') met.push(`${name}: ${result.error.message}`);
      if (result.error.code === 'library-damaged') break;
    }
    await threads.close();
  } catch (thrown) {
    const isNamed = thrown instanceof PostilError && thrown.code !== 'bug';
    if (!isNamed) met.push(`opening: ${thrown}`);
  }
  return met;
}

test(`of ${COUNT} damaged libraries each is opened or named damaged, looked over, and saved as a sound one`, async () => {
  using library = inventedLibrary(PAPERS);
  using temporary = temporaryFolder();
  const { database } = library;
  for (let id = 1; id <= MARKED; id += 1) {
    saveNote(database, id, `Note ${id}, at length. ${'word '.repeat(80)}`);
    addTag(database, [id], `tag ${id % 7}`);
    const range = { start: 3, end: 8 };
    addAnnotation(database, { paperId: id, versionId: id, range, colour: 'blue', body: 'Mine.' });
  }
  database.close();
  const sound = readFileSync(libraryFile(library.folder));
  const wrong: string[] = [];
  let saved = 0;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + COUNT; seed += 1) {
    const below = seeded(seed);
    const bytes = Buffer.from(sound);
    const damaged = DAMAGES[seed % DAMAGES.length]?.(bytes, below) ?? bytes;
    const named = (name: string) => join(temporary.folder, `${name} ${seed}`);
    const folder = named('damaged');
    mkdirSync(folder);
    writeFileSync(libraryFile(folder), damaged);
    cpSync(folder, named('used'), { recursive: true });
    wrong.push(...(await bugs(named('used'))).map((bug) => `seed ${seed}: ${bug}`));
    for (const work of [
      () => checkAside(folder),
      () => {
        salvage(folder, named('saved'));
        saved += 1;
        const { problems } = checkAside(named('saved'));
        if (problems.length > 0) wrong.push(`seed ${seed}: what was saved is not sound: ${problems[0]}`);
      },
    ]) {
      try {
        work();
      } catch (thrown) {
        const known = libraryError(thrown, folder);
        if (!(known instanceof PostilError)) wrong.push(`seed ${seed}: ${known}`);
      }
    }
    if (!readFileSync(libraryFile(folder)).equals(damaged))
      wrong.push(`seed ${seed}: the damaged file was changed`);
    for (const name of ['damaged', 'used', 'saved']) rmSync(named(name), { recursive: true, force: true });
  }
  expect(wrong).toEqual([]);
  expect(saved).toBeGreaterThan(COUNT / 2);
}, 3_600_000);
