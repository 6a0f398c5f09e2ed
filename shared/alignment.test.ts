import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align, type Token, tokensOf } from './alignment.ts';

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

/** What became of each word: its word in the later text, or a hyphen. */
function aligned(from: string, to: string): string {
  const later = tokensOf(to);
  return Array.from(align(tokensOf(from), later), (index) => later[index]?.text ?? '-').join(' ');
}

describe('alignment', () => {
  test.each([
    ['the same', 'one two three', 'one two three', 'one two three'],
    ['words between', 'one two three', 'one and two then three', 'one two three'],
    ['words gone', 'one two three four', 'one four', 'one - - four'],
    [
      'neighbours rather than scattered words',
      'the bed of the sea',
      'the bed, or of the sea',
      'the bed of the sea',
    ],
    ['nothing in common', 'one two', 'three four', '- -'],
    ['an empty text', 'one two', '', '- -'],
  ])('%s', (_name, from, to, expected) => {
    expect(aligned(from, to)).toBe(expected);
  });

  const text = fc.array(fc.constantFrom('sea', 'bed', 'of', '.', '河', 'x'), { maxLength: 30 });

  test('pairs equal words only, each once, in the order of both texts', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [from, to] = [tokensOf(one.join(' ')), tokensOf(other.join(' '))];
        let last = -1;
        for (const [index, partner] of align(from, to).entries()) {
          if (partner === -1) continue;
          expect(partner).toBeGreaterThan(last);
          expect(to[partner]?.text).toBe(from[index]?.text);
          last = partner;
        }
      }),
    );
  });

  test('finds again all that stays when words are put in', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), (words, added, at) => {
        const place = at % (words.length + 1);
        const to = words.toSpliced(place, 0, ...added).join(' ');
        expect(align(tokensOf(words.join(' ')), tokensOf(to))).not.toContain(-1);
      }),
    );
  });
});

describe('long texts', () => {
  /** Words of a text of so many of them, with a count of how often they are read. */
  function counted(length: number, word: (index: number) => string) {
    const count = { reads: 0 };
    const tokens = Array.from(
      { length },
      (_, index): Token => ({
        start: index * 8,
        end: index * 8 + 7,
        get text() {
          count.reads += 1;
          return word(index);
        },
      }),
    );
    return { tokens, count };
  }

  test('the words of 20,000 characters are read a few times each, however little two texts agree', () => {
    const from = counted(2500, (index) => `old${index % 97}`);
    const to = counted(2500, (index) => `${index % 5 === 0 ? 'old' : 'new'}${index % 89}`);
    expect(align(from.tokens, to.tokens)).toHaveLength(2500);
    expect(from.count.reads + to.count.reads).toBeLessThan(8 * 5000);
  });

  test('what would take too long is not aligned but for its ends', () => {
    const from = tokensOf(`begin ${'old '.repeat(8000)}end`);
    const to = tokensOf(`begin ${'new '.repeat(8000)}end`);
    const partner = align(from, to);
    expect([partner[0], partner[1], partner[8001]]).toEqual([0, -1, 8001]);
  });
});
