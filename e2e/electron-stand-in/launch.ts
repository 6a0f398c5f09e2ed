import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { extractArchive } from './app-archive.ts';

/** What the command line and the folder of the executable say about the app to run. */
export type Launch = {
  /** The stand-in's own "binary", which takes the place of Electron's. */
  executable: string;
  /** Folder of the app, absolute. */
  appPath: string;
  /** Main script, absolute. */
  mainScript: string;
  manifest: Manifest;
  /** True when the app lies in `resources` beside the executable, as electron-builder puts it. */
  packaged: boolean;
  /** `--name=value` switches; the value is '' where none was given. */
  switches: Map<string, string>;
  /** Scripts named by `-r`, to run before the app: Playwright's loader. */
  loaders: string[];
};

type Manifest = {
  name?: string;
  productName?: string;
  version?: string;
  main?: string;
  type?: string;
};

/** Reads `arguments_`, the command line without the executable. Ends the process when it names no app. */
export function readLaunch(executable: string, arguments_: readonly string[]): Launch {
  const switches = new Map<string, string>();
  const loaders: string[] = [];
  let named: string | undefined;
  const rest = [...arguments_];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '-r' || argument === '--require') loaders.push(rest.shift() ?? '');
    else if (argument === '--') {
      named ??= rest[0];
      break;
    } else if (argument.startsWith('--')) {
      const equals = argument.indexOf('=');
      if (equals < 0) switches.set(argument.slice(2), '');
      else switches.set(argument.slice(2, equals), argument.slice(equals + 1));
    } else if (!argument.startsWith('-')) named ??= argument;
  }
  return { executable, ...findApp(executable, named), switches, loaders };
}

function findApp(
  executable: string,
  named: string | undefined,
): Pick<Launch, 'appPath' | 'mainScript' | 'manifest' | 'packaged'> {
  const resources = path.join(path.dirname(executable), 'resources');
  const archive = path.join(resources, 'app.asar');
  const folder = path.join(resources, 'app');
  if (existsSync(archive)) return { ...openFolder(extractArchive(archive)), packaged: true };
  if (existsSync(folder)) return { ...openFolder(folder), packaged: true };
  if (named === undefined) {
    process.stderr.write('electron stand-in: no app given\n');
    process.exit(1);
  }
  const given = path.resolve(named);
  if (statSync(given).isDirectory()) return { ...openFolder(given), packaged: false };
  return { appPath: path.dirname(given), mainScript: given, manifest: {}, packaged: false };
}

function openFolder(appPath: string): Pick<Launch, 'appPath' | 'mainScript' | 'manifest'> {
  const manifest: Manifest = JSON.parse(readFileSync(path.join(appPath, 'package.json'), 'utf8'));
  return { appPath, mainScript: path.resolve(appPath, manifest.main ?? 'index.js'), manifest };
}
