import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { _electron as electron, type Page } from 'playwright';
import type { Bridge } from '../../shared/bridge.ts';
import type { Result } from '../../shared/errors.ts';
import { emptyFieldTimes, frameTimes, listTimes, openingTime, typingTimes } from './frames.ts';
import { annotate, writeHeavyPapers } from './heavy-papers.ts';
import { printTimes } from './print-times.ts';
import { takeStandInWithoutElectron } from './start.ts';

declare global {
  interface Window {
    readonly postil: Bridge<File>;
  }
}

const root = join(import.meta.dirname, '../..');
const corpus = join(root, '../shared/corpora/arxiv-100k.jsonl.gz');
const postil = join(root, 'build/postil.mjs');

/** Rounds of each measurement, taken in turns with its floor, so that a busy moment meets both. */
const ROUNDS = 3;
/** Openings of each paper, of which the first is told apart. */
const OPENINGS = 9;
/** What is typed in each round. */
const SENTENCE = 'A second look at the tides of the harbour.';
/** What is searched for, each key measured. */
const QUERIES = ['diffusion model', 'graph neural', 'dark matter', 'title:quantum', 'stochastic equation'];
/** Long enough for the answer to a key to be painted before the next, in milliseconds. */
const SETTLED_MS = 350;
/** Writings of a long note, after which the library is weighed. */
const WRITINGS = 200;

/** What can be measured alone. */
const PARTS = ['search', 'abstract', 'note', 'import'] as const;

/**
 * Measures what the user feels in the window over a library of many papers, against floors in the same page. Prints tables.
 * @param part one of {@link PARTS}; null for all
 */
