/** What users wrote of their papers, and what stands in an entry beside its fields, is in the record or unread. */
import { describe, expect, test } from 'vitest';
import { frontMatter } from './front-matter.ts';
import { markdownList } from './markdown-list.ts';
import { read } from './test-dump.ts';
import { doi, testShapes } from './test-shapes.ts';

describe('a page with fields over it', () => {
  const head = '---\ntitle: Tides\nauthors: [Ada Quill]\ndoi: 10.5555/n.1\n---\n';

  test('keeps what stands over its abstract as comment, what stands below is unread', () => {
    const { records, unread } = read(
      frontMatter,
      `${head}# Tides\n\nRead this **twice** in May.\n\n## Abstract\nThey rise.\n\n## Notes\nAsk Jo.\n`,
    );
    expect(records.map(({ fields }) => [fields.abstract, fields.comment])).toEqual([
      ['They rise.', 'Read this twice in May.'],
    ]);
    expect(unread.map(({ text }) => text)).toEqual(['## Notes\nAsk Jo.']);
  });

  test('shows as unread what is too long over the abstract or in it', () => {
    const long = 'They rise and they fall. '.repeat(2000);
    const above = read(frontMatter, `${head}${long}\n\n## Abstract\nShort.\n`);
    expect(above.records.map(({ fields }) => [fields.abstract, fields.comment])).toEqual([[null, null]]);
    expect(above.unread).toHaveLength(1);
    const within = read(frontMatter, `${head}## Abstract\n${`${long}\n`.repeat(3)}`);
    expect(within.records[0]?.fields.abstract).toHaveLength(2 * long.length - 1);
    expect(within.unread).toHaveLength(1);
  });
});

test('a sentence over a list is shown, what the list is called is not', () => {
  const said = 'description: I gathered these in spring while the boat was mended.';
  const list = `---\ntitle: A list of all the papers that I read on tides\n${said}\n---\n- [Tides](https://doi.org/10.5555/n.1)\n`;
  expect(read(markdownList, list).unread.map(({ text }) => text)).toEqual([said]);
});

test('a sentence between tags of HTML is text of a list', () => {
  const list = '# Papers\n- [Tides](https://doi.org/10.5555/n.1)\n\n';
  const sentence = '<p align="center">I gathered these in spring while the boat was being mended.</p>';
  expect(read(markdownList, `${list}# More\n\n${sentence}\n`).unread.map(({ text }) => text)).toEqual([
    sentence,
  ]);
  expect(read(markdownList, `${list}# More\n\n<p align="center">Back to top</p>\n`).unread).toEqual([]);
});

testShapes([
  {
    what: 'remarks in a list, below a title and behind it',
    text: `# Papers
- [Tides of the inner sea](https://doi.org/10.5555/n.1) - Shows why harbours silt up much faster than charts say.

## [Boats of the outer sea](https://doi.org/10.5555/n.2)
**Authors**: Ada Quill
**Relevance:** 0.5
### Background
For a hundred years nobody had looked at boats from below.
### Abstract
They float.
`,
    format: 'markdown-list',
    records: [
      {
        title: 'Tides of the inner sea',
        identifiers: doi('10.5555/n.1'),
        comment: 'Shows why harbours silt up much faster than charts say.',
      },
      {
        title: 'Boats of the outer sea',
        abstract: 'They float.',
        comment: 'For a hundred years nobody had looked at boats from below.',
      },
    ],
  },
  {
    what: 'notes, keywords and label of EndNote',
    text: `<xml><records><record><source-app name="EndNote">EndNote</source-app><ref-type name="Journal Article">17</ref-type>
<titles><title>Tides</title></titles><keywords><keyword>sea</keyword><keyword>moon</keyword></keywords>
<notes>Borrowed from Jo.</notes><research-notes>Compare with Marlow.</research-notes><label>chapter 2</label></record></records></xml>`,
    format: 'endnote-xml',
    records: [
      {
        title: 'Tides',
        comment: 'Compare with Marlow.; Borrowed from Jo.',
        categories: ['sea', 'moon', 'chapter 2'],
      },
    ],
  },
  {
    what: 'notes and tags of reference managers in BibTeX',
    text: `@article{a, title={Tides}, annote={Read twice.}, review={Weak proof.}, mendeley-tags={sea,moon}, keywords={sea}, groups={Thesis}}`,
    format: 'bibtex',
    records: [{ title: 'Tides', comment: 'Read twice.; Weak proof.', categories: ['sea', 'moon', 'Thesis'] }],
  },
  {
    what: 'notes and keywords of CSL-JSON',
    text: JSON.stringify([
      {
        type: 'article-journal',
        title: 'Tides',
        issued: { 'date-parts': [[2020]] },
        keyword: 'sea, moon',
        note: 'PMID: 99000001\nCiteable: yes\nRead twice.',
        annote: 'Weak proof.',
      },
    ]),
    format: 'csl-json',
    records: [{ title: 'Tides', comment: 'Read twice.; Weak proof.', categories: ['sea', 'moon'] }],
  },
  {
    what: 'notes and tags in JSON and in a table of one’s own',
    text: JSON.stringify([
      { title: 'Tides', abstract: 'They rise.', notes: 'Read twice.', tags: [{ tag: 'sea' }, 'moon'] },
    ]),
    format: 'json-papers',
    records: [{ title: 'Tides', comment: 'Read twice.', categories: ['sea', 'moon'] }],
  },
  {
    what: 'a table with remarks, and with what Zotero calls extra',
    text: 'Title,Authors,My Notes,Extra,Automatic Tags\nTides,Ada Quill,Read twice.,arXiv:2401.00001,sea; moon\n',
    format: 'delimited',
    records: [
      {
        title: 'Tides',
        comment: 'Read twice.',
        identifiers: [{ scheme: 'arxiv', value: '2401.00001' }],
        categories: ['sea', 'moon'],
      },
    ],
  },
  {
    what: 'research notes of RIS',
    text: 'TY  - JOUR\nTI  - Tides\nN1  - Borrowed.\nRN  - Read twice.\nKW  - sea\nER  - \n',
    format: 'ris',
    records: [{ title: 'Tides', comment: 'Borrowed.; Read twice.', categories: ['sea'] }],
  },
]);
