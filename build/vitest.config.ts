import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Unit and property tests, in plain Node: everything but the window is testable there. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}'],
    setupFiles: ['build/vitest.setup.ts'],
    testTimeout: 60_000,
    // What strips the types of threads that are started from source is WebAssembly, and where threads come and go V8 now
    // and then frees its code twice and ends the process (`UnregisterWasmAllocation` in the trace). Nothing of what is
    // built uses WebAssembly.
    execArgv: ['--no-wasm-code-gc'],
  },
});
