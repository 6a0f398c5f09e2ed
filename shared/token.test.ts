import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokensOf } from './token.ts';

function words(text: string): string[] {
  return tokensOf(text).map((token) => token.text);
}

describe('words', () => {
  test.each([
    ['Don’t bend it', ['Don’t', 'bend', 'it']],
    ['a $\\hat{x}_2$.', ['a', '$', '\\hat', '{', 'x', '}', '_', '2', '$', '.']],
    ['naïve e\u0301tale 𝒳', ['naïve', 'e\u0301tale', '𝒳']],
    ['用于12河流abc模型', ['用', '于', '12', '河', '流', 'abc', '模', '型']],
    ['แม่น้ำ', ['แ', 'ม่', 'น้', 'ำ']],
    [' \n ', []],
  ])('of %s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('all but blanks belongs to one, in order', () => {
    const unit = fc.constantFrom('a', 'é', 'e\u0301', '河', '𝒳', '👩‍🔬', ' ', '\n', '$', '\\', '’', '\u0301');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const tokens = tokensOf(text);
        let at = 0;
        for (const { start, end, text: word } of tokens) {
          expect(text.slice(at, start).trim()).toBe('');
          expect(text.slice(start, end)).toBe(word);
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });
});
