import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenAt } from './query-token.ts';

// The caret stands at |.
test.each([
  ['flo|', null, 'flo', 'flo'],
  ['flow sco|re x', null, 'sco', 'score'],
  ['tag:to|', 'tag', 'to', 'tag:to'],
  ['-tag:"to re|', 'tag', 'to re', 'tag:"to re'],
  ['tag:"to re|ad" x', 'tag', 'to re', 'tag:"to read"'],
  ['(author:mül|', 'author', 'mül', 'author:mül'],
  ['is:|', 'is', '', 'is:'],
  ['Title:flo|', 'title', 'flo', 'Title:flo'],
  ['nofield:flo|', null, 'flo', 'flo'],
  ['"a b" |', null, '', ''],
  ['"a b"|', null, '', ''],
  ['|', null, '', ''],
  ['-|', null, '', ''],
])('%s', (marked, field, value, replaced) => {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const token = tokenAt(text, caret);
  expect(token).toMatchObject({ field, value });
  expect(text.slice(token.start, token.end)).toBe(replaced);
});

test('stands around the caret, whatever is typed', () => {
  const pieces = fc.constantFrom('"', '“', '”', '(', ')', '-', ' ', 'tag:', 'word', 'ü', ':', 'OR', '🦆');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), fc.nat(60), (list, at) => {
      const text = list.join('');
      const caret = Math.min(at, text.length);
      const token = tokenAt(text, caret);
      expect(token.start).toBeGreaterThanOrEqual(0);
      expect(token.start).toBeLessThanOrEqual(caret);
      expect(token.end).toBeGreaterThanOrEqual(caret);
      expect(token.end).toBeLessThanOrEqual(text.length);
    }),
  );
});
