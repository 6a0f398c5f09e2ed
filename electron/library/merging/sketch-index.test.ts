import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Database, openLibrary, transact } from '../database.ts';
import { sketchIndex } from './sketch-index.ts';

let folder: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postil-sketch-'));
  database = openLibrary(folder);
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const SIGNATURE = [1, 2, 3, 4];
/** Differs from the other in every bin. */
const OPPOSITE = SIGNATURE.map((word) => ~word >>> 0);

type Version = Parameters<ReturnType<typeof sketchIndex>['add']>[0][number];

function store(versions: readonly Version[], into = database): void {
  transact(into, () => {
    sketchIndex(into).begin();
    sketchIndex(into).add(versions);
  });
}

/** Versions with a value, of those with one signature. */
function versionsOf(value: number, from = database, signature = SIGNATURE): number[] {
  sketchIndex(from).begin();
  return [...sketchIndex(from).versionsLike([...signature, value])].sort((one, other) => one - other);
}

it('finds what a list of all that was stored finds, also after opening the library again', () => {
  const value = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 2 ** 32 - 1 }));
  const sketch = fc.record({
    values: fc.array(value, { maxLength: 4 }),
    signature: fc.constantFrom(SIGNATURE, SIGNATURE, SIGNATURE, OPPOSITE),
  });
  // Versions are told of once; their numbers have gaps.
  const version = fc.record({ gap: fc.integer({ min: 1, max: 2000 }), sketch });
  fc.assert(
    fc.property(fc.array(fc.array(version, { minLength: 1, maxLength: 60 }), { maxLength: 5 }), (made) => {
      database.exec('DELETE FROM sketch');
      let lastId = 0;
      const lots = made.map((lot) =>
        lot.map(({ gap, sketch: { values, signature } }) => {
          lastId += gap;
          return { id: lastId, values, signature, sketch: [...signature, ...values] };
        }),
      );
      const byValue = new Map<number, Set<number>>();
      for (const lot of lots) {
        store(lot);
        for (const { id, values } of lot) {
          for (const one of values) byValue.set(one, (byValue.get(one) ?? new Set()).add(id));
        }
      }
      const opposite = new Set(
        lots.flat().flatMap(({ id, signature }) => (signature === OPPOSITE ? [id] : [])),
      );
      const reopened = openLibrary(folder);
      for (const [one, ids] of byValue) {
        const all = ids.size > 12 ? [] : [...ids].sort((first, second) => first - second);
        const expected = all.filter((id) => !opposite.has(id));
        expect(versionsOf(one)).toEqual(expected);
        expect(versionsOf(one, reopened)).toEqual(expected);
        expect(versionsOf(one, reopened, OPPOSITE)).toEqual(all.filter((id) => opposite.has(id)));
      }
      reopened.close();
    }),
    { numRuns: 40 },
  );
});

it('forgets what a transaction stored that was undone, even where another took its place', () => {
  store([{ id: 1, sketch: [...SIGNATURE, 7, 8] }]);
  expect(() =>
    transact(database, () => {
      sketchIndex(database).begin();
      sketchIndex(database).add([{ id: 2, sketch: [...SIGNATURE, 7, 9] }]);
      expect([...sketchIndex(database).versionsLike([...SIGNATURE, 7])]).toEqual([1, 2]);
      throw new Error('The disk is full.');
    }),
  ).toThrow('full');
  const other = openLibrary(folder);
  store([{ id: 3, sketch: [...SIGNATURE, 8, 9] }], other);
  other.close();
  expect(versionsOf(7)).toEqual([1]);
  expect(versionsOf(8)).toEqual([1, 3]);
  expect(versionsOf(9)).toEqual([3]);
});

it('takes in what another process has stored meanwhile', () => {
  const other = openLibrary(folder);
  store([{ id: 1, sketch: [...SIGNATURE, 5] }]);
  store([{ id: 2, sketch: [...SIGNATURE, 5] }], other);
  store([{ id: 3, sketch: [...SIGNATURE, 5] }]);
  expect(versionsOf(5)).toEqual([1, 2, 3]);
  expect(versionsOf(5, other)).toEqual([1, 2, 3]);
  other.close();
});
