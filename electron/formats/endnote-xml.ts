import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readName } from './fields/names.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import type { Format } from './format.ts';
import { joinNotes, readKeywords } from './syntax/tagged-lines.ts';
import { childrenOf, find, textOf, textOrNull, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { xmlSample } from './syntax/xml-sample.ts';

const shape: XmlShape = {
  records: new Set(['record']),
  containers: new Set(['xml', 'records']),
  isFrame: () => false,
  fields: recordFields,
};

/** What EndNote and Bookends export as XML (RSXML): texts within `style` elements, one line of any length. */
export const endnoteXml: Format = {
  name: 'endnote-xml',
  detect: (sample) => {
    const text = xmlSample(sample) ?? '';
    return /<record[\s>]/.test(text) && /<(?:ref-type|rec-number|source-app|contributors)[\s>]/.test(text);
  },
  read: (dump) => readXmlRecords(dump, shape),
};

function recordFields(record: XmlElement): PaperFields | string {
  const titles = find(record, 'titles');
  const title = textOrNull(find(titles, 'title'));
  const abstract = textOrNull(find(record, 'abstract'));
  const authors = childrenOf(find(record, 'contributors', 'authors'), 'author').flatMap(
    (author) => readName(textOf(author)) ?? [],
  );
  if (title === null && abstract === null && authors.length === 0)
    return 'The entry has neither title nor abstract.';
  const isFromPubmed = /pubmed|medline|\bNLM\b/i.test(
    textOf(find(record, 'remote-database-name')) + textOf(find(record, 'remote-database-provider')),
  );
  const links = ['related-urls', 'web-urls', 'text-urls', 'pdf-urls'].flatMap((name) =>
    childrenOf(find(record, 'urls', name), 'url').map(textOf),
  );
  return {
    ...NO_FIELDS,
    title,
    authors,
    abstract,
    ...readIdentifiers({
      dois: childrenOf(record, 'electronic-resource-num').map(textOf),
      pmids: isFromPubmed ? childrenOf(record, 'accession-num').map(textOf) : [],
      links: [
        ...childrenOf(record, 'accession-num').map(textOf),
        textOf(find(titles, 'secondary-title')),
        ...links,
      ],
    }),
    published: dateOf(find(record, 'dates')),
    // What the user wrote and filed it under, beside what the service wrote that it came from.
    comment: joinNotes(['research-notes', 'notes'].flatMap((name) => childrenOf(record, name).map(textOf))),
    categories: readKeywords([
      ...childrenOf(find(record, 'keywords'), 'keyword').map(textOf),
      ...childrenOf(record, 'label')
        .map(textOf)
        .filter((label) => /\p{L}/u.test(label)),
    ]),
    venue:
      textOrNull(find(titles, 'secondary-title')) ??
      textOrNull(find(record, 'periodical', 'full-title')) ??
      textOrNull(find(record, 'periodical', 'abbr-1')),
  };
}

/** The year, with month and day where the date beside it has them ("Mar 3", "2015-03-03"). */
function dateOf(dates: XmlElement | undefined): string | null {
  const year = /\b\d{4}\b/.exec(textOf(find(dates, 'year')))?.[0];
  const date = textOf(find(dates, 'pub-dates', 'date'));
  if (year === undefined) return readDate(date);
  const whole = readDate(date) ?? readDate(`${date} ${year}`);
  return whole?.startsWith(year) === true && date !== '' ? whole : readDate(year);
}
