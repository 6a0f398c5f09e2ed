/** Answers of services and tables as JSON that the samples do not show. */
import { arxiv, doi, type Shape, testShapes } from './test-shapes.ts';

const shapes: readonly Shape[] = [
  {
    what: 'JSON with comments and commas before closing brackets',
    text: `// Tides, and what's around them
[
  // the first
  {
    "title": "Tides", // don't ask "why"
    "authors": ["Ada Quill"],
    /* a long
       story */
    "abstract": "They rise, see https://tides.example//all.",
  },
  { "title": "Boats", "authors": ["Jo Marlow",], }, /* ] */
]
`,
    format: 'json-papers',
    records: [
      { title: 'Tides', authors: ['Ada Quill'], abstract: 'They rise, see https://tides.example//all.' },
      { title: 'Boats', authors: ['Jo Marlow'] },
    ],
  },
  {
    what: 'JSON5, whose names need no quotes',
    text: "{\n  papers: [\n    {title: 'Tides', authors: ['Ada Quill'], year: 2020,},\n  ],\n}\n",
    format: 'json-papers',
    records: [{ title: 'Tides', authors: ['Ada Quill'], published: '2020' }],
  },
  {
    what: 'a table by columns, as pandas writes it unasked',
    text: '{"title":{"0":"Tides","1":"Boats"},"abstract":{"0":"They rise.","1":null},"authors":{"0":"Ada Quill, Jo Marlow","1":["Jo Marlow"]},"cited":{"0":3,"1":0}}',
    format: 'json-columns',
    records: [
      { title: 'Tides', abstract: 'They rise.', authors: ['Ada Quill', 'Jo Marlow'] },
      { title: 'Boats', abstract: null, authors: ['Jo Marlow'] },
    ],
  },
  {
    what: 'a table by columns with identifiers as labels of its rows',
    text: '{"title":{"2401.00061":"Tides","2401.00062":"Boats"}}',
    format: 'json-columns',
    records: [{ identifiers: arxiv('2401.00061') }, { title: 'Boats', identifiers: arxiv('2401.00062') }],
  },
  {
    what: 'columns as lists, one of which is longer',
    text: '{"id":["2401.00061","2401.00062","2401.00063"],"title":["Tides","Boats"],"summary":["They rise.","They float."]}',
    format: 'json-columns',
    records: [
      { title: 'Tides', identifiers: arxiv('2401.00061') },
      { title: 'Boats', abstract: 'They float.' },
      { title: null, identifiers: arxiv('2401.00063') },
    ],
  },
  {
    what: 'a table by columns that was cut off',
    text: '{"title":{"0":"Tides","1":"Boats"},"abstract":{"0":"They rise.","1":"They fl',
    format: 'json-columns',
    records: [
      { title: 'Tides', abstract: 'They rise.' },
      { title: 'Boats', abstract: null },
    ],
    unread: 1,
  },
  {
    what: 'rows below the names of their columns',
    text: '{"columns":["title","doi","abstract"],"index":[0,1],"data":[["Tides","10.5555/p.1","They rise."],["Boats",null,NaN]]}',
    format: 'json-columns',
    records: [
      { title: 'Tides', abstract: 'They rise.', identifiers: doi('10.5555/p.1') },
      { title: 'Boats' },
    ],
  },
  {
    what: 'rows of which the first names the columns',
    text: '[["title","abstract"],\n["Tides","They rise."],\n[null,null],\n["Boats","They float."]]',
    format: 'json-columns',
    records: [{ title: 'Tides' }, { title: 'Boats', abstract: 'They float.' }],
    unread: 1,
  },
  {
    what: 'a title with a place for an abstract',
    text: '[{"title":"Tides","abstract":null},{"title":"Boats","abstract":"They float."}]',
    format: 'json-papers',
    records: [{ title: 'Tides', abstract: null }, { title: 'Boats' }],
  },
  {
    what: "DataCite's answer, of whose descriptions one is the abstract",
    text: `{"data":[{"id":"10.5555/dc.1","type":"dois","attributes":{"doi":"10.5555/dc.1","titles":[{"title":"Tides"}],
      "creators":[{"name":"Quill, Ada","nameType":"Personal"}],"container":{"title":"Harbours"},"publicationYear":2020,
      "descriptions":[{"description":"Second version","descriptionType":"TechnicalInfo"},
      {"description":"<p>They rise.</p>","descriptionType":"Abstract"}]}}],"meta":{"total":1},"links":{"self":"x"}}`,
    format: 'json-papers',
    records: [
      {
        title: 'Tides',
        abstract: 'They rise.',
        authors: ['Quill, Ada'],
        venue: 'Harbours',
        published: '2020',
        identifiers: doi('10.5555/dc.1'),
      },
    ],
  },
  {
    what: "Lens's answer, with types of identifiers",
    text: `{"total":1,"data":[{"lens_id":"000-1","title":"Tides","abstract":"They rise.","date_published":"2020-03-07T00:00:00",
      "authors":[{"first_name":"Ada","last_name":"Quill"}],"external_ids":[{"type":"pmid","value":"777"},{"type":"doi","value":"10.5555/le.1"}]}]}`,
    format: 'json-papers',
    records: [
      {
        authors: ['Ada Quill'],
        published: '2020-03-07',
        identifiers: [
          { scheme: 'doi', value: '10.5555/le.1' },
          { scheme: 'pmid', value: '777' },
        ],
      },
    ],
  },
  {
    what: "Scopus's answer, with the names of Dublin Core and PRISM",
    text: '{"search-results":{"opensearch:totalResults":"1","entry":[{"@_fa":"true","dc:title":"Tides","dc:creator":"Quill A.","prism:doi":"10.5555/sc.1","prism:coverDate":"2020-03-07","prism:publicationName":"Harbours"}]}}',
    format: 'json-papers',
    records: [
      {
        title: 'Tides',
        authors: ['Quill A.'],
        venue: 'Harbours',
        published: '2020-03-07',
        identifiers: doi('10.5555/sc.1'),
      },
    ],
  },
  {
    what: "dblp's answer, with numbers behind names and lists within lists",
    text: `{"result":{"query":"tides","hits":{"@total":"1","hit":[{"@score":"1","@id":"1","info":{"authors":{"author":[{"@pid":"1","text":"Ada Quill 0001"},
      {"@pid":"2","text":"Jo Marlow"}]},"title":"Tides.","venue":"Harbours","year":"2020","doi":"10.5555/db.1"}}]}}}`,
    format: 'json-papers',
    records: [{ title: 'Tides.', authors: ['Ada Quill', 'Jo Marlow'], identifiers: doi('10.5555/db.1') }],
  },
  {
    what: "IEEE's answer and Springer's, each with its own lists",
    text: `{"total_records":1,"articles":[{"title":"Tides","authors":{"authors":[{"full_name":"Ada Quill"}]},"publication_title":"Harbours"},
      {"title":"Boats","creators":[{"creator":"Marlow, Jo"}],"abstract":{"h1":"Abstract","p":"They float."}}]}`,
    format: 'json-papers',
    records: [
      { title: 'Tides', authors: ['Ada Quill'], venue: 'Harbours' },
      { title: 'Boats', authors: ['Marlow, Jo'], abstract: 'They float.' },
    ],
  },
  {
    what: "PLOS's answer, whose ids are DOIs",
    text: '{"response":{"numFound":1,"start":0,"maxScore":1.5,"docs":[{"id":"10.5555/journal.1","title_display":"Tides","author_display":["Ada Quill"],"abstract":["They rise."]}]}}',
    format: 'json-papers',
    records: [
      {
        title: 'Tides',
        authors: ['Ada Quill'],
        abstract: 'They rise.',
        identifiers: doi('10.5555/journal.1'),
      },
    ],
  },
  {
    what: 'recommendations and nothing else',
    text: '{"recommendedPapers":[{"paperId":"aa","title":"Tides","externalIds":{"ArXiv":"2401.00061"}},null,{"paperId":"bb","title":"Boats"}]}',
    format: 'semantic-scholar',
    records: [{ title: 'Tides', identifiers: arxiv('2401.00061') }, { title: 'Boats' }],
  },
];

testShapes(shapes);
