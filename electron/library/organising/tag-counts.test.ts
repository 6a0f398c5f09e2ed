import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TagCounts } from '../../../shared/library.ts';
import { isAtOrBelow, namesAbove, tagKey } from '../../../shared/tag.ts';
import { type Database, openLibrary } from '../database.ts';
import { redo, undo } from '../remembering/history.ts';
import { emptyTrash, restorePapers, trashPapers } from '../remembering/trash.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import { deleteTags, renameTags, setTagColour } from './organise-tags.ts';
import { tagCounts } from './tag-counts.ts';
import { addTag, readTag, removeTag } from './tags.ts';

const NAMES = ['a', 'a/b', 'a/b/c', 'a-b', 'A/D', 'e/f'];

/** The same, counted name by name. */
function plainCounts(database: Database): TagCounts {
  const tags = database
    .prepare<[], { id: number; name: string }>('SELECT id, name FROM tag ORDER BY key')
    .all();
  const papersBelow = (key: string) =>
    new Set(
      tags
        .filter(({ name }) => isAtOrBelow(tagKey(name), key))
        .flatMap(({ id }) =>
          database
            .prepare<[number], number>(
              'SELECT paper_id FROM paper_tag JOIN paper ON paper.id = paper_id WHERE tag_id = ? AND hidden = 0',
            )
            .pluck()
            .all(id),
        ),
    ).size;
  const own = (id: number) =>
    database
      .prepare<[number], number>(
        'SELECT count(*) FROM paper_tag JOIN paper ON paper.id = paper_id WHERE tag_id = ? AND hidden = 0',
      )
      .pluck()
      .get(id) ?? 0;
  const above = new Set(tags.flatMap(({ name }) => namesAbove(name).map(tagKey)));
  return {
    tags: tags.map(({ id }) => ({ ...readTag(database, id), paperCount: own(id) })),
    branches: [...above].sort().map((key) => ({ name: key, paperCount: papersBelow(key) })),
  };
}

/** With the names above tags in order, by their keys. */
function inOrder({ tags, branches }: TagCounts): TagCounts {
  const keyed = branches.map(({ name, paperCount }) => ({ name: tagKey(name), paperCount }));
  return { tags, branches: keyed.sort((one, other) => (one.name < other.name ? -1 : 1)) };
}

test('whatever is done, they are what counting anew gives', () => {
  const name = fc.constantFrom(...NAMES);
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), name, ids }),
    fc.record({ kind: fc.constant('remove' as const), name, ids }),
    fc.record({ kind: fc.constantFrom('trash' as const, 'restore' as const), ids }),
    fc.record({ kind: fc.constant('rename' as const), name, to: name }),
    fc.record({ kind: fc.constantFrom('delete' as const, 'colour' as const), name }),
    fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'empty' as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      using library = inventedLibrary(6, false);
      const { database } = library;
      tagCounts(database);
      for (const one of steps) {
        const known = database
          .prepare<[], { id: number; name: string }>('SELECT id, name FROM tag')
          .all()
          .find((tag) => 'name' in one && tagKey(tag.name) === tagKey(one.name));
        const left = database.prepare<[], number>('SELECT id FROM paper').pluck().all();
        const papers = 'ids' in one ? one.ids.filter((id) => left.includes(id)) : [];
        if (one.kind === 'undo') undo(database);
        else if (one.kind === 'redo') redo(database);
        else if (one.kind === 'empty') emptyTrash(database);
        else if (one.kind === 'trash') trashPapers(database, papers);
        else if (one.kind === 'restore') restorePapers(database, papers);
        else if (one.kind === 'add') addTag(database, papers, one.name);
        else if (known === undefined) continue;
        else if (one.kind === 'remove') removeTag(database, papers, known.id);
        else if (one.kind === 'rename') renameTags(database, [{ from: known.name, to: one.to }]);
        else if (one.kind === 'delete') deleteTags(database, [known.name]);
        else setTagColour(database, [known.name], 'red');
        expect(inOrder(tagCounts(database))).toEqual(plainCounts(database));
      }
    }),
    { numRuns: 60 },
  );
});

test('nothing that changed is nothing counted; what another process did is', () => {
  using library = inventedLibrary(3, false);
  const { database, folder } = library;
  addTag(database, [1, 2], 'a/b');
  const first = tagCounts(database);
  expect(tagCounts(database)).toBe(first);
  const other = openLibrary(folder);
  addTag(other, [3], 'a');
  other.close();
  expect(tagCounts(database).branches).toEqual([{ name: 'a', paperCount: 3 }]);
});

test('what was rolled back is not counted', () => {
  using library = inventedLibrary(3, false);
  const { database } = library;
  const { tag } = addTag(database, [1], 'a');
  tagCounts(database);
  expect(() =>
    database.transaction(() => {
      database.prepare('INSERT INTO paper_tag (paper_id, tag_id) VALUES (2, ?)').run(tag.id);
      throw new Error('no');
    })(),
  ).toThrow('no');
  expect(tagCounts(database).tags.map(({ paperCount }) => paperCount)).toEqual([1]);
});
