import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tiling } from './tiling.ts';

/** What became of each word: its index in the later text, or a hyphen; in brackets where that is not certain. */
function laid(from: string, to: string): string {
  const { partner, isSure } = tiling(from, to);
  return Array.from(partner, (at, index) => (at === -1 ? '-' : isSure(index) ? `${at}` : `(${at})`)).join(
    ' ',
  );
}

const TIDES = 'The tides of the northern harbour move the sand along its quays';

describe('the words of a text in a later one', () => {
  test.each([
    ['the same', 'one two three four', 'one two three four', '0 1 2 3'],
    ['words between', 'the river carries sand', 'the river slowly carries sand', '0 1 3 4'],
    ['words gone', 'the river slowly carries sand', 'the river carries sand', '0 1 - 2 3'],
    ['nothing in common', 'one two', 'three four', '- -'],
    ['an empty text', 'one two', '', '- -'],
    [
      'sentences that change places',
      'Rivers carry sand. Ships lie still.',
      'Ships lie still. Rivers carry sand.',
      '4 5 6 7 0 1 2 3',
    ],
    ['a word that was there twice', 'sand and sand', 'sand', '(0) - -'],
  ])('%s', (_name, from, to, expected) => {
    expect(laid(from, to)).toBe(expected);
  });

  test('a sentence is not taken for one much like it that was there before', () => {
    const from = `${TIDES} by night. Ships lie still. ${TIDES} by day.`;
    expect(laid(from, `${TIDES} by day. Ships lie still.`)).toMatch(/^(- ){15}15 16 17 18 0 1 2 /);
  });

  test('a word is not certain where two sentences may be the one that it stood in', () => {
    const from = `${TIDES} by night.`;
    const { partner, isSure } = tiling(from, `${TIDES} by day. At times ${TIDES} by dawn.`);
    expect([...partner].some((at) => at !== -1)).toBe(true);
    expect(Array.from(partner, (_, index) => isSure(index)).slice(0, 12)).not.toContain(true);
  });

  test('pairs equal words only, each once', () => {
    const text = fc.array(fc.constantFrom('sea', 'harbour', 'of', '.', '河', 'northern'), { maxLength: 40 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const { old, now, partner, origin } = tiling(one.join(' '), other.join(' '));
        for (const [index, at] of partner.entries()) {
          if (at === -1) continue;
          expect(now[at]?.text).toBe(old[index]?.text);
          expect(origin[at]).toBe(index);
        }
        expect(origin.filter((at) => at !== -1)).toHaveLength(partner.filter((at) => at !== -1).length);
      }),
    );
  });

  test('finds every sentence again, however they are shuffled', () => {
    const sentences = Array.from(
      { length: 12 },
      (_, index) => `Harbour ${index} lies north of harbour ${index + 1}.`,
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(sentences, { minLength: 12 }), (shuffled) => {
        const { partner, isSure } = tiling(sentences.join(' '), shuffled.join(' '));
        for (const [index, at] of partner.entries()) {
          expect(shuffled.indexOf(sentences[Math.floor(index / 8)] ?? '')).toBe(Math.floor(at / 8));
          expect(isSure(index)).toBe(true);
        }
      }),
    );
  });
});
