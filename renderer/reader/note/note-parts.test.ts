import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noteParts, PART_LENGTH, partAt } from './note-parts.ts';

const shown = (text: string) => noteParts(text).map(({ start, end }) => text.slice(start, end));

test('parts are the whole note, none too long to be drawn, no character cut in two', () => {
  const piece = fc.constantFrom(
    '\n\n',
    '\r\n\r\n',
    '\n```\n',
    'sand '.repeat(9000),
    '🙂'.repeat(30_001),
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const parts = shown(text);
      expect(parts.join('')).toBe(text);
      expect(parts.every((part) => part.length <= PART_LENGTH && part.isWellFormed())).toBe(true);
      const all = noteParts(text);
      for (const [index, { start }] of all.entries()) expect(partAt(all, start)).toBe(index);
      expect(partAt(all, text.length)).toBe(all.length - 1);
    }),
  );
});

test('a note is cut between paragraphs, and not within code', () => {
  const paragraph = `${'sand '.repeat(6000)}\n\n`;
  const code = `\`\`\`\n${'let x;\n\n'.repeat(9000)}\`\`\`\n\n`;
  const [first = '', second = ''] = shown(paragraph + paragraph + code + paragraph);
  expect(first).toBe(paragraph + paragraph);
  expect(second).toBe(code);
  expect(shown('short')).toEqual(['short']);
  expect(shown('')).toEqual(['']);
});
