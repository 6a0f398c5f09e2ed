import { expect, test } from 'vitest';
import { noteOf, saveNote } from '../annotating/notes.ts';
import type { Database } from '../database.ts';
import { setCitationKey } from '../organising/citation-key.ts';
import { renameTags } from '../organising/organise-tags.ts';
import { setStarred, setState } from '../organising/reading.ts';
import { addTag, removeTag } from '../organising/tags.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import { redo, undo } from './history.ts';
import { takeBack, takeBackTo } from './take-back.ts';
import { timeline } from './timeline.ts';

function changeIds(database: Database): number[] {
  return timeline(database, null, Number.MAX_SAFE_INTEGER)
    .entries.filter(({ kind }) => kind === 'change')
    .map(({ id }) => id)
    .toReversed();
}

const tagged = (database: Database) =>
  database.prepare('SELECT paper_id, name FROM paper_tag JOIN tag ON id = tag_id ORDER BY 1, 2').raw().all();

test('one change is taken back from under others, and that can be undone', () => {
  using library = inventedLibrary(3);
  const { database } = library;
  setStarred(database, [1, 2], true);
  saveNote(database, 1, 'Tides');
  const [star = 0] = changeIds(database);
  expect(takeBack(database, star)).toEqual({ paperIds: [1, 2], changeCount: 1, leftAlone: 0 });
  expect(database.prepare('SELECT count(*) FROM reading WHERE starred = 1').pluck().get()).toBe(0);
  expect(noteOf(database, 1)?.text).toBe('Tides');
  expect(undo(database)?.label).toBe('Take back: Add star');
  expect(database.prepare('SELECT count(*) FROM reading WHERE starred = 1').pluck().get()).toBe(2);
});

test('what shares a row with later changes is taken back without them', () => {
  using library = inventedLibrary(2);
  const { database } = library;
  setStarred(database, [1], true);
  setState(database, [1], 'done');
  const [star = 0] = changeIds(database);
  expect(takeBack(database, star).leftAlone).toBe(0);
  const row = database.prepare('SELECT state, starred FROM reading').raw();
  expect(row.get()).toEqual(['done', 0]);
  undo(database);
  expect(row.get()).toEqual(['done', 1]);
});

test('a tag that others use by now stays; what was changed again stays too', () => {
  using library = inventedLibrary(3);
  const { database } = library;
  const { tag } = addTag(database, [1], 'tides');
  addTag(database, [2], 'tides');
  const [first = 0, second = 0] = changeIds(database);
  expect(takeBack(database, first).leftAlone).toBe(1);
  expect(tagged(database)).toEqual([[2, 'tides']]);
  removeTag(database, [2], tag.id);
  expect(takeBack(database, second)).toEqual({ paperIds: [], changeCount: 1, leftAlone: 1 });
});

test('the library is taken back to before a moment by one change, which undo takes back', () => {
  using library = inventedLibrary(3);
  const { database } = library;
  saveNote(database, 2, 'kept');
  setStarred(database, [1], true);
  addTag(database, [1, 2], 'tides');
  saveNote(database, 2, 'kept, and more');
  const kept = noteOf(database, 2);
  const [, star = 0] = changeIds(database);
  expect(takeBackTo(database, star)).toEqual({ paperIds: [1, 2], changeCount: 3, leftAlone: 0 });
  expect(tagged(database)).toEqual([]);
  undo(database);
  expect(noteOf(database, 2)).toEqual(kept);
  expect(tagged(database)).toEqual([
    [1, 'tides'],
    [2, 'tides'],
  ]);
  redo(database);
  expect(tagged(database)).toEqual([]);
  expect(() => takeBackTo(database, 999)).toThrow('taken back already');
});

test('tags and papers that have changed names among themselves get them back', () => {
  using library = inventedLibrary(3);
  const { database } = library;
  addTag(database, [1], 'tides');
  addTag(database, [2], 'sand');
  addTag(database, [3], 'wind');
  const keys = database.prepare('SELECT paper_id, key FROM citation_key ORDER BY 1').raw();
  for (const paperId of [1, 2, 3]) setCitationKey(database, paperId, `key${paperId}`);
  const [beginning, named] = [tagged(database), keys.all()];
  const rename = (from: string, to: string) => renameTags(database, [{ from, to }]);
  rename('tides', 'x');
  rename('sand', 'tides');
  rename('wind', 'sand');
  rename('x', 'wind');
  setCitationKey(database, 1, 'x');
  setCitationKey(database, 2, 'key1');
  setCitationKey(database, 1, 'key2');
  const [end, renamed] = [tagged(database), keys.all()];
  const first = changeIds(database).at(-7) ?? 0;

  expect(takeBackTo(database, first)).toMatchObject({ changeCount: 7, leftAlone: 0 });
  expect([tagged(database), keys.all()]).toEqual([beginning, named]);
  undo(database);
  expect([tagged(database), keys.all()]).toEqual([end, renamed]);
  redo(database);
  expect([tagged(database), keys.all()]).toEqual([beginning, named]);
  undo(database);

  // One of them was changed since by what is no step: all keep the names that they have.
  database.prepare(`UPDATE tag SET colour = 'red' WHERE name = 'sand'`).run();
  expect(takeBackTo(database, first)).toMatchObject({ leftAlone: 3 });
  expect([tagged(database), keys.all()]).toEqual([end, named]);
});
