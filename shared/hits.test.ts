import { describe, expect, it } from 'vitest';
import { hitsIn } from './hits.ts';

function marked(text: string, words: readonly string[]): string[] {
  return hitsIn(text, words).map(({ start, end }) => text.slice(start, end));
}

describe('hitsIn', () => {
  it('finds whole words whatever their case and accents, and however TeX writes them', () => {
    expect(marked('Fréchet distance; a frechet-like one, not Fréchetian', ['frechet'])).toEqual([
      'Fréchet',
      'frechet',
    ]);
    expect(marked('Schr\\"odinger, $\\alpha$, α, ﬁnite', ['schrodinger', 'alpha', 'finite'])).toEqual([
      'Schr\\"odinger',
      '\\alpha',
      'α',
      'ﬁnite',
    ]);
  });

  it('finds words by their beginnings where these are asked for', () => {
    expect(marked('Diffusion of difference', ['diff*'])).toEqual(['Diffusion', 'difference']);
    expect(marked('Diffusion of difference', ['diff'])).toEqual([]);
  });

  it('finds characters of undivided scripts', () => {
    expect(marked('我们提出扩散模型', ['扩', '散'])).toEqual(['扩', '散']);
  });

  it('marks one character once', () => {
    expect(marked('½', ['1', '2'])).toEqual(['½']);
  });

  it('finds nothing when nothing was looked for', () => {
    expect(marked('some words', [])).toEqual([]);
  });
});
