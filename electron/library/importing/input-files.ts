import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PostilError } from '../../../shared/errors.ts';
import type { ImportInput } from '../../../shared/import.ts';

/** A file to be read, as it was named to the import or found in a folder that was. */
export interface InputFile {
  /** As reports show it. */
  readonly path: string;
  /** Where it lies, absolute; `-` for standard input. */
  readonly location: string;
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

/** The files that inputs stand for: folders with all that is in them, in the order of names, but for hidden files. */
export async function findInputFiles(inputs: readonly ImportInput[]): Promise<InputFile[]> {
  const found: InputFile[] = [];
  for (const { path, shown } of inputs) {
    if (path === STANDARD_INPUT) {
      const name = 'standard input';
      found.push({ path, location: path, name, bytes: null, kind: 'standard-input', problem: null });
    } else {
      found.push(...(await filesAt(path, shown, new Set())));
    }
  }
  return found;
}

/** @param folders real paths of the folders that the path lies in, so that links in circles end */
async function filesAt(location: string, path: string, folders: ReadonlySet<string>): Promise<InputFile[]> {
  const name = basename(path);
  try {
    const status = await stat(location);
    if (status.isFile()) return [{ path, location, name, bytes: status.size, kind: 'file', problem: null }];
    if (!status.isDirectory()) {
      const message = `${path} is neither a file nor a folder.`;
      throw new PostilError('file-unreadable', message, 'Choose the file that holds the papers.');
    }
    const real = await realpath(location);
    if (folders.has(real)) return [];
    const names = (await readdir(location)).filter((entry) => !entry.startsWith('.')).sort();
    const inside = new Set([...folders, real]);
    const files: InputFile[] = [];
    for (const entry of names) {
      files.push(...(await filesAt(join(location, entry), join(path, entry), inside)));
    }
    return files.length > 0
      ? files
      : [{ path, location, name, bytes: null, kind: 'empty-folder', problem: null }];
  } catch (thrown) {
    return [{ path, location, name, bytes: null, kind: 'file', problem: fileProblem(thrown, path) }];
  }
}

/** What keeps a file from being read, in words; whatever is no error of the file system is thrown again. */
export function fileProblem(thrown: unknown, path: string): PostilError {
  if (thrown instanceof PostilError) return thrown;
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') throw thrown;
  const { code } = thrown;
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