export async function windowBench(paperCount: number, part: string | null): Promise<void> {
  const isAsked = (one: (typeof PARTS)[number]) => part === null || part === one;
  takeStandInWithoutElectron();
  const folder = mkdtempSync(join(tmpdir(), 'postil-bench-'));
  try {
    const library = join(folder, 'library');
    const heavy = join(folder, 'heavy.jsonl');
    const dumps = [heavy];
    writeHeavyPapers(heavy);
    if (existsSync(corpus)) {
      const dump = join(folder, 'papers.jsonl');
      const lines = gunzipSync(readFileSync(corpus)).toString('utf8').trim().split('\n').slice(0, paperCount);
      writeFileSync(dump, `${lines.join('\n')}\n`);
      dumps.unshift(dump);
    } else console.log(`No corpus in ${corpus}: the library holds the papers of the bench alone.`);
    execFileSync(process.execPath, [postil, 'import', '--library', library, '--json', ...dumps], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const app = await electron.launch({
      args: ['.', `--user-data-dir=${join(folder, 'settings')}`, `--library=${library}`],
      cwd: root,
    });
    const page = await app.firstWindow();
    await page.getByRole('grid', { name: 'Papers' }).getByRole('row').first().waitFor();
    // What the window prepares while idle is not to fall into the first measurement.
    await page.waitForTimeout(3000);
    if (isAsked('search')) {
      await benchSearch(page);
      const bytes = await app.evaluate(() => process.memoryUsage.rss());
      console.log(`Memory of the main process with its threads: ${(bytes / 1e6).toFixed(0)} MB.`);
    }
    const headings = await findHeavyPapers(page);
    if (isAsked('abstract')) await benchAbstract(page, headings);
    if (isAsked('note')) await benchNote(page, library);
    await app.close();
    if (isAsked('import') && dumps[0] !== undefined && dumps.length > 1) await benchImport(folder, dumps[0]);
    console.log(`Load of the machine at the end: ${loadavg()[0]?.toFixed(1)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function benchSearch(page: Page): Promise<void> {
  const box = page.getByRole('searchbox', { name: 'Search papers' });
  const lists: number[] = [];
  const echoes: number[] = [];
  const floor: number[] = [];
  for (const query of QUERIES) {
    await box.fill('');
    await box.focus();
    await page.waitForTimeout(SETTLED_MS);
    lists.push(...(await listTimes(page, query, SETTLED_MS)));
    await box.fill('');
    echoes.push(...(await typingTimes(page, box, query)));
    floor.push(...(await emptyFieldTimes(page, query)));
  }
  await box.fill('');
  await page.waitForTimeout(SETTLED_MS);
  printTimes('Searching: from the key to what is painted', {
    'empty text field': floor,
    'the key in the box': echoes,
    'the papers in the list': lists,
  });
  const idle = await frameTimes(page, () => page.waitForTimeout(2000));
  const scrolling = await frameTimes(page, async () => {
    await page.getByRole('grid', { name: 'Papers' }).hover();
    for (let turn = 0; turn < 60; turn += 1) {
      await page.mouse.wheel(0, turn % 20 === 19 ? 60_000 : 400);
      await page.waitForTimeout(40);
    }
  });
  printTimes('Scrolling the list: length of frames', { 'at rest': idle, scrolling });
}

/** Lists the papers of {@link writeHeavyPapers}; in the order of the list. */
async function findHeavyPapers(page: Page): Promise<readonly string[]> {
  await page.getByRole('searchbox', { name: 'Search papers' }).fill('venue:Measurebook');
  const rows = page.getByRole('grid', { name: 'Papers' }).getByRole('row').filter({ hasText: 'Measured' });
  await rows.nth(2).waitFor();
  const texts = await rows.allInnerTexts();
  return texts.map((text) => /Measured \w+ paper/.exec(text)?.[0] ?? '');
}

async function benchAbstract(page: Page, headings: readonly string[]): Promise<void> {
  const paperId = await annotate(page, 'Measured annotated paper');
  const times: Record<'short' | 'annotated' | 'asked', number[]> = { short: [], annotated: [], asked: [] };
  const rows = page.getByRole('grid', { name: 'Papers' }).getByRole('row');
  const at = headings.indexOf('Measured annotated paper');
  // From above or, where it stands first, from below.
  const [before, key, back] = at > 0 ? [at - 1, 'j', 'k'] : [1, 'k', 'j'];
  const other = headings[before] ?? '';
  await rows.nth(before).click();
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    await page.waitForTimeout(800);
    times.annotated.push(await openingTime(page, key, 'Measured annotated paper'));
    await page.waitForTimeout(1500);
    times.short.push(await openingTime(page, back, other));
    times.asked.push(
      await page.evaluate(async (id) => {
        const startMs = performance.now();
        await window.postil.call('paper.open', { paperId: id });
        return performance.now() - startMs;
      }, paperId),
    );
  }
  console.log(
    `First opening of the annotated abstract, its answer included: ${times.annotated[0]?.toFixed(0)} ms`,
  );
  printTimes('Opening an abstract of 20,000 characters with 500 annotations: from the key to the frame', {
    'a short paper': times.short.slice(1),
    'the annotated paper': times.annotated.slice(1),
    'its answer alone': times.asked,
  });

  await page.keyboard.press(key);
  await page
    .getByRole('article', { name: 'Paper' })
    .getByRole('heading', { name: 'Measured annotated' })
    .waitFor();
  await page.waitForTimeout(2500);
  const typed: Record<'floor' | 'comment', number[]> = { floor: [], comment: [] };
  const card = page.getByRole('list', { name: 'Annotations' }).getByRole('listitem').nth(3);
  for (let round = 0; round < ROUNDS; round += 1) {
    await card.click();
    await card.getByRole('button', { name: /comment/ }).click();
    const field = page.getByRole('textbox', { name: 'Comment' });
    typed.comment.push(...(await typingTimes(page, field, SENTENCE)));
    await page.keyboard.press('Escape');
    typed.floor.push(...(await emptyFieldTimes(page, SENTENCE)));
  }
  printTimes('Typing a comment there', { 'empty text field': typed.floor, comment: typed.comment });
}

async function benchNote(page: Page, library: string): Promise<void> {
  const ids = await page.evaluate(async () => {
    const answer = await window.postil.call('papers.page', {
      query: 'venue:Measurebook',
      offset: 0,
      limit: 10,
    });
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value.hits.map(({ paper }) => ({ id: paper.id, heading: paper.heading }));
  });
  const idOf = (heading: string) => ids.find((one) => one.heading === heading)?.id ?? 0;
  const noted = idOf('Measured noted paper');
  const line = 'The tide tables of the harbour say **little** of the sand, see $h_{max}$ and `log 7`.\n';
  const text = line.repeat(Math.ceil(1_000_000 / line.length));
  await page.evaluate(
    async ({ id, note }) => {
      const answer = await window.postil.call('note.save', { paperId: id, text: note });
      if (!answer.ok) throw new Error(answer.error.message);
    },
    { id: noted, note: text },
  );
  const rows = page.getByRole('grid', { name: 'Papers' }).getByRole('row');
  const typed: Record<'empty' | 'long', number[]> = { empty: [], long: [] };
  const note = page.getByRole('textbox', { name: 'Note' });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [kind, heading] of [
      ['empty', 'Measured plain paper'],
      ['long', 'Measured noted paper'],
    ] as const) {
      await rows.filter({ hasText: heading }).click();
      await page.getByRole('article', { name: 'Paper' }).getByRole('heading', { name: heading }).waitFor();
      await page.waitForTimeout(1000);
      await page.keyboard.press('n');
      typed[kind].push(...(await typingTimes(page, note, SENTENCE)));
      await page.keyboard.press('Escape');
    }
  }
  printTimes('Typing a note', { 'a note begun': typed.empty, 'a note of 1 MB': typed.long });

  const before = sizeOf(library);
  const saving = await page.evaluate(
    async ({ id, note, writings }) => {
      const saves: number[] = [];
      const wholes: number[] = [];
      const others: number[] = [];
      let isOver = false;
      const asking = (async () => {
        while (!isOver) {
          const startMs = performance.now();
          await window.postil.call('annotation.meanings', undefined);
          others.push(performance.now() - startMs);
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      })();
      let since: number | null = null;
      for (let writing = 0; writing < writings; writing += 1) {
        // As the window does: the whole text now and then, after an undo, say; else what was typed.
        const start = (writing * 7919) % note.length;
        const startMs = performance.now();
        const answer: Result<number | null> =
          since === null || writing % 10 === 0
            ? await window.postil.call('note.save', { paperId: id, text: `${writing} ${note}` })
            : await window.postil.call('note.splice', {
                paperId: id,
                since,
                start,
                end: start,
                inserted: ` word${writing} `,
              });
        if (!answer.ok || answer.value === null) throw new Error('A note was not saved.');
        since = answer.value;
        (writing % 10 === 0 ? wholes : saves).push(performance.now() - startMs);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      isOver = true;
      await asking;
      return { saves, wholes, others };
    },
    { id: noted, note: text, writings: WRITINGS },
  );
  printTimes(`Saving a note of 1 MB ${WRITINGS} times`, {
    'what was typed, until it is acknowledged': saving.saves,
    'the whole text': saving.wholes,
    'another call meanwhile': saving.others,
  });
  const grown = (sizeOf(library) - before) / 1e6;
  console.log(
    `The library grew by ${grown.toFixed(1)} MB (database and WAL), ${((grown * 1000) / WRITINGS).toFixed(0)} kB a writing.`,
  );
}

async function benchImport(folder: string, dump: string): Promise<void> {
  const app = await electron.launch({
    args: [
      '.',
      `--user-data-dir=${join(folder, 'other-settings')}`,
      `--library=${join(folder, 'other')}`,
      dump,
    ],
    cwd: root,
  });
  const page = await app.firstWindow();
  const importing = page.getByRole('progressbar', { name: 'Importing' });
  // Of a large dump it is shown first what would happen.
  const dryRun = page.getByRole('dialog', { name: 'What would happen' });
  await importing.or(dryRun).first().waitFor();
  if (await dryRun.isVisible()) await dryRun.getByRole('button', { name: /^Import/ }).click();
  await importing.waitFor();
  const frames = await frameTimes(page, () =>
    page.getByRole('dialog', { name: 'Import report' }).waitFor({ timeout: 600_000 }),
  );
  const idle = await frameTimes(page, () => page.waitForTimeout(2000));
  await app.close();
  printTimes('Frames while importing', { 'at rest': idle, importing: frames });
  console.log(`Frames over 50 ms: ${frames.filter((frame) => frame > 50).length} of ${frames.length}.`);
}

/** Bytes of the files of a library. */
function sizeOf(library: string): number {
  return readdirSync(library)
    .map((name) => statSync(join(library, name)).size)
    .reduce((sum, size) => sum + size, 0);
}
