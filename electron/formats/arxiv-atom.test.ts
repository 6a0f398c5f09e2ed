import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../shared/paper.ts';
import { arxivAtom } from './arxiv-atom.ts';
import { fixture, read } from './test-dump.ts';

test('reads entries, and shows an error of the API as unread', () => {
  const { records, unread } = read(arxivAtom, fixture('arxiv-atom.xml'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock for lake sediments',
      authors: ['Ada Fennimore', 'Brás Oliveira'],
      abstract:
        'Quillwort spores settle where nothing else does. We date them with $\\alpha_s < 0.3$ and compare with Fennimore & Oliveira.',
      identifiers: [
        { scheme: 'arxiv', value: '2405.01001' },
        { scheme: 'doi', value: '10.5555/qw.2024.17' },
      ],
      arxivVersion: 2,
      published: '2024-05-02',
      comment: '12 pages, 3 figures',
      categories: ['q-bio.PE', 'stat.AP'],
      venue: 'Ann. Inv. Limnol. 7 (2024)',
    },
    {
      ...NO_FIELDS,
      title: 'A Quillwort inequality',
      authors: ['Chidi Marrow'],
      abstract: 'Every Quillwort tiling obeys it.',
      identifiers: [{ scheme: 'arxiv', value: 'math/0309136' }],
      arxivVersion: 1,
      published: '2003-09-08',
      categories: ['math.CO'],
    },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([
    [38, 'An answer of arXiv that names no paper but an error: incorrect id format for quillwort'],
  ]);
});
