import { type ByteWindow, isBlank } from './byte-window.ts';

/** What a `@` begins: an entry, something that is no entry (`@string`, `@comment`), or an entry that is broken. */
export type BibtexObject =
  | {
      readonly kind: 'entry';
      readonly end: number;
      /** As written: `inproceedings`, `ARTICLE`. */
      readonly type: string;
      /** Empty where it has none. */
      readonly key: string;
      /** Values by name in lower case, as TeX, macros put in. Of those that a record needs. */
      readonly fields: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'passed'; readonly end: number }
  | { readonly kind: 'unread'; readonly end: number; readonly reason: string }
  | { readonly kind: 'broken'; readonly reason: string };

/** An entry that goes on beyond this many units is broken, so that memory stays bounded. */
export const LONGEST_ENTRY = 8 * 1024 * 1024;

const PERCENT = 0x25;
const [OPEN, CLOSE, OPEN_ROUND, CLOSE_ROUND, QUOTE, COMMA, EQUALS, HASH, AT, BACKSLASH] = Array.from(
  '{}()",=#@\\',
  (sign) => sign.charCodeAt(0),
);

/** Most `@string` macros that are kept; the longest list known, of abbreviations of journals, has some thousands. */
const MOST_MACROS = 100_000;

/** How an object begins, whatever encloses it. */
const beginning = /^@[ \t\r\n]*([a-z_][\w:+-]*)[ \t\r\n]*[{(]/i;
const commentWithoutBraces = /^@comment\b/i;
const entryWithKey = /^@[ \t]*[a-z_]\w*\s*[{(]\s*[^\s{}"(),=@]*\s*[,=]/i;
const entryWithField = /^@[ \t]*[a-z_]\w*\s*[{(]\s*[^\s{}"(),=@]*\s*,\s*[\w:-]+\s*=/i;

/** Units looked at to see whether an object begins. */
const BEGINNING_UNITS = 250;

/** Whether an object begins at a `@`. In running text it is that of a mail address or a handle. */
export function beginsObject(window: ByteWindow, position: number): boolean {
  const text = peek(window, position);
  if (!beginning.test(text) && !commentWithoutBraces.test(text)) return false;
  const before = position > window.start ? window.at(position - 1) : 0x0a;
  return !isWordUnit(before);
}

/** Whether an entry begins at a `@` that stands within another: then that one was never closed. */
function beginsNextEntry(window: ByteWindow, position: number): boolean {
  return (isFirstOnLine(window, position) ? entryWithKey : entryWithField).test(peek(window, position));
}

/** Whether a comment begins at a `@` that stands within another, which may hold entries. */
function beginsNextComment(window: ByteWindow, position: number): boolean {
  return isFirstOnLine(window, position) && commentWithoutBraces.test(peek(window, position));
}

/** Whether reading can go on at a `@` behind the beginning of a broken entry. */
export function resumesAt(window: ByteWindow, position: number): boolean {
  return (isFirstOnLine(window, position) ? beginning : entryWithField).test(peek(window, position));
}

function isFirstOnLine(window: ByteWindow, position: number): boolean {
  let before = position - 1;
  while (before > window.start && (window.at(before) === 0x20 || window.at(before) === 0x09)) before -= 1;
  return before < window.start || window.at(before) === 0x0a || window.at(before) === 0x0d;
}

function peek(window: ByteWindow, position: number): string {
  window.at(position + BEGINNING_UNITS);
  const from = position - window.start;
  return window.units.toString('latin1', from, Math.min(from + BEGINNING_UNITS, window.units.length));
}

function isWordUnit(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

/**
 * Reads the object that begins at a `@`, by BibTeX's own grammar (https://www.ctan.org/pkg/btxdoc), with two
 * liberties that lose nothing: a key or a comma may be missing, and braces after a backslash count as braces only
 * where the entry closes that way.
 * @param macros texts of `@string`, which this adds to
 * @param wanted names of the fields to keep; null for all
 */
export function readObject(
  window: ByteWindow,
  start: number,
  macros: Map<string, string>,
  wanted: Pick<ReadonlySet<string>, 'has'> | null,
): BibtexObject {
  const found = beginning.exec(peek(window, start));
  // For BibTeX a comment without braces is a word like others; programs write their marks behind it, a line each.
  if (found === null) return { kind: 'passed', end: endOfLineOrNext(window, start + '@comment'.length) };
  const type = found[1] ?? '';
  const body = start + found[0].length;
  const close = window.at(body - 1) === OPEN ? CLOSE : CLOSE_ROUND;
  const limit = start + LONGEST_ENTRY;
  if (/^comment$/i.test(type)) {
    // BibTeX does not know how far a comment goes and reads entries in it; so does this where it is not closed.
    const end = closing(window, body, close, limit, false, beginsNextComment);
    if (end === -1) return { kind: 'passed', end: start + found[0].length };
    return holdsEntry(window, body, end)
      ? { kind: 'unread', end: end + 1, reason: 'An entry that is commented out.' }
      : { kind: 'passed', end: end + 1 };
  }
  if (/^preamble$/i.test(type)) {
    const value = readValue(window, skip(window, body, isBlank), { limit, close, escapes: false, macros });
    if ('fault' in value) return { kind: 'broken', reason: `The preamble ${value.fault}` };
    if (window.at(value.end) === close) return { kind: 'passed', end: value.end + 1 };
    return { kind: 'broken', reason: `${excerpt(window, value.end)} stands where the preamble should end.` };
  }
  const strict = readBody(window, start, body, macros, wanted, false);
  const read = 'reason' in strict ? readBody(window, start, body, macros, wanted, true) : strict;
  if ('reason' in read) return { kind: 'broken', reason: 'reason' in strict ? strict.reason : read.reason };
  if (!/^string$/i.test(type)) return { kind: 'entry', type, ...read };
  for (const [name, text] of read.fields) if (macros.size < MOST_MACROS) macros.set(name, text);
  return { kind: 'passed', end: read.end };
}

function endOfLineOrNext(window: ByteWindow, from: number): number {
  let at = from;
  while (at < from + LONGEST_ENTRY && ![-1, 0x0a, 0x0d, AT].includes(window.at(at))) at += 1;
  return at;
}

/** Whether a comment holds an entry or a field of one, other than what programs keep in comments. */
function holdsEntry(window: ByteWindow, from: number, to: number): boolean {
  const text = window.units.toString('latin1', from - window.start, to - window.start);
  return !/^\s*bibdesk/i.test(text) && /@\s*[a-z]+\s*[{(]|[a-z]\s*=\s*[{"]/i.test(text);
}

type Body =
  | { readonly key: string; readonly fields: ReadonlyMap<string, string>; readonly end: number }
  | { readonly reason: string };

function readBody(
  window: ByteWindow,
  start: number,
  body: number,
  macros: ReadonlyMap<string, string>,
  wanted: Pick<ReadonlySet<string>, 'has'> | null,
  escapes: boolean,
): Body {
  const isMacro = /^@\s*string/i.test(peek(window, start));
  const close = window.at(body - 1) === OPEN ? CLOSE : CLOSE_ROUND;
  const limit = start + LONGEST_ENTRY;
  const fields = new Map<string, string>();
  let at = body;
  /** Whether what stands before the first comma may still be the key. */
  let mayBeKey = !isMacro;
  let key = '';

  for (;;) {
    at = skip(window, at, (unit) => isBlank(unit) || unit === COMMA);
    const unit = window.at(at);
    if (unit === PERCENT) {
      // Biber and btparse know comments between fields.
      at = endOfLine(window, at);
      continue;
    }
    if (unit === close) return { key, fields, end: at + 1 };
    if (unit === -1) return { reason: 'The entry is not closed before the file ends.' };
    if (unit === AT && beginsNextEntry(window, at)) {
      return { reason: 'The entry is not closed before the next one begins.' };
    }
    if (at > limit) return { reason: 'An entry of more than 8 MB is no record of a paper.' };
    const nameEnd = skip(window, at, isNameUnit);
    const name = window.text(at, nameEnd).toLowerCase();
    const equals = skip(window, nameEnd, isBlank);
    if (window.at(equals) !== EQUALS || nameEnd === at) {
      if (!mayBeKey) return { reason: `${excerpt(window, at)} stands where a field should.` };
      // A key may hold anything but a comma, even blanks; without a comma it ends with the word.
      mayBeKey = false;
      const keyEnd = skip(
        window,
        at,
        (one) => one !== COMMA && one !== close && one !== 0x0a && one !== EQUALS,
        LONGEST_KEY,
      );
      const end =
        window.at(keyEnd) === COMMA || window.at(keyEnd) === close ? keyEnd : nameEnd > at ? nameEnd : null;
      if (end === null) return { reason: `${excerpt(window, at)} stands where a field should.` };
      key = window.text(at, end).trim();
      at = end;
      continue;
    }
    mayBeKey = false;
    const value = readValue(window, skip(window, equals + 1, isBlank), { limit, close, escapes, macros });
    if ('fault' in value) return { reason: `The field "${name}" ${value.fault}` };
    // Of a field given twice the first counts, as for BibTeX.
    if ((isMacro || wanted === null || wanted.has(name)) && (fields.get(name) ?? '') === '')
      fields.set(name, value.text(window));
    at = value.end;
  }
}

/** A part of a value: between braces or quotes, or a bare number or macro. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly isBare: boolean;
}

interface ValueContext {
  readonly limit: number;
  readonly close: number | undefined;
  readonly escapes: boolean;
  readonly macros: ReadonlyMap<string, string>;
}

type Value =
  | { readonly end: number; readonly text: (window: ByteWindow) => string }
  | { readonly fault: string };

function readValue(window: ByteWindow, start: number, context: ValueContext): Value {
  const pieces: Piece[] = [];
  let at = start;
  for (;;) {
    const unit = window.at(at);
    if (unit === OPEN || unit === QUOTE) {
      const end =
        unit === OPEN
          ? closing(window, at + 1, CLOSE, context.limit, context.escapes)
          : closing(window, at + 1, QUOTE, context.limit, context.escapes);
      if (end === -1)
        return { fault: `has a ${unit === OPEN ? 'brace' : 'quotation mark'} that is never closed.` };
      pieces.push({ from: at + 1, to: end, isBare: false });
      at = end + 1;
    } else {
      const end = skip(window, at, isNameUnit);
      // "title = ," says nothing, which is no fault.
      if (end > at) pieces.push({ from: at, to: end, isBare: true });
      at = end;
    }
    at = skip(window, at, isBlank);
    if (window.at(at) !== HASH) break;
    at = skip(window, at + 1, isBlank);
  }
  const text = (source: ByteWindow): string =>
    pieces
      .map(({ from, to, isBare }) => {
        const piece = source.text(from, to);
        return isBare ? (context.macros.get(piece.toLowerCase()) ?? piece) : piece;
      })
      .join('');
  return { end: at, text };
}

/**
 * Position of the sign that closes what was opened before `from`; -1 when the file ends, the limit is reached or
 * another entry begins before.
 */
function closing(
  window: ByteWindow,
  from: number,
  close: number | undefined,
  limit: number,
  escapes: boolean,
  beginsNext: (window: ByteWindow, position: number) => boolean = beginsNextEntry,
): number {
  let depth = 0;
  for (let at = from; at < limit; at += 1) {
    const index = at - window.start;
    const unit = index < window.units.length ? window.units[index] : window.at(at);
    if (unit === close && depth === 0) return at;
    if (unit === OPEN) depth += 1;
    else if (unit === CLOSE) {
      // A closing brace too many: within quotes that is the end of the whole entry.
      if (depth === 0 && close === QUOTE) return -1;
      depth -= 1;
    } else if (unit === BACKSLASH && escapes) at += 1;
    else if (unit === AT && beginsNext(window, at)) return -1;
    else if (unit === -1) return -1;
  }
  return -1;
}

function skip(
  window: ByteWindow,
  from: number,
  isSkipped: (unit: number) => boolean,
  most: number = LONGEST_ENTRY,
): number {
  let at = from;
  for (let unit = window.at(at); unit !== -1 && isSkipped(unit) && at < from + most; unit = window.at(at))
    at += 1;
  return at;
}

/** Longest key, in units, which may hold blanks. */
const LONGEST_KEY = 1000;

function isNameUnit(unit: number): boolean {
  return (
    !isBlank(unit) &&
    unit !== OPEN &&
    unit !== CLOSE &&
    unit !== OPEN_ROUND &&
    unit !== CLOSE_ROUND &&
    unit !== QUOTE &&
    unit !== COMMA &&
    unit !== EQUALS &&
    unit !== HASH &&
    unit !== AT
  );
}

/** Position of the end of a line, or of {@link LONGEST_ENTRY} units of it. */
function endOfLine(window: ByteWindow, from: number): number {
  return skip(window, from, (unit) => unit !== 0x0a && unit !== 0x0d);
}

function excerpt(window: ByteWindow, at: number): string {
  const text = peek(window, at).split(/[\r\n]/, 1)[0] ?? '';
  return `"${window.text(at, at + Math.min(text.length, 40))}"`;
}
