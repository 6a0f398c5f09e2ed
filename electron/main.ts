/** What starts first: chooses between command line and window, and loads no more than that takes. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { app } from 'electron/main';
import { commandLineArguments } from './start-arguments.ts';

// What V8 made of the scripts is kept for the next start, also for the threads, which inherit the variable.
const { directory } = enableCompileCache(join(app.getPath('userData'), 'compile-cache'));
if (directory !== undefined) process.env.NODE_COMPILE_CACHE = directory;

const given = commandLineArguments(process.argv);
if (given === null) await import('./desktop.ts');
else {
  // As Node would start it. Electron is not ready yet, and on Linux has not looked for a display either.
  process.argv = [process.execPath, 'postil', ...given];
  await import('./cli.ts');
  // Windows writes to pipes in the background.
  await new Promise((resolve) => process.stdout.write('', resolve));
  app.exit(Number(process.exitCode ?? 0));
}
