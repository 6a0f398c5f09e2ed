import { globSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectFolder, stop, tell } from './console.ts';
import { run } from './run.ts';

const sources = [
  '{shared,electron,renderer}/**/*.{ts,tsx,css,html,json}',
  'package.json',
  'build/electron.vite.config.ts',
];
const results = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];

/** Path of a command that npm has installed for the project. */
export function installedCommand(name: string): string {
  return path.join(
    projectFolder,
    'node_modules',
    '.bin',
    process.platform === 'win32' ? `${name}.cmd` : name,
  );
}

/** Builds the app unless `out` is newer than every source. Ends the process when the build fails. */
export async function buildApp(): Promise<void> {
  const newestSource = Math.max(...sources.flatMap(changeTimes));
  const oldestResult = Math.min(...results.map((file) => changeTimes(file)[0] ?? 0));
  if (oldestResult > newestSource) return;
  tell('Building Postil.');
  const values = ['build', '--config', 'build/electron.vite.config.ts', '--logLevel', 'warn'];
  const code = await run(installedCommand('electron-vite'), values, { cwd: projectFolder });
  if (code !== 0) stop('The build failed: see above.');
}

/** When the files of a pattern were changed, in milliseconds. */
function changeTimes(pattern: string): number[] {
  return globSync(pattern, { cwd: projectFolder }).map(
    (file) => statSync(path.join(projectFolder, file)).mtimeMs,
  );
}
