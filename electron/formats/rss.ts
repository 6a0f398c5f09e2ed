import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readAnnouncement } from './fields/arxiv-announcement.ts';
import { divideAuthors } from './fields/arxiv-authors.ts';
import { readDate } from './fields/dates.ts';
import { readNames } from './fields/names.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import type { Format } from './format.ts';
import { plainText } from './syntax/inline-markup.ts';
import { childrenOf, find, textOf, textOrNull, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { xmlSample } from './syntax/xml-sample.ts';

/** What may stand in a channel beside items: https://www.rssboard.org/rss-specification, and `items` of RSS 1.0. */
const frame = new Set([
  'title',
  'link',
  'description',
  'language',
  'copyright',
  'managingEditor',
  'webMaster',
  'pubDate',
  'lastBuildDate',
  'category',
  'generator',
  'docs',
  'cloud',
  'ttl',
  'image',
  'rating',
  'textInput',
  'textinput',
  'skipHours',
  'skipDays',
  'items',
]);

const shape: XmlShape = {
  records: new Set(['item']),
  containers: new Set(['rss', 'channel', 'RDF']),
  // Names with a prefix are extensions, such as atom:link and dc:publisher.
  isFrame: (name) => frame.has(name) || /^\w+:/.test(name),
  fields: itemFields,
};

/** RSS 0.9, 1.0 and 2.0 of arXiv and of journals. */
export const rss: Format = {
  name: 'rss',
  detect: (sample) => {
    const text = xmlSample(sample) ?? '';
    const root = /<(?:(rss)|(?:\w+:)?RDF)[\s>]/.exec(text.slice(0, ROOT_WITHIN));
    // RDF holds many things that are no feeds.
    return root !== null && (root[1] !== undefined || /<item[\s>]/.test(text));
  },
  read: (dump) => readXmlRecords(dump, shape),
};

/** How far from the start the root element of a feed is looked for, behind declarations and comments. */
const ROOT_WITHIN = 10_000;

/** What arXiv adds to titles in its older feeds. */
const titleTail = /\s*\(arXiv:(\S+)(?:\s+\[([^\]]+)\])?(?:\s+(?:UPDATED|CROSS LISTED))?\)\.?\s*$/i;

function itemFields(item: XmlElement): PaperFields | string {
  const printed = plainText(textOf(find(item, 'title')));
  const tail = titleTail.exec(printed);
  const title = (tail === null ? printed : printed.slice(0, tail.index).replace(/\.$/, '')) || null;
  const description =
    plainText(textOf(find(item, 'encoded'))) || plainText(textOf(find(item, 'description')));
  const announced = readAnnouncement(description);
  const abstract = announced === null ? description || null : announced.abstract;
  if (title === null && abstract === null) return 'The item has neither title nor description.';
  const texts = (...names: readonly string[]): string[] =>
    names.flatMap((name) => childrenOf(item, name).map(textOf)).filter((text) => text !== '');
  const creators = texts('creator', 'author').map(plainText);
  const isArxiv =
    tail !== null || announced !== null || texts('link', 'guid').some((link) => /arxiv\.org\//.test(link));
  return {
    ...NO_FIELDS,
    title,
    // arXiv has all authors in one element.
    authors: creators.flatMap(isArxiv ? divideAuthors : readNames),
    abstract,
    ...readIdentifiers({
      arxivIds: [announced?.arxivId ?? '', tail?.[1] ?? ''],
      dois: texts('doi', 'DOI'),
      links: texts('identifier', 'guid', 'link'),
    }),
    published:
      texts('publicationDate', 'pubDate', 'date')
        .map(readDate)
        .find((date) => date !== null) ?? null,
    categories: [
      ...new Set([...texts('category', 'subject'), ...(tail?.[2] === undefined ? [] : [tail[2]])]),
    ],
    venue: textOrNull(find(item, 'publicationName')) ?? textOrNull(find(item, 'journal_reference')),
  };
}
