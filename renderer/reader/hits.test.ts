import { describe, expect, it } from 'vitest';
import { hitsIn } from './hits.ts';

describe('hitsIn', () => {
  it('finds whole words whatever their case and accents', () => {
    const text = 'Fréchet distance; a frechet-like one, not Fréchetian';
    expect(hitsIn(text, ['frechet']).map((hit) => text.slice(hit.start, hit.end))).toEqual([
      'Fréchet',
      'frechet',
    ]);
  });

  it('finds nothing when nothing was looked for', () => {
    expect(hitsIn('some words', [])).toEqual([]);
  });
});
