import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { transact } from './database.ts';
import { logCopier } from './log-copier.ts';
import { inventedLibrary } from './safekeeping/invented-library.ts';

test('the log is copied while others write, and begun anew, whatever its parts weigh', async () => {
  using library = inventedLibrary(1);
  const { database } = library;
  database.pragma('wal_autocheckpoint = 0');
  database.exec('CREATE TABLE filler (text TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO filler VALUES (?)');
  const log = logCopier(database);
  const logBytes = () => statSync(`${database.name}-wal`).size;
  const text = 'x'.repeat(400_000);
  const PARTS = 250;
  for (let round = 1; round <= 40; round += 1) {
    transact(database, () => {
      for (let row = 0; row < 10; row += 1) insert.run(text);
    });
    await log.stored(PARTS, true);
  }
  expect(logBytes(), 'of 160 MB that were written').toBeLessThanOrEqual(96 * 1024 * 1024);
  await log.end();
  expect(database.prepare('SELECT count(*) FROM filler').pluck().get()).toBe(400);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('nothing is started for a small import', async () => {
  using library = inventedLibrary(1);
  const log = logCopier(library.database);
  await log.stored(10, false);
  await log.end();
  expect(library.database.open).toBe(true);
});
