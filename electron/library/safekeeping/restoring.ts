import { existsSync, renameSync, rmSync } from 'node:fs';

/** The library that takes the place of another, complete and on the disk, before it has done so. */
export function restoredFile(path: string): string {
  return `${path}.restored`;
}

/**
 * Puts a library that was restored in its place, also where the process that restored it was killed half way. Once
 * the file has that name, what it replaces has been backed up.
 * @param path `library.db`, of which no connection is open
 */
export function finishRestoring(path: string): void {
  const restored = restoredFile(path);
  if (!existsSync(restored)) return;
  // The journal of the former library must never be read into this one.
  for (const end of ['-wal', '-shm', '-journal']) rmSync(path + end, { force: true });
  renameSync(restored, path);
}
