import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Unit and property tests, in plain Node: everything but the window is testable there. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}'],
    setupFiles: ['build/vitest.setup.ts'],
    testTimeout: 60_000,
  },
});
