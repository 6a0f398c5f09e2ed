/**
 * `npm run test:package`: packs the app as a .deb, unpacks that, looks at what is inside, and lives a first day with it.
 * The package itself can be driven by nobody: in a copy, one fuse is set back, so that Playwright can.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { installedCommand } from './build-app.ts';
import { projectFolder, stop, tell } from './console.ts';
import { hasDisplay, startVirtualDisplay } from './display.ts';
import { run } from './run.ts';
import { findRuntime } from './runtime.ts';

if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-deb')) {
  tell('Left out here: the package is tested as a .deb, on a system that has dpkg-deb.');
  process.exit();
}
const release = path.join(projectFolder, 'release');
rmSync(release, { recursive: true, force: true });
const packed = await run(
  process.execPath,
  [path.join(import.meta.dirname, 'package.ts'), '--linux', 'dir', 'deb'],
  { cwd: projectFolder },
);
if (packed !== 0) stop('The package could not be made: see above.');

const deb = readdirSync(release).find((name) => name.endsWith('.deb'));
if (deb === undefined) stop('There is no .deb in release/.');
const installed = path.join(release, 'installed');
mkdirSync(installed);
execFileSync('dpkg-deb', ['--raw-extract', path.join(release, deb), installed]);

const driven = path.join(release, 'driven');
cpSync(path.join(installed, 'opt', 'Postil'), driven, { recursive: true });
await flipFuses(path.join(driven, 'postil'), {
  version: FuseVersion.V1,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
});

const { kind, environment } = findRuntime();
const env: NodeJS.ProcessEnv = {
  ...process.env,
  ...environment,
  POSTIL_PACKAGE: installed,
  POSTIL_EXECUTABLE: path.join(driven, 'postil'),
};
if (kind === 'electron' && !hasDisplay()) env.DISPLAY = await startVirtualDisplay();
tell(`Testing ${deb}, unpacked.`);
const values = ['test', '--config', 'e2e/playwright.config.ts', '--project', 'package'];
process.exitCode = await run(installedCommand('playwright'), values, { cwd: projectFolder, env });
