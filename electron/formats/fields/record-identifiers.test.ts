import { expect, test } from 'vitest';
import { readIdentifiers } from './record-identifiers.ts';

test.each([
  [{ dois: ['doi:10.5555/ABC.'] }, ['doi:10.5555/abc']],
  [{ dois: ['10.48550/arXiv.2301.01234'] }, ['arxiv:2301.01234']],
  [{ dois: ['10.4'] }, []],
  [{ links: ['https://doi.org/10.1002%2F(SICI)1'] }, ['doi:10.1002/(sici)1']],
  [{ links: ['http://arxiv.org/pdf/math.GT/0309136v1'] }, ['arxiv:math/0309136']],
  [{ links: ['https://pubmed.ncbi.nlm.nih.gov/90000001/'] }, ['pmid:90000001']],
  [{ links: ['https://example.org/2301.01234', 'see 10.5555/other'] }, []],
  [{ pmids: ['PMID: 0090000001', '5'] }, ['pmid:90000001']],
  [{ pmids: ['000000000000'] }, []],
  [{ arxivIds: ['arXiv:2301.01234v3'], dois: ['10.5555/a'] }, ['arxiv:2301.01234', 'doi:10.5555/a']],
])('%j', (fields, expected) => {
  const { identifiers } = readIdentifiers(fields);
  expect(identifiers.map(({ scheme, value }) => `${scheme}:${value}`)).toEqual(expected);
});

test('the version is that of the arXiv id', () => {
  expect(readIdentifiers({ arxivIds: ['2301.01234v3'] }).arxivVersion).toBe(3);
});
