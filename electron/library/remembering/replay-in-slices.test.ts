import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { insertAnnotation, removeAnnotations } from '../annotating/annotations.ts';
import { changeManyAnnotations, removeManyAnnotations } from '../annotating/many-annotations.ts';
import type { Database } from '../database.ts';
import { renameTags } from '../organising/organise-tags.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import {
  ROWS_AT_ONCE,
  redoInSlices,
  takeBackInSlices,
  takeBackToInSlices,
  undoInSlices,
} from './replay-in-slices.ts';
import { type Slices, slicesOf } from './slices.ts';
import { takeBackTo } from './take-back.ts';

const PAPERS = 30;
const MANY = 2 * ROWS_AT_ONCE + 500;

function many(database: Database): string[] {
  return database.transaction(() =>
    Array.from({ length: MANY }, (_, index) => {
      const paper = 1 + (index % PAPERS);
      return insertAnnotation(database, { paperId: paper, versionId: paper, colour: 'yellow', body: null }, [
        { type: 'TextPositionSelector', start: 0, end: 5 },
      ]);
    }),
  )();
}

const count = (database: Database, where: string) =>
  database.prepare(`SELECT count(*) FROM ${where}`).pluck().get();
const coloured = (database: Database, colour: string) =>
  count(database, `annotation WHERE colour = '${colour}'`);

/** All that the user made, as it is told from outside. */
const all = (database: Database) =>
  ['annotation', 'annotation_tag', 'tag'].map((table) =>
    database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).raw().all(),
  );

/** As the process that is killed after the first of what is done in turn. */
function killedAfterOne(slices: Slices): Slices {
  return {
    ...slices,
    alone: (work) => slices.alone((inTurn) => work((parts) => inTurn(parts.slice(0, 1)))),
  };
}

async function turnsUntil(isThere: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !isThere(); turn += 1) await setImmediate();
  expect(isThere()).toBe(true);
}

test('thousands of annotations are given back in slices, whole, and changed again', async () => {
  using library = inventedLibrary(PAPERS);
  const { database } = library;
  const slices = slicesOf(database);
  const ids = many(database);
  const states = [all(database)];
  await changeManyAnnotations(database, slices, ids, { colour: 'blue', addTags: ['mass'], body: 'word' });
  states.push(all(database));
  await removeManyAnnotations(database, slices, ids);
  states.push(all(database));
  const undone = undoInSlices(database, slices);
  await turnsUntil(() => coloured(database, 'blue') !== 0);
  expect(coloured(database, 'blue')).toBeLessThan(MANY);
  expect(await undone).toEqual({
    label: 'Remove annotations',
    paperIds: Array.from({ length: PAPERS }, (_, index) => index + 1),
  });
  expect(all(database)).toEqual(states[1]);
  expect((await undoInSlices(database, slices))?.label).toBe('Change annotations');
  expect(all(database)).toEqual(states[0]);
  expect((await redoInSlices(database, slices))?.label).toBe('Change annotations');
  expect(all(database)).toEqual(states[1]);
  expect((await redoInSlices(database, slices))?.label).toBe('Remove annotations');
  expect(all(database)).toEqual(states[2]);
  expect(count(database, 'index_due')).toBe(PAPERS);
});

test('edits come between: they stay, and what was undone around them cannot be made again', async () => {
  using library = inventedLibrary(PAPERS);
  const { database } = library;
  const slices = slicesOf(database);
  const ids = many(database);
  await changeManyAnnotations(database, slices, ids, { colour: 'blue' });
  const undone = undoInSlices(database, slices);
  await turnsUntil(() => coloured(database, 'yellow') !== 0);
  const still = database.prepare("SELECT id FROM annotation WHERE colour = 'blue' LIMIT 1").pluck().get();
  removeAnnotations(database, [String(still)]);
  expect((await undone)?.label).toBe('Change annotations');
  expect(coloured(database, 'yellow')).toBe(MANY - 1);
  expect(await redoInSlices(database, slices)).toBeNull();
  expect((await undoInSlices(database, slices))?.label).toBe('Remove annotation');
  expect(coloured(database, 'blue')).toBe(1);
});

test('undo that follows at once takes back the change whose slices are still to come', async () => {
  using library = inventedLibrary(PAPERS);
  const { database } = library;
  const slices = slicesOf(database);
  const ids = many(database);
  const changed = changeManyAnnotations(database, slices, ids, { colour: 'blue' });
  expect((await undoInSlices(database, slices))?.label).toBe('Change annotations');
  await changed;
  expect(coloured(database, 'yellow')).toBe(MANY);
});

