import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../shared/paper.ts';
import { rss } from './rss.ts';
import { fixture, read } from './test-dump.ts';

test('reads the old and the new feeds of arXiv, and those of others', () => {
  const { records, unread } = read(rss, fixture('rss.xml'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock for lake sediments',
      authors: ['Ada Fennimore', 'Brás Oliveira'],
      abstract: 'Quillwort spores settle where $a < b$ and nothing else does.',
      identifiers: [{ scheme: 'arxiv', value: '2405.01001' }],
      arxivVersion: 2,
      published: '2024-06-03',
      categories: ['q-bio.PE'],
    },
    {
      ...NO_FIELDS,
      title: 'A Quillwort inequality',
      authors: ['Chidi Marrow', 'D. Ng'],
      abstract: 'Every Quillwort tiling obeys it.',
      identifiers: [{ scheme: 'arxiv', value: 'math/0309136' }],
      arxivVersion: 1,
      categories: ['math.CO'],
    },
    {
      ...NO_FIELDS,
      title: 'Routing Quillwort calls',
      authors: ['Marrow, Chidi', 'Ng, Dara'],
      abstract: 'A mesh of Quillwort callers hears half.',
      identifiers: [{ scheme: 'doi', value: '10.5555/calls.3' }],
    },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});
