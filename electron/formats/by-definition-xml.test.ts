/** XML and pages of services that the samples do not show. */
import { arxiv, doi, type Shape, testShapes } from './test-shapes.ts';

const shapes: readonly Shape[] = [
  {
    what: 'an article of JATS with sections, a group and a picture of itself',
    text: `<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) v1.2//EN" "JATS-archivearticle1.dtd">
<article article-type="research-article"><front><journal-meta><journal-title-group><journal-title>Harbours</journal-title></journal-title-group></journal-meta>
<article-meta><article-id pub-id-type="doi">10.5555/ja.1</article-id><title-group><article-title>Tides of <italic>Zostera</italic></article-title><subtitle>a survey</subtitle></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Quill</surname><given-names>Ada</given-names></name></contrib><contrib contrib-type="author"><collab>Harbour Group</collab></contrib>
<contrib contrib-type="editor"><name><surname>Ed</surname></name></contrib></contrib-group><pub-date pub-type="ppub"><year>2020</year></pub-date><pub-date pub-type="epub"><day>7</day><month>3</month><year>2019</year></pub-date>
<abstract abstract-type="graphical"><p>A picture.</p></abstract><abstract><title>Abstract</title><sec><title>Aims</title><p>To know.</p></sec><sec><title>Results.</title><p>They rise.</p></sec></abstract>
<kwd-group><kwd>tides</kwd></kwd-group></article-meta></front><body><p>Long.</p></body><back><ref-list><ref><article-title>Cited</article-title></ref></ref-list></back></article>`,
    format: 'jats-xml',
    records: [
      {
        title: 'Tides of Zostera: a survey',
        authors: ['Quill, Ada', 'Harbour Group'],
        abstract: 'Aims: To know. Results: They rise.',
        identifiers: doi('10.5555/ja.1'),
        published: '2019-03-07',
        categories: ['tides'],
        venue: 'Harbours',
      },
    ],
  },
  {
    what: 'a set of articles of JATS, of which one is damaged',
    text: `<pmc-articleset><article><front><article-meta><title-group><article-title>One</article-title></title-group></article-meta></front></article>
<article><front><article-meta></front></article><article><front><article-meta><abstract><p>Two.</p></abstract></article-meta></front></article></pmc-articleset>`,
    format: 'jats-xml',
    records: [{ title: 'One' }, { title: null, abstract: 'Two.' }],
    unread: 1,
  },
  {
    what: 'dblp with namesakes, a home page and a volume of arXiv',
    text: `<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp><article key="journals/corr/abs-2401-00061"><author>Ada Quill 0001</author><author>J&ouml;rg Marlow</author><title>Tides of H<sub>2</sub>O.</title><year>2024</year><volume>abs/2401.00061</volume><journal>CoRR</journal></article>
<www key="homepages/q/Quill"><author>Ada Quill</author><title>Home Page</title></www>
<inproceedings key="c"><author>Jo Marlow</author><title>Boats.</title><booktitle>HARB</booktitle><ee type="oa">https://doi.org/10.5555/db.1</ee></inproceedings></dblp>`,
    format: 'dblp-xml',
    records: [
      {
        title: 'Tides of H2O',
        authors: ['Ada Quill', 'Jörg Marlow'],
        identifiers: arxiv('2401.00061'),
        venue: 'CoRR',
      },
      { title: 'Boats', venue: 'HARB', identifiers: doi('10.5555/db.1') },
    ],
  },
  {
    what: "an author's page of dblp",
    text: '<dblpperson name="Ada Quill"><person key="h"><author>Ada Quill</author></person><r><book key="b"><author>Ada Quill</author><title>Tides.</title></book></r><coauthors n="1"><co c="0"><na>Jo</na></co></coauthors></dblpperson>',
    format: 'dblp-xml',
    records: [{ title: 'Tides' }],
  },
  {
    what: 'a resource of DataCite',
    text: `<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.5555/DX.1</identifier><creators><creator><creatorName nameType="Personal">Quill, Ada</creatorName><givenName>Ada</givenName></creator></creators>
<titles><title titleType="TranslatedTitle">Gezeiten</title><title>Tides</title></titles><publicationYear>2020</publicationYear><dates><date dateType="Issued">2020-03-07</date></dates>
<descriptions><description descriptionType="TechnicalInfo">v2</description><description descriptionType="Abstract">They<br/>rise.</description></descriptions></resource>`,
    format: 'datacite-xml',
    records: [
      {
        title: 'Tides',
        authors: ['Quill, Ada'],
        abstract: 'They rise.',
        published: '2020-03-07',
        identifiers: doi('10.5555/dx.1'),
      },
    ],
  },
  {
    what: "records of MARC, of which one is an editor's",
    text: `<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>x</leader><controlfield tag="001">1</controlfield><datafield tag="100" ind1="1" ind2=" "><subfield code="a">Quill, Ada,</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Tides :</subfield><subfield code="b">a survey /</subfield><subfield code="c">A. Quill</subfield></datafield><datafield tag="264" ind1=" " ind2="1"><subfield code="c">[2020]</subfield></datafield>
<datafield tag="520" ind1=" " ind2=" "><subfield code="a">They rise.</subfield></datafield><datafield tag="700" ind1="1" ind2=" "><subfield code="a">Ed, E.</subfield><subfield code="e">editor</subfield></datafield></record></collection>`,
    format: 'marc-xml',
    records: [
      { title: 'Tides: a survey', authors: ['Quill, Ada'], abstract: 'They rise.', published: '2020' },
    ],
  },
  {
    what: 'a harvest with deleted records, other forms of metadata, and another harvest behind it',
    text: `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>
<record><header status="deleted"><identifier>oai:a:0</identifier></header></record>
<record><header><identifier>oai:a:1</identifier></header><metadata><oai_datacite xmlns="http://schema.datacite.org/oai/oai-1.1/"><payload><resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>One</title></titles></resource></payload></oai_datacite></metadata></record>
<record><header><identifier>oai:a:2</identifier></header><metadata><marc:record xmlns:marc="http://www.loc.gov/MARC21/slim"><marc:datafield tag="245"><marc:subfield code="a">Two</marc:subfield></marc:datafield></marc:record></metadata></record>
<record><header><identifier>oai:a:3</identifier></header><metadata><article><front><article-meta><title-group><article-title>Three</article-title></title-group></article-meta></front></article></metadata></record>
<record><header><identifier>oai:a:4</identifier></header><metadata><qdc:qualifieddc xmlns:qdc="q" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Four</dc:title><dcterms:abstract>&lt;p&gt;It is.&lt;/p&gt;</dcterms:abstract></qdc:qualifieddc></metadata></record>
<record><header><identifier>oai:a:5</identifier></header><metadata><rights>none</rights></metadata></record>
<resumptionToken cursor="0">1234|1001</resumptionToken></ListRecords></OAI-PMH>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="noRecordsMatch">none</error></OAI-PMH>`,
    format: 'oai-pmh',
    records: [{ title: 'One' }, { title: 'Two' }, { title: 'Three' }, { title: 'Four', abstract: 'It is.' }],
    unread: 1,
  },
  {
    what: "Europe PMC's answer in XML",
    text: `<?xml version="1.0"?><responseWrapper><version>6.9</version><hitCount>1</hitCount><request><queryString>tides</queryString></request><resultList><result><id>777</id><pmid>777</pmid>
<title>Tides.</title><authorString>Quill A, Marlow J.</authorString><pubYear>2020</pubYear><abstractText>They &lt;i&gt;rise&lt;/i&gt;.</abstractText></result></resultList></responseWrapper>`,
    format: 'europe-pmc-xml',
    records: [
      {
        title: 'Tides.',
        abstract: 'They rise.',
        published: '2020',
        identifiers: [{ scheme: 'pmid', value: '777' }],
      },
    ],
  },
  {
    what: 'pages of journals, the second of which shows what its head does not tell',
    text: `<!DOCTYPE html><html lang="en"><head><meta name="citation_title" content="Tides &amp;amp; boats"/><meta content="Quill, Ada" name="citation_author">
<meta name="citation_author" content="Marlow, Jo"><meta name="citation_author_institution" content="HU"><meta name="citation_publication_date" content="2020/03/07"><meta name="citation_journal_title" content="Harbours">
<meta name="citation_doi" content="doi:10.5555/ci.1"><meta name="citation_abstract" content="&lt;h3&gt;Abstract&lt;/h3&gt;&lt;p&gt;They rise.&lt;/p&gt;"><meta name="citation_reference" content="citation_title=Other;"></head><body><nav>Menu</nav><script>"<p>"</script></body></html>
<html><head><META NAME="DC.Title" CONTENT="Of boats"><meta name=dc.creator content=Marlow></head><body><a class="abstract">Show</a><section id="abstract" class="x"><h2>Abstract</h2><p>Boats float on the water, which we explain</p><p>by a new theory of floating.</p></section><p>More</p></body></html>
<html><head><title>A page of something else</title></head></html>`,
    format: 'citation-page',
    records: [
      {
        title: 'Tides & boats',
        authors: ['Quill, Ada', 'Marlow, Jo'],
        abstract: 'They rise.',
        published: '2020-03-07',
        venue: 'Harbours',
        identifiers: doi('10.5555/ci.1'),
      },
      {
        title: 'Of boats',
        authors: ['Marlow'],
        abstract: 'Boats float on the water, which we explain by a new theory of floating.',
      },
    ],
    unread: 1,
  },
  {
    what: "PubMed's books without their editors, names without those that were wrong",
    text: `<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>20</PMID><Book><BookTitle>The book</BookTitle><AuthorList Type="editors"><Author><LastName>Ed</LastName></Author></AuthorList></Book><ArticleTitle>A chapter</ArticleTitle>
<AuthorList Type="authors"><Author ValidYN="N"><LastName>Quil</LastName></Author><Author><LastName>Quill</LastName></Author></AuthorList><Abstract><AbstractText>It is.</AbstractText></Abstract></BookDocument></PubmedBookArticle></PubmedArticleSet>`,
    format: 'pubmed-xml',
    records: [{ title: 'A chapter', authors: ['Quill'], venue: 'The book' }],
  },
];

testShapes(shapes);
