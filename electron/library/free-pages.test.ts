import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkAside } from './aside.ts';
import { type Database, openBackupFile } from './database.ts';
import { giveBackPages } from './free-pages.ts';
import { libraryFile } from './library-file.ts';
import { unindexPapers } from './paper-index.ts';
import { backUp } from './safekeeping/backup.ts';
import { inventedLibrary } from './safekeeping/invented-library.ts';

/** Takes away the papers that came first, so that the pages at the beginning of the file are free. */
function takeAway(database: Database, papers: number): void {
  database.transaction(() => {
    database.prepare('DELETE FROM paper WHERE id <= ?').run(papers);
    unindexPapers(
      database,
      Array.from({ length: papers }, (_, index) => index + 1),
    );
  })();
}

test('free pages are given back, slice by slice, and what is left is sound', async () => {
  using library = inventedLibrary(3000);
  const { database, folder } = library;
  const number = (name: string, of = database) => Number(of.pragma(name, { simple: true }));
  takeAway(database, 2800);
  database.pragma('wal_checkpoint(TRUNCATE)');
  const { size } = statSync(libraryFile(folder));
  const free = number('freelist_count');
  expect(free).toBeGreaterThan(200);
  await giveBackPages(database);
  expect(number('freelist_count')).toBe(0);
  database.pragma('wal_checkpoint(TRUNCATE)');
  expect(statSync(libraryFile(folder)).size).toBeLessThanOrEqual(size - free * number('page_size'));
  expect(checkAside(folder)).toMatchObject({ paperCount: 200, problems: [] });
  // Also a library that was restored gives its pages back.
  const backup = openBackupFile(join(folder, 'backups', backUp(folder, 'asked').file));
  expect(number('auto_vacuum', backup)).toBe(number('auto_vacuum'));
  backup.close();
});
