import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAtOrBelow, namesAbove, tagKey, tidyTagName } from './tag.ts';

test.each([
  ['  deep   learning ', 'deep learning'],
  ['/deep//nets/ ', 'deep/nets'],
  ['a / b', 'a/b'],
  ['物理／光', '物理/光'],
  ['tabs\tand\nlines', 'tabs and lines'],
  ['e\u0301tale', 'étale'],
  ['🧑🏽‍🚀', '🧑🏽‍🚀'],
  ['x'.repeat(300), 'x'.repeat(300)],
])('keeps %j as %j', (given, kept) => {
  expect(tidyTagName(given)).toBe(kept);
});

test.each(['', ' ', '/', ' / // '])('refuses %j as a name', (given) => {
  expect(() => tidyTagName(given)).toThrow(expect.objectContaining({ code: 'bad-request' }));
});

test('a tidy name stays as it is, and its key does not depend on how it was typed', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 300 }).filter((text) => /[^\s/／\p{Cc}]/u.test(text));
  fc.assert(
    fc.property(name, (text) => {
      const tidy = tidyTagName(text);
      expect(tidyTagName(tidy)).toBe(tidy);
      expect(tagKey(tidy.normalize('NFD'))).toBe(tagKey(tidy));
      expect(tagKey(tagKey(tidy))).toBe(tagKey(tidy));
      expect(tagKey(tidy)).not.toBe('');
    }),
  );
});

test.each([
  ['कि', 'का'],
  ['c', 'c++'],
  ['🚀', '🌱'],
  ['a/b', 'ab'],
])('%s and %s are two tags', (one, other) => {
  expect(tagKey(one)).not.toBe(tagKey(other));
});

test('tells what stands above and below', () => {
  expect(namesAbove('a/b/c')).toEqual(['a', 'a/b']);
  expect(namesAbove('a')).toEqual([]);
  expect(isAtOrBelow('a/b', 'a')).toBe(true);
  expect(isAtOrBelow('a', 'a')).toBe(true);
  expect(isAtOrBelow('ab', 'a')).toBe(false);
});
