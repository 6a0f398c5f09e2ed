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
      categories: ['a', 'b'],
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

test.each([
  [
    'Zotero',
    [
      {
        key: 'A',
        version: 3,
        data: {
          itemType: 'preprint',
          title: 'T',
          creators: [{ creatorType: 'author', firstName: 'Ada', lastName: 'Fennimore' }],
          abstractNote: 'A.',
          DOI: '10.5555/a',
          date: '2024-06-03',
        },
      },
    ],
  ],
  [
    'DataCite',
    {
      data: [
        {
          id: '10.5555/a',
          type: 'dois',
          attributes: {
            doi: '10.5555/a',
            titles: [{ title: 'T' }],
            creators: [{ name: 'Ada Fennimore' }],
            descriptions: [{ description: 'A.', descriptionType: 'Abstract' }],
            publicationYear: 2024,
          },
        },
      ],
    },
  ],
  [
    'INSPIRE',
    {
      hits: {
        hits: [
          {
            metadata: {
              titles: [{ title: 'T' }],
              abstracts: [{ value: 'A.' }],
              authors: [{ full_name: 'Ada Fennimore' }],
              dois: [{ value: '10.5555/a' }],
            },
          },
        ],
        total: 1,
      },
    },
  ],
  [
    'OpenReview',
    {
      notes: [
        {
          id: 'x',
          content: {
            title: { value: 'T' },
            abstract: { value: 'A.' },
            authors: { value: ['Ada Fennimore'] },
            doi: { value: '10.5555/a' },
          },
        },
      ],
    },
  ],
  [
    'ADS',
    {
      response: {
        numFound: 1,
        docs: [
          {
            title: ['T'],
            abstract: 'A.',
            author: ['Ada Fennimore'],
            doi: ['10.5555/a'],
            pubdate: '2024-06-00',
            year: '2024',
          },
        ],
      },
    },
  ],
  [
    'Europe PMC',
    {
      resultList: {
        result: [
          {
            title: 'T',
            authorString: 'Ada Fennimore',
            abstractText: 'A.',
            doi: '10.5555/a',
            pubYear: '2024',
          },
        ],
      },
    },
  ],
])('reads answers of %s', (_, answer) => {
  for (const indent of [0, 2]) {
    const { records } = read(jsonPapers, JSON.stringify(answer, null, indent));
    expect(
      records.map(({ fields: { title, abstract, authors, identifiers } }) => ({
        title,
        abstract,
        authors,
        identifiers,
      })),
    ).toEqual([
      {
        title: 'T',
        abstract: 'A.',
        authors: ['Ada Fennimore'],
        identifiers: [{ scheme: 'doi', value: '10.5555/a' }],
      },
    ]);
  }
});
