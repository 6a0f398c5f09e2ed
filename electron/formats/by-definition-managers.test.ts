/** Exports of reference managers and databases that the samples do not show. */
import { fixture } from './test-dump.ts';
import { arxiv, doi, type Shape, testShapes } from './test-shapes.ts';

const text = (name: string): string => fixture(name).toString('utf8');

const shapes: readonly Shape[] = [
  {
    what: "Zotero's RDF with notes, tags, collections and journals beside the entries",
    text: text('zotero.rdf'),
    format: 'zotero-rdf',
    records: [
      {
        title: 'Quillwort spores as a clock',
        authors: ['Fennimore, Ada', 'Oliveira, Brás'],
        abstract: 'Quillwort spores settle where nothing else does.',
        identifiers: [...doi('10.5555/qw.2024.17'), { scheme: 'pmid', value: '99000001' }],
        published: '2024-06-03',
        comment: 'Read twice.',
        categories: ['ferns', 'sediments', 'Thesis, chapter 2'],
        venue: 'Annals of Invented Limnology',
      },
      {
        title: 'Routing Quillwort calls',
        authors: ['Marrow'],
        identifiers: [...doi('10.5555/qw.2024.18'), ...arxiv('2405.01002')],
        published: '2024-05',
        categories: ['Thesis, chapter 2'],
        venue: 'Proceedings of Nowhere',
      },
    ],
    // The note of no entry.
    unread: 1,
  },
  {
    what: 'an answer of Crossref as XML',
    text: text('crossref.xml'),
    format: 'crossref-xml',
    records: [
      {
        title: 'Quillwort spores as a clock: Sediments of the Orval lake',
        authors: ['Fennimore, Ada', 'Orval Lake Group'],
        abstract: 'Quillwort spores settle.',
        identifiers: doi('10.5555/qw.2024.17'),
        published: '2024-06-03',
        venue: 'Annals of Invented Limnology',
      },
      { title: 'Routing Quillwort calls', authors: ['Marrow, Chidi'], published: '2024-05-02' },
    ],
  },
  {
    what: 'a chapter and a paper of a conference in UNIXREF, and a query that found nothing',
    text: `<doi_records><doi_record><crossref><book book_type="edited_book"><book_metadata><titles><title>All tides</title></titles></book_metadata>
<content_item component_type="chapter"><contributors><person_name contributor_role="author"><given_name>Ada</given_name><surname>Quill</surname></person_name></contributors><titles><title>Tides</title></titles><publication_date><year>2020</year></publication_date><doi_data><doi>10.5555/c.1</doi></doi_data></content_item></book></crossref></doi_record>
<doi_record><crossref><conference><proceedings_metadata><proceedings_title>Harbours 2021</proceedings_title><publication_date><year>2021</year></publication_date></proceedings_metadata><conference_paper><titles><title>Boats</title></titles><doi_data><doi>10.5555/c.2</doi></doi_data></conference_paper></conference></crossref></doi_record>
<doi_record><crossref><error>doi not found</error></crossref></doi_record></doi_records>`,
    format: 'crossref-xml',
    records: [
      {
        title: 'Tides',
        authors: ['Quill, Ada'],
        published: '2020',
        venue: 'All tides',
        identifiers: doi('10.5555/c.1'),
      },
      { title: 'Boats', published: '2021', venue: 'Harbours 2021', identifiers: doi('10.5555/c.2') },
    ],
    unread: 1,
  },
  {
    what: 'the tagged format of RefWorks, an abstract in paragraphs',
    text: text('refworks.txt'),
    format: 'refworks-tagged',
    records: [
      {
        title: 'Quillwort spores as a clock',
        authors: ['Fennimore,Ada', 'Oliveira,Brás'],
        abstract: 'Quillwort spores settle where nothing else does. IT is not known why. They last for ages.',
        identifiers: doi('10.5555/qw.2024.17'),
        published: '2024',
        comment: 'Read twice.; chapter 2',
        categories: ['ferns', 'sediments'],
        venue: 'Annals of Invented Limnology',
      },
      { title: 'Routing Quillwort calls', abstract: 'A mesh of callers.', venue: 'Proceedings of Nowhere' },
    ],
  },
  {
    what: 'an export of the Cochrane Library',
    text: text('cochrane.txt'),
    format: 'cochrane-tagged',
    records: [
      {
        title: 'Quillwort spores as a clock',
        authors: ['Fennimore A', 'Oliveira B'],
        abstract: 'Quillwort spores settle where nothing else does.',
        identifiers: [...doi('10.5555/qw.2024.17'), { scheme: 'pmid', value: '99000001' }],
        published: '2024',
        categories: ['Ferns', 'Sediments'],
        venue: 'Annals of Invented Limnology',
      },
      { title: 'Routing Quillwort calls', published: '2023' },
    ],
  },
  {
    what: "ProQuest's export as text",
    text: text('proquest.txt'),
    format: 'proquest-text',
    records: [
      {
        title: 'Quillwort spores as a clock',
        authors: ['Quill, Ada', 'Marlow, Jo'],
        abstract: 'Tides rise and fall in the inner sea, and nobody knows why they do so at night.',
        identifiers: doi('10.5555/pq.1'),
        published: '2020-03',
        categories: ['Tides', 'Seas'],
        venue: 'Sea Research',
      },
      {
        title: 'Routing Quillwort calls',
        authors: ['Holm, Ida'],
        abstract: 'They float.',
        published: '2021',
      },
    ],
  },
  {
    what: 'the sources of Word',
    text: text('word-sources.xml'),
    format: 'word-sources-xml',
    records: [
      {
        title: 'Quillwort spores as a clock',
        authors: ['Fennimore, Ada B.'],
        identifiers: doi('10.5555/qw.2024.17'),
        published: '2024-06-03',
        comment: 'Read twice.',
        venue: 'Annals of Invented Limnology',
      },
      { title: 'Routing Quillwort calls', authors: ['Orval Lake Group'], identifiers: arxiv('2405.01002') },
    ],
  },
  {
    what: 'numbered references with abstracts',
    text: text('numbered.txt'),
    format: 'numbered-listing',
    records: [
      {
        title: 'Quillwort spores as a clock for the sediments of lakes',
        authors: ['Ada Fennimore', 'Brás Oliveira'],
        abstract:
          'Quillwort spores settle where nothing else does, and so they tell how old the mud is. 1. They are round. 2. They are many.',
        identifiers: doi('10.5555/qw.2024.17'),
        published: '2024',
      },
      {
        title: 'Routing Quillwort calls through the inner marshes',
        authors: ['Marrow, C.', 'Fennimore, A.'],
        published: '2023',
        categories: ['marshes', 'calls'],
      },
      { title: 'Nothing but a Quillwort', authors: ['Chidi Marrow'], abstract: 'None grows here.' },
    ],
  },
  {
    what: 'an annotated bibliography',
    text: `Quill, A., & Marlow, J. (2020). Tides of the inner sea. Sea Research, 3(1), 1-9. https://doi.org/10.5555/ab.1

Tides rise and fall in the inner sea, and nobody knows why. The authors followed them for three years from a small boat
and found that the moon has little to do with it, since tides came on moonless nights, too. Marlow, J. says so himself:
1. A fine study of an old question, which is of use to my second chapter and to the third one as well.

Holm, I. (2021). Boats that float. Harbours, 5(2), 3-4.

Abstract: They float.
`,
    format: 'numbered-listing',
    records: [
      {
        title: 'Tides of the inner sea',
        authors: ['Quill, A.', 'Marlow, J.'],
        published: '2020',
        identifiers: doi('10.5555/ab.1'),
      },
      { title: 'Boats that float', authors: ['Holm, I.'], abstract: 'They float.', published: '2021' },
    ],
  },
  {
    what: 'numbers in brackets, no blank lines, and a name over the listing',
    text: `What I read on tides
[1] Tides of the inner sea
Abstract: They rise.
[2] Boats of the outer sea
Abstract: They float.
arXiv:2401.00002
`,
    format: 'numbered-listing',
    records: [
      { title: 'Tides of the inner sea', abstract: 'They rise.' },
      { title: 'Boats of the outer sea', abstract: 'They float.', identifiers: arxiv('2401.00002') },
    ],
    unread: 1,
  },
];

testShapes(shapes);
