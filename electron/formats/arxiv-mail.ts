import {
  type Identifier,
  NO_FIELDS,
  type PaperFields,
  type PaperRecord,
  UNREAD_TEXT_LENGTH,
  type Unread,
} from '../../shared/paper.ts';
import { divideAuthors } from './fields/arxiv-authors.ts';
import { readDate } from './fields/dates.ts';
import { type ArxivId, identifierOfDoi, readArxivId, readDoi } from './fields/identifiers.ts';
import { texToText } from './fields/tex.ts';
import { readLetters } from './fields/text-field.ts';
import type { Format } from './format.ts';
import type { Line } from './syntax/decode.ts';
import { mailLines } from './syntax/mail-lines.ts';

/**
 * What arXiv sends and keeps as plain text: daily mails, monthly listings and `.abs` files, several in one file too,
 * also as quoted-printable or base64, quoted or in an mbox. An entry, as in https://info.arxiv.org/help/prep.html:
 *
 *     \\
 *     arXiv:ID (*cross-listing*)     or   Paper: ID
 *     Date: ...                      or   replaced with revised version ...
 *
 *     Title: ... with continuations that are indented
 *     Authors: ...
 *     \\
 *       the abstract, if there is one
 *     \\ ( https://arxiv.org/abs/ID , SIZE)
 *
 * Lines of signs stand between entries, and known words of arXiv's around them.
 */
export const arxivMail: Format = {
  name: 'arxiv-mail',
  detect: ({ lines }) => {
    const isEncoded = lines.some(
      (line) => line.startsWith('>') || /^content-transfer-encoding\s*:/i.test(line),
    );
    const texts = isEncoded ? Array.from(mailLines(sampleLines(lines)), ({ text }) => text) : lines;
    return texts.some(
      (line, index) =>
        idOf(line) !== null &&
        texts.slice(index + 1, index + HEAD_LINES).some((below) => isTitle.test(below)),
    );
  },
  read: (dump) => readEntries(mailLines(dump.lines())),
};

/** The lines of a sample, of which only the texts are of interest. */
function* sampleLines(lines: readonly string[]): Generator<Line> {
  let byteStart = 0;
  for (const [index, text] of lines.entries()) {
    yield { text, byteStart, byteEnd: byteStart + text.length, number: index + 1, isCut: false };
    byteStart += text.length + 1;
  }
}

/** Lines from an entry's id down to its title: a date for every version is between. */
const HEAD_LINES = 60;

const isTitle = /^Title\s*:/;
const idLine = /^(?:arXiv|Paper)(?:\s*\([^)]*\))?\s*:\s*([^\s()]+)\s*(?:\([^)]*\)\s*)*$/i;
const bar = /^\s*(?:-{10,}|={10,}|(?:%+-+){5,}%*|%{10,})\s*$/;
const slashes = /^\\\\\s*(?:$|\()/;
/** Slashes outside of an entry: alone, or with the whole link. What is more holds words, and is shown. */
const entryEnd = /^\\\\\s*(?:\(\s*https?:\/\/[^\s()]+\s*,[^()]*\)\s*)?$/;
const headLine = /^([A-Z][A-Za-z-]*)(?:\s*\(([^)]*)\))?\s*:(?:\s+(.*)|)$/;
const replaced = /^replaced with revised version\b/i;

function idOf(line: string): ArxivId | null {
  const found = idLine.exec(line)?.[1];
  return found === undefined ? null : readArxivId(found);
}

interface Entry {
  readonly id: ArxivId;
  /** Fields of the head by lower-case name, the lines of one joined. */
  readonly head: Map<string, string>;
  /** Newest version that the head speaks of; null where it counts none. */
  revision: number | null;
  readonly abstract: string[];
  /** Environments of TeX that are open at its end. */
  environments: number;
  /** Whether the line of slashes between head and abstract has come. */
  isBelowHead: boolean;
  /** The field that an indented line goes on with. */
  field: string | null;
  readonly line: number;
  readonly byteStart: number;
  byteEnd: number;
}

