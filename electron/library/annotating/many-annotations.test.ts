import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Database } from '../database.ts';
import { undo } from '../remembering/history.ts';
import { type Slices, slicesOf } from '../remembering/slices.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import { addAnnotation, insertAnnotation, removeAnnotations } from './annotations.ts';
import { ANNOTATIONS_AT_ONCE, changeManyAnnotations, removeManyAnnotations } from './many-annotations.ts';

const PAPERS = 30;
const MANY = 3 * ANNOTATIONS_AT_ONCE;

function many(database: Database): string[] {
  return database.transaction(() =>
    Array.from({ length: MANY }, (_, index) => {
      const paper = 1 + (index % PAPERS);
      const selectors = [{ type: 'TextPositionSelector', start: 0, end: 5 }] as const;
      return insertAnnotation(
        database,
        { paperId: paper, versionId: paper, colour: 'yellow', body: null },
        selectors,
      );
    }),
  )();
}

const coloured = (database: Database, colour: string) =>
  database.prepare('SELECT count(*) FROM annotation WHERE colour = ?').pluck().get(colour);

/** What was done and to how many papers, the latest first. */
const changes = (database: Database) =>
  database.prepare('SELECT label, paper_count FROM change ORDER BY id DESC').raw().all();

/** As the process that is killed after its first slice. */
function killedAfterOne(database: Database): Slices {
  const slices = slicesOf(database);
  return {
    ...slices,
    change: (label, divide) => slices.change(label, async () => (await divide()).slice(0, 1)),
  };
}

test('thousands of annotations are changed in slices, edits come between, and it is one step of undo', async () => {
  using library = inventedLibrary(PAPERS + 1);
  const { database } = library;
  const ids = many(database);
  const slices = slicesOf(database);
  let isDone = false;
  const done = changeManyAnnotations(database, slices, ids, { colour: 'blue', addTags: ['mass'] }).then(
    (papers) => {
      isDone = true;
      return papers;
    },
  );
  for (let turn = 0; turn < 100 && coloured(database, 'blue') === 0; turn += 1) await setImmediate();
  // Edits in the midst of it: another paper is marked, and an annotation that is still to be changed goes.
  expect(isDone).toBe(false);
  addAnnotation(database, {
    paperId: PAPERS + 1,
    versionId: PAPERS + 1,
    range: { start: 0, end: 4 },
    colour: 'pink',
    body: null,
  });
  const last = ids.at(-1) ?? '';
  removeAnnotations(database, [last]);
  expect(await done).toEqual(Array.from({ length: PAPERS }, (_, index) => index + 1));
  expect(coloured(database, 'blue')).toBe(MANY - 1);
  expect(database.prepare('SELECT count(*) FROM annotation_tag').pluck().get()).toBe(MANY - 1);
  expect(changes(database)).toEqual([
    ['Remove annotation', 1],
    ['Highlight', 1],
    ['Change annotations', PAPERS],
  ]);
  expect([undo(database)?.label, undo(database)?.label]).toEqual(['Remove annotation', 'Highlight']);
  expect(undo(database)?.label).toBe('Change annotations');
  expect([coloured(database, 'blue'), coloured(database, 'yellow')]).toEqual([0, MANY]);
  expect(database.prepare('SELECT count(*) FROM tag').pluck().get()).toBe(0);
});

test('what was made before the process is killed is whole and can be taken back', async () => {
  using library = inventedLibrary(PAPERS);
  const { database } = library;
  const ids = many(database);
  await removeManyAnnotations(database, killedAfterOne(database), ids);
  const left = Number(database.prepare('SELECT count(*) FROM annotation').pluck().get());
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(MANY);
  expect(database.prepare('SELECT 1 FROM current_change').get()).toBeUndefined();
  expect(changes(database)).toEqual([['Remove annotations', (PAPERS * (MANY - left)) / MANY]]);
  expect(undo(database)?.label).toBe('Remove annotations');
  expect(coloured(database, 'yellow')).toBe(MANY);
});

test('nothing is changed when one of them is gone', async () => {
  using library = inventedLibrary(PAPERS);
  const { database } = library;
  const ids = [...many(database), '00000000-0000-4000-8000-000000000000'];
  await expect(
    changeManyAnnotations(database, slicesOf(database), ids, { colour: 'blue' }),
  ).rejects.toMatchObject({ code: 'not-found' });
  expect(coloured(database, 'blue')).toBe(0);
});