test('who is killed in the midst of it finds whole slices, of which undo takes back the rest', async () => {
  using library = inventedLibrary(PAPERS);
  const { database } = library;
  const slices = slicesOf(database);
  const ids = many(database);
  const before = all(database);
  await changeManyAnnotations(database, slices, ids, { colour: 'blue', addTags: ['mass'] });
  const after = all(database);
  await undoInSlices(database, killedAfterOne(slices));
  expect(coloured(database, 'yellow')).not.toBe(0);
  expect(coloured(database, 'blue')).not.toBe(0);
  expect((await undoInSlices(database, slices))?.label).toBe('Change annotations');
  expect(all(database)).toEqual(before);
  await redoInSlices(database, killedAfterOne(slices));
  expect((await undoInSlices(database, slices))?.label).toBe('Change annotations');
  expect(all(database)).toEqual(before);
  await changeManyAnnotations(database, slices, ids, { colour: 'blue', addTags: ['mass'] });
  const colours = (state: unknown[][]) => state[0]?.map((row) => (row as unknown[])[4]);
  expect(colours(all(database))).toEqual(colours(after));
});

test('one of the timeline is taken back in slices, as one new change', async () => {
  using library = inventedLibrary(PAPERS);
  const { database } = library;
  const slices = slicesOf(database);
  const ids = many(database);
  const before = all(database);
  await changeManyAnnotations(database, slices, ids, { colour: 'blue', addTags: ['mass'] });
  const changed = Number(database.prepare('SELECT max(id) FROM change').pluck().get());
  removeAnnotations(database, ids.slice(0, 1));
  const taken = await takeBackInSlices(database, slices, changed);
  expect(taken).toMatchObject({ changeCount: 1, leftAlone: 2 });
  expect(coloured(database, 'yellow')).toBe(MANY - 1);
  const latest = database.prepare('SELECT label, paper_count FROM change ORDER BY id DESC').raw().get();
  expect(latest).toEqual(['Take back: Change annotations', PAPERS]);
  for (const label of ['Take back: Change annotations', 'Remove annotation', 'Change annotations']) {
    expect((await undoInSlices(database, slices))?.label).toBe(label);
  }
  expect(all(database)).toEqual(before);
});

describe('the library is taken back to a moment', () => {
  const latestChange = (database: Database) =>
    Number(database.prepare('SELECT max(id) FROM change').pluck().get());

  test('in slices, where annotations alone were changed since', async () => {
    using library = inventedLibrary(PAPERS);
    const { database } = library;
    const slices = slicesOf(database);
    const ids = many(database);
    await changeManyAnnotations(database, slices, ids.slice(0, 40), { addTags: ['known'] });
    const before = all(database);
    await changeManyAnnotations(database, slices, ids, { colour: 'blue', addTags: ['mass', 'known'] });
    const first = latestChange(database);
    await changeManyAnnotations(database, slices, ids.slice(9), { colour: 'pink', addTags: ['later'] });
    await removeManyAnnotations(database, slices, ids.slice(20));
    removeAnnotations(database, ids.slice(0, 1));
    const after = all(database);
    const taking = takeBackToInSlices(database, slices, first);
    await turnsUntil(() => coloured(database, 'yellow') !== 0);
    expect(coloured(database, 'yellow')).toBeLessThan(MANY);
    expect(await taking).toEqual({
      paperIds: Array.from({ length: PAPERS }, (_, index) => index + 1),
      changeCount: 4,
      leftAlone: 0,
    });
    expect(all(database)).toEqual(before);
    expect((await undoInSlices(database, slices))?.label).toBe('Take the library back');
    expect(all(database)).toEqual(after);
  });

  test('whole, where a tag of before was changed', async () => {
    using library = inventedLibrary(PAPERS);
    const { database } = library;
    const slices = slicesOf(database);
    const ids = many(database);
    await changeManyAnnotations(database, slices, ids, { addTags: ['mass'] });
    const before = all(database);
    await changeManyAnnotations(database, slices, ids, { colour: 'blue' });
    const first = latestChange(database);
    renameTags(database, [{ from: 'mass', to: 'weight' }]);
    const taking = takeBackToInSlices(database, slices, first);
    await turnsUntil(() => coloured(database, 'yellow') !== 0);
    expect(coloured(database, 'yellow')).toBe(MANY);
    expect(await taking).toMatchObject({ changeCount: 2, leftAlone: 0 });
    expect(all(database)).toEqual(before);
    expect(() => takeBackTo(database, first + 100)).toThrow('taken back already');
  });
});
