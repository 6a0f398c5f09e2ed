import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { _electron as electron } from 'playwright';

const root = join(import.meta.dirname, '../..');
const corpus = join(root, '../shared/corpora/arxiv-100k.jsonl.gz');
const postil = join(root, 'build/postil.mjs');

/** Starts of each kind, taken in turns, so that a busy moment meets both. */
const STARTS = 7;
/** How much longer the start may take with papers than without. */
const BUDGET_RATIO = 1.3;

/**
 * Measures the time from the start of the process to a list that can be used, with many papers and with none, in the
 * same run. Prints a table.
 */
export async function startBench(paperCount: number): Promise<void> {
  if (!existsSync(corpus)) {
    console.log(`No corpus in ${corpus}: the start is not measured.`);
    return;
  }
  takeStandInWithoutElectron();
  const folder = mkdtempSync(join(tmpdir(), 'postil-bench-'));
  try {
    const full = join(folder, 'full');
    const dump = join(folder, 'papers.jsonl');
    const lines = gunzipSync(readFileSync(corpus)).toString('utf8').trim().split('\n').slice(0, paperCount);
    writeFileSync(dump, `${lines.join('\n')}\n`);
    execFileSync(process.execPath, [postil, 'import', '--library', full, '--json', dump], {
      stdio: ['ignore', 'ignore', 'inherit'],
      maxBuffer: 1e9,
    });
    const times: Record<'empty' | 'full', number[]> = { empty: [], full: [] };
    const libraries = { empty: join(folder, 'empty'), full } as const;
    for (let turn = 0; turn <= STARTS; turn += 1) {
      for (const kind of ['empty', 'full'] as const) {
        const tookMs = await start(join(folder, `settings-${kind}`), libraries[kind], kind === 'full');
        // The first start of each makes settings and caches.
        if (turn > 0) times[kind].push(tookMs);
      }
    }
    const [empty, withPapers] = [median(times.empty), median(times.full)];
    console.log(`From start to usable list, median of ${STARTS} starts`);
    console.table({
      'no papers': { ms: Math.round(empty), ratio: 1 },
      [`${lines.length} papers`]: {
        ms: Math.round(withPapers),
        ratio: Number((withPapers / empty).toFixed(2)),
      },
    });
    console.log(`Budget: ${BUDGET_RATIO} times the start without papers.`);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Milliseconds until the list shows its first paper, or, where there are none, the search can be typed in. */
async function start(settings: string, library: string, hasPapers: boolean): Promise<number> {
  const startMs = performance.now();
  const app = await electron.launch({
    args: ['.', `--user-data-dir=${settings}`, `--library=${library}`],
    cwd: root,
  });
  const page = await app.firstWindow();
  await page.getByRole('searchbox', { name: 'Search papers' }).waitFor();
  if (hasPapers) await page.getByRole('grid', { name: 'Papers' }).getByRole('row').first().waitFor();
  else
    await page
      .getByRole('button', { name: /import/i })
      .first()
      .waitFor();
  const tookMs = performance.now() - startMs;
  await app.close();
  return tookMs;
}

/** Runs the app in the stand-in, where there is no Electron. */
export function takeStandInWithoutElectron(): void {
  if (existsSync(join(root, 'node_modules/electron/dist'))) return;
  process.env.ELECTRON_OVERRIDE_DIST_PATH ??= join(root, 'e2e/electron-stand-in');
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
