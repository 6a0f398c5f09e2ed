import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { withoutTail } from './fields/text-field.ts';
import type { Format } from './format.ts';
import { childrenOf, textOf, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { xmlSample } from './syntax/xml-sample.ts';

const shape: XmlShape = {
  records: new Set(['record']),
  containers: new Set(['collection', 'records']),
  isFrame: () => false,
  fields: marcFields,
};

/** Records of libraries and of INSPIRE and CERN in MARC 21: https://www.loc.gov/standards/marcxml/ */
export const marcXml: Format = {
  name: 'marc-xml',
  detect: (sample) => /<(?:\w+:)?datafield\s+[^>]*\btag\s*=/.test(xmlSample(sample) ?? ''),
  read: (dump) => readXmlRecords(dump, shape),
};

/** What a `record` says; one sentence why it is none of a paper when it has neither title nor abstract. */
export function marcFields(record: XmlElement): PaperFields | string {
  const fields = childrenOf(record, 'datafield');
  /** The subfields of a code in all fields of a tag; the signs of catalogues behind them are left out. */
  const all = (tag: string, code: string): string[] =>
    fields
      .filter(({ attributes }) => attributes.tag === tag)
      .flatMap((field) => subfields(field, code))
      .map((text) => withoutTail(text, ' /:;,='));
  const title = [...all('245', 'a').slice(0, 1), ...all('245', 'b').slice(0, 1)].join(': ');
  const abstract = all('520', 'a').join(' ');
  if (title === '' && abstract === '') return 'The entry has neither title nor abstract.';
  const others = fields.filter(
    (field) =>
      /^7[01]0$/.test(field.attributes.tag ?? '') &&
      [...subfields(field, 'e'), ...subfields(field, '4')].every((role) => /^(?:aut|cre)/i.test(role)),
  );
  return {
    ...NO_FIELDS,
    title: title || null,
    authors: [
      ...all('100', 'a'),
      ...all('110', 'a'),
      ...others.flatMap((field) => subfields(field, 'a')),
    ].map((name) => withoutTail(name, ' ,;')),
    abstract: abstract || null,
    ...readIdentifiers({
      dois: [...all('024', 'a'), ...all('773', 'o')].filter((text) => /^(?:doi:\s*)?10\./i.test(text)),
      arxivIds: [...all('037', 'a'), ...all('024', 'a')],
      links: all('856', 'u'),
    }),
    published:
      [...all('046', 'k'), ...all('260', 'c'), ...all('264', 'c'), ...all('773', 'y')]
        .map((text) => readDate(text) ?? readDate(/\b\d{4}\b/.exec(text)?.[0] ?? ''))
        .find((date) => date !== null) ?? null,
    categories: [...all('650', 'a'), ...all('653', 'a')],
    venue: [...all('773', 't'), ...all('773', 'p')][0] ?? null,
  };
}

function subfields(field: XmlElement, code: string): string[] {
  return childrenOf(field, 'subfield')
    .filter(({ attributes }) => attributes.code === code)
    .map(textOf)
    .filter((text) => text !== '');
}
