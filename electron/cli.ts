/** `postil`: the library without a window, for scripts and for looking at a library from outside. */
import { commandLine } from './cli/command-line.ts';

// Whoever reads our output may stop early (`postil search ... | head`): no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = await commandLine(process.argv.slice(2));
