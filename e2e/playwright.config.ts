import path from 'node:path';
import { defineConfig } from '@playwright/test';

const standIn = path.join(import.meta.dirname, 'electron-stand-in');
const runsInStandIn = path.resolve(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? '.') === standIn;

/** Start by `npm run test:e2e`, which builds the app and finds the runtime for it. */
export default defineConfig({
  outputDir: '../test-results',
  reporter: [['list']],
  forbidOnly: true,
  // What passes only the second time is listed as flaky, to be looked into; a machine busy with other things may do that.
  retries: 1,
  // Each test runs a whole app on its own; two cores carry two of them.
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  projects: [
    {
      name: 'postil',
      testDir: '.',
      testMatch: '*.spec.ts',
      testIgnore: ['electron-stand-in/**', 'package/**'],
    },
    // Where there is a package (build/test-package.ts): what is in it, and two of the specs on it.
    ...(process.env.POSTIL_PACKAGE === undefined
      ? []
      : [
          {
            name: 'package',
            testDir: '.',
            testIgnore: 'electron-stand-in/**',
            testMatch: ['package/*.spec.ts', 'first-day.spec.ts', 'desktop.spec.ts'],
          },
        ]),
    // Real Electron has no use for the stand-in's own tests.
    ...(runsInStandIn
      ? [{ name: 'electron-stand-in', testDir: 'electron-stand-in/test', testMatch: '*.spec.ts' }]
      : []),
  ],
});
