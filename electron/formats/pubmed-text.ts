import {
  NO_FIELDS,
  type PaperFields,
  type PaperRecord,
  UNREAD_TEXT_LENGTH,
  type Unread,
} from '../../shared/paper.ts';
import { readName } from './fields/names.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { firstDate } from './fields/tagged-date.ts';
import { readText, withoutTail } from './fields/text-field.ts';
import { type Format, LINE_COST } from './format.ts';
import type { Line } from './syntax/decode.ts';

/**
 * PubMed's "Abstract (text)" (https://pubmed.ncbi.nlm.nih.gov/help/#save-citations-email): numbered records of
 * paragraphs between blank lines, without tags: citation, title, authors, addresses, abstract, identifiers.
 */
export const pubmedText: Format = {
  name: 'pubmed-text',
  detect: ({ lines }) => {
    const first = lines.findIndex((_, index) => isCitation(lines, index));
    return first !== -1 && lines.some((line, index) => index > first && line.startsWith('PMID: '));
  },
  read: (dump) => readRecords(dump.lines()),
};

/** Lines of a citation with a long name of a journal, and the blank one below. */
const CITATION_LINES = 5;

/** Longest record, in UTF-16 code units, so that memory stays bounded. */
const LONGEST_RECORD = 1024 * 1024;

/** `12. Tides Sea Res. 2020 Mar;3(1):1-9. doi: 10.5555/t.1.`; older exports have a colon behind the number. */
const beginning = /^(\d{1,7})[.:] (?=\S)/;

/** Whether a paragraph begins on a line that is a number and a citation with its year. */
function isCitation(lines: readonly string[], index: number): boolean {
  if (!beginning.test(lines[index] ?? '') || lines[index - 1]?.trim()) return false;
  const below = lines.slice(index, index + CITATION_LINES);
  const end = below.findIndex((line) => line.trim() === '');
  return end > 0 && /\. (?:1[89]|20)\d\d\b/.test(below.slice(0, end).join(' '));
}

const identifierLine = /^(?:DOI|PMCID|PMID): \S/;

