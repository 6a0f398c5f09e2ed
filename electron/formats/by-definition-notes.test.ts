/** Notes, bibliographies in YAML and lists in Markdown that the samples do not show. */
import { arxiv, doi, type Shape, testShapes } from './test-shapes.ts';

const shapes: readonly Shape[] = [
  {
    what: 'a page with its fields over it in YAML, and notes below',
    text: `---
title: "Tides: a survey"
authors:
  - "[[Ada Quill]]"
  - Jo Marlow
date: 2020-03-07
doi: 10.5555/fm.1
tags: [tides, sea]
abstract: >
  They rise
  and fall.
---

# Notes
Read again.
`,
    format: 'front-matter',
    records: [
      {
        title: 'Tides: a survey',
        authors: ['Ada Quill', 'Jo Marlow'],
        abstract: 'They rise and fall.',
        published: '2020-03-07',
        identifiers: doi('10.5555/fm.1'),
        categories: ['tides', 'sea'],
      },
    ],
    unread: 1,
  },
  {
    what: 'a page with fields in TOML, and the abstract as a section',
    text: '+++\nTitle = "Tides"\nauthors = ["Ada Quill"]\ndate = 2020-03-07\nurl = "https://arxiv.org/abs/2401.00061"\n+++\n# Tides\n\n## Abstract\nThey **rise**.\n\nThey fall.\n',
    format: 'front-matter',
    records: [
      {
        title: 'Tides',
        abstract: 'They rise. They fall.',
        published: '2020-03-07',
        identifiers: arxiv('2401.00061'),
      },
    ],
  },
  {
    what: 'a list in YAML, of which one entry is damaged',
    text: '# Mine\n- title: Tides\n  authors: [Ada Quill]\n  doi: 10.5555/y.1\n- title: "Sand\n  abstract: [\n- title: Boats\n  abstract: |\n    They float\n    on water.\n',
    format: 'yaml-list',
    records: [
      { title: 'Tides', identifiers: doi('10.5555/y.1') },
      { title: 'Boats', abstract: 'They float on water.' },
    ],
    unread: 1,
  },
  {
    what: 'CSL in YAML',
    text: `---
references:
- id: quill2020
  title: Tides
  author:
  - family: Quill
    given: Ada
  issued:
    date-parts:
    - - 2020
      - 3
- id: marlow
  title: Boats
  author:
  - literal: Harbour Group
...
`,
    format: 'yaml-list',
    records: [
      { title: 'Tides', authors: ['Ada Quill'], published: '2020-03' },
      { title: 'Boats', authors: ['Harbour Group'] },
    ],
  },
  {
    what: 'a bibliography of Hayagriva',
    text: 'quill2020:\n  type: article\n  title: Tides\n  author: ["Quill, Ada", "Marlow, Jo"]\n  date: 2020-03\n  parent:\n    type: periodical\n    title: Harbours\n  serial-number:\n    doi: 10.5555/h.1\n\nmarlow:\n  title: Boats\n',
    format: 'yaml-list',
    records: [
      {
        title: 'Tides',
        authors: ['Quill, Ada', 'Marlow, Jo'],
        published: '2020-03',
        venue: 'Harbours',
        identifiers: doi('10.5555/h.1'),
      },
      { title: 'Boats' },
    ],
  },
  {
    what: 'references in the styles of medicine and of engineers',
    text: `# Reading list

1. Quill A, Marlow J. Tides of the harbour. Harbours. 2020;12(3):1-12. doi:10.5555/bl.1
2. van den Berg JK, Marlow J, et al. Boats? Harbours. 2021;13:5. https://doi.org/10.5555/bl.2
3. A. Quill and J. Marlow, "Sand and stones," in *Proc. HARB*, 2019, pp. 1-4. arXiv:2401.00061
`,
    format: 'markdown-list',
    records: [
      { title: 'Tides of the harbour', authors: ['Quill A', 'Marlow J'], published: '2020' },
      { title: 'Boats', authors: ['van den Berg JK', 'Marlow J'], published: '2021' },
      { title: 'Sand and stones', authors: ['A. Quill', 'J. Marlow'], published: '2019' },
    ],
  },
  {
    what: 'a digest of papers in bold below their subjects',
    text: `---
title: Digest
---

## cs.LG

**1. Tides** ([arXiv:2401.00061](https://arxiv.org/abs/2401.00061))
*Ada Quill, Jo Marlow*
Harbours 2024

**2. Boats** ([arXiv:2401.00062](https://arxiv.org/abs/2401.00062))
*Jo Marlow*
`,
    format: 'markdown-list',
    records: [
      { title: 'Tides', authors: ['Ada Quill', 'Jo Marlow'], identifiers: arxiv('2401.00061') },
      { title: 'Boats', authors: ['Jo Marlow'], identifiers: arxiv('2401.00062') },
    ],
  },
];

testShapes(shapes);
