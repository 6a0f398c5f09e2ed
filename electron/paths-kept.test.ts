import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type CallName, calls, type EventName } from '../shared/contract.ts';
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
    `@article{h${index}, title={Harbour ${index}}, doi={10.5555/h.${index}}, abstract={We look for tides of kind ${index}.}}`,
).join('\n');

/** Two records each with one title and first author, years apart: possibly one paper. */
const TWINS = ['Of ferries and their masters', 'Of lights and their keepers']
  .flatMap((title) => [2001, 2015].map((year) => ({ title, year })))
  .map(({ title, year }) => `@article{t, title={${title}}, author={Bo Lind}, year={${year}}}`)
  .join('\n');

/** Calls that a window may make and that the threads answer. */
const ANSWERED = (Object.keys(calls) as CallName[]).filter(
  (name) => calls[name].fromWindow && calls[name].place !== 'main',
);
/** What only a window that does the one thing after the other gets an answer to: it may be refused here. */
const REFUSED: ReadonlySet<CallName> = new Set(['import.accept', 'import.decline', 'import.resume']);

/**
 * Files that are read, and ones that cannot be, each for another reason; their folder is what no answer may tell.
 * @returns what was dropped
 */
async function dropped(folder: string): Promise<string[]> {
  const dumps = join(folder, 'dumps');
  mkdirSync(join(dumps, 'empty'), { recursive: true });
  const files = {
    'harbours.bib': `${DUMP}\n@article{broken, title={`,
    'again.bib': `${DUMP.replace('title', 'year={2020}, title')}\n${TWINS}`,
    'picture.txt': Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256)),
    'empty.txt': '',
    'cut.bib.gz': gzipSync(DUMP).subarray(0, -9),
    'cut.zip': 'PK\u0003\u0004 and no more of it',
    'cut.tar': Buffer.alloc(700, 'x'),
    'strange.json': '{"a": [1, 2',
    [join('empty', '.hidden')]: 'x',
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dumps, name), bytes);
  // Neither file nor folder: nothing of it can be read, whoever asks.
  const server = createServer().listen(join(dumps, 'socket'));
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const names = ['gone.bib', 'socket', 'empty', ...Object.keys(files)];
  return [dumps, ...names.map((name) => join(dumps, name))];
}

/**
 * What the threads answer and tell, and the lists that main has made aside. The state of the library, in `window.library`,
 * `library.state` and after restoring or rescue, tells its folder on purpose: the window shows it where a library does
 * not open, or can only be looked at, so that the user knows which it is.
 */
test('no answer and no event tells the window in which folder a library or a dump lies; a library may be a link', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const real = join(folder, 'real');
  const link = join(folder, 'link');
  mkdirSync(real);
  symlinkSync(real, link, 'junction');
  const telling = new Set<string>();
  const look = (what: string, told: unknown) => {
    if (JSON.stringify(told)?.includes(basename(folder)) === true) telling.add(what);
  };
  const events = new Map<EventName, number>();
  const threads = await openSourceThreads(link, undefined, (name, payload) => {
    events.set(name, (events.get(name) ?? 0) + 1);
    look(`event ${name}`, payload);
  });
  const toldOf = (name: EventName) => vi.waitFor(() => expect(events.get(name)).toBeGreaterThan(0));
  try {
    const paths = await dropped(folder);
    // Few and small ones are read at once, many are tried first.
    unwrap(await threads.call('import.offer', { paths: paths.slice(1, 5) }));
    await toldOf('import.finished');
    unwrap(await threads.call('import.offer', { paths: [...paths, ...Array(60).fill(paths[5])] }));
    await toldOf('import.dryRun');
    unwrap(await threads.call('import.run', { paths }));
    unwrap(await threads.call('tag.add', { paperIds: [1, 2], name: 'tides' }));
    unwrap(await threads.call('note.save', { paperId: 1, text: '[Here](postil://paper/2)' }));
    const papers = unwrap(await threads.call('papers.ids', { query: '' }));
    const alive = { numbers: papers, annotationIds: [''], changeIds: [1], texts: ['tides', 'harbour', ''] };
    const answered = new Set<CallName>();
    const ask = async (name: CallName, input: unknown) => {
      const result = await threads.call(name, calls[name].input.parse(input) as never);
      if (result.ok) answered.add(name);
      look(name, result);
    };
    const right = (names: readonly CallName[]) =>
      messages(alive, names).filter(
        ({ name, input }) =>
          names.includes(name as CallName) && calls[name as CallName].input.safeParse(input).success,
      );
    const opened = await Promise.all(papers.map((paperId) => threads.call('paper.open', { paperId })));
    const paper = opened.map((one) => unwrap(one).paper).find(({ sources }) => sources.length > 1);
    const { id: paperId, versions, sources } = paper ?? expect.fail('No paper was brought by two files.');
    const versionId = versions[0]?.id ?? 0;
    const mark = async (start: number, end: number) => {
      const marked = { paperId, versionId, range: { start, end }, colour: 'blue', body: null } as const;
      await ask('annotation.add', marked);
      return unwrap(await threads.call('annotation.add', marked)).id;
    };
    // What chance would hardly draw.
    const [one, two] = [await mark(0, 7), await mark(5, 13)];
    await ask('annotation.split', { annotationId: one, at: 3 });
    await ask('annotation.setRange', { annotationId: one, versionId, range: { start: 0, end: 7 } });
    await ask('annotation.merge', { annotationIds: [one, two] });
    await ask('annotation.change', { annotationIds: [one], body: 'Mine.' });
    await ask('annotation.remove', { annotationIds: [one] });
    await ask('tag.preview', { renames: [{ from: 'tides', to: 'sea' }] });
    await ask('paper.takeApart', { paperId, sourceIds: [sources[0]?.id ?? 0] });
    const { pairs } = unwrap(await threads.call('duplicates.page', { offset: 0, limit: 2 }));
    const [alike, unlike] = pairs.map(({ papers: sides }) => sides.map(({ id }) => id));
    await ask('duplicates.keepApart', { paperIds: unlike });
    await ask('duplicates.merge', { paperIds: alike });
    for (const name of ANSWERED)
      for (const { input } of fc.sample(right([name]), { numRuns: 25, seed: 7 })) await ask(name, input);
    for (const name of READING) expect(answered, name).toContain(name);
    expect(ANSWERED.filter((name) => !answered.has(name) && !REFUSED.has(name))).toEqual([]);
  } finally {
    await threads.close();
  }
  expect([...events.keys()]).toEqual(
    expect.arrayContaining(['library.changed', 'import.progress', 'import.waiting']),
  );
  const again = await openSourceThreads(real);
  look('library.overview', await again.call('library.overview', undefined));
  await again.close();
  // Backups are told by main, aside; it adds nothing to this but what the user has chosen in a dialog, by its name alone.
  backUp(real, 'asked');
  expect(listBackups(real).backups).toHaveLength(1);
  look('backups and check', [listBackups(real), checkAside(real)]);
  expect([...telling]).toEqual([]);
}, 240_000);
