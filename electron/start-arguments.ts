import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isLink } from '../shared/link.ts';

/** What the app was started with. */
export interface StartArguments {
  /** Folder named by `--library=DIR`, absolute; null when none was. */
  readonly libraryFolder: string | null;
  /** Files and folders to import, absolute. */
  readonly files: readonly string[];
  /** Links into the library, as given: `postil://...`, good or bad. */
  readonly links: readonly string[];
}

/**
 * Reads the command line.
 * @param argv `process.argv`: the program, then, while it runs from source, the app's folder
 * @param isDefaultApp whether the app's folder stands among the arguments (`process.defaultApp`)
 * @param folder folder against which relative paths count
 */
export function startArguments(
  argv: readonly string[],
  isDefaultApp: boolean,
  folder: string,
): StartArguments {
  const given = argv.slice(1);
  const library = given.find((argument) => argument.startsWith('--library='));
  const named = given.filter((argument) => !argument.startsWith('-')).slice(isDefaultApp ? 1 : 0);
  return {
    libraryFolder: library === undefined ? null : resolve(folder, library.slice('--library='.length)),
    files: named.filter((name) => !isLink(name)).map((name) => resolve(folder, pathOf(name))),
    links: named.filter(isLink),
  };
}

/** Linux desktops name files by addresses: `file:///dumps/a%20b.txt`. What is no good address is taken as a path. */
function pathOf(name: string): string {
  const address = name.startsWith('file://') ? URL.parse(name) : null;
  if (address === null) return name;
  try {
    const path = fileURLToPath(address);
    return path.includes('\0') ? name : path;
  } catch (thrown) {
    if (thrown instanceof TypeError || thrown instanceof URIError) return name;
    throw thrown;
  }
}

/** The switch by which the package's own `postil` asks for the command line (build/linux/postil and its like). */
const SWITCH = '--postil-command-line';

/** First words that ask for the command line, where the app itself is started with them. */
const VERBS: ReadonlySet<string> = new Set([
  'import',
  'search',
  'show',
  'export',
  'imports',
  'undo-import',
  'check',
  'backup',
  'restore',
  'help',
  '--help',
  '-h',
]);

/**
 * The arguments of `postil` when the app is started as a command line; null when it is to open its window. Desktops name
 * files by absolute paths, so that none is taken for a word.
 * @param argv `process.argv`
 */
export function commandLineArguments(argv: readonly string[]): readonly string[] | null {
  const given = argv.slice(1);
  const at = given.indexOf(SWITCH);
  if (at >= 0) return given.slice(at + 1);
  return VERBS.has(given[0] ?? '') ? given : null;
}
