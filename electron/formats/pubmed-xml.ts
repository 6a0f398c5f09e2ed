import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import type { Format } from './format.ts';
import { oneLine } from './syntax/inline-markup.ts';
import { childrenOf, find, textOf, textOrNull, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { xmlSample } from './syntax/xml-sample.ts';

const shape: XmlShape = {
  records: new Set(['PubmedArticle', 'PubmedBookArticle', 'MedlineCitation']),
  containers: new Set(['PubmedArticleSet', 'PubmedBookArticleSet', 'MedlineCitationSet']),
  // Older files have citations without articles around them.
  nestsIn: 'PubmedArticle',
  // Numbers of what PubMed has withdrawn since the files before.
  isFrame: (name) => name === 'DeleteCitation' || name === 'DeleteDocument',
  fields: (record) => {
    const isBare = record.name === 'MedlineCitation';
    const citation = isBare ? record : (find(record, 'MedlineCitation') ?? find(record, 'BookDocument'));
    return citation === undefined ? 'The entry holds no citation.' : citationFields(record, citation);
  },
};

/** XML of PubMed and its yearly baseline files: https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/index.html */
export const pubmedXml: Format = {
  name: 'pubmed-xml',
  detect: (sample) =>
    /<(?:Pubmed(?:Book)?Article(?:Set)?|MedlineCitation(?:Set)?)[\s>]/.test(xmlSample(sample) ?? ''),
  read: (dump) => readXmlRecords(dump, shape),
};

function citationFields(record: XmlElement, citation: XmlElement): PaperFields | string {
  const article = find(citation, 'Article') ?? citation;
  const book = find(citation, 'Book');
  const title = textOf(find(article, 'ArticleTitle')) || textOf(find(book, 'BookTitle'));
  const vernacular = textOrNull(find(article, 'VernacularTitle'));
  const abstract = abstractOf(article) ?? abstractOf(citation, 'OtherAbstract');
  if (title === '' && vernacular === null && abstract === null)
    return 'The entry has neither title nor abstract.';
  const authors = [...childrenOf(article, 'AuthorList'), ...childrenOf(book, 'AuthorList')].filter(
    ({ attributes }) => attributes.Type !== 'editors',
  );
  const headings = childrenOf(find(citation, 'MeshHeadingList'), 'MeshHeading');
  const data = find(record, 'PubmedData') ?? find(record, 'PubmedBookData');
  const ids = [...childrenOf(find(data, 'ArticleIdList'), 'ArticleId')];
  ids.push(...childrenOf(find(citation, 'ArticleIdList'), 'ArticleId'));
  const idsOfType = (type: string): string[] =>
    ids.filter(({ attributes }) => attributes.IdType === type).map(textOf);
  const locations = childrenOf(article, 'ELocationID').filter(
    ({ attributes }) => attributes.EIdType === 'doi' && attributes.ValidYN !== 'N',
  );
  return {
    ...NO_FIELDS,
    // Square brackets are PubMed's sign that a title was translated, not part of it.
    title: title.replace(/^\[(.*)\]([.?!]?)$/, '$1$2') || vernacular,
    authors: authors
      .flatMap((list) => childrenOf(list, 'Author'))
      // Names that were corrected stand beside the correct ones.
      .filter(({ attributes }) => attributes.ValidYN !== 'N')
      .map(nameOf)
      .filter((name) => name !== ''),
    abstract,
    ...readIdentifiers({
      dois: [...idsOfType('doi'), ...locations.map(textOf)],
      pmids: [...childrenOf(citation, 'PMID').map(textOf), ...idsOfType('pubmed')],
    }),
    published:
      dateOf(find(article, 'Journal', 'JournalIssue', 'PubDate')) ??
      dateOf(find(article, 'ArticleDate')) ??
      dateOf(find(book, 'PubDate')),
    categories: [
      ...childrenOf(citation, 'KeywordList').flatMap((list) => childrenOf(list, 'Keyword')),
      ...headings.flatMap((heading) => childrenOf(heading, 'DescriptorName')),
    ].flatMap((word) => textOrNull(word) ?? []),
    venue:
      textOrNull(find(article, 'Journal', 'Title')) ??
      textOrNull(find(article, 'Journal', 'ISOAbbreviation')) ??
      textOrNull(find(citation, 'MedlineJournalInfo', 'MedlineTA')) ??
      (find(article, 'ArticleTitle') === undefined ? null : textOrNull(find(book, 'BookTitle'))),
  };
}

/** The abstract, each of its sections after its label as it is printed. */
function abstractOf(element: XmlElement, name = 'Abstract'): string | null {
  const abstract = find(element, name);
  const sections = childrenOf(abstract, 'AbstractText').map((section) => {
    const text = textOf(section);
    const label = oneLine(section.attributes.Label ?? '');
    return label === '' || label === 'UNLABELLED' || text === ''
      ? text
      : `${label.replace(/:$/, '')}: ${text}`;
  });
  return sections.filter((text) => text !== '').join(' ') || null;
}

/** `LastName, ForeName`, as PubMed's tagged form prints it (FAU), or the name of a group. */
function nameOf(author: XmlElement): string {
  const last = textOf(find(author, 'LastName'));
  if (last === '') return textOf(find(author, 'CollectiveName'));
  const given =
    textOf(find(author, 'ForeName')) || textOf(find(author, 'FirstName')) || textOf(find(author, 'Initials'));
  return [last, given, textOf(find(author, 'Suffix'))].filter((part) => part !== '').join(', ');
}

/** Months are numbers or English names; where there is only a text such as `1998 Dec-1999 Jan`, its first year. */
function dateOf(date: XmlElement | undefined): string | null {
  const [year, month, day] = ['Year', 'Month', 'Day'].map((name) => textOf(find(date, name)));
  if (year === undefined || year === '')
    return readDate(/\b\d{4}\b/.exec(textOf(find(date, 'MedlineDate')))?.[0] ?? '');
  const isNumber = /^\d+$/.test(month ?? '');
  const written = isNumber
    ? [year, month, day].filter(Boolean).join('-')
    : [day, month, year].filter(Boolean).join(' ');
  return readDate(written) ?? readDate(isNumber ? `${year}-${month}` : `${month} ${year}`) ?? readDate(year);
}
