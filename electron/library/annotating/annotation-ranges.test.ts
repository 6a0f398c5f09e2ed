import { expect, test } from 'vitest';
import type { Database } from '../database.ts';
import { redo, undo } from '../remembering/history.ts';
import { inventedAbstract, inventedLibrary } from '../safekeeping/invented-library.ts';
import { mergeAnnotations, setAnnotationRange, splitAnnotation } from './annotation-ranges.ts';
import { addAnnotation, annotationsOf, type NewAnnotation } from './annotations.ts';
import { colourMeanings, setColourMeaning } from './colour-meanings.ts';

const TEXT = inventedAbstract(1);
const badRequest = expect.objectContaining({ code: 'bad-request' });

/** Marks the first place of some words of paper 1. */
function mark(database: Database, words: string, more: Partial<NewAnnotation> = {}) {
  const start = TEXT.indexOf(words);
  const range = { start, end: start + words.length };
  return addAnnotation(database, { paperId: 1, versionId: 1, range, colour: 'yellow', body: null, ...more });
}

/** The words, colour, comment and tags of each annotation, in the order of the text. */
function shown(database: Database) {
  return annotationsOf(database, 1).map(({ range, colour, body, tags }) => [
    range === null ? null : TEXT.slice(range.start, range.end),
    colour,
    body,
    tags.map(({ name }) => name).join(),
  ]);
}

test('merges what overlaps or follows, with all comments and tags, in one step of undo', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const words = TEXT.split(' ').slice(0, 6);
  const first = mark(database, words.slice(0, 2).join(' '), { body: 'One.', tags: ['a'] });
  const second = mark(database, words.slice(1, 3).join(' '), {
    colour: 'blue',
    body: 'Two.',
    tags: ['a', 'b'],
  });
  const third = mark(database, words[3] ?? '', { colour: 'pink', style: 'underline' });
  const far = mark(database, words[5] ?? '');
  const before = shown(database);
  expect(() => mergeAnnotations(database, [first.id, far.id])).toThrow(badRequest);
  const merged = mergeAnnotations(database, [third.id, second.id, first.id]);
  expect(merged.id).toBe(first.id);
  expect(shown(database)).toEqual([
    [words.slice(0, 4).join(' '), 'yellow', 'One.\n\nTwo.', 'a,b'],
    [words[5], 'yellow', null, ''],
  ]);
  undo(database);
  expect(shown(database)).toEqual(before);
  redo(database);
  expect(shown(database)).toHaveLength(2);
});

test('an annotation that is named twice is not merged away into itself', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const { id } = mark(database, 'We study', { body: 'One.', tags: ['a'] });
  mergeAnnotations(database, [id, id, id]);
  expect(shown(database)).toEqual([['We study', 'yellow', 'One.', 'a']]);
});

test('splits between two words: the comment stays with the first, the tags with both', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const [one = '', two = '', three = ''] = TEXT.split(' ');
  const { id } = mark(database, `${one} ${two} ${three}`, { body: 'Why?', tags: ['a'] });
  expect(() => splitAnnotation(database, id, 0)).toThrow(badRequest);
  expect(() => splitAnnotation(database, id, TEXT.length)).toThrow(badRequest);
  const parts = splitAnnotation(database, id, one.length);
  expect(parts.map(({ range }) => range && TEXT.slice(range.start, range.end))).toEqual([
    one,
    `${two} ${three}`,
  ]);
  expect(shown(database)).toEqual([
    [one, 'yellow', 'Why?', 'a'],
    [`${two} ${three}`, 'yellow', null, 'a'],
  ]);
  undo(database);
  expect(shown(database)).toEqual([[`${one} ${two} ${three}`, 'yellow', 'Why?', 'a']]);
});

test('an annotation is put on other words, also an orphan on those of a newer version', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const { id } = mark(database, 'Earlier', { body: 'Why?' });
  setAnnotationRange(database, id, 1, { start: 0, end: 4 });
  expect(shown(database)).toEqual([[TEXT.slice(0, 4), 'yellow', 'Why?', '']]);
  undo(database);
  expect(shown(database)[0]?.[0]).toBe('Earlier');
  database.exec(`INSERT INTO version (id, paper_id, text, label, hash) VALUES (2, 1, 'Quite another text.', 'v2', x'02');
    UPDATE paper SET version_id = 2 WHERE id = 1`);
  expect(shown(database)[0]?.[0]).toBeNull();
  expect(() => splitAnnotation(database, id, 3)).toThrow(badRequest);
  expect(setAnnotationRange(database, id, 2, { start: 6, end: 13 })).toMatchObject({
    versionId: 2,
    range: { start: 6, end: 13 },
  });
  undo(database);
  expect(shown(database)[0]?.[0]).toBeNull();
});

test('colours mean what the user says, also after undo', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  setColourMeaning(database, 'yellow', '  claim ');
  setColourMeaning(database, 'pink', 'doubt');
  setColourMeaning(database, 'pink', '');
  expect(colourMeanings(database)).toMatchObject({ yellow: 'claim', pink: null, green: null });
  undo(database);
  expect(colourMeanings(database).pink).toBe('doubt');
  undo(database);
  undo(database);
  expect(colourMeanings(database).yellow).toBeNull();
});
