/** `postil`: the library without a window, for scripts and for looking at a library from outside. */
import { statSync } from 'node:fs';
import { LARGE_BYTES, readerAhead } from './library/importing/reader.ts';

// Whoever reads our output may stop early (`postil search ... | head`): no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
const [command, ...words] = process.argv.slice(2);
const endAhead = command === 'import' && words.some(isLargeFile) ? readerAhead() : null;
// Only now: what reads loads beside it, on another core.
const { commandLine } = await import('./cli/command-line.ts');
process.exitCode = await commandLine(process.argv.slice(2));
await endAhead?.();

function isLargeFile(path: string): boolean {
  try {
    return statSync(path).size >= LARGE_BYTES;
  } catch {
    // An option; or what keeps it from being looked at is in the report, once it is read.
    return false;
  }
}
