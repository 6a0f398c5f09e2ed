/** `npm run dev`: the app with hot reload, over whichever runtime there is. */
import { installedCommand } from './build-app.ts';
import { projectFolder, tell } from './console.ts';
import { hasDisplay, startVirtualDisplay } from './display.ts';
import { run } from './run.ts';
import { findRuntime } from './runtime.ts';

const { kind, executable } = findRuntime();
const env: NodeJS.ProcessEnv = { ...process.env, ELECTRON_EXEC_PATH: executable };
if (hasDisplay()) env.STANDIN_HEADED = '1';
else {
  tell('There is no display: Postil runs off-screen.');
  if (kind === 'electron') env.DISPLAY = await startVirtualDisplay();
}
if (process.getuid?.() === 0) env.NO_SANDBOX = '1'; // electron-vite passes it on as --no-sandbox
const values = ['dev', '--config', 'build/electron.vite.config.ts', ...process.argv.slice(2)];
process.exitCode = await run(installedCommand('electron-vite'), values, { cwd: projectFolder, env });
