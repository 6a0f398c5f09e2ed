import { resolve } from 'node:path';

/** What the app was started with. */
export interface StartArguments {
  /** Folder named by `--library=DIR`, absolute; null when none was. */
  readonly libraryFolder: string | null;
  /** Files and folders to import, absolute. */
  readonly files: readonly string[];
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
  const paths = given.filter((argument) => !argument.startsWith('-'));
  return {
    libraryFolder: library === undefined ? null : resolve(folder, library.slice('--library='.length)),
    files: paths.slice(isDefaultApp ? 1 : 0).map((path) => resolve(folder, path)),
  };
}
