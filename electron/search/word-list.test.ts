import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWordList } from './word-list.ts';

/** Short words of few letters, so that many are alike; the last one is not in the order of UTF-16. */
const word = fc
  .array(fc.constantFrom('a', 'b', 'c', 'é', '語', '𝔸'), { minLength: 1, maxLength: 5 })
  .map((letters) => letters.join(''));

test('tells of words in order and of later ones what a plain list tells', () => {
  fc.assert(
    fc.property(fc.uniqueArray(word), fc.array(word), word, (first, others, asked) => {
      const plain = new Map<string, number>();
      const list = createWordList();
      // As SQLite has them.
      for (const one of first.toSorted((left, right) =>
        Buffer.compare(Buffer.from(left), Buffer.from(right)),
      )) {
        plain.set(one, one.length);
        list.push(one, one.length);
      }
      for (const other of others) {
        if (!plain.has(other)) plain.set(other, 1);
        list.add(other, 1);
      }
      const beginning = [...plain].filter(([one]) => one.startsWith(asked)).sort();
      expect([...list.beginningWith(asked)].sort()).toEqual(beginning);
      expect(list.papersBeginning(asked)).toBe(beginning.reduce((sum, [, papers]) => sum + papers, 0));
      expect(list.papersOf(asked)).toBe(plain.get(asked) ?? 0);
      expect(list.has(asked)).toBe(plain.has(asked));
      for (const most of [0, 1, 2]) {
        const near = [...plain].flatMap(([one, papers]) => {
          const edits = distance(asked, one);
          return edits <= most ? [[one, { papers, edits }] as const] : [];
        });
        expect([...list.near(asked, most)].sort()).toEqual(near.sort());
      }
    }),
  );
});

test('takes up more words than there was room for', () => {
  const list = createWordList();
  const words = Array.from({ length: 100_000 }, (_, index) => `word${String(index).padStart(12, '0')}`);
  for (const [index, one] of words.entries()) list.push(one, index + 1);
  expect(words.every((one, index) => list.papersOf(one) === index + 1)).toBe(true);
});

/** Levenshtein's, over UTF-16 code units. */
function distance(left: string, right: string): number {
  if (left === '' || right === '') return left.length + right.length;
  if (left[0] === right[0]) return distance(left.slice(1), right.slice(1));
  return (
    1 +
    Math.min(
      distance(left.slice(1), right.slice(1)),
      distance(left.slice(1), right),
      distance(left, right.slice(1)),
    )
  );
}
