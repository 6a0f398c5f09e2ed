/** The words for what goes wrong with a library's files or its disk. */
import { resolve } from 'node:path';
import { PostilError } from '../../shared/errors.ts';
import { libraryFile } from './library-file.ts';

/** What SQLite calls a mere error, and is damage: statements that do not fit a schema which had been found to be ours. */
const DAMAGE =
  /^(no such (table|column)|vtable constructor failed|malformed|invalid fts5 file format|table \S+ has \d+ columns)/;

/** Runs `work`; what goes wrong with the library's files or its disk is thrown as a {@link PostilError}. */
export function withLibraryErrors<Value>(folder: string, work: () => Value): Value {
  try {
    return work();
  } catch (thrown) {
    throw libraryError(thrown, folder);
  }
}

/** The same handlers of calls; what goes wrong with the disk in the middle of their work gets its words. */
export function guarded<Handlers extends object>(folder: string, handlers: Handlers): Handlers {
  const all = Object.entries(handlers).map(([name, handler]) => {
    const answer = handler as (input: unknown) => unknown;
    return [
      name,
      async (input: unknown) => {
        try {
          return await answer(input);
        } catch (thrown) {
          throw libraryError(thrown, folder);
        }
      },
    ];
  });
  // The same names with functions of the same types.
  return Object.fromEntries(all) as Handlers;
}

/** The words for what SQLite or the file system threw; anything unknown comes back as it is: a bug. */
export function libraryError(thrown: unknown, folder: string): unknown {
  if (!(thrown instanceof Error) || thrown instanceof PostilError) return thrown;
  const path = libraryFile(folder);
  // All that a library keeps as JSON it has written itself.
  if (thrown instanceof SyntaxError && thrown.message.includes('JSON'))
    return damaged(path, `${path} is damaged: a part of it is garbled.`, thrown);
  if (!('code' in thrown)) return thrown;
  switch (primaryCode(thrown.code)) {
    case 'ENOENT':
      return new PostilError(
        'library-missing',
        `There is no library in ${resolve(folder)}.`,
        'Choose the folder of a library, or import something to make one.',
        { cause: thrown },
      );
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return new PostilError(
        'library-not-a-library',
        `${resolve(folder)} cannot hold a library: a file stands where a folder should, or a folder where library.db should.`,
        'Choose another folder.',
        { cause: thrown },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
    case 'SQLITE_CANTOPEN':
      return readOnly(path, thrown);
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return full(path, thrown);
    case 'EIO':
    case 'SQLITE_IOERR':
      return unreadable(path, thrown);
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
    case 'SQLITE_PROTOCOL':
      return inUse(path, thrown);
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return damaged(path, `${path} is damaged.`, thrown);
    case 'SQLITE_ERROR':
      return DAMAGE.test(thrown.message) ? damaged(path, `${path} is damaged.`, thrown) : thrown;
    default:
      return thrown;
  }
}

/** `SQLITE_IOERR_WRITE` is a kind of `SQLITE_IOERR`. https://www.sqlite.org/rescode.html */
function primaryCode(code: unknown): string {
  return String(code).split('_').slice(0, 2).join('_');
}

/** A library whose file is not whole. */
export function damaged(path: string, message: string, cause?: unknown): PostilError {
  return new PostilError(
    'library-damaged',
    message,
    `Keep ${path} and all files beside it as they are, and restore a copy from the folder backups.`,
    { cause },
  );
}

function inUse(path: string, cause: Error): PostilError {
  return new PostilError(
    'library-in-use',
    `Another program holds ${path} locked.`,
    'Close it, or wait until it is done, and try again.',
    { cause },
  );
}

function readOnly(path: string, cause: Error): PostilError {
  return new PostilError(
    'library-read-only',
    `Postil has no right to read and write ${path} or its folder.`,
    'Give yourself the right to write there, or choose another folder.',
    { cause },
  );
}

function full(path: string, cause: Error): PostilError {
  return new PostilError(
    'library-full',
    `The disk of ${path} is full; the last change was not made.`,
    'Free some space and try again.',
    { cause },
  );
}

function unreadable(path: string, cause: Error): PostilError {
  return new PostilError(
    'file-unreadable',
    `The disk did not read or write ${path} (${cause.message}).`,
    'See whether the disk is connected and sound, and try again.',
    { cause },
  );
}
