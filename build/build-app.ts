import path from 'node:path';
import { projectFolder, stop } from './console.ts';
import { run } from './run.ts';

/** Path of a command that npm has installed for the project. */
export function installedCommand(name: string): string {
  return path.join(
    projectFolder,
    'node_modules',
    '.bin',
    process.platform === 'win32' ? `${name}.cmd` : name,
  );
}

/**
 * Builds the app, every time: that takes three seconds, and an `out` that is older than it looks takes an hour.
 * Ends the process when the build fails.
 */
export async function buildApp(): Promise<void> {
  const values = ['build', '--config', 'build/electron.vite.config.ts', '--logLevel', 'warn'];
  const code = await run(installedCommand('electron-vite'), values, { cwd: projectFolder });
  if (code !== 0) stop('The build failed: see above.');
}
