import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import type { Format } from './format.ts';
import { childrenOf, find, textOf, textOrNull, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { firstElement, xmlSample } from './syntax/xml-sample.ts';

const shape: XmlShape = {
  records: new Set([
    ...['article', 'inproceedings', 'proceedings', 'book', 'incollection'],
    ...['phdthesis', 'mastersthesis', 'data', 'www'],
  ]),
  containers: new Set(['dblp', 'dblpperson', 'r']),
  isFrame: (name) => /^(?:person|coauthors|homonyms)$/.test(name),
  fields: recordFields,
};

/** The whole of dblp, one entry of it, or an author's page: https://dblp.org/xml/docu/dblpxml.pdf */
export const dblpXml: Format = {
  name: 'dblp-xml',
  detect: (sample) => /^dblp(?:person)?$/.test(firstElement(xmlSample(sample) ?? '')),
  read: (dump) => readXmlRecords(dump, shape),
};

function recordFields(record: XmlElement): PaperFields | string | null {
  // The page of a person.
  if (record.name === 'www') return null;
  const title = textOrNull(find(record, 'title'));
  if (title === null) return 'The entry has no title.';
  return {
    ...NO_FIELDS,
    title: title.replace(/\.$/, ''),
    // Numbers tell persons of one name apart.
    authors: childrenOf(record, 'author').map((author) => textOf(author).replace(/ 0\d{3}$/, '')),
    ...readIdentifiers({ links: [...childrenOf(record, 'ee'), ...childrenOf(record, 'volume')].map(linkOf) }),
    published: readDate(textOf(find(record, 'year'))),
    venue: textOrNull(find(record, 'journal')) ?? textOrNull(find(record, 'booktitle')),
  };
}

/** A link, or the volume of arXiv's own series: `abs/2401.00001`. */
function linkOf(element: XmlElement): string {
  return textOf(element).replace(/^abs\//, 'arXiv:');
}
