import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CallName, calls } from '../shared/contract.ts';
import { ERROR_CODES, failure, type Result, success, unwrap } from '../shared/errors.ts';
import { answerCall, type Door } from './door.ts';
import { openLibrary } from './library/database.ts';
import { inventedLibrary } from './library/safekeeping/invented-library.ts';
import { brokenRules } from './library/safekeeping/schema-rules.ts';
import { type Alive, type Message, messages } from './near-valid.ts';
import { openSourceThreads } from './source-threads.ts';
import type { Threads } from './threads.ts';

/** `npm run fuzz -- N SEED` sends as many as are asked for. */
const COUNT = Number(process.env.POSTIL_MESSAGES ?? 3000);
/** So many are on their way at once, as from a window that asks for several things. */
const AT_ONCE = 8;
/** A call that has not been answered then never will be: the slowest take seconds. */
const HUNG_MS = 60_000;
/** The library's numbers are asked for again after so many rounds. */
const ROUNDS_ALIVE = 10;

const PAGE = { url: 'app://bundle/index.html', parent: null };

/** What means something to some call: names, queries, notes, and dumps that bring papers. */
const TEXTS = [
  'tides',
  'Tides/high',
  'tides/high/spring',
  'claim',
  'glaciers',
  'is:starred tag:tides',
  'has:note OR -title:"invented matter" year:2023..2025',
  'in:1 abstract:lattices',
  'A [link](postil://paper/3) and `@moor2024`.\n- [ ] to do\n$x_1$',
  'postil://paper/2',
  '{{heading}} {{authors}}',
  'moor2024invented',
  'The file has no end.',
  '@article{a, title={On the Fuzzing of Doors}, author={Ada Moor}, year={2024}, abstract={We knock at doors and hear who answers, again and again, without end.}}',
  '@article{b, title={On invented matter 3}, author={Ada Moor}, year={2024}, doi={10.5555/invented.3}}\n@article{c, title={',
  'TY  - JOUR\nTI  - A second reading of doors\nAU  - Lind, Bo\nPY  - 2023\nAB  - Doors are read a second time, and found to be as they were, which no one had asked.\nER  - \n',
];

/** The shell's own answers, which need Electron: here only what reaches them is looked at. */
function answerOfShell(name: CallName, input: unknown): Result<unknown> {
  if (name === 'window.openLink') {
    const { url } = calls[name].input.parse(input);
    if (!/^https?:$/.test(new URL(url).protocol)) throw new Error(`${url} would have been opened.`);
  }
  return success(null);
}

/** What is wrong with an answer; null when nothing is. */
async function complaint(door: Door, { name, input }: Message): Promise<string | null> {
  const sent: { name: unknown; input: unknown } = structuredClone({ name, input });
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), HUNG_MS);
  });
  const result = await Promise.race([answerCall(door, PAGE, sent.name, sent.input), hung]);
  clearTimeout(timer);
  if (result === null) return 'was never answered';
  const isKnown = typeof sent.name === 'string' && Object.hasOwn(calls, sent.name);
  const known = isKnown ? calls[sent.name as CallName] : null;
  const mayPass = known?.fromWindow === true && known.input.safeParse(sent.input).success;
  if (result.ok) return mayPass ? null : 'was answered, although the contract forbids it';
  const { code, message } = result.error;
  if (code === 'bug' || !ERROR_CODES.includes(code)) return `met a bug: ${message}`;
  if (code !== 'bad-request' && !mayPass) return `was answered ${code} instead of bad-request`;
  if (message.length > 2000) return `was answered in ${message.length} characters`;
  return null;
}

/** Pools are refilled in place: the arbitraries hold on to them. */
async function lookAround(threads: Threads, alive: Record<keyof Alive, unknown[]>) {
  const papers = unwrap(await threads.call('papers.ids', { query: '' })).slice(-8);
  const opened = await Promise.all(papers.map((paperId) => threads.call('paper.open', { paperId })));
  const found = opened.flatMap((one) => (one.ok ? [one.value] : []));
  const timeline = unwrap(await threads.call('history.timeline', { paperId: null, beforeMs: null }));
  const changes = timeline.entries.map(({ id }) => id).slice(0, 2);
  const versions = found.flatMap(({ paper }) => paper.versions.map(({ id }) => id));
  const first = Array.from({ length: 9 }, (_, index) => index + 1);
  alive.numbers.splice(0, Infinity, ...papers, ...papers, ...versions, ...changes, ...first);
  alive.annotationIds.splice(
    0,
    Infinity,
    ...found.flatMap(({ annotations }) => annotations.map(({ id }) => id)),
  );
  alive.changeIds.splice(0, Infinity, ...changes);
}

test(
  `${COUNT} random and near-valid messages: typed errors only, and nothing kept that no schema allows`,
  async () => {
    using library = inventedLibrary(40);
    library.database.close();
    const lost: unknown[] = [];
    const threads = await openSourceThreads(library.folder, (problem) => lost.push(problem));
    const door: Door = {
      isOwnPage: (url) => url === PAGE.url,
      async answer(name, input) {
        if (calls[name].place !== 'main') return threads.call(name, input as never);
        try {
          return answerOfShell(name, input);
        } catch (thrown) {
          return failure(thrown);
        }
      },
      drop: () => undefined,
    };
    const alive = { numbers: [1], annotationIds: [], changeIds: [1], texts: [...TEXTS] };
    const complaints = new Map<string, string>();
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(messages(alive), { minLength: AT_ONCE, maxLength: AT_ONCE }),
        async (batch) => {
          if (round % ROUNDS_ALIVE === 0) await lookAround(threads, alive);
          round += 1;
          for (const [index, wrong] of (
            await Promise.all(batch.map((one) => complaint(door, one)))
          ).entries()) {
            const { name, input } = batch[index] ?? {};
            const told = `${typeof name === 'string' ? name.slice(0, 50) : typeof name} ${wrong}`;
            if (wrong !== null && !complaints.has(told)) {
              complaints.set(told, inspect(input, { maxStringLength: 200, maxArrayLength: 20, depth: 5 }));
            }
          }
        },
      ),
      { numRuns: Math.ceil(COUNT / AT_ONCE), endOnFailure: true },
    );
    await threads.close();
    expect([...complaints].map(([told, input]) => `${told}: ${input}`)).toEqual([]);
    expect(lost).toEqual([]);

    const database = openLibrary(library.folder);
    const broken = brokenRules(database);
    database.close();
    expect(broken).toEqual([]);
  },
  24 * 3_600_000,
);
