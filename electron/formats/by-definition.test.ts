/** Shapes that the definitions of formats allow and that the samples do not show. */
import { arxiv, type Shape, testShapes } from './test-shapes.ts';

const shapes: readonly Shape[] = [
  {
    what: 'JSON lines of nothing but abstracts',
    text: '{"abstract":"Tides rise and fall."}\n{"abstract":"Sand is moved by them."}\n',
    format: 'json-papers',
    records: [{ abstract: 'Tides rise and fall.' }, { abstract: 'Sand is moved by them.' }],
  },
  {
    what: 'a JSON array of abstracts under numbers of their own',
    text: '[{"id":7,"Abstract":"Tides rise and fall.","year":2020},{"id":8,"Abstract":"Sand is moved."}]',
    format: 'json-papers',
    records: [{ abstract: 'Tides rise and fall.', published: '2020' }, { abstract: 'Sand is moved.' }],
  },
  {
    what: 'the answer of a service with all that it says of itself',
    text: `{"version":"6.9","hitCount":1,"nextCursorMark":"x","request":{"queryString":"tides"},"resultList":{"result":[
      {"id":"1","pmid":"777","title":"Tides","authorString":"Quill A, Marlow J","abstractText":"They rise."}]}}`,
    format: 'json-papers',
    records: [{ title: 'Tides', authors: ['Quill A', 'Marlow J'], abstract: 'They rise.' }],
  },
  {
    what: "names in the parts of arXiv's snapshot",
    text: '{"id":"cs/0704002","title":"Tides","authors_parsed":[["Quill","Ada","Jr"],["Marlow","Jo",""]]}\n',
    format: 'json-papers',
    records: [{ authors: ['Ada Quill Jr', 'Jo Marlow'] }],
  },
  {
    what: 'the inverted index of OpenAlex as a text, and in its first form',
    text:
      '{"id":"https://openalex.org/W1","title":"One","abstract_inverted_index":"{\\"rise\\":[1],\\"Tides\\":[0]}"}\n' +
      '{"id":"https://openalex.org/W2","title":"Two","abstract_inverted_index":{"IndexLength":2,"InvertedIndex":{"Sand":[0],"moves":[1]}}}\n',
    format: 'openalex',
    records: [{ abstract: 'Tides rise' }, { abstract: 'Sand moves' }],
  },
  {
    what: 'CSL items without a type beside one that has it, and a list around them that has a title',
    text: `{"title":"My reading","items":[
      {"id":"a","type":"book","title":"One","issued":{"date-parts":[["2019","3"]]},"author":[{"literal":"Harbour Group"}]},
      {"id":"b","title":"Two","issued":{"raw":"May 2018"}},
      {"id":"c","abstract":"Only an abstract."}]}`,
    format: 'csl-json',
    records: [
      { title: 'One', published: '2019-03', authors: ['Harbour Group'] },
      { title: 'Two', published: '2018-05' },
      { title: null, abstract: 'Only an abstract.' },
    ],
    // The title of the list, which is no paper's.
    unread: 1,
  },
  {
    what: 'a table with the names of its columns in French',
    text: 'titre;auteurs;résumé;année\nMarées;Ada Quill;Elles montent.;2018\n',
    format: 'delimited',
    records: [{ title: 'Marées', authors: ['Ada Quill'], abstract: 'Elles montent.', published: '2018' }],
  },
  {
    what: 'a table with the names of its columns in Spanish',
    text: 'Título,Autores,Resumen,Año\nMareas,Ada Quill,Suben y bajan.,2018\n',
    format: 'delimited',
    records: [{ title: 'Mareas', authors: ['Ada Quill'], abstract: 'Suben y bajan.', published: '2018' }],
  },
  {
    what: 'an entry without key, from which none inherits',
    text: '@article{, title={No key}, year=1999}\n@misc{up, title={Undated}}\n@COMMENT a mark: of a program;\n',
    format: 'bibtex',
    records: [
      { title: 'No key', published: '1999' },
      { title: 'Undated', published: null },
    ],
  },
  {
    what: 'an entry in parentheses with macros put together, in a file with a macro in parentheses',
    text: '@string(j = "Journal of ")\n@ARTICLE(k, title = {A {B {C}} "d"}, journal = j # {Tides}, year = 2019)\n',
    format: 'bibtex',
    records: [{ title: 'A B C "d"', venue: 'Journal of Tides', published: '2019' }],
  },
  {
    what: 'a chapter of RIS with the title of its book, and small letters',
    text: 'ty  - CHAP\nct  - The chapter\nbt  - The book\nau  - Quill, Ada\ner  - \n',
    format: 'ris',
    records: [{ title: 'The chapter', venue: 'The book', authors: ['Quill, Ada'] }],
  },
  {
    what: 'groups as authors of EndNote, which end with a comma',
    text: '<xml><records><record><contributors><authors><author>Harbour Group,</author></authors></contributors><titles><title>T</title></titles></record></records></xml>',
    format: 'endnote-xml',
    records: [{ authors: ['Harbour Group'] }],
  },
  {
    what: 'an entry of Atom as a document',
    text: '<entry xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/abs/2401.00021v1</id><title>Alone</title></entry>',
    format: 'arxiv-atom',
    records: [{ title: 'Alone', identifiers: arxiv('2401.00021'), arxivVersion: 1 }],
  },
  {
    what: "arXiv's announcements as Atom",
    text: `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><entry><id>oai:arXiv.org:2401.00025v2</id>
      <title>Tides</title><summary>arXiv:2401.00025v2 Announce Type: replace
      Abstract: They rise.</summary><dc:creator>Ada Quill, Jo Marlow</dc:creator></entry></feed>`,
    format: 'arxiv-atom',
    records: [
      {
        abstract: 'They rise.',
        authors: ['Ada Quill', 'Jo Marlow'],
        identifiers: arxiv('2401.00025'),
        arxivVersion: 2,
      },
    ],
  },
  {
    what: 'a table and items of Markdown in one document',
    text: `# Tides

| Title | Abstract |
|---|---|
| Of sand | It is moved. |

- [A bullet](https://arxiv.org/abs/2401.00026) - A. Quill, J. Marlow, 2024
- **Of boats.** Ada Quill, Jo Marlow. *Harbours*, 2023. [[paper]](https://arxiv.org/abs/2401.00027)
- Quill, A., & Marlow, J. (2021). Of tides and boats. *Harbours*. https://doi.org/10.5555/md.1
`,
    format: 'markdown-list',
    records: [
      { title: 'Of sand', abstract: 'It is moved.' },
      { title: 'A bullet', authors: ['A. Quill', 'J. Marlow'], published: '2024' },
      { title: 'Of boats.', authors: ['Ada Quill', 'Jo Marlow'], published: '2023', venue: 'Harbours' },
      { title: 'Of tides and boats', authors: ['Quill, A.', 'Marlow, J.'], published: '2021' },
    ],
  },
  {
    what: 'items of Markdown with all fields labelled',
    text: `- Title: The first
  - Authors: Ada Quill, Jo Marlow
  - Link: https://arxiv.org/abs/2401.00032
- Title: The second
  - Abstract: It has one.
`,
    format: 'markdown-list',
    records: [
      { title: 'The first', identifiers: arxiv('2401.00032') },
      { title: 'The second', abstract: 'It has one.', identifiers: [] },
    ],
  },
  {
    what: 'texts with plain labels',
    text: `Title: Of tides
Authors: Ada Quill, Jo Marlow
Abstract: They rise and fall
over two lines.
Link: https://arxiv.org/abs/2401.00033

Title: Of sand
Abstract: It is moved.
`,
    format: 'markdown-list',
    records: [
      {
        title: 'Of tides',
        authors: ['Ada Quill', 'Jo Marlow'],
        abstract: 'They rise and fall over two lines.',
        identifiers: arxiv('2401.00033'),
      },
      { title: 'Of sand', abstract: 'It is moved.', identifiers: [] },
    ],
  },
  {
    what: 'papers below the day on which they came',
    text: `## 2024-01-03

**[Of tides and boats](https://arxiv.org/abs/2401.00051)**
> Abstract: They rise and fall.

---

**[Of sand and stones](https://arxiv.org/abs/2401.00052)**
`,
    format: 'markdown-list',
    records: [
      { title: 'Of tides and boats', identifiers: arxiv('2401.00051') },
      { title: 'Of sand and stones', identifiers: arxiv('2401.00052') },
    ],
  },
];

testShapes(shapes);
