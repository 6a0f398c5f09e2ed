/** `npm run package -- ARGS`: builds the app and hands ARGS on to electron-builder, which writes to `release/`. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildApp, installedCommand } from './build-app.ts';
import { projectFolder, tell } from './console.ts';
import { writeLicences } from './licences.ts';
import { printPackageSizes } from './package-size.ts';
import { run } from './run.ts';
import { findRuntime } from './runtime.ts';

const configuration = path.join('build', 'electron-builder.yml');

await buildApp();
writeLicences();
const { kind } = findRuntime();
const { file, environment } = kind === 'electron' ? { file: configuration, environment: {} } : forStandIn();
const values = ['--config', file, ...process.argv.slice(2)];
// What electron-builder starts as `node` must be the one that runs this.
const PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`;
process.exitCode = await run(installedCommand('electron-builder'), values, {
  cwd: projectFolder,
  env: { ...environment, ...process.env, PATH },
});
if (process.exitCode === 0) printPackageSizes();

/** Without Electron's binary the stand-in is packed in its place: enough to prove the package, not to be given away. */
function forStandIn(): { file: string; environment: Record<string, string> } {
  tell(
    "The stand-in is packed in place of Electron's binary. This package proves the packing; it is none to publish.",
  );
  const release = path.join(projectFolder, 'release');
  mkdirSync(release, { recursive: true });
  const file = path.join(release, 'electron-builder-stand-in.json');
  const changed = {
    extends: configuration,
    electronDist: path.join('e2e', 'electron-stand-in'),
    electronLanguages: null,
  };
  writeFileSync(file, JSON.stringify(changed, null, 2));
  const canMakeDeb = existsSync('/usr/bin/dpkg-deb');
  return {
    file,
    environment: canMakeDeb ? { CUSTOM_FPM_PATH: path.join(import.meta.dirname, 'linux', 'fpm.ts') } : {},
  };
}
