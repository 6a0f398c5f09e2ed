import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import type { Salvaged } from '../../../shared/backup.ts';
import { codeOf, PostilError } from '../../../shared/errors.ts';
import { type Database, openDamaged, openFile, openLibrary } from '../database.ts';
import { withLibraryErrors } from '../library-error.ts';
import { libraryFile } from '../library-file.ts';
import { rebuildMergeIndex } from '../merging/merge-index.ts';
import { reunite } from '../merging/reunite.ts';
import { rebuildPaperIndex } from '../paper-index.ts';
import { rebuildOrders } from '../paper-orders.ts';
import { holdings } from './copy-into.ts';
import { saveRows } from './save-rows.ts';

/**
 * Copies every row of a damaged library that can be read into a new library, table by table; makes its indexes and the
 * search anew; and gives rows whose paper, file or text was lost a stand-in, so that no word of the user's goes for
 * want of what it stood on. The damaged files are only read.
 * @param target a folder that is empty or not there yet
 * @throws {PostilError} `library-damaged` when nothing of it can be read
 */
export function salvage(folder: string, target: string): Salvaged {
  return withLibraryErrors(folder, () => {
    if (existsSync(target) && readdirSync(target).length > 0) {
      throw new PostilError(
        'bad-request',
        `${target} is not empty.`,
        'Choose an empty folder, or a new one.',
      );
    }
    openLibrary(target).close();
    const scratch = mkdtempSync(join(resolve(target), 'source-'));
    try {
      const source = copyOfDamaged(libraryFile(folder), join(scratch, 'library.db'));
      settleJournal(source);
      return pour(source, target);
    } catch (thrown) {
      rmSync(target, { recursive: true, force: true });
      throw thrown;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
}

/** A copy, as long as its header says: what is missing at its end is then read as pages without meaning. */
function copyOfDamaged(path: string, copy: string): string {
  copyFileSync(path, copy);
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
  // A copy has the rights of what was copied, but the journal must be taken into it.
  for (const file of [copy, `${copy}-wal`]) if (existsSync(file)) chmodSync(file, 0o600);
  return copy;
}

/** Takes the journal into the file, if that can be done, so that the file can be attached as it is. */
function settleJournal(path: string): void {
  const database = openDamaged(path);
  try {
    const pages = Number(database.pragma('page_count', { simple: true }));
    const bytes = Number(database.pragma('page_size', { simple: true })) * pages;
    database.pragma('journal_mode = DELETE');
    if (Number.isSafeInteger(bytes) && bytes > statSync(path).size) truncateSync(path, bytes);
  } catch (thrown) {
    // A journal that is damaged too: the file is read without it.
    if (!isDamage(thrown)) throw thrown;
  } finally {
    database.close();
  }
}

function pour(source: string, target: string): Salvaged {
  const database = openFile(libraryFile(target));
  try {
    database.unsafeMode();
    database.pragma('writable_schema = ON');
    database.pragma('foreign_keys = OFF');
    database.pragma('synchronous = OFF');
    database.prepare('ATTACH ? AS damaged').run(source);
    const names = tableNames(database);
    const tables = names.map((name) => saveRows(database, name));
    database.exec('DETACH damaged');
    if (tables.every(({ saved }) => saved === 0)) {
      throw new PostilError(
        'library-damaged',
        'Nothing of the library could be read.',
        'Restore one of its backups; its files stay as they are.',
      );
    }
    const { strippedPapers } = database.transaction(() => reunite(database))();
    rebuildPaperIndex(database);
    rebuildMergeIndex(database);
    rebuildOrders(database);
    database.pragma('synchronous = FULL');
    database.pragma('wal_checkpoint(TRUNCATE)');
    return { folder: resolve(target), holds: holdings(database), tables, strippedPapers };
  } finally {
    database.close();
  }
}

/** The library's own tables, those that others refer to first; not those that the search index keeps for itself. */
function tableNames(database: Database): string[] {
  return database
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'current_change'`,
    )
    .pluck()
    .all()
    .sort();
}

function isDamage(thrown: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|IOERR|CANTOPEN|ERROR)/.test(codeOf(thrown) ?? '');
}
