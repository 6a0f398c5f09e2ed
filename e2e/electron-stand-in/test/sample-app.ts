import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  expect,
  type Page,
} from '@playwright/test';

export { expect };

/** What the sample's preload gives its page. */
type SampleBridge = {
  address: string;
  origin: string;
  early(): unknown[];
  echo(value: unknown): Promise<unknown>;
  fail(): Promise<never>;
  withoutHandler(): Promise<never>;
  sumInWorker(numbers: number[]): Promise<{ sum: number; electron: string }>;
  choose(): Promise<string[]>;
  copy(text: string): Promise<string>;
  ping(value: unknown): void;
  onPong(listener: (value: unknown) => void): () => void;
  onTheme(listener: (isDark: boolean) => void): void;
  pathOf(file: unknown): string;
  add(first: number, second: number): number;
  apply<T>(values: T[], change: (value: T) => T): T[];
  later(question: (value: number) => Promise<number>): Promise<number>;
  throws(): never;
  requireFs(): never;
  nested: { deep: { number: number } };
};

/** What the sample's main script keeps for the tests. */
type Seen = {
  navigations: string[];
  permissions: [permission: string, address: string][];
  blocked: string[];
  secondStarts: { last: string; cwd: string; data: unknown }[];
  opened: string[];
  files: string[];
  errors: string[];
};

declare global {
  // In the page:
  var sample: SampleBridge;
  var bridgeAtStart: string;
  // In main:
  var seen: Seen;
  var allowPermissions: boolean;
  var refuseClose: boolean;
  var keepPageOpen: boolean;
}

/** The sample, running. */
export type Sample = {
  app: ElectronApplication;
  /** Main's process, which `app` no longer tells once it has ended. */
  main: ChildProcess;
  page: Page;
  folder: string;
};

/** Folder of the sample app. */
export const sampleFolder = path.join(import.meta.dirname, 'sample');

/** An executable other than `electron`: a packaged sample; and what its environment has besides. */
type LaunchOptions = { executablePath?: string; environment?: Record<string, string> };

async function launchSample(
  folder: string,
  { executablePath, environment }: LaunchOptions = {},
): Promise<Sample> {
  const settings = `--user-data-dir=${path.join(folder, 'settings')}`;
  const app = await electron.launch({
    ...(executablePath === undefined ? { args: ['.', settings] } : { executablePath, args: [settings] }),
    cwd: sampleFolder,
    env: { ...(process.env as Record<string, string>), ...environment },
  });
  const page = await app.firstWindow();
  await page.waitForFunction(() => document.title === 'Sample ready');
  return { app, main: app.process(), page, folder };
}

/**
 * Playwright's test with the sample app: `sample` is one for all tests of a file, its page fresh for each;
 * `launch` starts one of the test's own, with settings that outlive it.
 */
export const test = base.extend<
  { sample: Sample; folder: string; launch: (options?: LaunchOptions) => Promise<Sample> },
  { shared: Sample }
>({
  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'stand-in-test-'));
      const sample = await launchSample(folder);
      await use(sample);
      await sample.app.close();
      await rm(folder, { recursive: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],

  async sample({ shared }, use) {
    await shared.app.evaluate(() => {
      for (const list of Object.values(globalThis.seen)) list.length = 0;
    });
    await shared.page.goto('app://bundle/index.html');
    await shared.page.waitForFunction(() => document.title === 'Sample ready');
    await use(shared);
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  async folder({}, use) {
    const folder = await mkdtemp(path.join(tmpdir(), 'stand-in-test-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  async launch({ folder }, use) {
    const launched: Sample[] = [];
    await use(async (options) => {
      const sample = await launchSample(folder, options);
      launched.push(sample);
      return sample;
    });
    for (const { app, main } of launched) {
      if (main.exitCode === null && main.signalCode === null) await app.close();
    }
  },
});
