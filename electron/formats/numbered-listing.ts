import {
  type PaperFields,
  type PaperRecord,
  type Place,
  UNREAD_TEXT_LENGTH,
  type Unread,
} from '../../shared/paper.ts';
import { classify, endsSentence } from './abstract-lines.ts';
import { readItemFields, readLabel } from './fields/markdown-fields.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { readText } from './fields/text-field.ts';
import { type Format, LINE_COST } from './format.ts';
import { namesIn } from './markdown-prose.ts';
import { withRest } from './markdown-rest.ts';
import type { Line } from './syntax/decode.ts';

/**
 * Numbered references with abstracts, as people paste them together and databases print them:
 *
 *     listing = ( number title-or-citation line* abstract line* )* | ( citation abstract line* )*
 *
 * The abstract has a label over it, or is a paragraph as long as one. It is recognised last of all, since other formats
 * number their records, too.
 */
export const numberedListing: Format = {
  name: 'numbered-listing',
  detect: ({ lines }) => {
    const numbered = lines.map((text, index) => ({
      text,
      number: index + 1,
      byteStart: index,
      byteEnd: index,
      isCut: false,
    }));
    const parts = [...readEntries(numbered)];
    const records = parts.flatMap((part) => (part.kind === 'record' ? [part.fields] : []));
    const abstracts = records.filter(({ abstract }) => abstract !== null).length;
    return (
      abstracts > 1 && abstracts * 2 >= records.length && parts.length - records.length <= records.length
    );
  },
  read: (dump) => readEntries(dump.lines()),
};

const beginning = /^\s{0,4}(?:\[(\d{1,5})\]|(\d{1,5})[.)])\s{1,8}(?=\S)/;

/** `Quill, A., & Marlow, J. (2020). Tides.`: where references have no number, as in annotated bibliographies. */
const citation = /^\p{Lu}[^().]{1,40},\s\p{Lu}\.[^()]{0,300}\((?:19|20)\d\d[a-z]?\)\.\s+\S/u;

/** Longest entry, in UTF-16 code units, so that memory stays bounded. */
const LONGEST_ENTRY = 1024 * 1024;

/** Shortest paragraph, in UTF-16 code units, that is an abstract by its length alone. */
const ABSTRACT_LENGTH = 250;

interface Entry {
  /** 0 for a text that has none. */
  readonly number: number;
  /** The lines of each paragraph, trimmed. */
  readonly paragraphs: string[][];
  place: Place;
  length: number;
  hasAbstract: boolean;
}

function* readEntries(lines: Iterable<Line>): Generator<PaperRecord | Unread> {
  let open: Entry | null = null;
  let number = 0;
  /** Whether entries begin with citations instead of numbers; null before the first. */
  let areCitations: boolean | null = null;
  let afterBlank = true;
  for (const line of lines) {
    const text = line.text.trim();
    if (text === '') {
      afterBlank = true;
      continue;
    }
    const found = areCitations === true ? null : beginning.exec(line.text);
    const isCitation: boolean = areCitations !== false && afterBlank && citation.test(text);
    const next: number = isCitation ? number + 1 : Number(found?.[1] ?? found?.[2] ?? 0);
    const begins: boolean = beginsEntry(next, number, open, afterBlank);
    if (begins || open === null) {
      if (open !== null) yield finished(open);
      if (begins) number = next;
      if (begins) areCitations ??= isCitation;
      open = {
        number: begins ? next : 0,
        paragraphs: [],
        place: { byteStart: line.byteStart, byteEnd: line.byteEnd, line: line.number },
        length: 0,
        hasAbstract: false,
      };
    }
    take(open, line, begins ? text.replace(beginning, '') : text, afterBlank);
    afterBlank = false;
  }
  if (open !== null) yield finished(open);
}

/** Most numbers that are missing between two entries. */
const MOST_MISSING = 20;

/** Whether a number begins the next entry: they count on, so that an enumeration within an abstract begins none. */
function beginsEntry(next: number, last: number, open: Entry | null, afterBlank: boolean): boolean {
  if (next === 0) return false;
  if (last === 0 || open === null) return true;
  if (next === last + 1) return afterBlank || open.hasAbstract;
  return afterBlank && open.hasAbstract && next > last && next <= last + MOST_MISSING;
}

function take(entry: Entry, line: Line, text: string, afterBlank: boolean): void {
  entry.place = { ...entry.place, byteEnd: line.byteEnd };
  entry.length += line.isCut ? LONGEST_ENTRY + 1 : text.length + LINE_COST;
  entry.hasAbstract ||= text.length >= ABSTRACT_LENGTH || classify(text)?.kind === 'abstract';
  if (entry.length > LONGEST_ENTRY) return;
  if (afterBlank || entry.paragraphs.length === 0) entry.paragraphs.push([]);
  entry.paragraphs.at(-1)?.push(text);
}

