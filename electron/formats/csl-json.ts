import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readIdentifierLine } from './fields/identifiers.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { firstDate } from './fields/tagged-date.ts';
import type { Format } from './format.ts';
import { holdsJsonRecord, readJsonRecords } from './syntax/json-records.ts';
import {
  arrayOf,
  firstText,
  isObject,
  type JsonObject,
  objectOf,
  textOf,
  textsOf,
} from './syntax/json-values.ts';

/**
 * CSL-JSON as reference managers export it (https://docs.citationstyles.org/en/stable/specification.html, appendices
 * III and IV), and the answers of Crossref's API, which are its model with lists in the place of some texts.
 */
export const cslJson: Format = {
  name: 'csl-json',
  detect: (sample) => holdsJsonRecord(sample, itemFields),
  read: (dump) => readJsonRecords(dump, anyFields),
};

/** Names of members that CSL has and other sources of papers have not. */
const MARKS = [
  'issued',
  'container-title',
  'citation-key',
  'collection-title',
  'publisher-place',
  'number-of-pages',
  'event-place',
  'reference-count',
  'DOI',
  'URL',
  'ISBN',
];

/** An item of which there is enough to know it by. */
function itemFields(item: JsonObject): PaperFields | null {
  const isItem =
    textOf(item.type) !== null &&
    (MARKS.some((mark) => mark in item) || arrayOf(item.author).some(isCslName));
  return isItem ? readCslItem(item) : null;
}

/** In a file of items, also one without its type; but not what is around items. */
function anyFields(item: JsonObject): PaperFields | null {
  const holdsItems = Object.values(item).some((member) =>
    arrayOf(member).some((inner) => isObject(inner) && itemFields(inner) !== null),
  );
  return holdsItems ? null : readCslItem(item);
}

/** What an item of CSL says; null when it has neither title, abstract nor authors. */
export function readCslItem(item: JsonObject): PaperFields | null {
  const title = textOf(item.title);
  const abstract = textOf(withoutHeading(item.abstract));
  const authors = arrayOf(item.author)
    .map(nameOf)
    .filter((name) => name !== null);
  // Where Postil's own export keeps what CSL has no name for.
  const custom = objectOf(item.custom);
  if (title === null && abstract === null && authors.length === 0) return null;
  return {
    ...NO_FIELDS,
    title: withSubtitle(title, textOf(item.subtitle)),
    authors,
    abstract,
    ...readIdentifiers({
      dois: textsOf(item.DOI),
      pmids: textsOf(item.PMID),
      links: [
        ...textsOf(item.URL),
        ...textsOf(item.number),
        ...textsOf(item.note).flatMap((note) => note.split(/[\n;]/)),
      ],
    }),
    published:
      ['issued', 'published', 'published-print', 'published-online', 'original-date', 'created']
        .map((name) => dateOf(item[name]))
        .find((date) => date !== null) ?? null,
    comment: textOf(custom.comment) ?? commentOf(item),
    categories: custom.categories === undefined ? keywordsOf(item) : textsOf(custom.categories),
    venue: firstText(item, ['container-title', 'event-title', 'event', 'collection-title']),
  };
}

/** The user's notes: without lines that name an identifier, or another variable of CSL as Zotero's "Extra" holds them. */
function commentOf(item: JsonObject): string | null {
  const lines = ['note', 'annote'].flatMap((name) => textLines(item[name]));
  const notes = lines.filter(
    (line) => readIdentifierLine(line) === null && !/^[A-Za-z -]{2,30}:\s*\S+$/.test(line),
  );
  return notes.join('; ') || null;
}

/** The user's tags. */
function keywordsOf(item: JsonObject): string[] {
  return textsOf(item.keyword).flatMap((words) => words.split(/\s*[,;]\s*/).filter((word) => word !== ''));
}

function textLines(value: unknown): string[] {
  return typeof value === 'string' ? value.split('\n').flatMap((line) => textOf(line) ?? []) : [];
}

/** An abstract without the heading "Abstract" that publishers send to Crossref with it. */
function withoutHeading(abstract: unknown): unknown {
  return typeof abstract === 'string'
    ? abstract.replace(/^\s*<jats:title>\s*abstract\s*<\/jats:title>/i, '')
    : abstract;
}

/** Crossref keeps the part of a title behind the colon apart. */
function withSubtitle(title: string | null, subtitle: string | null): string | null {
  if (title === null || subtitle === null || title.toLowerCase().includes(subtitle.toLowerCase()))
    return title;
  return `${title}: ${subtitle}`;
}

function isCslName(name: unknown): boolean {
  return isObject(name) && ('family' in name || 'literal' in name);
}

function nameOf(name: unknown): string | null {
  if (!isObject(name)) return textOf(name);
  const whole = firstText(name, ['literal', 'name']);
  if (whole !== null) return whole;
  const parts = ['given', 'dropping-particle', 'non-dropping-particle', 'family', 'suffix'].map((part) =>
    textOf(name[part]),
  );
  return parts.filter((part) => part !== null).join(' ') || null;
}

/** A date of CSL: parts of year, month and day as numbers or texts, or as written. */
function dateOf(date: unknown): string | null {
  if (!isObject(date)) return readDate(textOf(date) ?? '');
  const parts = arrayOf(arrayOf(date['date-parts'])[0]).map(textOf);
  for (let length = Math.min(parts.length, 3); length > 0; length -= 1) {
    const read = readDate(parts.slice(0, length).join('-'));
    if (read !== null) return read;
  }
  return (
    ['raw', 'literal', 'date-time']
      .map((name) => firstDate([textOf(date[name]) ?? '']))
      .find((read) => read !== null) ?? null
  );
}
