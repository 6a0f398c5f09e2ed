import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPaper, overview } from '../papers.ts';
import { undo } from '../remembering/history.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import { dequeue, enqueue, type QueuePlace } from './queue.ts';
import { noteReading, setRating } from './reading.ts';

type Database = ReturnType<typeof inventedLibrary>['database'];

function queue(database: Database): number[] {
  return database.prepare<[], number>('SELECT paper_id FROM queue ORDER BY position, paper_id').pluck().all();
}

test('papers stand where they were put, many at once, and one step takes it back', () => {
  using library = inventedLibrary(6);
  const { database } = library;
  enqueue(database, [3, 1], 'last');
  enqueue(database, [5], 'first');
  enqueue(database, [2, 4], { before: 1 });
  expect(queue(database)).toEqual([5, 3, 2, 4, 1]);
  enqueue(database, [1, 5], { before: 2 });
  expect(queue(database)).toEqual([3, 1, 5, 2, 4]);
  expect(overview(database).queuedCount).toBe(5);
  undo(database);
  expect(queue(database)).toEqual([5, 3, 2, 4, 1]);
  dequeue(database, [3, 4, 6]);
  expect(queue(database)).toEqual([5, 2, 1]);
  undo(database);
  expect(queue(database)).toEqual([5, 3, 2, 4, 1]);
});

test('the order is that of a plain list, however often gaps are halved', () => {
  const place = fc.oneof(
    fc.constantFrom<QueuePlace>('first', 'last'),
    fc.integer({ min: 1, max: 5 }).map((before) => ({ before })),
  );
  const step = fc.tuple(fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), place);
  using library = inventedLibrary(5);
  const { database } = library;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      dequeue(database, [1, 2, 3, 4, 5]);
      let list: number[] = [];
      for (const [ids, where] of steps) {
        enqueue(database, ids, where);
        const others = list.filter((id) => !ids.includes(id));
        const found = typeof where === 'object' ? others.indexOf(where.before) : -1;
        const at = where === 'first' ? 0 : found < 0 ? others.length : found;
        list = [...others.slice(0, at), ...ids, ...others.slice(at)];
        expect(queue(database)).toEqual(list);
      }
    }),
    { numRuns: 20 },
  );
});

test('ratings are steps of undo; where one has read to is none', () => {
  using library = inventedLibrary(3);
  const { database } = library;
  setRating(database, [1, 2], 4);
  expect(noteReading(database, 1, 0.25)).toBe(true);
  expect(noteReading(database, 1, 0.5)).toBe(false);
  expect(openPaper(database, 1).paper).toMatchObject({ rating: 4, readPlace: 0.5, isQueued: false });
  expect(undo(database)?.label).toBe('Rate');
  expect(openPaper(database, 1).paper).toMatchObject({ rating: 0, readPlace: 0.5 });
  expect(undo(database)).toBeNull();
  expect(() => noteReading(database, 9, 0)).toThrow(expect.objectContaining({ code: 'not-found' }));
});
