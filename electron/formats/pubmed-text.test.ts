import type { PaperFields } from '../../shared/paper.ts';
import { type Shape, testShapes } from './test-shapes.ts';

const TIDES = `1. J Tidal Res. 2020 Mar 1;13(3):12-19. doi: 10.5555/jtr.12. Epub 2020 Jan 2.

Tides and sand: a randomised
trial on nine beaches.

Quill A(1), de Marlow J Jr(2)(3), van der Berg KL; Beach Group.

Author information:
(1)Institute of Tides, Harbourtown.
(2)School of Sand.

Comment in
    J Tidal Res. 2021;14:1.

BACKGROUND: Tides rise.
METHODS: We watched them for n<9 days.

1. One thing more was seen.

© 2020 The Authors.

DOI: 10.5555/jtr.12
PMCID: PMC900001
PMID: 90000001 [Indexed for MEDLINE]

Conflict of interest statement: None declared.
`;

const tides = {
  title: 'Tides and sand: a randomised trial on nine beaches',
  authors: ['Quill A', 'de Marlow J Jr', 'van der Berg KL', 'Beach Group'],
  abstract: 'BACKGROUND: Tides rise. METHODS: We watched them for n<9 days. 1. One thing more was seen.',
  published: '2020-03-01',
  venue: 'J Tidal Res',
  identifiers: [
    { scheme: 'doi', value: '10.5555/jtr.12' },
    { scheme: 'pmid', value: '90000001' },
  ],
} satisfies Partial<PaperFields>;

const shapes: readonly Shape[] = [
  {
    what: 'a record with all paragraphs, and one with the fewest',
    text: `${TIDES}\n\n2. Ann Sea. 1999;2:5.\n\n[Letters from the sea].\n\n[No authors listed]\n\nPMID: 90000002\n`,
    format: 'pubmed-text',
    records: [
      tides,
      {
        title: 'Letters from the sea',
        authors: [],
        abstract: null,
        published: '1999',
        venue: 'Ann Sea',
        identifiers: [{ scheme: 'pmid', value: '90000002' }],
      },
    ],
  },
  {
    what: 'two exports one behind the other, by lines of Windows, with a word of who sent them',
    text: `For Jo.\n\n${TIDES}\n\n${TIDES}`.replaceAll('\n', '\r\n'),
    format: 'pubmed-text',
    records: [tides, tides],
    unread: 1,
  },
  {
    what: 'a record whose identifiers are lost, before the next one',
    text: `${TIDES.slice(0, TIDES.indexOf('DOI: '))}\n\n2. Ann Sea. 1999;2:5.\n\nSea.\n\nPMID: 90000002\n`,
    format: 'pubmed-text',
    records: [{ title: tides.title, abstract: tides.abstract }, { title: 'Sea' }],
  },
];

testShapes(shapes);
