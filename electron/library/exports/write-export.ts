import { open, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { codeOf, PostilError } from '../../../shared/errors.ts';
import type { Exported } from '../../../shared/export.ts';
import type { Database } from '../database.ts';
import { type ExportChoice, exportText } from './export-text.ts';

/** Work between two looks at what else the thread is asked: an edit waits so long at most. */
const TURN_MS = 18;

/**
 * Writes an export to a file, in short turns between which the thread answers other calls. A file that is there is
 * replaced only when the new one is whole.
 * @throws {PostilError} `file-unreadable` when the file cannot be written
 */
export async function writeExport(database: Database, choice: ExportChoice, path: string): Promise<Exported> {
  const part = `${path}.${process.pid}.part`;
  let paperCount = 0;
  try {
    const file = await open(part, 'w');
    try {
      let buffered = '';
      let startMs = performance.now();
      for (const { text, isPaper } of exportText(database, choice)) {
        buffered += text;
        if (isPaper) paperCount += 1;
        if (performance.now() - startMs < TURN_MS) continue;
        await file.writeFile(buffered);
        buffered = '';
        await setImmediate();
        startMs = performance.now();
      }
      await file.writeFile(buffered);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (thrown) {
    await rm(part, { force: true });
    if (!(thrown instanceof Error) || codeOf(thrown) === null || thrown instanceof PostilError) throw thrown;
    throw new PostilError(
      'file-unreadable',
      `${basename(path)} could not be written: ${thrown.message}.`,
      'Choose another place, or make room on the disk.',
    );
  }
  return { fileName: basename(path), paperCount };
}
