import {
  type Identifier,
  NO_FIELDS,
  type PaperFields,
  type PaperRecord,
  UNREAD_TEXT_LENGTH,
  type Unread,
} from '../../shared/paper.ts';
import {
  type AbstractLine,
  classify,
  endsSentence,
  fitsComment,
  readsLikeComment,
  readsLikeHeader,
} from './abstract-lines.ts';
import type { Lead } from './abstract-order.ts';
import { readLetters } from './fields/text-field.ts';
import { LINE_COST } from './format.ts';
import type { Line } from './syntax/decode.ts';

/**
 * Reads what institution pages and listings have in common, so that a file put together of both is read as well:
 *
 *     page  = ( header? entry* )*
 *     entry = ( "Abstract:" text | text ) comment* ( identifier | date )* comment?
 *
 * Blank lines may stand between any two lines and are needed between none. What no rule tells apart for sure
 * (several short texts without label, identifier and date) is unread rather than guessed.
 * @param takesBareTexts whether long texts without label, identifier and date are abstracts
 * @param lead the line that entries begin with, where identifiers and dates stand before their texts; null where behind
 */
export function* readAbstractPage(
  lines: Iterable<Line>,
  takesBareTexts: boolean,
  lead: Lead | null = null,
): Generator<PaperRecord | Unread> {
  let entry: Entry | null = null;
  let institution: string | null = null;
  for (const token of tokens(lines, lead)) {
    if (entry !== null && !(lead === null ? belongsTo(entry, token) : belongsToLed(entry, token, lead))) {
      if (beginsEntry(token.content, lead) && isHeader(entry)) institution = entry.texts.join(', ');
      else yield finished(entry, institution, takesBareTexts);
      entry = null;
    }
    entry ??= newEntry(token, lead);
    take(entry, token);
  }
  if (entry !== null) yield finished(entry, institution, takesBareTexts);
}

/** A line that is not blank, with what stands around it. */
interface Token {
  readonly line: Line;
  readonly content: AbstractLine;
  readonly afterBlank: boolean;
  /** Whether the next line that is not blank begins with `Abstract:`. */
  readonly beforeLabel: boolean;
  /** Whether the next line that is not blank is one that entries begin with. */
  readonly beforeEntry: boolean;
}

function beginsEntry({ kind }: AbstractLine, lead: Lead | null): boolean {
  return kind === 'abstract' || kind === lead;
}

function* tokens(lines: Iterable<Line>, lead: Lead | null): Generator<Token> {
  let held: Omit<Token, 'beforeLabel' | 'beforeEntry'> | null = null;
  let afterBlank = false;
  for (const line of lines) {
    const content = classify(line.text);
    if (content === null) {
      afterBlank = true;
      continue;
    }
    if (held !== null)
      yield {
        ...held,
        beforeLabel: content.kind === 'abstract',
        beforeEntry: beginsEntry(content, lead),
      };
    held = { line, content, afterBlank };
    afterBlank = false;
  }
  if (held !== null) yield { ...held, beforeLabel: false, beforeEntry: false };
}

interface Entry {
  isLabelled: boolean;
  /** Whether identifiers and dates come before the text. */
  readonly isLed: boolean;
  /** Lines of the abstract, trimmed. */
  readonly texts: string[];
  readonly comments: string[];
  readonly identifiers: Identifier[];
  arxivVersion: number | null;
  categories: readonly string[];
  published: string | null;
  /** All lines as they stood, for the tray of what could not be read. */
  readonly lines: string[];
  readonly line: number;
  readonly byteStart: number;
  byteEnd: number;
  /** Characters taken, in UTF-16 code units. */
  length: number;
  /** Whether it holds more than can be read. */
  isCut: boolean;
}

/** Longest entry, in UTF-16 code units, so that memory stays bounded whatever a file holds. */
const LONGEST_ENTRY = 8_000_000;

function newEntry({ line, content }: Token, lead: Lead | null): Entry {
  return {
    isLabelled: content.kind === 'abstract',
    isLed: lead !== null,
    texts: [],
    comments: [],
    identifiers: [],
    arxivVersion: null,
    categories: [],
    published: null,
    lines: [],
    line: line.number,
    byteStart: line.byteStart,
    byteEnd: line.byteEnd,
    length: 0,
    isCut: false,
  };
}

function isKnown(entry: Entry): boolean {
  return entry.identifiers.length > 0 || entry.published !== null;
}

/** Whether the text of an entry has ended. */
function isClosed(entry: Entry): boolean {
  return !entry.isLed && isKnown(entry);
}

/** A line of at least this length, in UTF-16 code units, is not one of several that a text was wrapped to. */
const UNWRAPPED_LENGTH = 300;

