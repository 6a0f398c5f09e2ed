import { closeSync, cpSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { PostilError } from '../../../shared/errors.ts';
import { type Database, openLibraryReadOnly } from '../database.ts';
import { withLibraryErrors } from '../library-error.ts';
import { libraryFile } from '../library-file.ts';
import { checkLibrary } from './check.ts';

/**
 * Copies an open library, with all that lies in its folder, into a folder that is empty or not there yet, and looks the
 * copy over: it must hold as much and be without fault. Until all is copied, nothing else runs on this thread. A copy
 * that fails is taken away again.
 * @throws {PostilError} `library-...` or `file-unreadable`
 */
export function copyWholeLibrary(database: Database, target: string): void {
  const folder = dirname(resolve(database.name));
  const copy = resolve(target);
  refuseUnfit(folder, copy);
  const wasThere = existsSync(copy);
  try {
    withLibraryErrors(copy, () => {
      mkdirSync(copy, { recursive: true });
      database.prepare('VACUUM INTO ?').run(libraryFile(copy));
      for (const name of readdirSync(folder)) {
        // The library's own file, its journal and drafts: the copy has the whole of it.
        if (name.startsWith(basename(database.name))) continue;
        cpSync(join(folder, name), join(copy, name), {
          recursive: true,
          errorOnExist: true,
          force: false,
          preserveTimestamps: true,
        });
      }
      sync(libraryFile(copy));
    });
    refuseDifference(database, copy);
  } catch (thrown) {
    takeAway(copy, wasThere);
    throw thrown;
  }
}

function refuseUnfit(folder: string, copy: string): void {
  const isWithin = `${copy}${sep}`.startsWith(`${folder}${sep}`);
  const isAround = `${folder}${sep}`.startsWith(`${copy}${sep}`);
  if (isWithin || isAround) {
    throw new PostilError(
      'bad-request',
      `${copy} and the library’s folder lie within each other.`,
      'Choose another folder.',
    );
  }
  if (!existsSync(copy)) return;
  const names = withLibraryErrors(copy, () => readdirSync(copy));
  if (names.length > 0) {
    throw new PostilError('bad-request', `${copy} is not empty.`, 'Choose an empty folder, or a new one.');
  }
}

function takeAway(copy: string, wasThere: boolean): void {
  if (!wasThere) rmSync(copy, { recursive: true, force: true });
  else for (const name of readdirSync(copy)) rmSync(join(copy, name), { recursive: true, force: true });
}

/** What lies in the system's memory only would be lost with its power, and the original may be thrown away soon. */
function sync(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function refuseDifference(database: Database, copy: string): void {
  const original = checkLibrary(database);
  const opened = openLibraryReadOnly(copy);
  try {
    const found = checkLibrary(opened);
    const isSame =
      found.paperCount === original.paperCount &&
      found.annotationCount === original.annotationCount &&
      found.noteCount === original.noteCount &&
      found.tagCount === original.tagCount &&
      found.problems.length <= original.problems.length;
    if (isSame) return;
  } finally {
    opened.close();
  }
  throw new PostilError(
    'library-damaged',
    `The copy in ${relative(dirname(copy), copy)} came out different from the library.`,
    'The library stays where it is; see whether the disk of the new place is sound.',
  );
}
