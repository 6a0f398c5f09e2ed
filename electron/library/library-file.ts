import { join, resolve } from 'node:path';

/** The library's file in its folder. */
export function libraryFile(folder: string): string {
  return join(resolve(folder), 'library.db');
}