function finished(entry: Entry): PaperRecord | Unread {
  const isTooLong = entry.length > LONGEST_ENTRY;
  const fields = entry.number === 0 || isTooLong ? null : fieldsOf(entry.paragraphs);
  if (fields !== null) return { kind: 'record', place: entry.place, fields };
  const text = entry.paragraphs.map((lines) => lines.join('\n')).join('\n\n');
  const reason =
    entry.number === 0
      ? 'This stands before the first reference of the listing.'
      : isTooLong
        ? 'The entry is too long for a paper.'
        : 'The entry has neither an abstract nor anything by which a paper could be known.';
  return { kind: 'unread', place: entry.place, text: text.slice(0, UNREAD_TEXT_LENGTH), reason };
}

/** The lines of an entry by what they are. */
interface Parts {
  /** From the number down to the abstract. */
  readonly head: string[];
  readonly abstract: string[];
  /** Below the abstract, and labelled lines wherever they stand. */
  readonly others: string[];
}

/** Labels of lines that belong to no abstract. */
const label =
  /^(?:authors?|by|key\s?words?|tags|subjects?|categor(?:y|ies)|journal|venue|source|published(?: in)?|year|date|doi|arxiv|pmid|pmcid|url|link|comments?|notes?|cite as|citation)\s*[:：]/i;

function partsOf(paragraphs: readonly (readonly string[])[]): Parts {
  const parts: Parts = { head: [], abstract: [], others: [] };
  let isAbstract = false;
  for (const [index, lines] of paragraphs.entries()) {
    const isLong = index > 0 && lines.join(' ').length >= ABSTRACT_LENGTH && !label.test(lines[0] ?? '');
    // Paragraphs below one that is told by its length go on with it when they are long, too.
    isAbstract = isLong || (isAbstract && parts.abstract[0] === '');
    for (const line of lines) {
      const content = classify(line);
      if (content?.kind === 'abstract') {
        isAbstract = true;
        // An empty line stands for the label.
        parts.abstract.unshift('');
        if (content.text !== '') parts.abstract.push(content.text);
      } else if (label.test(line) || content?.kind === 'identifier' || content?.kind === 'date') {
        isAbstract = false;
        parts.others.push(line);
      } else if (isAbstract || (line.length >= ABSTRACT_LENGTH && parts.head.length > 0))
        parts.abstract.push(line);
      else (parts.abstract.length === 0 ? parts.head : parts.others).push(line);
    }
  }
  return parts;
}

function fieldsOf(paragraphs: readonly (readonly string[])[]): PaperFields | null {
  const { head, abstract, others } = partsOf(paragraphs);
  const [first = '', ...below] = head;
  const names = below.findIndex((line) => namesIn(line.replace(/\.$/, '')).length > 0);
  // A title that was wrapped goes on below, down to the names.
  const wrapped = below.slice(0, names === -1 ? 0 : names).filter(() => !endsSentence(first));
  const title = [first, ...wrapped].join(' ');
  const rest = below.slice(wrapped.length);
  const authors = names === -1 ? [] : namesIn((rest[0] ?? '').replace(/\.$/, ''));
  const read = readItemFields(title, [...rest.slice(authors.length > 0 ? 1 : 0), ...others]);
  const isCitation = read.authors.length > 0 && authors.length === 0;
  const ids = readIdentifiers({ links: [...head, ...others] });
  const text = readText(abstract.join(' '));
  const dates = others.flatMap((line) => {
    const content = classify(line);
    return content?.kind === 'date' ? content.date : [];
  });
  const fields: PaperFields = {
    ...read,
    title: isCitation ? read.title : readText(title.replace(/(?<=\w)\.$/, '')),
    authors: authors.length > 0 ? authors : read.authors,
    abstract: text ?? read.abstract,
    ...(ids.identifiers.length > 0 ? ids : {}),
    published: dates[0] ?? read.published ?? yearOf(rest),
  };
  if (fields.abstract === null && fields.identifiers.length === 0 && !isCitation) return null;
  const unlabelled = others.filter((line) => readLabel(line) === null && classify(line)?.kind === 'text');
  return withRest(fields, [...rest, ...unlabelled]);
}

/** The year in a line of the journal: `Sea Research 3 (2020), 1-9`. */
function yearOf(lines: readonly string[]): string | null {
  for (const line of lines) {
    const year = /\b(?:19|20)\d\d\b/.exec(line)?.[0];
    if (year !== undefined) return year;
  }
  return null;
}
