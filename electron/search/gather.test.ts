import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { best } from './gather.ts';

test('the best papers are those worth most, and of equals those with the largest ids', () => {
  const papers = fc.uniqueArray(
    fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 2 ** 31 - 1 })),
  );
  fc.assert(
    fc.property(
      papers,
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }),
      fc.nat(30),
      (ids, worths, count) => {
        const worthOf = (id: number): number => worths[id % worths.length] ?? 0;
        const sorted = [...ids].sort((left, right) => worthOf(right) - worthOf(left) || right - left);
        expect([...best(ids, worthOf, count)]).toEqual(sorted.slice(0, count));
        expect([...best(ids, worthOf, ids.length)]).toEqual(sorted);
      },
    ),
  );
});
