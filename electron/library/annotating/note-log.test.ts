import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinPapers } from '../merging/join-papers.ts';
import { undo } from '../remembering/history.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import { linkTargets, mentionsOf } from './note-links.ts';
import { spliceBetween, withoutSplice } from './note-log.ts';
import { noteOf, noteRevisions, noteTextAt, restoreNote, saveNote } from './notes.ts';

const words = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '🙂', '😀', '\u0000'), maxLength: 12 });

test('a splice takes back what it did, and cuts no character in two', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const splice = spliceBetween(before, after);
      expect(withoutSplice(after, splice)).toBe(before);
      expect(splice.removed.isWellFormed() && splice.inserted.isWellFormed()).toBe(true);
    }),
  );
});

test('every text that a note had can be had again', () => {
  using library = inventedLibrary(2);
  const { database } = library;
  database.pragma('synchronous = OFF');
  fc.assert(
    fc.property(fc.array(fc.option(words, { freq: 4 }), { maxLength: 12 }), (texts) => {
      const had = new Map<number, string>();
      for (const text of texts) {
        if (text === null) undo(database);
        else saveNote(database, 1, text);
        const [newest] = noteRevisions(database, 1);
        if (newest !== undefined) had.set(newest.id, noteOf(database, 1)?.text ?? '');
      }
      const kept = new Set(noteRevisions(database, 1).map(({ id }) => id));
      for (const [id, text] of had) if (kept.has(id)) expect(noteTextAt(database, id)).toBe(text);
    }),
  );
});

test('a long note costs what was typed, not its length; edits far apart are not joined', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const long = 'word '.repeat(50_000);
  saveNote(database, 1, long);
  for (let n = 0; n < 20; n += 1) saveNote(database, 1, n % 2 === 0 ? `${n}${long}` : `${long}${n}`);
  const bytes = database.prepare('SELECT sum(length(splice)) FROM note_revision').pluck().get();
  expect(Number(bytes)).toBeLessThan(long.length + 5000);
  expect(database.prepare('SELECT max(length(before)) FROM history').pluck().get()).toBeNull();
  undo(database);
  expect(noteOf(database, 1)).toBeNull();
});

test('what was written over can be had again, also when all was written within a moment', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const first = 'The tides turn twice a day, and nobody knows why they rest at noon.';
  for (const text of [first.slice(0, 20), first, 'E', 'Ebb', 'Ebbs']) saveNote(database, 1, text);
  const texts = noteRevisions(database, 1).map(({ id }) => noteTextAt(database, id));
  expect(texts).toEqual(['Ebbs', first]);
  undo(database);
  expect(noteOf(database, 1)).toBeNull();
});

test('an older text is restored by a change of its own', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  saveNote(database, 1, 'Ebb');
  const [first] = noteRevisions(database, 1);
  undo(database);
  restoreNote(database, 1, first?.id ?? 0);
  expect(noteOf(database, 1)?.text).toBe('Ebb');
  undo(database);
  expect(noteOf(database, 1)).toBeNull();
  expect(() => noteTextAt(database, 999)).toThrow('no longer known');
});

test('links are known by the note that holds them, and lead on when papers are joined', () => {
  using library = inventedLibrary(4);
  const { database } = library;
  saveNote(database, 1, 'See [two](postil://paper/2) and postil://paper/99.');
  expect(mentionsOf(database, 2).map(({ id }) => id)).toEqual([1]);
  expect(linkTargets(database, ['postil://paper/2', 'postil://paper/99', 'javascript:1'])).toHaveLength(1);
  database.transaction(() => joinPapers(database, 2, 3))();
  expect(linkTargets(database, ['postil://paper/2'])[0]?.paper.id).toBe(3);
  expect(mentionsOf(database, 3).map(({ id }) => id)).toEqual([1]);
  saveNote(database, 1, '');
  expect(mentionsOf(database, 3)).toEqual([]);
});
