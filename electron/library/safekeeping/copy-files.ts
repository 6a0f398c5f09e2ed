import { chmodSync, copyFileSync, existsSync } from 'node:fs';
import { withLibraryErrors } from '../library-error.ts';
import { libraryFile } from '../library-file.ts';

/**
 * Copies the files of a library into another folder, journal and all, without writing beside them: for a library that
 * cannot be written to, and so by nobody else either.
 * @throws {PostilError} `library-...` or `file-unreadable`
 */
export function copyFiles(folder: string, target: string): void {
  withLibraryErrors(folder, () => {
    const path = libraryFile(folder);
    for (const end of ['', '-wal']) {
      if (end !== '' && !existsSync(path + end)) continue;
      copyFileSync(path + end, libraryFile(target) + end);
      // The copy can be written to, whatever the rights of the file.
      chmodSync(libraryFile(target) + end, 0o600);
    }
  });
}