function* readEntries(lines: Iterable<Line>): Generator<PaperRecord | Unread> {
  let entry: Entry | null = null;
  let stray: { lines: string[]; line: number; byteStart: number; byteEnd: number } | null = null;
  let isListOfSubjects = false;
  let isHead = false;

  /** What has ended, an entry or text between entries. */
  function* ended(): Generator<PaperRecord | Unread> {
    if (entry !== null) yield recordOf(entry);
    if (stray !== null) {
      const { byteStart, byteEnd, line } = stray;
      yield {
        kind: 'unread',
        place: { byteStart, byteEnd, line },
        text: stray.lines.join('\n').slice(0, UNREAD_TEXT_LENGTH),
        reason: 'This text stands outside of the entries of the mail.',
      };
    }
    entry = null;
    stray = null;
  }

  for (const line of lines) {
    const { text } = line;
    const id = idOf(text);
    if (id !== null) {
      yield* ended();
      entry = newEntry(id, line);
      isListOfSubjects = false;
      isHead = false;
      continue;
    }
    if (entry !== null) {
      const goesOn = takeLine(entry, line);
      if (goesOn) continue;
      yield* ended();
      if (slashes.test(text) || bar.test(text)) continue;
    }
    if (text.trim() === '' || entryEnd.test(text) || bar.test(text)) {
      yield* ended();
      isHead = false;
      isListOfSubjects &&= text.trim() === '';
      continue;
    }
    // The line that should end the list may be damaged: no subject is a field of a head.
    if (headLine.test(text)) isListOfSubjects = false;
    if (/^\s*submissions to:/i.test(text)) isListOfSubjects = true;
    isHead = isHead ? isHeadOfMail(text) : postmark.test(text) || mailField.test(text);
    const isKnown = isListOfSubjects || isHead || boilerplate.test(text);
    if (/^\s*received from\b/i.test(text)) isListOfSubjects = false;
    if (isKnown) {
      yield* ended();
      continue;
    }
    // Parts are kept short, so that memory stays bounded; one after the other, they are all there.
    if (stray !== null && line.byteEnd - stray.byteStart > UNREAD_TEXT_LENGTH) yield* ended();
    stray ??= { lines: [], line: line.number, byteStart: line.byteStart, byteEnd: line.byteEnd };
    stray.lines.push(text);
    stray.byteEnd = line.byteEnd;
  }
  yield* ended();
}

/** The line before each mail of an mbox. */
const postmark = /^From \S+ .*\d{4}\s*$/;

/** Fields that heads of mails have and those of entries have not. */
const mailField =
  /^(?:To|Subject|Received|Return-Path|Delivered-To|Message-I[dD]|MIME-Version|Content-[\w-]+)\s*:/;

/** Whether a line goes on with the head of a mail: any field but those of an entry, or a line that is folded. */
function isHeadOfMail(text: string): boolean {
  return (
    /^(?:[A-Za-z][\w-]*:|[ \t]+\S)/.test(text) &&
    !/^(?:title|authors?|comments?|categories|abstract|journal-ref|doi|report-no|paper|arxiv)\s*:/i.test(text)
  );
}

function newEntry(id: ArxivId, line: Line): Entry {
  return {
    id,
    head: new Map(),
    revision: null,
    abstract: [],
    environments: 0,
    isBelowHead: false,
    field: null,
    line: line.number,
    byteStart: line.byteStart,
    byteEnd: line.byteEnd,
  };
}

/** Longest entry, so that memory stays bounded; what follows is unread. */
const LONGEST_ENTRY_BYTES = 1024 * 1024;

