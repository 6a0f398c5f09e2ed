import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import type { Format } from './format.ts';
import { joinNotes } from './syntax/tagged-lines.ts';
import { childrenOf, find, textOf, textOrNull, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { xmlSample } from './syntax/xml-sample.ts';

const shape: XmlShape = {
  records: new Set(['mods']),
  containers: new Set(['modsCollection']),
  isFrame: () => false,
  // Not by the schema, but some write the host or the parts as whole entries.
  nestsIn: 'relatedItem',
  fields: modsFields,
};

/** The Library of Congress's MODS: https://www.loc.gov/standards/mods/userguide/ */
export const modsXml: Format = {
  name: 'mods-xml',
  detect: (sample) => /<(?:\w+:)?mods(?:Collection)?[\s>]/.test(xmlSample(sample) ?? ''),
  read: (dump) => readXmlRecords(dump, shape),
};

/** What a `mods` element says; one sentence why it is no record when it has neither title nor abstract. */
export function modsFields(mods: XmlElement): PaperFields | string {
  const title = titleOf(mods);
  const abstracts = childrenOf(mods, 'abstract')
    .map(textOf)
    .filter((text) => text !== '');
  if (title === null && abstracts.length === 0) return 'The entry has neither title nor abstract.';
  const host = childrenOf(mods, 'relatedItem').find(({ attributes }) => attributes.type === 'host');
  const identifiers = childrenOf(mods, 'identifier').filter(({ attributes }) => attributes.invalid !== 'yes');
  const ofType = (type: string): string[] =>
    identifiers.filter(({ attributes }) => attributes.type?.toLowerCase() === type).map(textOf);
  const parts = [...childrenOf(mods, 'part'), ...childrenOf(host, 'part')];
  const origins = [...childrenOf(mods, 'originInfo'), ...childrenOf(host, 'originInfo')];
  return {
    ...NO_FIELDS,
    title,
    authors: childrenOf(mods, 'name')
      .filter(isAuthor)
      .map(nameOf)
      .filter((name) => name !== ''),
    abstract: abstracts.join(' ') || null,
    ...readIdentifiers({
      dois: ofType('doi'),
      pmids: [...ofType('pmid'), ...ofType('pubmed')],
      arxivIds: ofType('arxiv'),
      links: [
        ...identifiers.map(textOf),
        ...childrenOf(mods, 'location').flatMap((place) => childrenOf(place, 'url').map(textOf)),
      ],
    }),
    published:
      [
        ...origins.flatMap((origin) =>
          ['dateIssued', 'copyrightDate', 'dateCreated'].flatMap((name) => childrenOf(origin, name)),
        ),
        ...parts.flatMap((part) => childrenOf(part, 'date')),
      ]
        .map(dateOf)
        .find((date) => date !== null) ?? null,
    comment: joinNotes(childrenOf(mods, 'note').map(textOf)),
    categories: childrenOf(mods, 'subject')
      .flatMap((subject) => childrenOf(subject, 'topic').map(textOf))
      .filter((word) => word !== ''),
    venue: host === undefined ? null : titleOf(host),
  };
}

/** The title proper: one without type, such as `alternative` or `abbreviated`. */
function titleOf(mods: XmlElement): string | null {
  const titles = childrenOf(mods, 'titleInfo');
  const info = titles.find(({ attributes }) => attributes.type === undefined) ?? titles[0];
  const title = [textOf(find(info, 'nonSort')), textOf(find(info, 'title'))]
    .filter((text) => text !== '')
    .join(' ');
  const subtitle = textOrNull(find(info, 'subTitle'));
  return (subtitle === null ? title : `${title}: ${subtitle}`) || null;
}

/** Codes of https://www.loc.gov/marc/relators/relacode.html and words for who wrote a thing. */
function isAuthor(name: XmlElement): boolean {
  const roles = childrenOf(name, 'role').flatMap((role) => [
    textOf(role),
    ...childrenOf(role, 'roleTerm').map(textOf),
  ]);
  return (
    roles.every((role) => role === '') || roles.some((role) => /^(?:aut|cre|author|creator)\b/i.test(role))
  );
}

function nameOf(name: XmlElement): string {
  const parts = childrenOf(name, 'namePart');
  const ofType = (...types: readonly (string | undefined)[]): string =>
    parts
      .filter(({ attributes }) => types.includes(attributes.type))
      .map(textOf)
      .filter((part) => part !== '')
      .join(' ');
  const family = ofType('family');
  const given = ofType('given');
  if (family === '' && given === '') return ofType(undefined) || textOf(find(name, 'displayForm'));
  return [family, given, ofType('termsOfAddress')].filter((part) => part !== '').join(', ');
}

function dateOf(date: XmlElement): string | null {
  const text = textOf(date);
  return readDate(text) ?? readDate(/\d{4}/.exec(text)?.[0] ?? '');
}
