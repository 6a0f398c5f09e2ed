import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { listPackage, statFile } from '@electron/asar';
import { projectFolder, stop } from './console.ts';

/** What Postil may add to Electron itself, in bytes: app.asar with all that lies beside it. */
const LIMIT_BYTES = 25_000_000;

/**
 * Prints how large each part of every unpacked package in `release/` is, without Electron itself. Ends the process when
 * one is over the limit.
 */
export function printPackageSizes(): void {
  const release = path.join(projectFolder, 'release');
  for (const archive of archivesIn(release)) {
    const sizes = partSizes(archive);
    const total = Object.values(sizes).reduce((sum, bytes) => sum + bytes, 0);
    console.log(`${path.relative(projectFolder, archive)}, in kB`);
    console.table(
      Object.fromEntries(
        [
          ...Object.entries(sizes).toSorted(([, left], [, right]) => right - left),
          ['all', total] as const,
        ].map(([part, bytes]) => [part, Math.round(bytes / 1000)]),
      ),
    );
    if (total > LIMIT_BYTES) stop(`That is more than ${LIMIT_BYTES / 1e6} MB: what of it does not run?`);
  }
}

/** Bytes of each part of an archive and of what lies unpacked beside it. */
function partSizes(archive: string): Record<string, number> {
  const sizes: Record<string, number> = {};
  for (const entry of listPackage(archive, { isPack: false })) {
    const file = entry.replace(/^[/\\]/, '');
    const stat = statFile(archive, file, false);
    if (!('size' in stat)) continue;
    const part = partOf(file.replaceAll('\\', '/'), 'unpacked' in stat && stat.unpacked === true);
    sizes[part] = (sizes[part] ?? 0) + stat.size;
  }
  const licences = statSync(path.join(path.dirname(archive), 'licences.txt'), { throwIfNoEntry: false });
  sizes['licences.txt'] = licences?.size ?? 0;
  return sizes;
}

function partOf(file: string, isUnpacked: boolean): string {
  if (isUnpacked) return 'binary of better-sqlite3';
  if (/\.woff2?$|\.ttf$/.test(file)) return 'fonts';
  const [first = '', second = ''] = file.split('/');
  return first === 'out' ? `${first}/${second}` : first;
}

function archivesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === 'app.asar')
    .map((name) => path.join(folder, name));
}
