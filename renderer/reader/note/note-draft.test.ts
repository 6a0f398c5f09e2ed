import { Text } from '@codemirror/state';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftDifference, draftText } from './note-draft.ts';

const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '\r', '🙂', '\ud83d'), maxLength: 4 });
const lines = fc.array(line, { minLength: 1, maxLength: 12 });

test('the difference of two drafts makes the one text of the other', () => {
  fc.assert(
    fc.property(
      lines,
      fc.nat(11),
      fc.nat(4),
      lines,
      fc.constantFrom('\n', '\r\n'),
      (all, at, count, put, lineBreak) => {
        const before = { lines: Text.of(all), lineBreak };
        const from = Math.min(at, all.length - 1);
        const after = { lines: Text.of(all.toSpliced(from, count, ...put)), lineBreak };
        const whole = draftText(before);
        const { start, end, inserted } = draftDifference(before, after) ?? { start: 0, end: 0, inserted: '' };
        expect(whole.slice(0, start) + inserted + whole.slice(end)).toBe(draftText(after));
        expect(end).toBeGreaterThanOrEqual(start);
      },
    ),
  );
});

test('one word typed into a long note is a line', () => {
  const all = Array.from({ length: 10_000 }, (_, index) => `Line ${index}`);
  const before = { lines: Text.of(all), lineBreak: '\r\n' };
  const place = before.lines.line(5000).to;
  const after = { lines: before.lines.replace(place, place, Text.of([' more'])), lineBreak: '\r\n' };
  expect(draftDifference(before, after)?.inserted).toBe('Line 4999 more');
  expect(draftDifference(before, { ...after, lineBreak: '\n' })).toBeNull();
});
