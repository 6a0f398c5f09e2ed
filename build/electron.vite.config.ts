import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** The licences of what was bundled, for build/licences.ts; in no package. */
const license = { fileName: 'licences.json' };

/**
 * Everything is bundled but better-sqlite3, whose binary must lie as a file beside the app;
 * hence it alone stands under "dependencies" in package.json.
 */
export default defineConfig({
  main: {
    build: {
      outDir: fromRoot('out/main'),
      license,
      rolldownOptions: {
        input: {
          main: fromRoot('electron/main.ts'),
          desktop: fromRoot('electron/desktop.ts'),
          cli: fromRoot('electron/cli.ts'),
          'library-worker': fromRoot('electron/library/worker.ts'),
          'reading-worker': fromRoot('electron/library/reading-worker.ts'),
          'log-worker': fromRoot('electron/library/log-worker.ts'),
          'search-worker': fromRoot('electron/search/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: fromRoot('out/preload'),
      license,
      rolldownOptions: {
        input: { preload: fromRoot('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: fromRoot('renderer'),
    plugins: [react()],
    build: {
      outDir: fromRoot('out/renderer'),
      license,
      emptyOutDir: true,
      // The page's policy allows fonts and pictures from the bundle, not from data: addresses.
      assetsInlineLimit: 0,
      // In kilobytes. The bundle is read from the disk, never over a network.
      chunkSizeWarningLimit: 8000,
      minify: true,
      rolldownOptions: { input: fromRoot('renderer/index.html') },
    },
  },
});
