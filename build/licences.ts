import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { projectFolder } from './console.ts';

/** What the bundler tells of each package that it put into the bundle. */
interface Licence {
  readonly name: string;
  readonly version: string;
  readonly identifier?: string;
  readonly text?: string;
}

/** Packages of which the bundler does not tell: one lies beside the bundle, of the others only fonts and styles are taken. */
const BESIDE = [
  'better-sqlite3',
  '@fontsource-variable/inter',
  '@fontsource-variable/source-serif-4',
  'katex',
];

/**
 * Writes `out/licences.txt`: the licence of every package of which anything is shipped, collected by the bundler while
 * it built (electron.vite.config.ts). Electron brings the licences of its own parts itself.
 * @throws {Error} naming a package of whose licence there is no text
 */
export function writeLicences(): void {
  const bundled = ['main', 'preload', 'renderer'].flatMap((part): Licence[] =>
    JSON.parse(readFileSync(path.join(projectFolder, 'out', part, 'licences.json'), 'utf8')),
  );
  const all = new Map([...bundled, ...BESIDE.map(readLicence)].map((licence) => [key(licence), licence]));
  const sorted = [...all.values()].toSorted((left, right) => key(left).localeCompare(key(right), 'en'));
  const own = readFileSync(path.join(projectFolder, 'LICENSE'), 'utf8').trim();
  const texts = sorted.map(
    (licence) => `${key(licence)} (${licence.identifier ?? 'see below'})\n\n${textOf(licence)}`,
  );
  const list = [`Postil\n\n${own}`, ...texts].join(`\n\n${'-'.repeat(80)}\n\n`);
  writeFileSync(path.join(projectFolder, 'out', 'licences.txt'), `${list}\n`);
}

/** Some packages name their licence without giving its text; that one is kept in build/licences. */
function textOf({ name, text }: Licence): string {
  if (text !== undefined) return text;
  const file = path.join(import.meta.dirname, 'licences', `${name.replace('/', '+')}.txt`);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new Error(
    `${name} comes without the text of its licence: put it, from the package's home, into ${file}.`,
  );
}

function key({ name, version }: Licence): string {
  return `${name} ${version}`;
}

function readLicence(name: string): Licence {
  const manifestFile = createRequire(import.meta.url)
    .resolve.paths(name)
    ?.map((folder) => path.join(folder, name, 'package.json'))
    .find((file) => existsSync(file));
  if (manifestFile === undefined) throw new Error(`${name} is not installed.`);
  const { version, license }: { version: string; license?: string } = JSON.parse(
    readFileSync(manifestFile, 'utf8'),
  );
  const folder = path.dirname(manifestFile);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return {
    name,
    version,
    ...(license === undefined ? {} : { identifier: license }),
    ...(file === undefined ? {} : { text: readFileSync(path.join(folder, file), 'utf8').trim() }),
  };
}
