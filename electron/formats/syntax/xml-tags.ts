import { type ByteWindow, isBlank } from './byte-window.ts';

/** A piece of mark-up that begins with `<`. */
export interface XmlTag {
  /** `other` is a comment, an instruction or a document type; `broken` is a `<` that begins nothing of these. */
  readonly kind: 'start' | 'end' | 'empty' | 'cdata' | 'other' | 'broken';
  /** With prefix; empty for what is no tag. */
  readonly name: string;
  /** Position behind it. */
  readonly to: number;
}

/** Longest tag that is read as one. */
const LONGEST_TAG = 64 * 1024;

/** Longest comment, CDATA section or document type. */
const LONGEST_SECTION = 8 * 1024 * 1024;

/** What proves that a comment or CDATA section before it was never closed: a tag that begins a record. */
export interface Interruption {
  isBy(name: string): boolean;
  /** The last one found, and where its search began, so that no stretch is searched again and again. */
  last: { readonly from: number; readonly at: number };
}

/**
 * Reads the mark-up at a position that holds `<`, without ever going far in search of an end that is missing.
 * @param interruption null where comments and CDATA sections are taken at their word
 */
export function readTag(window: ByteWindow, from: number, interruption: Interruption | null): XmlTag {
  const next = window.at(from + 1);
  if (next === EXCLAMATION) {
    if (startsWith(window, from, '<!--')) return section(window, from, 4, '-->', 'other', interruption);
    if (startsWith(window, from, '<![CDATA[')) return section(window, from, 9, ']]>', 'cdata', interruption);
    return documentType(window, from);
  }
  if (next === QUESTION) return section(window, from, 2, '?>', 'other', interruption);
  const isEnd = next === SLASH;
  const nameStart = from + (isEnd ? 2 : 1);
  const nameEnd = endOfName(window, nameStart);
  if (nameEnd === nameStart) return broken(from + 1);
  const name = window.units.toString('latin1', nameStart - window.start, nameEnd - window.start);
  let quote = 0;
  for (let position = nameEnd; position < nameEnd + LONGEST_TAG; position += 1) {
    const unit = window.at(position);
    if (unit === -1 || unit === LESS) break;
    if (quote !== 0) {
      if (unit === quote) quote = 0;
    } else if (unit === GREATER) {
      const kind = isEnd ? 'end' : window.at(position - 1) === SLASH ? 'empty' : 'start';
      return { kind, name, to: position + 1 };
    } else if (unit === QUOTE || unit === APOSTROPHE) {
      quote = unit;
    }
  }
  return broken(nameEnd);
}

const EXCLAMATION = 0x21;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const COLON = 0x3a;
const LESS = 0x3c;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const UNDERSCORE = 0x5f;

function broken(to: number): XmlTag {
  return { kind: 'broken', name: '', to };
}

function startsWith(window: ByteWindow, from: number, characters: string): boolean {
  return window.find(characters, from, from + characters.length) === from;
}

function section(
  window: ByteWindow,
  from: number,
  opening: number,
  closing: string,
  kind: 'cdata' | 'other',
  interruption: Interruption | null,
): XmlTag {
  const end = window.find(closing, from + opening, from + LONGEST_SECTION);
  if (end === -1) return broken(from + opening);
  if (interruption !== null && isInterrupted(window, from + opening, end, interruption))
    return broken(from + opening);
  return { kind, name: '', to: end + closing.length };
}

function isInterrupted(window: ByteWindow, from: number, end: number, interruption: Interruption): boolean {
  const { last } = interruption;
  if (last.from <= from && from <= last.at) return last.at < end;
  for (let at = from; ; at += 1) {
    at = window.find('<', at, end);
    if (at === -1) return false;
    const nameEnd = endOfName(window, at + 1);
    if (!interruption.isBy(window.units.toString('latin1', at + 1 - window.start, nameEnd - window.start)))
      continue;
    interruption.last = { from, at };
    return true;
  }
}

/** A document type ends with `>`, or with `]>` when it has declarations of its own. */
function documentType(window: ByteWindow, from: number): XmlTag {
  const end = window.find('>', from, from + LONGEST_TAG);
  if (end === -1) return broken(from + 2);
  if (window.find('[', from, end) === -1) return { kind: 'other', name: '', to: end + 1 };
  for (let at = from; ; at += 1) {
    at = window.find(']', at, from + LONGEST_SECTION);
    if (at === -1) return broken(from + 2);
    let position = at + 1;
    while (isBlank(window.at(position))) position += 1;
    if (window.at(position) === GREATER) return { kind: 'other', name: '', to: position + 1 };
  }
}

function endOfName(window: ByteWindow, from: number): number {
  let position = from;
  for (; position < from + LONGEST_NAME; position += 1) {
    const unit = window.at(position);
    const isStart = (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;
    if (unit >= 0x80 || isStart || unit === UNDERSCORE || unit === COLON) continue;
    // Digits, `-` and `.` may stand in a name but not begin it.
    if (position > from && ((unit >= 0x30 && unit <= 0x39) || unit === 0x2d || unit === 0x2e)) continue;
    break;
  }
  return position;
}

const LONGEST_NAME = 200;
