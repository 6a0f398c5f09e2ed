import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  expect,
  type Locator,
  type Page,
  type TestInfo,
} from '@playwright/test';

export { dropFiles, dropItems, dropText } from './drop-files.ts';
export { expect };

/** The app, running, with its first window. */
export type RunningApp = {
  app: ElectronApplication;
  /** Main's process, to be killed or waited for; `app` does not tell it any more once it has ended. */
  main: ChildProcess;
  page: Page;
  /** Folder of the library that it has open. */
  library: string;
};

/** How to start the app: files to import (absolute), a library other than the test's own (null for the app's usual one), and the folder of an app other than the one built. */
export type LaunchOptions = { files?: readonly string[]; library?: string | null; from?: string };

/** The folder of the app, unless it is packaged. */
export const projectFolder = path.dirname(import.meta.dirname);
/** The packaged app, where that is to be tested (build/test-package.ts); else the one built from source. */
const executable = process.env.POSTIL_EXECUTABLE;
/** What stands first among the app's arguments: its folder, while it runs from source. */
export const appFolder: readonly string[] = executable === undefined ? ['.'] : [];
/** How long a closing app may take before the test fails. */
const closingTimeMs = 15_000;

/**
 * Playwright's test, with `launch`: starts the app as a user would. Each test has settings and a library of its
 * own, kept from one launch to the next within the test. Whatever still runs at the end is closed.
 */
export const test = base.extend<{
  launch: (options?: LaunchOptions) => Promise<RunningApp>;
  /** A folder of the test's own, taken away at its end. */
  folder: string;
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  async folder({}, use) {
    const folder = await mkdtemp(path.join(tmpdir(), 'postil-test-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  async launch({ folder }, use, testInfo) {
    const launched: RunningApp[] = [];
    await use(async ({ files = [], library = path.join(folder, 'library'), from } = {}) => {
      const settings = path.join(folder, 'settings');
      const named = library === null ? [] : [`--library=${library}`];
      await mkdir(settings, { recursive: true });
      const app = await electron.launch({
        ...(executable === undefined ? {} : { executablePath: executable }),
        args: [
          ...(from === undefined ? appFolder : [from]),
          `--user-data-dir=${settings}`,
          ...named,
          ...files,
        ],
        cwd: projectFolder,
      });
      await app.context().tracing.start({ snapshots: true });
      const running = {
        app,
        main: app.process(),
        page: await app.firstWindow(),
        library: library ?? path.join(settings, 'library'),
      };
      launched.push(running);
      return running;
    });
    const failed = testInfo.status !== testInfo.expectedStatus;
    for (const [index, running] of launched.entries()) {
      if (running.main.exitCode !== null || running.main.signalCode !== null) continue;
      if (failed) await keepEvidence(running.app, testInfo, index + 1);
      await close(running);
    }
  },
});

/** Clicks a paper of the list, and waits as {@link seePaper} does. */
export async function openPaper(page: Page, row: Locator): Promise<void> {
  await row.click();
  await seePaper(page, row);
}

/** Waits until the reader shows the paper of a row that was chosen: what is pressed there before acts on the one before. */
export async function seePaper(page: Page, row: Locator): Promise<void> {
  await expect(row).toHaveAttribute('aria-selected', 'true');
  const listed = row.getByRole('paragraph').first();
  const read = page.getByRole('article', { name: 'Paper' }).getByRole('heading', { level: 1 }).first();
  await expect.poll(async () => (await read.textContent()) === (await listed.textContent())).toBe(true);
}

/** A picture of every window, and the trace, for who reads the failure. */
async function keepEvidence(app: ElectronApplication, testInfo: TestInfo, launch: number): Promise<void> {
  for (const [index, page] of app.windows().entries()) {
    const file = testInfo.outputPath(`launch-${launch}-window-${index + 1}.png`);
    await page.screenshot({ path: file });
    await testInfo.attach(`window ${index + 1}`, { path: file, contentType: 'image/png' });
  }
  const trace = testInfo.outputPath(`launch-${launch}-trace.zip`);
  await app.context().tracing.stop({ path: trace });
  await testInfo.attach('trace', { path: trace, contentType: 'application/zip' });
}

async function close({ app, main }: RunningApp): Promise<void> {
  const tooLate = setTimeout(() => main.kill('SIGKILL'), closingTimeMs);
  await app.close();
  clearTimeout(tooLate);
  expect(main.signalCode, 'the app closes by itself').toBeNull();
}