/** Whether a line goes on with an entry rather than beginning the next. */
function belongsTo(entry: Entry, { content, afterBlank, beforeLabel }: Token): boolean {
  switch (content.kind) {
    case 'abstract':
      return false;
    case 'identifier':
      return entry.identifiers.every(
        ({ scheme, value }) => scheme !== content.identifier.scheme || value === content.identifier.value,
      );
    case 'date':
      return entry.published === null;
    case 'text': {
      const { text } = content;
      const above = entry.texts.at(-1);
      const mayBeHeader = beforeLabel && readsLikeHeader(text) && !readsLikeComment(text);
      if (above === undefined) return entry.isLabelled && !isClosed(entry) && !(afterBlank && mayBeHeader);
      if (isClosed(entry)) return !afterBlank && readsLikeComment(text);
      if (afterBlank || entry.comments.length > 0) {
        if (mayBeHeader) return false;
        return entry.isLabelled ? readsLikeComment(text) : fitsComment(text);
      }
      if (mayBeHeader) return !endsSentence(above);
      return (
        entry.isLabelled ||
        readsLikeComment(text) ||
        text.length < UNWRAPPED_LENGTH ||
        above.length < UNWRAPPED_LENGTH
      );
    }
  }
}

/** {@link belongsTo} for a page whose entries begin with a line of the kind `lead`. */
function belongsToLed(entry: Entry, token: Token, lead: Lead): boolean {
  const { content, afterBlank, beforeEntry } = token;
  const above = entry.texts.at(-1);
  const hasText = entry.isLabelled || above !== undefined;
  switch (content.kind) {
    case 'abstract':
      return !hasText;
    case 'identifier':
    case 'date':
      return (!hasText || (content.kind !== lead && !afterBlank)) && belongsTo(entry, token);
    case 'text': {
      if (above === undefined) return true;
      if (beforeEntry && readsLikeHeader(content.text) && !readsLikeComment(content.text))
        return !afterBlank && !endsSentence(above);
      return !afterBlank || readsLikeComment(content.text);
    }
  }
}

/** Whether a line of text is the author's comment rather than of the abstract. */
function isComment(entry: Entry, text: string, { afterBlank, beforeLabel }: Token): boolean {
  const above = entry.texts.at(-1);
  if (above === undefined) return entry.isLed && !entry.isLabelled && (beforeLabel || readsLikeComment(text));
  if (isClosed(entry) || afterBlank) return true;
  return (!entry.isLed && entry.comments.length > 0) || (readsLikeComment(text) && endsSentence(above));
}

/** Adds a line to the entry that it belongs to. */
function take(entry: Entry, token: Token): void {
  const { line, content } = token;
  entry.byteEnd = line.byteEnd;
  entry.length += line.text.length + LINE_COST;
  entry.isCut ||= line.isCut || entry.length > LONGEST_ENTRY;
  // Of an entry that is too long only the beginning is kept, for the tray.
  if (!entry.isCut || entry.lines.length === 0) entry.lines.push(line.text);
  switch (content.kind) {
    case 'abstract':
      entry.isLabelled = true;
      if (content.text !== '') entry.texts.push(content.text);
      break;
    case 'identifier':
      if (entry.identifiers.every(({ scheme }) => scheme !== content.identifier.scheme)) {
        entry.identifiers.push(content.identifier);
      }
      entry.arxivVersion ??= content.arxivVersion;
      if (content.categories.length > 0) entry.categories = content.categories;
      break;
    case 'date':
      entry.published = content.date;
      break;
    case 'text':
      if (entry.isCut) break;
      if (isComment(entry, content.text, token)) {
        entry.comments.push(content.text.replace(/^comments?\s*[:：]\s*/i, ''));
      } else entry.texts.push(content.text);
  }
}

/** Most lines that the name over a list of abstracts is spread over. */
const HEADER_LINES = 3;

/** Whether a text that ends before a label is the name over the abstracts that follow. */
function isHeader(entry: Entry): boolean {
  return (
    !entry.isLabelled &&
    !isKnown(entry) &&
    entry.comments.length === 0 &&
    entry.texts.length <= HEADER_LINES &&
    readsLikeHeader(entry.texts.join(', '))
  );
}

function finished(entry: Entry, institution: string | null, takesBareTexts: boolean): PaperRecord | Unread {
  const place = { byteStart: entry.byteStart, byteEnd: entry.byteEnd, line: entry.line };
  const abstract = readLetters(entry.texts.join(' '));
  const reason = unreadReason(entry, abstract, takesBareTexts);
  if (reason !== null) {
    return { kind: 'unread', place, text: entry.lines.join('\n').slice(0, UNREAD_TEXT_LENGTH), reason };
  }
  const fields: PaperFields = {
    ...NO_FIELDS,
    abstract,
    identifiers: entry.identifiers,
    arxivVersion: entry.arxivVersion,
    published: entry.published,
    comment: entry.comments.length === 0 ? null : readLetters(entry.comments.join('; ')),
    categories: entry.categories,
    institution: entry.isLabelled || entry.isLed ? institution : null,
  };
  return { kind: 'record', place, fields };
}

/** Shortest text, in UTF-16 code units, that is an abstract by its length alone. */
const BARE_ABSTRACT_LENGTH = 200;

/** Why an entry is no record; null when it is one. */
function unreadReason(entry: Entry, abstract: string, takesBareTexts: boolean): string | null {
  if (entry.isCut) return 'More than 8 MB without an end are no abstract.';
  if (abstract === '') {
    return entry.isLabelled
      ? 'There is no text after "Abstract:".'
      : 'An identifier or a date without an abstract above it.';
  }
  if (entry.isLabelled || isKnown(entry)) return null;
  if (takesBareTexts && abstract.length >= BARE_ABSTRACT_LENGTH) return null;
  return 'Nothing says that this text is an abstract: it has no label, no identifier and no date.';
}
