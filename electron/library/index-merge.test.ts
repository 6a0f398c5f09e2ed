import { expect, test } from 'vitest';
import { mergeForPapers, mergeSegments } from './index-merge.ts';
import { indexPapers, writeIndexRows } from './paper-index.ts';
import { inventedLibrary } from './safekeeping/invented-library.ts';

/** Segments of the index, by their pages: https://www.sqlite.org/fts5.html#the_fts5_data_table, numbers from 2^37 on. */
const SEGMENTS = 'SELECT count(DISTINCT id >> 37) FROM paper_index_data WHERE id >= 1 << 37';

const ids = Array.from({ length: 600 }, (_, index) => index + 1);

test('segments are merged slice by slice, and the same words are found', async () => {
  using library = inventedLibrary(600, false);
  const { database } = library;
  const count = database.prepare<[], number>(SEGMENTS).pluck();
  for (let from = 0; from < 600; from += 50)
    database.transaction(() => writeIndexRows(database, ids.slice(from, from + 50)))();
  expect(count.get()).toBe(12);
  expect(mergeSegments(database, 1)).toBe(true);
  await mergeForPapers(database, 600, true);
  expect(mergeSegments(database, 1)).toBe(false);
  expect(count.get()).toBeLessThan(6);
  const found = database
    .prepare(`SELECT count(*) FROM paper_index WHERE paper_index MATCH 'patience'`)
    .pluck();
  expect(found.get()).toBe(600);
  database.exec(`INSERT INTO paper_index (paper_index) VALUES ('integrity-check')`);
});

test('edits one after the other leave few segments', () => {
  using library = inventedLibrary(100);
  const { database } = library;
  const count = database.prepare<[], number>(SEGMENTS).pluck();
  for (let round = 0; round < 5; round += 1) for (const id of ids.slice(0, 100)) indexPapers(database, [id]);
  expect(count.get()).toBeLessThan(24);
});
