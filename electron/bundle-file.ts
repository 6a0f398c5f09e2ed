import { join, sep } from 'node:path';

/**
 * The file of the bundle that an address names; null for one that names none: outside the folder, or not to be read as
 * a path. Separators, dots and NULs that are written in percent are taken for what they mean.
 * @param folder absolute path of the bundle
 * @param pathname of the address, as URL gives it
 */
export function bundleFile(folder: string, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
  const file = join(folder, path);
  return path.includes('\0') || !file.startsWith(folder + sep) ? null : file;
}
