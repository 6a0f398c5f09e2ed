import { expect, test } from 'vitest';
import { openPaper } from '../papers.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import { addTag, removeTag } from './tags.ts';

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

test('tells which papers changed, and leaves an unused tag', () => {
  using library = inventedLibrary(4);
  const { database } = library;
  expect(addTag(database, [1, 2], 'tides').paperIds).toEqual([1, 2]);
  expect(addTag(database, [1, 2, 3], 'Tides').paperIds).toEqual([3]);
  expect(removeTag(database, [2, 4], 1)).toEqual({
    tag: { id: 1, name: 'tides', colour: 'blue', digit: null, paperCount: 2 },
    paperIds: [2],
  });
  expect(removeTag(database, [1, 3], 1).tag.paperCount).toBe(0);
  expect(() => removeTag(database, [1], 2)).toThrow(expect.objectContaining({ code: 'not-found' }));
});

test('new tags take their colours in turn', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const colours = ['tides', 'moon', 'sun'].map((name) => addTag(database, [1], name).tag.colour);
  expect(new Set(colours).size).toBe(3);
  expect(addTag(database, [1], 'Tides').tag.colour).toBe(colours[0]);
});