/** Paragraphs that are told by how they begin, and are no part of the abstract. */
const besides =
  /^(?:\[Article in |Author information:|Collaborators:|(?:Comment|Erratum|Retraction|Update|Republished|Summary|Expression of concern|Original report|Dataset|Corrected and republished|Partial retraction) (?:in|of|on|for|from|described in)\b|Publisher: |Conflict of interest statement: |(?:Copyright|©|\(c\)|\(C\)) ?|Published by |Publication types?: |MeSH |Grant )/;

interface Entry {
  readonly number: number;
  readonly line: number;
  readonly byteStart: number;
  byteEnd: number;
  /** Each of its lines. */
  readonly paragraphs: string[][];
  length: number;
  hasIdentifiers: boolean;
  /** Whether the text stands in no record. */
  readonly isStray: boolean;
}

function* readRecords(lines: Iterable<Line>): Generator<PaperRecord | Unread> {
  let entry: Entry | null = null;
  let afterBlank = true;
  for (const line of lines) {
    const text = line.text.trim();
    if (text === '') {
      afterBlank = true;
      continue;
    }
    const begins: number | null = afterBlank ? beginsRecord(text, entry) : null;
    // Identifiers end a record but for a few paragraphs; what else stands there belongs to no record.
    const isBehind = afterBlank && entry?.hasIdentifiers === true && !entry.isStray;
    const isOutside = isBehind && !besides.test(text) && !identifierLine.test(text);
    if (entry !== null && (begins !== null || isOutside)) {
      yield finished(entry);
      entry = null;
    }
    entry ??= {
      number: begins ?? 0,
      line: line.number,
      byteStart: line.byteStart,
      byteEnd: line.byteEnd,
      paragraphs: [],
      length: 0,
      hasIdentifiers: false,
      isStray: begins === null,
    };
    entry.byteEnd = line.byteEnd;
    entry.length += text.length + LINE_COST;
    if (entry.length <= LONGEST_RECORD) {
      if (afterBlank || entry.paragraphs.length === 0) entry.paragraphs.push([]);
      entry.paragraphs.at(-1)?.push(text);
    }
    if (identifierLine.test(text)) entry.hasIdentifiers = true;
    afterBlank = false;
  }
  if (entry !== null) yield finished(entry);
}

/** @returns the number of the record that a paragraph begins; null for one that goes on with the open record */
function beginsRecord(text: string, open: Entry | null): number | null {
  const number = Number(beginning.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(number)) return null;
  // A numbered paragraph of an abstract comes before the identifiers, with which records end.
  const isNext = open === null || open.isStray || open.hasIdentifiers || number === open.number + 1;
  return isNext ? number : null;
}

function finished(entry: Entry): PaperRecord | Unread {
  const { byteStart, byteEnd, line } = entry;
  const place = { byteStart, byteEnd, line };
  const isTooLong = entry.length > LONGEST_RECORD;
  const fields = entry.isStray || isTooLong ? null : fieldsOf(entry.paragraphs);
  if (fields !== null) return { kind: 'record', place, fields };
  const text = entry.paragraphs.map((lines) => lines.join('\n')).join('\n\n');
  const reason = entry.isStray
    ? 'The text belongs to no numbered record.'
    : isTooLong
      ? 'The record is too long for a paper.'
      : 'The record has neither title nor identifier.';
  return { kind: 'unread', place, text: text.slice(0, UNREAD_TEXT_LENGTH), reason };
}

function fieldsOf(paragraphs: readonly (readonly string[])[]): PaperFields | null {
  const [citation = [], ...rest] = paragraphs;
  const cited = citation.join(' ').replace(beginning, '');
  const identifiers = rest.flatMap((lines) => lines.filter((line) => identifierLine.test(line)));
  const texts = rest
    .filter((lines) => !identifierLine.test(lines[0] ?? ''))
    .map((lines) => lines.join(' '))
    .filter((text) => !besides.test(text));
  const [title = '', ...below] = texts;
  const authors = namesOf(below[0] ?? '');
  const abstract = authors === null ? below : below.slice(1);
  const all = (name: string) =>
    identifiers.filter((line) => line.startsWith(name)).map((line) => line.slice(name.length).trim());
  const ids = readIdentifiers({
    dois: [...all('DOI:'), withoutTail(/\bdoi: (10\.\S+)/.exec(cited)?.[1] ?? '', '.;')],
    pmids: all('PMID:'),
  });
  // A title that was translated stands in brackets.
  const readTitle = readText(title.replace(/^\[(.*)\]\.?$/s, '$1'));
  if (readTitle === null && ids.identifiers.length === 0) return null;
  return {
    ...NO_FIELDS,
    ...ids,
    title: readTitle?.replace(/(?<=[^.])\.$/, '') ?? null,
    authors: authors ?? [],
    abstract: readText(abstract.join('\n')),
    published: firstDate([/\. ((?:1[89]|20)\d\d\b[^;:.]*)/.exec(cited)?.[1] ?? '']),
    venue: readText(withoutTail(/^(.*?)\. (?:1[89]|20)\d\d\b/.exec(cited)?.[1] ?? '', '.')),
  };
}

/** `Quill A(1)(2), de Marlow J Jr(3); Tide Group.`: names with their initials last; null for what is no such list. */
function namesOf(text: string): string[] | null {
  if (/^\[No authors listed\]\.?$/i.test(text)) return [];
  const names = withoutTail(text, '.')
    .split(/[,;]\s+/)
    .map((name) => name.replace(/\([\d#*]{1,4}\)/g, '').trim());
  const [first = ''] = names;
  const isList = /^(?:[\p{L}'’.-]+ ){1,6}\p{Lu}{1,4}(?: (?:Jr|Sr|[1-9](?:st|nd|rd|th)|I{2,3}|IV))?$/u.test(
    first,
  );
  return isList ? names.flatMap((name) => readName(name) ?? []) : null;
}
