import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf, PostilError } from '../shared/errors.ts';

/** What keeps a folder from being made in one place, and says nothing about others. */
const REFUSALS = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'ENOSPC', 'EDQUOT'];

/**
 * Makes the empty folder into which what can be read of a damaged library is saved: beside it, or where nothing can be
 * written there, in the first of the other folders that takes it.
 * @param elsewhere folders in the order in which they are tried
 * @param day of the name, as `2026-11-22`
 * @throws {PostilError} `library-read-only` where none takes it
 */
export function makeRescueFolder(damaged: string, elsewhere: readonly string[], day: string): string {
  const parents = [dirname(resolve(damaged)), ...elsewhere];
  for (const parent of parents) {
    try {
      const folder = freeFolder(join(parent, `${basename(resolve(damaged))} rescued ${day}`));
      mkdirSync(folder);
      return folder;
    } catch (thrown) {
      if (!REFUSALS.includes(codeOf(thrown) ?? '')) throw thrown;
    }
  }
  throw new PostilError(
    'library-read-only',
    `There is no place to save what can be read of the library: nothing can be written into ${parents.join(', nor into ')}.`,
    'Give yourself the right to write into one of them and try again, or copy the library to another disk and open it there.',
  );
}

function freeFolder(wanted: string): string {
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? wanted : `${wanted} (${number})`;
    if (!existsSync(folder)) return folder;
  }
}
