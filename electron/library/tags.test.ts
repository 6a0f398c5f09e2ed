import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inventedLibrary } from './invented-library.ts';
import { openPaper } from './papers.ts';
import { addTag, removeTag, tagKey, tidyTagName } from './tags.ts';

test.each([
  ['  deep   learning ', 'deep learning'],
  ['/deep//nets/ ', 'deep/nets'],
  ['a / b', 'a/b'],
  ['tabs\tand\nlines', 'tabs and lines'],
  ['e\u0301tale', 'étale'],
  ['🧑🏽‍🚀', '🧑🏽‍🚀'],
])('keeps %j as %j', (given, kept) => {
  expect(tidyTagName(given)).toBe(kept);
});

test.each(['', ' ', '/', ' / // '])('refuses %j as a name', (given) => {
  expect(() => tidyTagName(given)).toThrow(expect.objectContaining({ code: 'bad-request' }));
});

test('a tidy name stays as it is, and its key does not depend on how it was typed', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 300 }).filter((text) => /[^\s/\p{Cc}]/u.test(text));
  fc.assert(
    fc.property(name, (text) => {
      const tidy = tidyTagName(text);
      expect(tidyTagName(tidy)).toBe(tidy);
      expect(tagKey(tidy.normalize('NFD'))).toBe(tagKey(tidy));
      expect(tagKey(tagKey(tidy))).toBe(tagKey(tidy));
      expect(tagKey(tidy)).not.toBe('');
    }),
  );
});

test.each([
  ['Réseaux', 'reseaux'],
  ['STRASSE', 'straße'],
  ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
  ['Ｗｉｄｅ', 'wide'],
  ['❤️', '❤'],
])('%s and %s are one tag', (one, other) => {
  using library = inventedLibrary(2);
  const { database } = library;
  const first = addTag(database, [1], one);
  const second = addTag(database, [2], other);
  expect(second.tag).toEqual({ ...first.tag, paperCount: 2 });
  expect(openPaper(database, 2).paper.tags).toEqual([{ id: 1, name: one, colour: 'blue' }]);
});

test.each([
  ['कि', 'का'],
  ['c', 'c++'],
  ['a/b', 'ab'],
])('%s and %s are two tags', (one, other) => {
  expect(tagKey(one)).not.toBe(tagKey(other));
});

test('tells which papers changed, and leaves an unused tag', () => {
  using library = inventedLibrary(4);
  const { database } = library;
  expect(addTag(database, [1, 2], 'tides').paperIds).toEqual([1, 2]);
  expect(addTag(database, [1, 2, 3], 'Tides').paperIds).toEqual([3]);
  expect(removeTag(database, [2, 4], 1)).toEqual({
    tag: { id: 1, name: 'tides', colour: 'blue', paperCount: 2 },
    paperIds: [2],
  });
  expect(removeTag(database, [1, 3], 1).tag.paperCount).toBe(0);
  expect(() => removeTag(database, [1], 2)).toThrow(expect.objectContaining({ code: 'not-found' }));
});

test('papers are found by a tag as soon as it is put on them', () => {
  using library = inventedLibrary(3);
  const { database } = library;
  const found = database
    .prepare("SELECT rowid FROM paper_index WHERE paper_index MATCH 'tags: zugspitze'")
    .pluck();
  addTag(database, [1, 3], 'Alps/Zugspitze');
  expect(found.all()).toEqual([1, 3]);
  removeTag(database, [1], 1);
  expect(found.all()).toEqual([3]);
});

test('new tags take their colours in turn', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const colours = ['tides', 'moon', 'sun'].map((name) => addTag(database, [1], name).tag.colour);
  expect(new Set(colours).size).toBe(3);
  expect(addTag(database, [1], 'Tides').tag.colour).toBe(colours[0]);
});
