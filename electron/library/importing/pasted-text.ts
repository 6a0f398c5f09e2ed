import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportInput } from '../../../shared/import.ts';

/** Folder of the library in which texts are kept that came without a file. */
const FOLDER = 'pasted';

/**
 * Keeps a text that was pasted or dropped as a dump of its own: it lies nowhere else, and papers say where in it they
 * stood. Its file is called by the hash of its bytes, as the library's `file` knows it, so that the same text lies
 * there once.
 * @param folder the library's
 */
export function keepText(
  folder: string,
  text: string,
  from: 'pasted' | 'dropped',
  now = new Date(),
): ImportInput {
  const bytes = Buffer.from(text, 'utf8');
  mkdirSync(join(folder, FOLDER), { recursive: true });
  const path = join(folder, FOLDER, `${createHash('sha256').update(bytes).digest('hex')}.txt`);
  // What lies there already is left alone: an import may be reading it, and would find that it was changed.
  if (!existsSync(path) || !readFileSync(path).equals(bytes)) {
    writeFileSync(`${path}.new`, bytes, { flush: true });
    renameSync(`${path}.new`, path);
  }
  return { path, shown: `${from === 'pasted' ? 'Pasted' : 'Dropped'} text, ${moment(now)}` };
}

/** `22 Nov 2026 14:03`, in the user's own zone. */
function moment(date: Date): string {
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  return `${day} ${date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`;
}