/** Adds a line to an entry. @returns false when the entry has ended before it or with it */
function takeLine(entry: Entry, line: Line): boolean {
  const { text } = line;
  if (bar.test(text)) return false;
  if (slashes.test(text) && !(entry.isBelowHead && entry.environments > 0)) {
    // With a link behind it, the line ends an entry that has no abstract.
    const isEnd = entry.isBelowHead || /\(/.test(text);
    entry.isBelowHead = true;
    if (entry.abstract.length > 0 || /\(/.test(text)) entry.byteEnd = line.byteEnd;
    return !isEnd;
  }
  if (text.trim() === '') return true;
  if (line.byteEnd - entry.byteStart > LONGEST_ENTRY_BYTES) return false;
  if (entry.isBelowHead) {
    if (entry.abstract.length === 0 && boilerplate.test(text)) return false;
    entry.abstract.push(text.trim());
    entry.environments += count(text, '\\begin{') - count(text, '\\end{');
    entry.byteEnd = line.byteEnd;
    return true;
  }
  if (!takeHeadLine(entry, text)) return false;
  entry.byteEnd = line.byteEnd;
  return true;
}

/** How often a sign of TeX stands in a line. Within an environment slashes break a line of the formula. */
function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function takeHeadLine(entry: Entry, text: string): boolean {
  if (/^\s/.test(text)) {
    if (entry.field === null) return false;
    const above = entry.head.get(entry.field) ?? '';
    entry.head.set(entry.field, above === '' ? text.trim() : `${above} ${text.trim()}`);
    return true;
  }
  if (replaced.test(text)) {
    entry.field = null;
    return true;
  }
  const found = headLine.exec(text);
  if (found === null) return false;
  const name = (found[1] ?? '').toLowerCase();
  const revision = /revised v(\d+)/i.exec(found[2] ?? '')?.[1];
  if (revision !== undefined) entry.revision = Number(revision);
  entry.field = name;
  // The first date is that of the first version; the others stand beside it.
  if (!entry.head.has(name)) entry.head.set(name, (found[3] ?? '').trim());
  else entry.field = `${name} again`;
  return true;
}

function recordOf(entry: Entry): PaperRecord | Unread {
  const place = { byteStart: entry.byteStart, byteEnd: entry.byteEnd, line: entry.line };
  return { kind: 'record', place, fields: fieldsOf(entry) };
}

function fieldsOf(entry: Entry): PaperFields {
  const field = (name: string): string | null => {
    const text = readLetters(entry.head.get(name)?.replace(/\s+/g, ' ') ?? '');
    return text === '' ? null : text;
  };
  const identifiers: Identifier[] = [{ scheme: 'arxiv', value: entry.id.value }];
  for (const text of field('doi')?.split(/[\s,;]+/) ?? []) {
    const doi = readDoi(text);
    if (doi === null) continue;
    const { identifier } = identifierOfDoi(doi);
    if (identifiers.every(({ scheme }) => scheme !== identifier.scheme)) identifiers.push(identifier);
  }
  // Who copies an entry by hand may put a label before the abstract.
  const abstract = readLetters(entry.abstract.join(' ')) || (field('abstract') ?? '');
  return {
    ...NO_FIELDS,
    title: field('title'),
    authors: divideAuthors(texToText(field('authors') ?? field('author') ?? '')),
    abstract: abstract === '' ? null : abstract,
    identifiers,
    arxivVersion: entry.id.version ?? entry.revision,
    published: readDate(field('date') ?? ''),
    comment: field('comments') ?? field('comment'),
    categories: field('categories')?.split(/[\s,]+/) ?? [],
    venue: field('journal-ref'),
  };
}

/** What stands around entries: heads of mails, and words of arXiv's own. */
const boilerplate =
  /^\s*(?:(?:From|To|Cc|Subject|Date|Reply-To|Sender|Message-I[dD]|MIME-Version|Mime-Version|Content-[\w-]+|Received|Return-Path|List-[\w-]+|X-[\w-]+|Precedence|Delivered-To|DKIM-[\w-]+|Authentication-Results|Status)\s*:(?:\s|$)|Send any comments|Archives at |To unsubscribe|Submissions to:|received from |Papers received as of|\((?:abstracts alone|To retrieve abstracts)|get \d|For (?:general information|subscribe options|help on)|keyword subject classification|e-mail To:|\/\* .* \*\/\s*$|Replacements? |Cross-?lists? |-+\s*(?:Forwarded message|Original Message)\s*-+\s*$|Begin forwarded message:\s*$|From \S+ .*\d{4}\s*$|--\S+\s*$)/;
