import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensOf } from './alignment.ts';
import { areCounterparts, counterparts, numbered, ownSentences, type TokenRange } from './counterpart.ts';

const TIDES = 'The tides of the northern harbour move the sand along its quays';
const HARBOURS = `We look at ships. ${TIDES} by night. ${TIDES} by day. Nothing else is known.`;

/** Tokens of words in a text; of the second of several with `nth` of 1. */
function tokensFor(text: string, words: string, nth = 0): TokenRange {
  let start = -1;
  for (let count = 0; count <= nth; count += 1) start = text.indexOf(words, start + 1);
  const tokens = tokensOf(text);
  return {
    first: tokens.findIndex((token) => token.end > start),
    last: tokens.findLastIndex((token) => token.start < start + words.length),
  };
}

describe('counterparts', () => {
  it('gives each word its own where nothing changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('tide', 'sand', 'quay'), { minLength: 1, maxLength: 30 }),
        (words) => {
          const tokens = tokensOf(words.map((word, index) => `${word}${index}`).join(' '));
          const found = counterparts(numbered(tokens, tokens), { first: 0, last: tokens.length - 1 }, 48);
          expect([...found]).toEqual(tokens.map((_, index) => index));
        },
      ),
    );
  });

  it('has none for words that are nowhere', () => {
    const found = counterparts(
      numbered(tokensOf('a tide'), tokensOf('other words')),
      { first: 0, last: 1 },
      48,
    );
    expect([...found]).toEqual([-1, -1]);
  });
});

describe('areCounterparts', () => {
  const later = HARBOURS.replace('We look at ships. ', '');
  const texts = numbered(tokensOf(HARBOURS), tokensOf(later));

  it('tells a sentence from one much like it', () => {
    const [night, day] = [tokensFor(HARBOURS, 'sand'), tokensFor(HARBOURS, 'sand', 1)];
    const [nightLater, dayLater] = [tokensFor(later, 'sand'), tokensFor(later, 'sand', 1)];
    expect(areCounterparts(texts, night, nightLater)).toBe(true);
    expect(areCounterparts(texts, day, dayLater)).toBe(true);
    expect(areCounterparts(texts, night, dayLater)).toBe(false);
    expect(areCounterparts(texts, day, nightLater)).toBe(false);
  });

  it('takes no sentence for one that is gone', () => {
    const without = HARBOURS.replace(`${TIDES} by night. `, '');
    const left = numbered(tokensOf(HARBOURS), tokensOf(without));
    expect(areCounterparts(left, tokensFor(HARBOURS, 'night'), tokensFor(without, 'day'))).toBe(false);
    expect(
      areCounterparts(left, tokensFor(HARBOURS, `${TIDES} by night`), tokensFor(without, `${TIDES} by day`)),
    ).toBe(false);
  });
});

describe('ownSentences', () => {
  it('leaves out a sentence at an end that comes from elsewhere', () => {
    const before = `Ships lie at anchor near the old light all winter. ${TIDES}. Gulls sleep on every roof of the town and in each boat that nobody has needed since the last spring tide.`;
    const after = `Gulls sleep on every roof of the town and in each boat that nobody has needed since the last spring tide. ${TIDES}.`;
    const sentences = [
      tokensFor(
        after,
        'Gulls sleep on every roof of the town and in each boat that nobody has needed since the last spring tide.',
      ),
      tokensFor(after, `${TIDES}.`),
    ];
    const marked = tokensFor(before, `Ships lie at anchor near the old light all winter. ${TIDES}.`);
    const texts = numbered(tokensOf(before), tokensOf(after));
    expect(ownSentences(texts, marked, sentences)).toEqual(sentences[1]);
  });
});
