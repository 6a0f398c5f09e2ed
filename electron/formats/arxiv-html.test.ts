import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../shared/paper.ts';
import { arxivHtml } from './arxiv-html.ts';
import { fixture, read } from './test-dump.ts';

test('reads a listing', () => {
  const { records, unread } = read(arxivHtml, fixture('arxiv-list.html'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock for lake sediments',
      authors: ['Ada Fennimore', 'Brás Oliveira'],
      abstract: 'Quillwort spores settle where $a < b$ and nothing else does.',
      identifiers: [{ scheme: 'arxiv', value: '2405.01001' }],
      comment: '12 pages',
      categories: ['q-bio.PE', 'stat.AP'],
      venue: 'Ann. Inv. Limnol. 7 (2024)',
    },
    {
      ...NO_FIELDS,
      title: 'A Quillwort inequality',
      authors: ['Chidi Marrow'],
      identifiers: [{ scheme: 'arxiv', value: 'math/0309136' }],
    },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});

test('reads the results of a search', () => {
  const { records, unread } = read(arxivHtml, fixture('arxiv-search.html'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock',
      authors: ['Ada Fennimore', 'Brás Oliveira'],
      abstract: 'Quillwort spores settle where nothing else does.',
      identifiers: [{ scheme: 'arxiv', value: '2405.01001' }],
      published: '2024-05-02',
      comment: '12 pages',
      categories: ['q-bio.PE'],
    },
    {
      ...NO_FIELDS,
      title: 'A Quillwort inequality',
      authors: ['Chidi Marrow'],
      identifiers: [{ scheme: 'arxiv', value: 'math/0309136' }],
    },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});

test('reads the page of a paper', () => {
  const { records, unread } = read(arxivHtml, fixture('arxiv-abs.html'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock for lake sediments',
      authors: ['Ada Fennimore', 'Brás Oliveira'],
      abstract: 'Quillwort spores settle where nothing else does.',
      identifiers: [
        { scheme: 'arxiv', value: '2405.01001' },
        { scheme: 'doi', value: '10.5555/qw.2024.17' },
      ],
      arxivVersion: 2,
      published: '2024-05-02',
      comment: '12 pages',
      categories: ['q-bio.PE', 'stat.AP'],
      venue: 'Ann. Inv. Limnol. 7 (2024)',
    },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});
