import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearChanges, noteDiff } from './note-diff.ts';

const text = fc.string({ unit: fc.constantFrom('tide ', 'ebb', ' ', '\n', '🙂'), maxLength: 30 });

test('the parts give both texts', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = noteDiff(before, after);
      const without = (kind: string) =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join('');
      expect(without('added')).toBe(before);
      expect(without('removed')).toBe(after);
    }),
  );
});

test('what is written anew is told as a whole, line by line', () => {
  expect(noteDiff('See [the old] text.\nEbb.', 'As [a newer] words!\nEbb.')).toEqual([
    { kind: 'removed', text: 'See [the old] text.' },
    { kind: 'added', text: 'As [a newer] words!' },
    { kind: 'same', text: '\nEbb.' },
  ]);
  expect(noteDiff('The tide is low.', 'The tide was low.').map(({ kind }) => kind)).toEqual([
    'same',
    'removed',
    'added',
    'same',
  ]);
});

test('what stayed the same is left out far from changes', () => {
  const long = 'same '.repeat(1000);
  const parts = nearChanges(noteDiff(`${long}old ${long}`, `${long}new ${long}`));
  expect(parts.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
  expect(parts[0]?.text.length).toBeLessThan(500);
});
