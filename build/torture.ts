/** `npm run torture [-- N SEED]`: builds the app, finds the runtime for its window, and kills it N times: see e2e/torture. */
import path from 'node:path';
import { buildApp } from './build-app.ts';
import { projectFolder } from './console.ts';
import { hasDisplay, startVirtualDisplay } from './display.ts';
import { run } from './run.ts';
import { findRuntime } from './runtime.ts';

await buildApp();
const { kind, environment } = findRuntime();
const env: NodeJS.ProcessEnv = { ...process.env, ...environment };
if (kind === 'electron' && !hasDisplay()) env.DISPLAY = await startVirtualDisplay();
const script = path.join(projectFolder, 'e2e', 'torture', 'torture.ts');
process.exitCode = await run(process.execPath, [script, ...process.argv.slice(2)], {
  cwd: projectFolder,
  env,
});
