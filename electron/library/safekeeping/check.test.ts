import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addAnnotation } from '../annotating/annotations.ts';
import { saveNote } from '../annotating/notes.ts';
import { type Database, openFile, openLibrary } from '../database.ts';
import { libraryFile } from '../library-file.ts';
import { addTag } from '../organising/tags.ts';
import { checkLibrary } from './check.ts';
import { inventedLibrary } from './invented-library.ts';

function busyLibrary() {
  const library = inventedLibrary(30);
  const { database } = library;
  addTag(database, [1, 2], 'tides');
  saveNote(database, 1, 'A note.');
  addAnnotation(database, {
    paperId: 2,
    versionId: 2,
    range: { start: 3, end: 8 },
    colour: 'blue',
    body: null,
  });
  return library;
}

test('a sound library has no problems', () => {
  using library = busyLibrary();
  expect(checkLibrary(library.database)).toEqual({
    paperCount: 30,
    annotationCount: 1,
    noteCount: 1,
    tagCount: 1,
    problems: [],
  });
});

test.each([
  ['DELETE FROM source WHERE paper_id = 7', /^Paper 7 has no source\.$/],
  ['DELETE FROM paper_index WHERE rowid = 7', /^Paper 7 is not in the search index\.$/],
  [
    'UPDATE source SET version_id = 3 WHERE paper_id = 7',
    /^Source \d+ names a version that its paper does not have\.$/,
  ],
  [
    'INSERT INTO paper_title (paper_id, key) VALUES (7, 77); DELETE FROM new_merge_key WHERE key = 77',
    /^Paper 7 is not found by its title when records are merged\.$/,
  ],
  [
    'DELETE FROM new_merge_key WHERE id = 7',
    /^Version 7 is not found by its text when records are merged\.$/,
  ],
  ['UPDATE order_place SET entered = 7', /^Paper 7 is missing where papers are put in order by heading\.$/],
  ['UPDATE order_place SET entered = 8', /^Paper 7 is missing where papers are put in order by date\.$/],
  ["INSERT INTO paper_index (rowid, title) VALUES (99, 'x')", /holds paper 99, which is not there\.$/],
  ['UPDATE paper SET version_id = 8 WHERE id = 7', /^Paper 7 shows a version that is not its own\.$/],
  ["UPDATE version SET text = 'other' WHERE id = 2", /is not on the words that were marked\.$/],
  ["UPDATE tag SET key = 'other'", /^Tag tides is filed under another name\.$/],
  ['PRAGMA foreign_keys = OFF; DELETE FROM tag', /rows of paper_tag belong to no tag\.$/],
  ['DELETE FROM source WHERE paper_id > 5', /^And 5 more of this kind\.$/],
])('sees what %s did', (sql, sentence) => {
  using library = busyLibrary();
  library.database.exec(sql);
  expect(checkLibrary(library.database).problems).toContainEqual(expect.stringMatching(sentence));
});

test.each([
  'UPDATE version SET text = text || text WHERE id = 9',
  "UPDATE source SET fields = '{' WHERE id = 4",
  "UPDATE history SET before = 'x' WHERE id = 1",
  "UPDATE tag SET name = CAST(x'c328' AS TEXT)",
  'UPDATE note_revision SET splice = \'[0,"","An"]\'',
  'DELETE FROM note_revision',
])('sees that %s garbled what was kept', (sql) => {
  using library = busyLibrary();
  library.database.exec(sql);
  expect(checkLibrary(library.database).problems).toHaveLength(sql.includes('tag SET') ? 2 : 1);
});

function textsOf(database: Database): string {
  const texts = database
    .prepare(
      'SELECT text FROM version UNION ALL SELECT text FROM note UNION ALL SELECT splice FROM note_revision',
    )
    .pluck()
    .all();
  return texts.join('\n');
}

/** Turns one bit of every place in the file where a text stands, one after the other; also of its end. */
test.each(['Mine alone: no dump has said so.', 'Harbour-17, needs neither labels nor patience'])(
  'sees every bit that turned over in “%s”, wherever it is kept',
  (text) => {
    using library = busyLibrary();
    const { database, folder } = library;
    saveNote(database, 5, 'Mine alone: no dump has said so.');
    const before = textsOf(database);
    database.close();
    const path = libraryFile(folder);
    const sound = readFileSync(path);
    let turned = 0;
    for (let place = sound.indexOf(text); place >= 0; place = sound.indexOf(text, place + 1)) {
      for (let offset = 0; offset < text.length; offset += 1) {
        // Letters and digits: an abstract is known by these, whatever their case.
        if (!/[a-z\d]/i.test(text[offset] ?? '')) continue;
        const bit = [1, 2, 4, 8, 16, 64, 128][offset % 7] ?? 1;
        const bytes = Buffer.from(sound);
        bytes.writeUInt8(bytes.readUInt8(place + offset) ^ bit, place + offset);
        writeFileSync(path, bytes);
        const opened = openFile(path);
        // Pages hold remains of rows that were moved, too, which nobody reads.
        if (textsOf(opened) !== before) {
          expect(checkLibrary(opened).problems, `bit ${bit} of ${place + offset}`).not.toEqual([]);
          turned += 1;
        }
        opened.close();
      }
    }
    expect(turned).toBeGreaterThan(20);
  },
);

test('sees overwritten pages, and does not stop at them', () => {
  using library = busyLibrary();
  const { database, folder } = library;
  const page = Number(
    database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'source'").pluck().get(),
  );
  const pageBytes = Number(database.pragma('page_size', { simple: true }));
  database.close();
  const bytes = readFileSync(libraryFile(folder));
  bytes.fill(0xa5, (page - 1) * pageBytes, page * pageBytes);
  writeFileSync(libraryFile(folder), bytes);
  const damaged = openLibrary(folder);
  const report = checkLibrary(damaged);
  expect(report).toMatchObject({ paperCount: 30, noteCount: 1 });
  expect(report.problems).toContainEqual(expect.stringContaining('damaged'));
  damaged.close();
});
