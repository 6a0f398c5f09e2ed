import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Holdings } from '../../../shared/backup.ts';
import { PostilError } from '../../../shared/errors.ts';
import type { Database } from '../database.ts';

/**
 * Copies an open library into one file, with what it holds at this moment; others may go on writing. The file has its
 * name only once it is on the disk, was opened and read to its end without fault, and counted.
 * @throws {PostilError} `library-damaged` when the copy is not whole; nothing is then left behind
 */
export function copyInto(database: Database, path: string): Holdings {
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  try {
    database.prepare('VACUUM INTO ?').run(draft);
    const holds = examine(database, draft);
    syncFile(draft);
    renameSync(draft, path);
    syncFolder(dirname(path));
    return holds;
  } finally {
    for (const end of ['', '-journal']) rmSync(draft + end, { force: true });
  }
}

function examine(database: Database, path: string): Holdings {
  database.prepare('ATTACH ? AS copied').run(path);
  try {
    const fault = database.prepare<[], string>('PRAGMA copied.integrity_check(1)').pluck().get();
    if (fault !== 'ok') {
      throw new PostilError(
        'library-damaged',
        `The copy ${path} has a fault (${fault}) and was thrown away.`,
        'Look the library over with postil check, and see whether the disk is sound.',
      );
    }
    return holdings(database, 'copied');
  } finally {
    database.exec('DETACH copied');
  }
}

/** What a library holds. @param schema which of the connection's files */
export function holdings(database: Database, schema: 'main' | 'copied' = 'main'): Holdings {
  const count = (table: string) =>
    database.prepare<[], number>(`SELECT count(*) FROM ${schema}.${table}`).pluck().get() ?? 0;
  return {
    paperCount: count('paper'),
    annotationCount: count('annotation'),
    noteCount: count('note'),
    tagCount: count('tag'),
  };
}

/** Waits until a file is on the disk: what lies in the system's memory only is lost with its power. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Waits until the names in a folder are on the disk. Windows does so by itself, and opens no folders. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32' || !existsSync(folder)) return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
