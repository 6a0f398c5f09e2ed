import { describe, expect, it } from 'vitest';
import { identifierOfDoi, readArxivId, readDoi, readIdentifierLine } from './identifiers.ts';

describe('readArxivId', () => {
  it.each([
    ['2406.01001', { value: '2406.01001', version: null }],
    ['2406.01001v12', { value: '2406.01001', version: 12 }],
    ['0704.0001', { value: '0704.0001', version: null }],
    ['math/0309136', { value: 'math/0309136', version: null }],
    ['math.GT/0309136v2', { value: 'math/0309136', version: 2 }],
    ['hep-th/9901001', { value: 'hep-th/9901001', version: null }],
    ['cond-mat.dis-nn/9901001', { value: 'cond-mat/9901001', version: null }],
    ['2413.01001', null],
    ['2406.010', null],
    ['math/0313136', null],
    ['1.5', null],
  ])('reads %s', (text, id) => {
    expect(readArxivId(text)).toEqual(id);
  });
});

describe('readIdentifierLine', () => {
  it.each([
    ['arXiv:2406.01001'],
    ['arXiv: 2406.01001'],
    ['ArXiv:2406.01001v1 [cs.LG]'],
    ['  arxiv:2406.01001 (cs.LG; stat.ML)'],
    ['https://arxiv.org/abs/2406.01001'],
    ['http://www.arxiv.org/abs/2406.01001v3'],
    ['arxiv.org/pdf/2406.01001v1.pdf'],
    ['https://doi.org/10.48550/arXiv.2406.01001'],
    ['doi:10.48550/arxiv.2406.01001'],
  ])('knows the paper of %s', (line) => {
    expect(readIdentifierLine(line)?.identifier).toEqual({ scheme: 'arxiv', value: '2406.01001' });
  });

  it('reads versions and categories', () => {
    expect(readIdentifierLine('arXiv:math.GT/0309136v2 [math.GT, hep-th]')).toEqual({
      identifier: { scheme: 'arxiv', value: 'math/0309136' },
      arxivVersion: 2,
      categories: ['math.GT', 'hep-th'],
    });
  });

  it.each([['We extend arXiv:2406.01001 to graphs.'], ['arXiv:soon'], ['2406.01001'], ['10 pages'], ['']])(
    'finds no identifier line in %j',
    (line) => {
      expect(readIdentifierLine(line)).toBeNull();
    },
  );
});

describe('readDoi', () => {
  it('normalises case and resolver', () => {
    expect(readDoi('https://doi.org/10.1000/ABC.def')).toBe('10.1000/abc.def');
    expect(readDoi('DOI: 10.1000/xyz.')).toBe('10.1000/xyz');
    expect(readDoi('10.1')).toBeNull();
  });

  it('takes the DOIs of arXiv for arXiv ids', () => {
    expect(identifierOfDoi('10.48550/arxiv.2406.01001v2')).toEqual({
      identifier: { scheme: 'arxiv', value: '2406.01001' },
      arxivVersion: 2,
    });
    expect(identifierOfDoi('10.1000/abc').identifier).toEqual({ scheme: 'doi', value: '10.1000/abc' });
  });
});
