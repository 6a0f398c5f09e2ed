import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Database, openLibrary } from '../database.ts';
import { indexDue } from '../paper-index.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import { lastRevision } from './note-log.ts';
import { noteOf, saveNote, splicedText } from './notes.ts';

test('what is typed is what is stored, to the byte', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  database.pragma('synchronous = OFF');
  const text = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom(
      '\u0000',
      '\ufeffmark',
      'a\r\nb\rc\n',
      '  \n',
      'e\u0301 é',
      '<script>1</script>',
      '\u202e',
    ),
  );
  fc.assert(
    fc.property(text, (typed) => {
      saveNote(database, 1, typed);
      expect(noteOf(database, 1)?.text).toBe(typed);
    }),
  );
  saveNote(database, 1, 'a\u0000b\r\n🙂');
  database.close();
  const again = openLibrary(library.folder);
  expect(noteOf(again, 1)?.text).toBe('a\u0000b\r\n🙂');
  expect(again.prepare('SELECT hex(CAST(text AS BLOB)) FROM note').pluck().get()).toBe(
    Buffer.from('a\u0000b\r\n🙂').toString('hex').toUpperCase(),
  );
  again.close();
});

test('saving what is saved changes nothing; an empty text removes the note', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  saveNote(database, 1, 'Tides');
  const saved = noteOf(database, 1);
  const changes = database.prepare('SELECT count(*) FROM history').pluck();
  const before = changes.get();
  saveNote(database, 1, 'Tides');
  expect(noteOf(database, 1)).toEqual(saved);
  expect(changes.get()).toBe(before);
  saveNote(database, 1, '');
  expect(noteOf(database, 1)).toBeNull();
  const removed = changes.get();
  saveNote(database, 1, '');
  expect(changes.get()).toBe(removed);
});

test('halves of surrogate pairs, which no file can hold, are marked as unreadable', () => {
  using library = inventedLibrary(1);
  saveNote(library.database, 1, 'a\ud83d b');
  expect(noteOf(library.database, 1)?.text).toBe('a\ufffd b');
});

test('a note whose words are left for later is found after the library was opened again', () => {
  using library = inventedLibrary(2);
  const { database } = library;
  const found = (from: Database) =>
    from.prepare(`SELECT rowid FROM paper_index WHERE paper_index MATCH 'driftwood'`).pluck().all();
  saveNote(database, 1, 'Driftwood', 'later');
  expect(found(database)).toEqual([]);
  database.close();
  const again = openLibrary(library.folder);
  expect(found(again)).toEqual([1]);

  saveNote(again, 2, 'Driftwood', 'later');
  saveNote(again, 1, 'Sand', 'later');
  expect(indexDue(again)).toEqual([1, 2]);
  expect(indexDue(again)).toEqual([]);
  expect(found(again)).toEqual([2]);
  again.close();
});

test('what was typed since a writing makes the text, or nothing where the note is another one', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  saveNote(database, 1, 'one 🙂 two');
  const since = lastRevision(database, 1) ?? 0;
  const spliced = (start: number, end: number, inserted: string) =>
    splicedText(database, 1, since, { start, end, inserted });
  expect(spliced(3, 6, ',\r\n\u0000')).toBe('one,\r\n\u0000 two');
  expect(spliced(10, 10, '')).toBe('one 🙂 two');
  expect(spliced(5, 6, '')).toBeNull();
  expect(spliced(3, 11, '')).toBeNull();
  expect(spliced(3, 2, '')).toBeNull();
  saveNote(database, 1, 'another');
  expect(spliced(0, 0, '')).toBeNull();
});
