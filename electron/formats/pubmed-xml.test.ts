import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../shared/paper.ts';
import { pubmedXml } from './pubmed-xml.ts';
import { fixture, read } from './test-dump.ts';

test('joins labelled sections, takes dates as they are written, and leaves references out', () => {
  const { records, unread } = read(pubmedXml, fixture('pubmed.xml'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock for CO2 in lake sediments.',
      authors: ['Fennimore, Ada', 'Oliveira, Brás, Jr', 'Orval Lake Group'],
      abstract:
        'BACKGROUND: Quillwort spores settle where nothing else does, and < 3 % of them in situ. RESULTS: Quillwort layers date the Orval lake to within 12 years (p < 0.01).',
      identifiers: [
        { scheme: 'doi', value: '10.5555/qw.2024.17' },
        { scheme: 'pmid', value: '99000001' },
      ],
      published: '2024-06-03',
      venue: 'Annals of invented limnology',
    },
    {
      ...NO_FIELDS,
      title: 'Routing Quillwort calls in sparse meshes.',
      abstract: 'A mesh of Quillwort callers hears about half of what is said.',
      identifiers: [{ scheme: 'pmid', value: '99000002' }],
      published: '1998',
      venue: 'Journal of unheard calls',
    },
    {
      ...NO_FIELDS,
      title: 'Quillwort keeping for adults',
      authors: ['Kestrel College'],
      abstract: 'How a Quillwort is watered.',
      identifiers: [{ scheme: 'pmid', value: '99000003' }],
      published: '2009-02',
    },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});

test('reads citations without articles around them', () => {
  const citation =
    '<MedlineCitation><PMID>7</PMID><Article><ArticleTitle>T</ArticleTitle></Article></MedlineCitation>';
  const { records, unread } = read(
    pubmedXml,
    `<MedlineCitationSet>${citation}${citation}</MedlineCitationSet>`,
  );
  expect(records.map(({ fields }) => fields.title)).toEqual(['T', 'T']);
  expect(unread).toEqual([]);
});
