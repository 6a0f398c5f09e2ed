import { describe, expect, it } from 'vitest';
import { links } from './links.ts';

function found(text: string): [string, string][] {
  return links(text).map((link) => [text.slice(link.start, link.end), link.url]);
}

describe('links', () => {
  it('finds web addresses without the punctuation behind them', () => {
    expect(found('Code: https://example.org/a_b?c=1#d. More (see http://example.org/x(1)).')).toEqual([
      ['https://example.org/a_b?c=1#d', 'https://example.org/a_b?c=1#d'],
      ['http://example.org/x(1)', 'http://example.org/x(1)'],
    ]);
  });

  it('reads the signs of an address that TeX escapes', () => {
    expect(found('at https://example.org/a\\_b\\%20c.')).toEqual([
      ['https://example.org/a\\_b\\%20c', 'https://example.org/a_b%20c'],
    ]);
  });

  it('finds arXiv ids of both styles', () => {
    expect(found('as in arXiv:2506.00001v2 and arxiv: math/0309136, not 2506.00001')).toEqual([
      ['arXiv:2506.00001v2', 'https://arxiv.org/abs/2506.00001v2'],
      ['arxiv: math/0309136', 'https://arxiv.org/abs/math/0309136'],
    ]);
  });

  it('finds DOIs, bare or named', () => {
    expect(found('doi:10.1234/abc.5, and 10.1000/(x)1.')).toEqual([
      ['doi:10.1234/abc.5', 'https://doi.org/10.1234/abc.5'],
      ['10.1000/(x)1', 'https://doi.org/10.1000/(x)1'],
    ]);
  });

  it('finds nothing in plain words and numbers', () => {
    expect(found('10.5 of 20/30, see section 10.2.')).toEqual([]);
  });
});
