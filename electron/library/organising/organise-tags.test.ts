import { expect, test } from 'vitest';
import { addAnnotation } from '../annotating/annotations.ts';
import { redo, undo } from '../remembering/history.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import {
  createTag,
  deleteTags,
  previewRename,
  renameTags,
  setTagColour,
  setTagDigit,
} from './organise-tags.ts';
import { tagCounts } from './tag-counts.ts';
import { addTag } from './tags.ts';

type Database = ReturnType<typeof inventedLibrary>['database'];

/** Tags with their papers, as `name: 1 2`. */
function tagged(database: Database): string[] {
  return database
    .prepare<[], string>(
      `SELECT name || ': ' || ifnull((SELECT group_concat(paper_id, ' ' ORDER BY paper_id) FROM paper_tag
         WHERE tag_id = tag.id), '') FROM tag ORDER BY key`,
    )
    .pluck()
    .all();
}

function libraryWith(tags: Readonly<Record<string, readonly number[]>>) {
  const library = inventedLibrary(4);
  for (const [name, papers] of Object.entries(tags)) addTag(library.database, papers, name);
  return library;
}

test('renaming takes what is below along', () => {
  using library = libraryWith({ method: [1], 'method/flow': [2], 'methods of old': [3] });
  const { database } = library;
  expect(renameTags(database, [{ from: 'METHOD', to: 'how/to' }])).toEqual([1, 2]);
  expect(tagged(database)).toEqual(['how/to: 1', 'how/to/flow: 2', 'methods of old: 3']);
  undo(database);
  expect(tagged(database)).toEqual(['method: 1', 'method/flow: 2', 'methods of old: 3']);
  redo(database);
  expect(tagged(database)[1]).toBe('how/to/flow: 2');
});

test('a tag that is renamed to another one becomes one with it, told beforehand', () => {
  using library = libraryWith({ flow: [1, 2], 'flow/fast': [3], Flows: [2, 4], 'Flows/fast': [1] });
  const { database } = library;
  const before = tagged(database);
  const renames = [{ from: 'flow', to: 'flows' }];
  expect(previewRename(database, renames)).toEqual({ paperCount: 3, merged: ['Flows', 'Flows/fast'] });
  expect(tagged(database)).toEqual(before);
  renameTags(database, renames);
  expect(tagged(database)).toEqual(['Flows: 1 2 4', 'Flows/fast: 1 3']);
  expect(undo(database)?.label).toBe('Merge tag “flow” into “flows”');
  expect(tagged(database)).toEqual(before);
});

test('of several that move at once, none is joined with one that moves away', () => {
  using library = libraryWith({ a: [1], x: [2], 'x/a': [3] });
  const { database } = library;
  const before = tagged(database);
  const renames = [
    { from: 'a', to: 'x/a' },
    { from: 'x', to: 'x/x' },
  ];
  expect(previewRename(database, renames).merged).toEqual([]);
  renameTags(database, renames);
  expect(tagged(database)).toEqual(['x/a: 1', 'x/x: 2', 'x/x/a: 3']);
  undo(database);
  expect(tagged(database)).toEqual(before);
});

test('a tag can move into itself and out of itself, and change its case', () => {
  using library = libraryWith({ a: [1], 'a/b': [2], 'a/b/b': [3] });
  const { database } = library;
  renameTags(database, [{ from: 'a', to: 'a/b' }]);
  expect(tagged(database)).toEqual(['a/b: 1', 'a/b/b: 2', 'a/b/b/b: 3']);
  renameTags(database, [{ from: 'a/b', to: 'A' }]);
  expect(tagged(database)).toEqual(['A: 1', 'A/b: 2', 'A/b/b: 3']);
  expect(previewRename(database, [{ from: 'A', to: 'á' }]).merged).toEqual([]);
  expect(() => renameTags(database, [{ from: 'b', to: 'c' }])).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
  expect(() => renameTags(database, [{ from: 'A', to: 'x'.repeat(299) }])).toThrow(
    expect.objectContaining({ code: 'bad-request' }),
  );
});

test('deleting takes what is below along, and undo brings all of it back', () => {
  using library = libraryWith({ a: [1], 'a/b': [1, 2], ab: [3] });
  const { database } = library;
  const before = tagged(database);
  expect(deleteTags(database, ['a'])).toEqual([1, 2]);
  expect(tagged(database)).toEqual(['ab: 3']);
  expect(undo(database)).toEqual({ label: 'Delete tag “a”', paperIds: [1, 2] });
  expect(tagged(database)).toEqual(before);
});

test('a key has one tag', () => {
  using library = libraryWith({ a: [1], b: [2] });
  const { database } = library;
  const digits = () => tagCounts(database).tags.map(({ name, digit }) => [name, digit]);
  setTagDigit(database, 'a', 3);
  setTagDigit(database, 'b', 3);
  expect(digits()).toEqual([
    ['a', null],
    ['b', 3],
  ]);
  undo(database);
  expect(digits()).toEqual([
    ['a', 3],
    ['b', null],
  ]);
  setTagDigit(database, 'a', null);
  expect(digits()).toEqual([
    ['a', null],
    ['b', null],
  ]);
});

test('what stands above tags counts each paper once, and may have a colour', () => {
  using library = libraryWith({ 'x/y': [1, 2], 'x/z': [2, 3], w: [4] });
  const { database } = library;
  expect(tagCounts(database).branches).toEqual([{ name: 'x', paperCount: 3 }]);
  setTagColour(database, ['x', 'w'], 'red');
  createTag(database, 'x/new');
  expect(tagCounts(database).tags.map(({ name, colour, paperCount }) => [name, colour, paperCount])).toEqual([
    ['w', 'red', 1],
    ['x', 'red', 0],
    ['x/new', 'red', 0],
    ['x/y', 'blue', 2],
    ['x/z', 'green', 2],
  ]);
  database.prepare('UPDATE paper SET hidden = 1 WHERE id IN (2, 4)').run();
  expect(tagCounts(database).branches).toEqual([{ name: 'x', paperCount: 2 }]);
  expect(tagCounts(database).tags.map(({ paperCount }) => paperCount)).toEqual([0, 0, 0, 1, 1]);
});

test('papers that show a tag on an annotation alone are told too', () => {
  using library = libraryWith({ method: [1] });
  const { database } = library;
  const mark = { versionId: 2, colour: 'yellow', body: null, range: { start: 0, end: 5 } } as const;
  addAnnotation(database, { ...mark, paperId: 2, tags: ['method'] });
  expect(setTagColour(database, ['method'], 'pink')).toEqual([1, 2]);
  expect(renameTags(database, [{ from: 'method', to: 'way' }])).toEqual([1, 2]);
  expect(deleteTags(database, ['way'])).toEqual([1, 2]);
});
