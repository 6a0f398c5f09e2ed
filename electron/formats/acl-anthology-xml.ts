import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import type { Format } from './format.ts';
import { childrenOf, find, textOf, textOrNull, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { xmlSample } from './syntax/xml-sample.ts';

/** Parts beside papers: https://github.com/acl-org/acl-anthology/blob/master/data/xml/schema.rnc */
const frame = new Set(['meta', 'frontmatter', 'event']);

const shape: XmlShape = {
  records: new Set(['paper']),
  containers: new Set(['collection', 'volume']),
  isFrame: (name) => frame.has(name),
  context: 'meta',
  fields: paperFields,
};

/** The metadata of the ACL Anthology: a file for each collection, volumes in it, papers in those. */
export const aclAnthologyXml: Format = {
  name: 'acl-anthology-xml',
  detect: (sample) => {
    const text = xmlSample(sample) ?? '';
    return /<(?:collection|volume)\s+id=/.test(text) && /<(?:paper|frontmatter|meta)[\s>]/.test(text);
  },
  read: (dump) => readXmlRecords(dump, shape),
};

/** @param volume the `meta` element of the volume that the paper is in */
function paperFields(paper: XmlElement, volume: XmlElement | undefined): PaperFields | string {
  const title = textOrNull(find(paper, 'title'));
  const abstract = textOrNull(find(paper, 'abstract'));
  if (title === null && abstract === null) return 'The paper has neither title nor abstract.';
  const journal = textOrNull(find(volume, 'journal-title'));
  const year = textOf(find(paper, 'year')) || textOf(find(volume, 'year'));
  const month = textOf(find(paper, 'month')) || textOf(find(volume, 'month'));
  return {
    ...NO_FIELDS,
    title,
    authors: childrenOf(paper, 'author')
      .map(nameOf)
      .filter((name) => name !== ''),
    abstract,
    ...readIdentifiers({ dois: childrenOf(paper, 'doi').map(textOf), links: [textOf(find(paper, 'url'))] }),
    published: readDate(`${month} ${year}`) ?? readDate(year),
    venue: journal ?? textOrNull(find(paper, 'booktitle')) ?? textOrNull(find(volume, 'booktitle')),
  };
}

/** First and last name, without affiliation and variants; older files have the name as text. */
function nameOf(author: XmlElement): string {
  const parts = ['first', 'last'].map((name) => textOf(find(author, name))).filter((part) => part !== '');
  return parts.join(' ') || textOf(author);
}
