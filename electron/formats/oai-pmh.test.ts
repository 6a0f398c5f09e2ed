import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../shared/paper.ts';
import { oaiPmh } from './oai-pmh.ts';
import { fixture, read } from './test-dump.ts';

test('reads arXiv, arXivRaw, Dublin Core, MODS and MARC, and passes over deleted records', () => {
  const { records, unread } = read(oaiPmh, fixture('oai-arxiv.xml'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock for lake sediments',
      authors: ['Ada Fennimore', 'Brás Oliveira Jr.'],
      abstract: 'Quillwort spores settle where nothing else does.',
      identifiers: [
        { scheme: 'arxiv', value: '2405.01001' },
        { scheme: 'doi', value: '10.5555/qw.2024.17' },
      ],
      published: '2024-05-02',
      comment: '12 pages',
      categories: ['q-bio.PE', 'stat.AP'],
      venue: 'Ann. Inv. Limnol. 7 (2024)',
    },
    {
      ...NO_FIELDS,
      title: 'A Quillwort inequality',
      authors: ['Chidi Marrow', 'D. Ng Jr.', 'Ève de la Tour'],
      abstract: 'Every Quillwort tiling obeys it.',
      identifiers: [{ scheme: 'arxiv', value: 'math/0309136' }],
      arxivVersion: 3,
      published: '2003-09-08',
      categories: ['math.CO'],
    },
    {
      ...NO_FIELDS,
      title: 'Routing Quillwort calls',
      authors: ['Marrow, Chidi'],
      abstract: 'A mesh of Quillwort callers hears about half of what is said.',
      identifiers: [
        { scheme: 'doi', value: '10.5555/calls.3' },
        { scheme: 'arxiv', value: '1904.00001' },
      ],
      published: '2019-04-01',
      comment: '8 pages',
      categories: ['Networks'],
      venue: 'Journal of unheard calls',
    },
    { ...NO_FIELDS, title: 'Quillwort in MARC' },
    { ...NO_FIELDS, title: 'Quillwort in MODS', abstract: 'A Quillwort with a shelf mark.' },
  ]);
  expect(unread).toEqual([]);
});
