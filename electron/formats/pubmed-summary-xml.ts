import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { firstDate } from './fields/tagged-date.ts';
import { readText } from './fields/text-field.ts';
import type { Format } from './format.ts';
import { find, textOf, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { xmlSample } from './syntax/xml-sample.ts';

const shape: XmlShape = {
  records: new Set(['DocSum', 'DocumentSummary']),
  containers: new Set(['eSummaryResult', 'DocumentSummarySet']),
  isFrame: (name) => name === 'DbBuild',
  fields: summaryFields,
};

/**
 * Summaries of PubMed and PMC, which have no abstracts, in both versions of NCBI's ESummary:
 * https://www.ncbi.nlm.nih.gov/books/NBK25499/#chapter4.ESummary. Those of genes and the like have no identifiers of articles.
 */
export const pubmedSummaryXml: Format = {
  name: 'pubmed-summary-xml',
  detect: (sample) => {
    const text = xmlSample(sample);
    return text !== null && /<eSummaryResult[\s>]/.test(text) && /<ArticleIds>|"ArticleIds"/.test(text);
  },
  read: (dump) => readXmlRecords(dump, shape),
};

/** A member by its name: an element, or an `Item` that bears it. */
function members(element: XmlElement | undefined): readonly (readonly [name: string, member: XmlElement])[] {
  return (element?.children ?? []).flatMap((child) =>
    typeof child === 'string' ? [] : [[child.attributes.Name ?? child.name, child] as const],
  );
}

function summaryFields(summary: XmlElement): PaperFields | string {
  const all = members(summary);
  const member = (...names: readonly string[]) => all.find(([name]) => names.includes(name))?.[1];
  const ids = members(member('ArticleIds')).map(([name, id]) =>
    name === 'ArticleId'
      ? { type: textOf(find(id, 'IdType')), value: textOf(find(id, 'Value')) }
      : { type: name, value: textOf(id) },
  );
  const title = readText(textOf(member('Title')) || textOf(member('BookTitle')));
  if (title === null || ids.length === 0) return 'The entry is no summary of an article with a title.';
  const valuesOf = (...types: readonly string[]) =>
    ids.filter(({ type }) => types.includes(type)).map(({ value }) => value);
  return {
    ...NO_FIELDS,
    // Square brackets are PubMed's sign that a title was translated, not part of it.
    title: title.replace(/^\[(.*)\]([.?!]?)$/, '$1$2'),
    authors: members(member('Authors', 'AuthorList'))
      .filter(([name]) => name === 'Author')
      .map(([, author]) => textOf(find(author, 'Name') ?? author))
      .filter((name) => name !== ''),
    ...readIdentifiers({ dois: valuesOf('doi'), pmids: valuesOf('pubmed', 'pmid') }),
    published: firstDate([textOf(member('PubDate')), textOf(member('EPubDate'))]),
    venue: textOf(member('FullJournalName')) || textOf(member('Source')) || null,
  };
}
