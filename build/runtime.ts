/** Finds what the app runs in: real Electron where its binary can be had, else the stand-in over Chromium. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { requireChromium } from './chromium.ts';
import { projectFolder, stop, tell } from './console.ts';

/** A runtime for the app. */
export type Runtime = {
  kind: 'electron' | 'stand-in';
  executable: string;
  /** What a process must have in its environment so that `electron` means this runtime to it. */
  environment: Record<string, string>;
};

const standInFolder = path.join(projectFolder, 'e2e', 'electron-stand-in');
const UNREACHABLE = 75; // download-electron.ts

/**
 * The runtime to use. ELECTRON_OVERRIDE_DIST_PATH, where set, decides. Downloads Electron when it is missing; where
 * that cannot be reached, says so and takes the stand-in. Ends the process when neither can be had, and when the
 * download fails for any other reason.
 */
export function findRuntime(): Runtime {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return runtimeIn(path.resolve(given));
  const found = findElectron() ?? downloadElectron();
  return found === null ? standInRuntime() : { kind: 'electron', executable: found, environment: {} };
}

function runtimeIn(folder: string): Runtime {
  if (folder === standInFolder) return standInRuntime();
  const executable = path.join(folder, executableName());
  if (!existsSync(executable)) stop(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${executable}.`);
  return { kind: 'electron', executable, environment: {} };
}

function standInRuntime(): Runtime {
  if (process.platform !== 'linux')
    stop('The stand-in for Electron runs on Linux only: make the download of Electron possible.');
  requireChromium();
  return {
    kind: 'stand-in',
    executable: path.join(standInFolder, 'electron'),
    environment: { ELECTRON_OVERRIDE_DIST_PATH: standInFolder },
  };
}

const electronFolder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** Electron's binary, complete and of the version that package.json asks for; null without it. */
function findElectron(): string | null {
  const installed = readIfThere(path.join(electronFolder, 'dist', 'version'));
  const name = readIfThere(path.join(electronFolder, 'path.txt'));
  if (installed?.replace(/^v/, '') !== electronVersion() || name === null) return null;
  const executable = path.join(electronFolder, 'dist', name);
  return existsSync(executable) ? executable : null;
}

/** Null when the server cannot be reached. */
function downloadElectron(): string | null {
  const { status, stdout } = spawnSync(
    process.execPath,
    [path.join(import.meta.dirname, 'download-electron.ts')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
      // Through the proxy that the environment names, if it names one.
      env: { ...process.env, NODE_USE_ENV_PROXY: '1', ELECTRON_GET_NO_PROGRESS: '1' },
    },
  );
  if (status === UNREACHABLE) {
    tell(
      `Electron ${electronVersion()} cannot be downloaded here (${stdout.trim()}); using the stand-in over Chromium.`,
    );
    return null;
  }
  const executable = findElectron();
  if (status !== 0 || executable === null) {
    stop(
      'The download of Electron failed: see above. Try again, or use the stand-in: ELECTRON_OVERRIDE_DIST_PATH=e2e/electron-stand-in',
    );
  }
  return executable;
}

function electronVersion(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(path.join(electronFolder, 'package.json'), 'utf8'),
  );
  return manifest.version;
}

function executableName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function readIfThere(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
