/** What services and apps give out, in the shapes that they have today. */
import { arxiv, doi, type Shape, testShapes } from './test-shapes.ts';

const shapes: readonly Shape[] = [
  {
    what: "PubMed's summaries in their first version",
    text: `<?xml version="1.0" encoding="UTF-8" ?>
<!DOCTYPE eSummaryResult PUBLIC "-//NLM//DTD esummary v1 20041029//EN" "esummary-v1.dtd">
<eSummaryResult>
<DocSum>
	<Id>777</Id>
	<Item Name="PubDate" Type="Date">1965 Aug</Item>
	<Item Name="EPubDate" Type="Date"></Item>
	<Item Name="Source" Type="String">Sea Res</Item>
	<Item Name="AuthorList" Type="List">
		<Item Name="Author" Type="String">Quill A</Item>
		<Item Name="Author" Type="String">Marlow J</Item>
	</Item>
	<Item Name="LastAuthor" Type="String">Marlow J</Item>
	<Item Name="Title" Type="String">[Tides &lt;i&gt;by night&lt;/i&gt;.]</Item>
	<Item Name="ArticleIds" Type="List">
		<Item Name="pubmed" Type="String">777</Item>
		<Item Name="doi" Type="String">10.5555/es.1</Item>
	</Item>
	<Item Name="FullJournalName" Type="String">Sea Research</Item>
</DocSum>
</eSummaryResult>
`,
    format: 'pubmed-summary-xml',
    records: [
      {
        title: 'Tides by night.',
        authors: ['Quill A', 'Marlow J'],
        published: '1965-08',
        venue: 'Sea Research',
        identifiers: [...doi('10.5555/es.1'), { scheme: 'pmid', value: '777' }],
      },
    ],
  },
  {
    what: "PubMed's summaries in their second version, one of which failed",
    text: `<?xml version="1.0"?>
<eSummaryResult><DocumentSummarySet status="OK"><DbBuild>Build240101</DbBuild>
<DocumentSummary uid="778"><PubDate>2020 Mar 7</PubDate><Source>Sea Res</Source><Authors>
<Author><Name>Quill A</Name><AuthType>Author</AuthType><ClusterID></ClusterID></Author></Authors><Title>Boats</Title>
<ArticleIds><ArticleId><IdType>pubmed</IdType><IdTypeN>1</IdTypeN><Value>778</Value></ArticleId></ArticleIds></DocumentSummary>
<DocumentSummary uid="9"><error>cannot get document summary</error></DocumentSummary>
</DocumentSummarySet></eSummaryResult>
`,
    format: 'pubmed-summary-xml',
    records: [
      {
        title: 'Boats',
        authors: ['Quill A'],
        published: '2020-03-07',
        venue: 'Sea Res',
        identifiers: [{ scheme: 'pmid', value: '778' }],
      },
    ],
    unread: 1,
  },
  {
    what: "PubMed's summaries in JSON",
    text: `{"header":{"type":"esummary","version":"0.3"},"result":{"uids":["779","780"],
"779":{"uid":"779","pubdate":"2020 Mar","source":"Sea Res","authors":[{"name":"Quill A","authtype":"Author"}],"title":"Tides",
"articleids":[{"idtype":"pubmed","idtypen":1,"value":"779"}],"fulljournalname":"Sea Research"},
"780":{"uid":"780","pubdate":"2021","authors":[{"name":"Marlow J"}],"title":"Boats","articleids":[]}}}
`,
    format: 'json-papers',
    records: [
      {
        title: 'Tides',
        authors: ['Quill A'],
        identifiers: [{ scheme: 'pmid', value: '779' }],
        venue: 'Sea Research',
      },
      { title: 'Boats', authors: ['Marlow J'] },
    ],
  },
  {
    what: "Readwise's Markdown, whose highlights stay unread",
    text: '# Tides\n\n![rw-book-cover](https://covers.example/1.png)\n\n## Metadata\n- Author: [[Ada Quill]]\n- Full Title: Tides of the North\n- Category: #articles\n- URL: https://arxiv.org/abs/2401.00061\n\n## Highlights\n- They rise. ([View Highlight](https://read.example/1))\n',
    format: 'markdown-list',
    records: [{ title: 'Tides of the North', authors: ['Ada Quill'], identifiers: arxiv('2401.00061') }],
    unread: 1,
  },
  {
    what: 'EndNote as ADS writes it, with identifiers where series have their editors',
    text: '%R 2020ApJ...900....1Q\n%T Tides\n%A Quill, Ada\n%D 2020-03\n%X They rise.\n%Y DOI: 10.5555/ad.1; eprintid: arXiv:2003.00061\n',
    format: 'endnote-tagged',
    records: [{ title: 'Tides', identifiers: [...doi('10.5555/ad.1'), ...arxiv('2003.00061')] }],
  },
  {
    what: 'an answer of bioRxiv, which begins with messages',
    text: JSON.stringify({
      messages: [{ status: 'ok', category: 'all', interval: '2020-03-01:2020-03-08', cursor: 0 }],
      collection: [
        {
          title: 'Tides',
          authors: 'Quill, A.; Marlow, J.',
          doi: '10.5555/b.1',
          date: '2020-03-02',
          abstract: 'They rise.',
        },
      ],
    }),
    format: 'json-papers',
    records: [{ title: 'Tides', authors: ['Quill, A.', 'Marlow, J.'], published: '2020-03-02' }],
  },
  {
    what: 'journals of CORE and INSPIRE, fields of HAL',
    text: JSON.stringify([
      { title: 'Tides', abstract: 'They rise.', journals: [{ title: 'Sea Research' }] },
      {
        metadata: {
          titles: [{ title: 'Boats' }],
          abstracts: [{ value: 'They float.' }],
          publication_info: [{ journal_title: 'Sea Res.', year: 2020 }],
          keywords: [{ value: 'boat' }],
        },
      },
      {
        title_s: ['Sand'],
        abstract_s: ['It lies.'],
        authFullName_s: ['Ada Quill', 'Jo Marlow'],
        doiId_s: '10.5555/h.1',
        producedDate_s: '2020-03',
        journalTitle_s: 'Sea Research',
        keyword_s: ['sand'],
      },
    ]),
    format: 'json-papers',
    records: [
      { title: 'Tides', venue: 'Sea Research' },
      { title: 'Boats', venue: 'Sea Res.', categories: ['boat'] },
      {
        title: 'Sand',
        authors: ['Ada Quill', 'Jo Marlow'],
        identifiers: doi('10.5555/h.1'),
        published: '2020-03',
        categories: ['sand'],
        venue: 'Sea Research',
      },
    ],
  },
  {
    what: 'notes of OpenReview, each list within an object',
    text: JSON.stringify({
      notes: [
        {
          id: 'x',
          content: {
            title: { value: 'Tides' },
            authors: { value: ['Ada Quill', 'Jo Marlow'] },
            keywords: { value: ['tides', 'sea'] },
            TLDR: { value: 'They do.' },
            abstract: { value: 'They rise.' },
          },
        },
      ],
    }),
    format: 'json-papers',
    records: [
      {
        title: 'Tides',
        authors: ['Ada Quill', 'Jo Marlow'],
        comment: 'They do.',
        categories: ['tides', 'sea'],
      },
    ],
  },
  {
    what: 'comments of the users of JabRef',
    text: '@Article{q, title = {Tides}, comment = {Read twice.}, comment-ada = {Not so.}, notes = {On the boat.}}',
    format: 'bibtex',
    records: [{ title: 'Tides', comment: 'Read twice.; On the boat.; Not so.' }],
  },
  {
    what: 'a table of Notion',
    text: 'Name,Status,Tags,URL,Abstract\nTides,Done,"tides, sea",https://arxiv.org/abs/2003.00061,They rise.\n',
    format: 'delimited',
    records: [{ title: 'Tides', identifiers: arxiv('2003.00061'), categories: ['tides', 'sea'] }],
  },
  {
    what: 'a table of Springer, in which nothing divides names',
    text: 'Item Title,Publication Title,Item DOI,Authors,Publication Year\nTides,Sea Research,10.5555/sp.1,Ada QuillJo M. McDonaldIda DeWitt,2020\n',
    format: 'delimited',
    records: [{ title: 'Tides', authors: ['Ada Quill', 'Jo M. McDonald', 'Ida DeWitt'] }],
  },
  {
    what: "a table of Google Scholar's library",
    text: 'Authors,Title,Publication,Volume,Number,Pages,Year,Publisher\n"Holm, Ida; ",Boats,arXiv preprint arXiv:2401.00061,,,,2024,\n',
    format: 'delimited',
    records: [{ title: 'Boats', authors: ['Holm, Ida'], identifiers: arxiv('2401.00061') }],
  },
  {
    what: 'RIS of Embase with a number of PubMed',
    text: 'TY  - JOUR\nT1  - Tides\nC5  - 99000001\nDB  - Embase\nDB  - Medline\nER  - \n',
    format: 'ris',
    records: [{ title: 'Tides', identifiers: [{ scheme: 'pmid', value: '99000001' }] }],
  },
  {
    what: 'a note of Obsidian with a callout, and text behind it',
    text: '---\ntitle: Tides\nauthors: [Ada Quill]\ndoi: 10.5555/o.1\n---\n> [!abstract] Abstract\n> They rise.\n> They fall.\n\nMy own words.\n',
    format: 'front-matter',
    records: [{ title: 'Tides', abstract: 'They rise. They fall.' }],
    unread: 1,
  },
  {
    what: 'notes and topics of MODS',
    text: '<mods><titleInfo><title>Tides</title></titleInfo><note>Read twice.</note><subject><topic>sea</topic></subject></mods>',
    format: 'mods-xml',
    records: [{ title: 'Tides', comment: 'Read twice.', categories: ['sea'] }],
  },
];

testShapes(shapes);
