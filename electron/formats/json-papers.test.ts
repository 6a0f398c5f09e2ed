import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../shared/paper.ts';
import { jsonPapers } from './json-papers.ts';
import { fixture, read } from './test-dump.ts';

test('reads papers by their ids', () => {
  const { records, unread } = read(jsonPapers, fixture('papers.json'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock',
      authors: ['Ada Fennimore', 'Brás Oliveira'],
      abstract: 'Quillwort spores settle where $a < b$.',
      identifiers: [{ scheme: 'arxiv', value: '2405.01001' }],
      published: '2024-05-02',
      comment: '12 pages',
      categories: ['q-bio.PE', 'stat.AP'],
    },
    {
      ...NO_FIELDS,
      title: 'Routing Quillwort calls',
      authors: ['Chidi Marrow'],
      abstract: 'A mesh of Quillwort callers.',
      identifiers: [{ scheme: 'arxiv', value: '2405.01002' }],
      arxivVersion: 3,
      published: '2024-05-03',
      categories: ['cs.NI', 'eess.SP'],
      venue: 'Journal of Unheard Calls',
    },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});

test('reads literals of Python', () => {
  const { records, unread } = read(jsonPapers, fixture('papers-python.jsonl'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: "A Quillwort's clock",
      authors: ['Ada Fennimore', 'Brás Oliveira'],
      abstract: "Quillwort 'spores' settle. Everywhere élse.",
      identifiers: [{ scheme: 'arxiv', value: '2405.01001' }],
    },
    {
      ...NO_FIELDS,
      title: 'Routing Quillwort calls',
      authors: ['Chidi Marrow'],
      abstract: 'A mesh of Quillwort callers.',
      identifiers: [{ scheme: 'arxiv', value: '2405.01002' }],
    },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});

test("reads the array form of arXiv's snapshot", () => {
  const { records, unread } = read(jsonPapers, fixture('snapshot-array.json'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock for lake sediments',
      authors: ['Ada Fennimore', "Br\\'as Oliveira"],
      abstract: 'Quillwort spores settle where nothing else does.',
      identifiers: [
        { scheme: 'arxiv', value: '2405.01001' },
        { scheme: 'doi', value: '10.5555/qw.2024.17' },
      ],
      arxivVersion: 2,
      published: '2024-05-02',
      comment: '12 pages',
      categories: ['q-bio.PE', 'stat.AP'],
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
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});
