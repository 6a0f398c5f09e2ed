import { expect, test } from 'vitest';
import type { ExplainedWord } from '../../shared/search.ts';
import { closenessInWords, howInWords, placesInWords, tierInWords } from './why-words.ts';

const word = (part: Partial<ExplainedWord>): ExplainedWord => ({
  word: 'difusion',
  required: true,
  found: 'diffusion',
  how: 'bent',
  papers: 3,
  rarity: 1,
  exactness: 0.7,
  places: [],
  score: 1,
  ...part,
});

test('a paper that was not found is not said to be', () => {
  expect(tierInWords({ tier: null, words: [word({})] })).toContain('does not find');
});

test('words that are lacking are told from words that were bent', () => {
  expect(tierInWords({ tier: 'near', words: [word({})] })).toContain('bent');
  expect(tierInWords({ tier: 'near', words: [word({}), word({ found: null, how: null })] })).toContain(
    'Not every word',
  );
  expect(tierInWords({ tier: 'exact', words: [word({ how: 'typed' })] })).toContain('Every word');
  expect(tierInWords({ tier: 'exact', words: [] })).toContain('all that the search asks for');
});

test('forms, places and distances are named', () => {
  expect(howInWords(word({}))).toBe('bent from difusion');
  expect(howInWords(word({ how: 'typed' }))).toBe('');
  expect(
    placesInWords([
      { part: 'title', count: 1 },
      { part: 'abstract', count: 3 },
    ]),
  ).toBe('title, abstract ×3');
  expect(closenessInWords({ off: 0 })).toBe('stand as in the search');
  expect(closenessInWords({ off: 1 })).toBe('stand close, one word off');
});
