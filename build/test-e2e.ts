/** `npm run test:e2e [-- ARGUMENT...]`: builds the app and runs Playwright's specs over whichever runtime there is. */
import { buildApp, installedCommand } from './build-app.ts';
import { projectFolder, tell } from './console.ts';
import { hasDisplay, startVirtualDisplay } from './display.ts';
import { run } from './run.ts';
import { findRuntime } from './runtime.ts';

await buildApp();
const { kind, environment } = findRuntime();
const env: NodeJS.ProcessEnv = { ...process.env, ...environment };
if (kind === 'electron') {
  tell("Real Electron is here: the stand-in's own tests are left out.");
  if (!hasDisplay()) env.DISPLAY = await startVirtualDisplay();
}
const values = ['test', '--config', 'e2e/playwright.config.ts', ...process.argv.slice(2)];
process.exitCode = await run(installedCommand('playwright'), values, { cwd: projectFolder, env });
