/** Whether an open library still lies where it was opened. A file that was deleted or moved can be written to all the same. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { PostilError } from '../../shared/errors.ts';
import type { Database } from './database.ts';

/** Which file each connection has open: device and number. */
const opened = new WeakMap<Database, string>();

/** Remembers which file a connection to a library has open. */
export function rememberPlace(database: Database): void {
  const place = placeOf(database.name);
  if (place !== null) opened.set(database, place);
}

/**
 * Keeps a change from going into a file that nobody will find again, when its folder was deleted, moved or unmounted.
 * @throws {PostilError} `library-missing`
 */
export function requireInPlace(database: Database): void {
  const place = opened.get(database);
  if (place === undefined || place === placeOf(database.name)) return;
  throw new PostilError(
    'library-missing',
    `The library is no longer in ${dirname(database.name)}; the last change was not made.`,
    'Put its folder back where it was and try again, or open it where it is now.',
  );
}

function placeOf(path: string): string | null {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.dev} ${stats.ino}`;
}
