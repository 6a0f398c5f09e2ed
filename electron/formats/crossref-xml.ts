import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import type { Format } from './format.ts';
import { childrenOf, find, textOf, textOrNull, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { xmlSample } from './syntax/xml-sample.ts';

const shape: XmlShape = {
  records: new Set(['doi_record']),
  containers: new Set([
    'doi_records',
    'crossref_result',
    'query_result',
    'body',
    'query',
    'crossref_metadata',
  ]),
  // Of an answer, what asks and counts.
  isFrame: (name) => /^(?:head|doi|crm-item|msg)$/.test(name),
  fields: (record) => {
    const found = Object.entries(HOSTS).flatMap(([name, host]) =>
      worksOf(find(record, 'crossref', name), host),
    );
    const [work] = found;
    return work ?? 'The record has no metadata of a work.';
  },
};

/** Crossref's metadata as XML, UNIXREF and UNIXSD: https://www.crossref.org/documentation/schema-library/ */
export const crossrefXml: Format = {
  name: 'crossref-xml',
  detect: (sample) => /<doi_record[\s>]/.test(xmlSample(sample) ?? ''),
  read: (dump) => readXmlRecords(dump, shape),
};

/** Where in a deposit works stand, and what names that in which they appeared. */
interface HostShape {
  readonly works: readonly string[];
  /** Path to the name of the journal, book or conference; null where the work stands alone. */
  readonly venue: readonly string[] | null;
}

const HOSTS: Readonly<Record<string, HostShape>> = {
  journal: { works: ['journal_article'], venue: ['journal_metadata', 'full_title'] },
  conference: { works: ['conference_paper'], venue: ['proceedings_metadata', 'proceedings_title'] },
  book: {
    works: ['content_item', 'book_metadata', 'book_series_metadata', 'book_set_metadata'],
    venue: null,
  },
  dissertation: { works: [], venue: null },
  'report-paper': { works: ['report-paper_metadata', 'report-paper_series_metadata'], venue: null },
  standard: { works: ['standard_metadata'], venue: null },
  posted_content: { works: [], venue: null },
  peer_review: { works: [], venue: null },
  database: { works: ['dataset'], venue: null },
};

function worksOf(host: XmlElement | undefined, { works, venue }: HostShape): PaperFields[] {
  if (host === undefined) return [];
  // A work that stands alone is what the others are in.
  const found = works.length === 0 ? [host] : works.flatMap((name) => childrenOf(host, name));
  return found.flatMap((work) => {
    const isChapter = work.name === 'content_item';
    const book = ['book_metadata', 'book_series_metadata', 'book_set_metadata'].flatMap((name) =>
      childrenOf(host, name),
    )[0];
    const name =
      venue === null ? (isChapter ? find(book, 'titles', 'title') : undefined) : find(host, ...venue);
    return workFields(work, host, textOrNull(name)) ?? [];
  });
}

function workFields(work: XmlElement, host: XmlElement, venue: string | null): PaperFields | null {
  const [title, subtitle] = ['title', 'subtitle'].map((name) => textOrNull(find(work, 'titles', name)));
  const abstract =
    childrenOf(work, 'abstract')
      .map(abstractOf)
      .find((text) => text !== null) ?? null;
  if (title === null && abstract === null) return null;
  const dates = ['publication_date', 'posted_date', 'approval_date', 'review_date'].flatMap((name) => [
    ...childrenOf(work, name),
    ...childrenOf(find(host, 'journal_issue'), name),
    ...childrenOf(find(host, 'proceedings_metadata'), name),
  ]);
  const keywords = find(work, 'program', 'keywords');
  return {
    ...NO_FIELDS,
    title: title !== null && subtitle != null ? `${title}: ${subtitle}` : (title ?? null),
    authors: contributorsOf(work),
    abstract,
    ...readIdentifiers({
      dois: [textOf(find(work, 'doi_data', 'doi'))],
      arxivIds: childrenOf(find(work, 'publisher_item'), 'identifier').map(textOf),
    }),
    published: dates.map(dateOf).find((date) => date !== null) ?? null,
    categories: childrenOf(keywords, 'keyword')
      .map(textOf)
      .filter((word) => word !== ''),
    venue,
  };
}

/** Without the word over it, which publishers send as its title. */
function abstractOf(abstract: XmlElement): string | null {
  const children = abstract.children.filter(
    (child) => typeof child === 'string' || child.name !== 'title' || !/^abstract$/i.test(textOf(child)),
  );
  return textOrNull({ ...abstract, children });
}

/** `Surname, Given` of each author, and groups; editors and others are none. */
function contributorsOf(work: XmlElement): string[] {
  const all = find(work, 'contributors') ?? (find(work, 'person_name') === undefined ? undefined : work);
  const names = (all?.children ?? []).flatMap((child) => {
    if (typeof child === 'string' || (child.attributes.contributor_role ?? 'author') !== 'author') return [];
    if (child.name === 'organization') return textOf(child);
    if (child.name !== 'person_name') return [];
    const parts = ['surname', 'given_name', 'suffix'].map((name) => textOf(find(child, name)));
    return parts.filter((part) => part !== '').join(', ');
  });
  return names.filter((name) => name !== '');
}

function dateOf(date: XmlElement): string | null {
  const parts = ['year', 'month', 'day'].map((name) => textOf(find(date, name)));
  for (let length = 3; length > 0; length -= 1) {
    const known = parts.slice(0, length);
    const read = known.includes('') ? null : readDate(known.join('-'));
    if (read !== null) return read;
  }
  return null;
}
