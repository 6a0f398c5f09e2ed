import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { PostilError } from '../../shared/errors.ts';

/** A file to be read, as it was named to the import or found in a folder that was. */
export interface InputFile {
  /** As reports show it. */
  readonly path: string;
  /** Without its folder. */
  readonly name: string;
  /** On the disk; null for standard input and for a folder in which there is nothing. */
  readonly bytes: number | null;
  readonly kind: 'file' | 'standard-input' | 'empty-folder';
  /** Why it cannot be read; null as far as is known. */
  readonly problem: PostilError | null;
}

/** The path by which standard input is named. */
export const STANDARD_INPUT = '-';

/** The files that paths stand for: folders with all that is in them, in the order of names, but for hidden files. */
export async function findInputFiles(paths: readonly string[]): Promise<InputFile[]> {
  const found: InputFile[] = [];
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      found.push({ path, name: 'standard input', bytes: null, kind: 'standard-input', problem: null });
    } else {
      found.push(...(await filesAt(path, new Set())));
    }
  }
  return found;
}

/** @param folders real paths of the folders that the path lies in, so that links in circles end */
async function filesAt(path: string, folders: ReadonlySet<string>): Promise<InputFile[]> {
  const name = basename(path);
  try {
    const status = await stat(path);
    if (status.isFile()) return [{ path, name, bytes: status.size, kind: 'file', problem: null }];
    if (!status.isDirectory()) {
      const message = `${path} is neither a file nor a folder.`;
      throw new PostilError('file-unreadable', message, 'Choose the file that holds the papers.');
    }
    const real = await realpath(path);
    if (folders.has(real)) return [];
    const names = (await readdir(path)).filter((entry) => !entry.startsWith('.')).sort();
    const inside = new Set([...folders, real]);
    const files: InputFile[] = [];
    for (const entry of names) files.push(...(await filesAt(join(path, entry), inside)));
    return files.length > 0 ? files : [{ path, name, bytes: null, kind: 'empty-folder', problem: null }];
  } catch (thrown) {
    return [{ path, name, bytes: null, kind: 'file', problem: fileProblem(thrown, path) }];
  }
}

/** What keeps a file from being read, in words; whatever is no error of the file system is thrown again. */
export function fileProblem(thrown: unknown, path: string): PostilError {
  if (thrown instanceof PostilError) return thrown;
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') throw thrown;
  const { code } = thrown;
  if (code.startsWith('Z_')) {
    const message = `${path} is a damaged archive (${thrown.message}).`;
    return new PostilError('file-unreadable', message, 'Fetch the file again and import it once more.', {
      cause: thrown,
    });
  }
  if (!('syscall' in thrown)) throw thrown;
  // Only temporary files are written here.
  if (code === 'ENOSPC' || code === 'EDQUOT' || thrown.syscall === 'mkdtemp') {
    const message = `${path} could not be unpacked, for the computer has no room for temporary files (${code}).`;
    const advice = 'Make room, or unpack it yourself, and import it again.';
    return new PostilError('file-unreadable', message, advice, { cause: thrown });
  }
  const [message, advice] =
    code === 'ENOENT'
      ? [`${path} is not there.`, 'See whether it was moved or renamed.']
      : code === 'EACCES' || code === 'EPERM'
        ? [`${path} may not be read.`, 'Give yourself the right to read it and import it once more.']
        : [`${path} could not be read (${code}).`, 'See whether its disk is connected and sound.'];
  return new PostilError('file-unreadable', message, advice, { cause: thrown });
}

/** A file that lies on the disk ready to be read from any place in it. */
export interface ReadyFile {
  /** Where its bytes lie: a temporary file for standard input and archives. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of its bytes, in lower-case hexadecimal. */
  readonly hash: string;
}

/**
 * Makes a file ready: standard input is written to a temporary file, and what gzip packed is unpacked to one.
 * @param makeFolder gives a folder for temporary files, which most files do not need
 * @throws {PostilError} `file-unreadable`
 */
export async function readyFile(file: InputFile, makeFolder: () => Promise<string>): Promise<ReadyFile> {
  try {
    let { path } = file;
    if (file.kind === 'standard-input') {
      path = join(await makeFolder(), 'standard-input');
      await pipeline(createReadStream('', { fd: 0, autoClose: false }), createWriteStream(path));
    }
    if (await isGzip(path)) {
      const unpacked = join(await makeFolder(), 'unpacked');
      const { size } = await stat(path);
      await pipeline(
        createReadStream(path),
        createGunzip(),
        limit(size, file.path),
        createWriteStream(unpacked),
      );
      path = unpacked;
    }
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    return { path, bytes, hash: hash.digest('hex') };
  } catch (thrown) {
    throw fileProblem(thrown, file.path);
  }
}

/** https://www.rfc-editor.org/rfc/rfc1952#page-5 */
async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const start = Buffer.alloc(2);
    await file.read(start, 0, 2, 0);
    return start[0] === 0x1f && start[1] === 0x8b;
  } finally {
    await file.close();
  }
}

/** Text packs to a third or a tenth; what unpacks to more than this many times its size was made to fill the disk. */
const MOST_UNPACKED = 200;

/** Below this many bytes nothing is too large. */
const HARMLESS_BYTES = 64 * 1024 * 1024;

/** Lets bytes through until they are too many for what they were packed in. */
function limit(packedBytes: number, path: string): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= HARMLESS_BYTES || bytes <= packedBytes * MOST_UNPACKED) {
        done(null, chunk);
        return;
      }
      const message = `${path} unpacks to more than ${MOST_UNPACKED} times its size, as no text does.`;
      done(new PostilError('file-unreadable', message, 'Unpack it yourself if you trust it.'));
    },
  });
}
