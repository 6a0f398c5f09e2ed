import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../shared/paper.ts';
import { semanticScholar } from './semantic-scholar.ts';
import { fixture, read } from './test-dump.ts';

test('reads references out of an answer', () => {
  const { records, unread } = read(semanticScholar, fixture('semantic-scholar.json'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock',
      authors: ['Ada Fennimore', 'Brás Oliveira'],
      abstract: 'Quillwort spores settle where nothing else does.',
      identifiers: [
        { scheme: 'arxiv', value: '2405.01001' },
        { scheme: 'doi', value: '10.5555/qw.2024.17' },
        { scheme: 'pmid', value: '99000001' },
      ],
      published: '2024-06-03',
      venue: 'Annals of Invented Limnology',
    },
    { ...NO_FIELDS, title: 'A Quillwort inequality', published: '2003', venue: 'Tilings' },
    {
      ...NO_FIELDS,
      title: 'Routing Quillwort calls',
      authors: ['Chidi Marrow'],
      abstract: 'A mesh of Quillwort callers.',
    },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});

test('reads the bulk data sets and the old corpus', () => {
  const { records, unread } = read(semanticScholar, fixture('semantic-scholar.jsonl'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock',
      authors: ['Ada Fennimore'],
      identifiers: [{ scheme: 'arxiv', value: '2405.01001' }],
      published: '2024-06-03',
    },
    {
      ...NO_FIELDS,
      abstract: 'Every Quillwort tiling obeys it.',
      identifiers: [{ scheme: 'arxiv', value: 'math/0309136' }],
    },
    {
      ...NO_FIELDS,
      title: 'Routing Quillwort calls',
      authors: ['Chidi Marrow'],
      abstract: 'A mesh of Quillwort callers.',
      identifiers: [{ scheme: 'doi', value: '10.5555/calls.3' }],
      published: '2019',
      venue: 'Journal of Unheard Calls',
    },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});
