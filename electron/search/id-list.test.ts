import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { holds, idsIn, pack, unpack } from './id-list.ts';

const lists = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 31 - 1 })))
  .map((ids) => Uint32Array.from(ids).sort());

test('lists come through text and packing as they were', () => {
  fc.assert(
    fc.property(lists, (ids) => {
      expect(idsIn(ids.join(' '))).toEqual(ids);
      expect(unpack(pack(ids))).toEqual(ids);
    }),
  );
});

test('a list holds its ids and no others', () => {
  fc.assert(
    fc.property(lists, fc.integer({ min: 0, max: 400 }), (ids, id) => {
      expect(holds(ids, id)).toBe(ids.includes(id));
      for (const one of ids) expect(holds(ids, one)).toBe(true);
    }),
  );
});
