import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { _electron as electron, type Page } from 'playwright';
import { emptyFieldTimes, frameTimes, typingTimes } from './frames.ts';
import { printTimes } from './print-times.ts';
import { takeStandInWithoutElectron } from './start.ts';

const root = join(import.meta.dirname, '../..');
const corpus = join(root, '../shared/corpora/arxiv-100k.jsonl.gz');
const postil = join(root, 'build/postil.mjs');

/** Tags of the library, in a hundred branches of one root; each paper has three. */
const TAGS = 10_000;
/** Most papers that are tagged at once. */
const AT_ONCE = 10_000;
/** Rounds of each measurement. */
const ROUNDS = 5;
/** What is completed, key by key. */
const QUERIES = ['tag:topic 7', 'tag:field 12/t', 'author:smi', 'diffus', 'cat', 'in:univ', 'year:', 'e'];
/** What is typed where a tag is added. */
const TYPED = 'field 31/topic 4';

/**
 * Measures tags in the window over a library of many papers and 10,000 tags, against floors in the same run. Prints
 * tables.
 */
export async function tagBench(paperCount: number): Promise<void> {
  if (!existsSync(corpus)) {
    console.log(`No corpus in ${corpus}: tags are not measured.`);
    return;
  }
  takeStandInWithoutElectron();
  const folder = mkdtempSync(join(tmpdir(), 'postil-bench-'));
  try {
    const library = join(folder, 'library');
    const dump = join(folder, 'papers.jsonl');
    const lines = gunzipSync(readFileSync(corpus)).toString('utf8').trim().split('\n').slice(0, paperCount);
    writeFileSync(dump, `${lines.join('\n')}\n`);
    execFileSync(process.execPath, [postil, 'import', '--library', library, '--json', dump], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const atOnce = Math.min(AT_ONCE, lines.length);
    console.log(`${lines.length} papers with three of ${TAGS} tags each.`);
    const floor = putTags(join(library, 'library.db'), atOnce);
    const app = await electron.launch({
      args: ['.', `--user-data-dir=${join(folder, 'settings')}`, `--library=${library}`],
      cwd: root,
    });
    const page = await app.firstWindow();
    await page.getByRole('grid', { name: 'Papers' }).getByRole('row').first().waitFor();
    // What the window prepares while idle is not to fall into the first measurement.
    await page.waitForTimeout(3000);
    await benchCompletion(page);
    await benchTyping(page);
    await benchTagging(page, floor, atOnce);
    await app.close();
    console.log(`Load of the machine at the end: ${loadavg()[0]?.toFixed(1)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Puts the tags into the library. @returns times of the floor: the bare rows of one tag on so many papers, in milliseconds */
function putTags(file: string, atOnce: number): number[] {
  const database = new Database(file);
  database.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${TAGS})
      INSERT INTO tag (name, key) SELECT name, name FROM (SELECT 'all/field ' || (i % 100) || '/topic ' || i AS name FROM n);
    INSERT OR IGNORE INTO paper_tag
      SELECT paper.id, 1 + (paper.id * 7919 + value * 31) % ${TAGS} FROM paper, json_each('[1, 2, 3]');
    CREATE TABLE bare (paper_id INTEGER, tag_id INTEGER, PRIMARY KEY (paper_id, tag_id)) WITHOUT ROWID;`);
  const insert = database.prepare('INSERT INTO bare (paper_id, tag_id) VALUES (?, ?)');
  const times = Array.from({ length: ROUNDS }, (_, tag) => {
    const startMs = performance.now();
    database.transaction(() => {
      for (let paper = 1; paper <= atOnce; paper += 1) insert.run(paper, tag);
    })();
    return performance.now() - startMs;
  });
  database.exec('DROP TABLE bare');
  database.close();
  return times;
}

async function benchCompletion(page: Page): Promise<void> {
  const times = await page.evaluate(
    async ({ queries, rounds }) => {
      const floor: number[] = [];
      const completion: number[] = [];
      const time = async (into: number[], ask: () => Promise<unknown>) => {
        const startMs = performance.now();
        await ask();
        into.push(performance.now() - startMs);
      };
      for (let round = 0; round < rounds; round += 1) {
        for (const query of queries) {
          for (let caret = 1; caret <= query.length; caret += 1) {
            const typed = query.slice(0, caret);
            await time(floor, () => window.postil.call('annotation.meanings', undefined));
            await time(completion, () => window.postil.call('search.complete', { query: typed, caret }));
          }
        }
      }
      return { floor, completion };
    },
    { queries: QUERIES, rounds: ROUNDS },
  );
  printTimes('Completing a search, from call to answer', {
    'a call that does nothing': times.floor,
    completion: times.completion,
  });
}

async function benchTyping(page: Page): Promise<void> {
  const floor: number[] = [];
  const typed: number[] = [];
  await page.getByRole('grid', { name: 'Papers' }).getByRole('row').first().click();
  const box = page.getByRole('combobox', { name: 'Add tag' });
  await box.waitFor();
  await page.waitForTimeout(1000);
  for (let round = 0; round < ROUNDS; round += 1) {
    typed.push(...(await typingTimes(page, box, TYPED)));
    await page.keyboard.press('Escape');
    floor.push(...(await emptyFieldTimes(page, TYPED)));
  }
  printTimes('Typing a tag: from the key to the frame', {
    'empty text field': floor,
    'the tags offered': typed,
  });
}

async function benchTagging(page: Page, floor: readonly number[], atOnce: number): Promise<void> {
  const times: Record<'tag' | 'undo' | 'meanwhile' | 'counts', number[]> = {
    tag: [],
    undo: [],
    meanwhile: [],
    counts: [],
  };
  const frames = await frameTimes(page, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const took = await page.evaluate(
        async ({ count, name }) => {
          const found = await window.postil.call('papers.ids', { query: '' });
          if (!found.ok) throw new Error(found.error.message);
          const paperIds = found.value.slice(0, count);
          const meanwhile: number[] = [];
          let isOver = false;
          const asking = (async () => {
            while (!isOver) {
              const startMs = performance.now();
              await window.postil.call('annotation.meanings', undefined);
              meanwhile.push(performance.now() - startMs);
              await new Promise((resolve) => setTimeout(resolve, 10));
            }
          })();
          const time = async (work: Promise<{ readonly ok: boolean }>) => {
            const startMs = performance.now();
            if (!(await work).ok) throw new Error('It failed.');
            return performance.now() - startMs;
          };
          const tag = await time(window.postil.call('tag.add', { paperIds, name }));
          const counts = await time(window.postil.call('library.overview', undefined));
          // The window asks for what changed, draws it, and is at rest again.
          await new Promise((resolve) => setTimeout(resolve, 500));
          const undo = await time(window.postil.call('history.undo', undefined));
          await new Promise((resolve) => setTimeout(resolve, 500));
          isOver = true;
          await asking;
          return { tag, counts, undo, meanwhile };
        },
        { count: atOnce, name: `all/bulk ${round}` },
      );
      for (const kind of ['tag', 'undo', 'counts'] as const) times[kind].push(took[kind]);
      times.meanwhile.push(...took.meanwhile);
    }
  });
  printTimes(
    `Tagging ${atOnce} papers at once with a tag that is new, ${ROUNDS} times; floor: the rows alone`,
    {
      'bare rows': floor,
      'until it is acknowledged': times.tag,
      'undoing it': times.undo,
      'counts of the sidebar after it': times.counts,
      'another call meanwhile': times.meanwhile,
    },
  );
  const idle = await frameTimes(page, () => page.waitForTimeout(2000));
  printTimes('Frames of the window', { 'at rest': idle, 'while tagging and undoing': frames });
}
