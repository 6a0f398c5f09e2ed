import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { dataciteFields } from './datacite-xml.ts';
import { divideAuthors } from './fields/arxiv-authors.ts';
import { readDate } from './fields/dates.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import type { Format } from './format.ts';
import { jatsFields } from './jats-xml.ts';
import { marcFields } from './marc-xml.ts';
import { modsFields } from './mods-xml.ts';
import { plainText } from './syntax/inline-markup.ts';
import { childrenOf, find, textOf, textOrNull, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { xmlSample } from './syntax/xml-sample.ts';

/** Parts of an answer beside its records: http://www.openarchives.org/OAI/openarchivesprotocol.html, section 3.2. */
const frame = new Set([
  'responseDate',
  'request',
  'resumptionToken',
  'error',
  'Identify',
  'ListSets',
  'ListMetadataFormats',
]);

const shape: XmlShape = {
  records: new Set(['record']),
  containers: new Set(['OAI-PMH', 'ListRecords', 'GetRecord', 'ListIdentifiers', 'records']),
  isFrame: (name) => frame.has(name.replace(/^\w+:/, '')),
  // A record of MARC within a record of the protocol.
  nestsIn: 'metadata',
  fields: recordFields,
};

/** Harvests of OAI-PMH: arXiv's own forms (arXiv, arXivRaw), Dublin Core (oai_dc), MODS, JATS, MARC and DataCite. */
export const oaiPmh: Format = {
  name: 'oai-pmh',
  detect: (sample) =>
    /<(?:\w+:)?OAI-PMH[\s>]|<(?:\w+:)?record(?:\s[^<>]*)?>\s*<(?:\w+:)?header[\s>]/.test(
      xmlSample(sample) ?? '',
    ),
  read: (dump) => readXmlRecords(dump, shape),
};

function recordFields(record: XmlElement): PaperFields | string | null {
  const header = find(record, 'header');
  if (header?.attributes.status === 'deleted') return null;
  const metadata = find(record, 'metadata')?.children.find((child) => typeof child !== 'string');
  const id = textOf(find(header, 'identifier'));
  if (metadata === undefined) return 'The record has no metadata.';
  switch (metadata.name) {
    case 'arXiv':
    case 'arXivOld':
    case 'arXivRaw':
      return arxivFields(metadata, id);
    case 'dc':
      return dublinCoreFields(metadata, id);
    case 'mods':
      return modsFields(metadata);
    case 'article':
      return jatsFields(metadata);
    case 'record':
      return marcFields(metadata);
    case 'resource':
      return dataciteFields(metadata);
    case 'oai_datacite': {
      const resource = find(metadata, 'payload', 'resource') ?? find(metadata, 'resource');
      return resource === undefined ? 'The record has no metadata.' : dataciteFields(resource);
    }
    default: {
      // Qualified Dublin Core and what is built on it, such as theses.
      const fields = dublinCoreFields(metadata, id);
      return typeof fields === 'string'
        ? `Postil does not read metadata of the form "${metadata.name}".`
        : fields;
    }
  }
}

function arxivFields(metadata: XmlElement, id: string): PaperFields | string {
  const title = textOrNull(find(metadata, 'title'));
  const abstract = textOrNull(find(metadata, 'abstract'));
  if (title === null && abstract === null) return 'The record has neither title nor abstract.';
  const authors = childrenOf(find(metadata, 'authors'), 'author');
  const versions = childrenOf(metadata, 'version');
  const identifiers = readIdentifiers({
    arxivIds: [textOf(find(metadata, 'id')), id.replace(/^oai:arXiv\.org:/i, '')],
    dois: textOf(find(metadata, 'doi')).split(/[\s,;]+(?=10\.\d{4})/),
  });
  const version = /^v([1-9]\d*)$/.exec(versions.at(-1)?.attributes.version ?? '')?.[1];
  return {
    ...NO_FIELDS,
    title,
    authors:
      authors.length > 0
        ? authors.map(nameOf).filter((name) => name !== '')
        : divideAuthors(textOf(find(metadata, 'authors'))),
    abstract,
    identifiers: identifiers.identifiers,
    arxivVersion: version === undefined ? identifiers.arxivVersion : Number(version),
    published: readDate(textOf(find(metadata, 'created'))) ?? readDate(textOf(find(versions[0], 'date'))),
    comment: textOrNull(find(metadata, 'comments')),
    categories: textOf(find(metadata, 'categories'))
      .split(' ')
      .filter((category) => category !== ''),
    venue: textOrNull(find(metadata, 'journal-ref')),
  };
}

function nameOf(author: XmlElement): string {
  const parts = ['forenames', 'keyname', 'suffix'].flatMap((name) => childrenOf(author, name).map(textOf));
  return parts.filter((part) => part !== '').join(' ');
}

function dublinCoreFields(metadata: XmlElement, id: string): PaperFields | string {
  const texts = (name: string): string[] =>
    childrenOf(metadata, name)
      .map((element) => plainText(textOf(element)))
      .filter((text) => text !== '');
  const title = texts('title')[0] ?? null;
  const isComment = (text: string): boolean => /^comments?\s*:/i.test(text);
  const descriptions = [...texts('abstract'), ...texts('description')];
  const abstract = descriptions.find((text) => !isComment(text)) ?? null;
  if (title === null && abstract === null) return 'The record has neither title nor abstract.';
  const isArxiv = /^oai:arxiv\.org:/i.test(id);
  // arXiv writes the author's comment as a second description.
  const comment =
    descriptions.find(isComment) ?? (isArxiv ? descriptions.find((text) => text !== abstract) : undefined);
  const ids = [...texts('identifier'), ...texts('relation')];
  return {
    ...NO_FIELDS,
    title,
    authors: texts('creator'),
    abstract,
    ...readIdentifiers({
      arxivIds: isArxiv ? [id.replace(/^oai:arXiv\.org:/i, '')] : [],
      links: texts('identifier'),
      dois: ids.filter((text) => /^(?:info:)?doi[:/]|^10\.\d{4}/i.test(text)),
    }),
    published:
      texts('date')
        .map(readDate)
        .find((date) => date !== null) ?? null,
    comment: comment?.replace(/^comments?\s*:\s*/i, '') ?? null,
    categories: texts('subject'),
    venue: texts('source')[0] ?? null,
  };
}
