import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordChanges } from './word-changes.ts';

function told(older: string, newer: string): string[] {
  return wordChanges(older, newer).map(
    ({ kind, text }) => `${{ same: '', added: '+', removed: '-' }[kind]}${text}`,
  );
}

test('tells whole words that came and went', () => {
  expect(told('We count nine boats.', 'We count all nine ships.')).toEqual([
    'We count ',
    '+all ',
    'nine ',
    '-boats',
    '+ships',
    '.',
  ]);
});

test('takes words that were changed side by side for one change', () => {
  expect(told('so the sand moves.', 'so a fine mud moves.')).toEqual([
    'so ',
    '-the sand',
    '+a fine mud',
    ' ',
    'moves.',
  ]);
});

test('takes a piece of math for one word', () => {
  expect(told('so $x + y$ holds', 'so $x - y$ holds')).toEqual(['so ', '-$x + y$', '+$x - y$', ' holds']);
});

test('both texts can be put together again, with the places of their pieces', () => {
  const piece = fc.constantFrom('tide ', 'sand', ' ', '$a b$', '😀', '. ', 'e\u0301', '中文');
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, (older, newer) => {
      const changes = wordChanges(older, newer);
      const without = (kind: string) =>
        changes
          .filter((change) => change.kind !== kind)
          .map((change) => change.text)
          .join('');
      expect([without('added'), without('removed')]).toEqual([older, newer]);
      for (const { text: part, oldStart, newStart } of changes) {
        if (oldStart !== null) expect(older.startsWith(part, oldStart)).toBe(true);
        if (newStart !== null) expect(newer.startsWith(part, newStart)).toBe(true);
      }
    }),
  );
});
