import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TagBranch, TagCounts } from './library.ts';
import { tagNews, withNews } from './tag-news.ts';

const tag = fc.record({
  id: fc.integer({ min: 1, max: 9 }),
  name: fc.constantFrom('a', 'a/b', 'c', 'd', 'e/f'),
  colour: fc.constantFrom('red', 'blue'),
  digit: fc.constantFrom(null, 1),
  paperCount: fc.integer({ min: 0, max: 2 }),
});
const branch = fc.record({
  name: fc.constantFrom('a', 'b', 'c', 'd'),
  paperCount: fc.integer({ min: 0, max: 2 }),
});
/** In an order that hangs on the names and nothing else, as the library has them. */
const counts = fc.record({
  tags: fc
    .uniqueArray(tag, { selector: ({ id }) => id })
    .map((tags) => tags.toSorted((one, other) => one.name.localeCompare(other.name) || one.id - other.id)),
  branches: fc.uniqueArray(branch, { selector: ({ name }) => name }),
});

function byName(branches: readonly TagBranch[]): TagBranch[] {
  return branches.toSorted((one, other) => one.name.localeCompare(other.name));
}

test('whatever changed, the news make of the tags before those that are now', () => {
  fc.assert(
    fc.property(counts, counts, (before: TagCounts, now: TagCounts) => {
      const after = withNews(before, tagNews(before, now));
      expect(after.tags).toEqual(now.tags);
      expect(byName(after.branches)).toEqual(byName(now.branches));
    }),
  );
});

test('what did not change keeps its object, and does not travel', () => {
  const before: TagCounts = {
    tags: ['a', 'b/c', 'd'].map((name, index) => ({
      id: index,
      name,
      colour: 'red',
      digit: null,
      paperCount: 1,
    })),
    branches: [{ name: 'b', paperCount: 1 }],
  };
  const now = structuredClone(before);
  expect(tagNews(before, now)).toEqual({
    tags: { gone: [], placed: [] },
    branches: { gone: [], placed: [] },
  });
  expect(withNews(before, tagNews(before, now)).tags).toBe(before.tags);
  const tagged = {
    ...now,
    tags: now.tags.map((one) => (one.name === 'd' ? { ...one, paperCount: 2 } : one)),
  };
  const news = tagNews(before, tagged);
  expect(news.tags).toEqual({ gone: [2], placed: [{ index: 2, item: { ...now.tags[2], paperCount: 2 } }] });
  expect(withNews(before, news).tags[0]).toBe(before.tags[0]);
});
