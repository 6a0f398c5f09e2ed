import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { holds, idsIn, pack, unpack, unpackSome } from './id-list.ts';

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

test('of a packed list, close or wide, those of some ids are found', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 200 })).map((list) => Uint32Array.from(list));
  fc.assert(
    fc.property(ids, ids, fc.constantFrom(1, 1000), (list, asked, step) => {
      const packed = pack(list.map((id) => id * step).sort());
      const wanted = asked.map((id) => id * step);
      const found = wanted.filter((id) => unpackSome(packed, wanted).includes(id));
      expect(found).toEqual(wanted.filter((id) => list.includes(id / step)));
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
