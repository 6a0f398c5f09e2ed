import { type ByteWindow, isBlank } from './byte-window.ts';

/** Most brackets within one another in a record. */
const DEEPEST = 200;

/**
 * Position behind an object; `unfinished` when it goes on behind `limit` or the end of the file, `broken` when a
 * string in it has a line end, which JSON forbids, or when it is too deep.
 */
export function endOfObject(
  window: ByteWindow,
  from: number,
  limit: number,
): number | 'unfinished' | 'broken' {
  let { units, start } = window;
  let index = from - start;
  let depth = 0;
  let quote = 0;
  for (;;) {
    if (index >= units.length) {
      if (start + index >= limit || !window.more()) return 'unfinished';
      index += start - window.start;
      ({ units, start } = window);
      continue;
    }
    const unit = units[index];
    index += 1;
    if (quote !== 0) {
      if (unit === quote) quote = 0;
      else if (unit === BACKSLASH) index += 1;
      else if (unit === LINE_FEED || unit === CARRIAGE_RETURN) return 'broken';
    } else if (unit === QUOTE || unit === APOSTROPHE) {
      quote = unit;
    } else if (unit === BRACE || unit === BRACKET) {
      depth += 1;
      if (depth > DEEPEST) return 'broken';
    } else if (unit === CLOSING_BRACE || unit === CLOSING_BRACKET) {
      depth -= 1;
      if (depth === 0) return start + index;
    } else if (unit === SLASH) {
      const at = start + index - 1;
      const end = Math.max(at + 1, endOfComment(window, at));
      ({ units, start } = window);
      index = end - start;
    }
  }
}

/** A comment is looked at no further, so that memory stays bounded. */
const LONGEST_COMMENT = 64 * 1024;

/**
 * Position behind a comment, which JSON forbids and people write nevertheless; the position itself where none begins.
 * The slashes of an address outside of a text, as damage leaves it, stand behind a colon.
 */
export function endOfComment(window: ByteWindow, from: number): number {
  if (window.at(from) !== SLASH) return from;
  const second = window.at(from + 1);
  const before = from > window.begin ? (window.units[from - 1 - window.start] ?? COMMA) : COMMA;
  if (!isBlank(before) && (before === COLON || !STRUCTURE.has(before))) return from;
  if (second === ASTERISK) {
    const end = window.find('*/', from + 2, from + LONGEST_COMMENT);
    return end === -1 ? from : end + 2;
  }
  if (second !== SLASH) return from;
  let at = from + 2;
  while (at - from < LONGEST_COMMENT && !LINE_ENDS.has(window.at(at))) at += 1;
  return at;
}

/** Position behind blanks and comments, all of which are held. */
export function skipComments(window: ByteWindow, from: number): number {
  for (let at = from; ; ) {
    while (isBlank(window.at(at))) at += 1;
    const end = endOfComment(window, at);
    if (end === at) return at;
    at = end;
  }
}

/** Position behind a string, number or word; never beyond `limit`, nor beyond its line. */
export function endOfScalar(window: ByteWindow, from: number, limit: number): number {
  const first = window.at(from);
  const quote = first === QUOTE || first === APOSTROPHE ? first : 0;
  for (let position = from + 1; position < limit; position += 1) {
    const unit = window.at(position);
    if (unit === -1 || unit === LINE_FEED || unit === CARRIAGE_RETURN) return position;
    if (quote === 0) {
      if (isBlank(unit) || STRUCTURE.has(unit)) return position;
    } else if (unit === BACKSLASH) {
      position += 1;
    } else if (unit === quote) {
      return position + 1;
    }
  }
  return limit;
}

/** How records of a file begin: on a line of their own after so many blanks, or else with a certain name. */
export type Opener =
  | { readonly kind: 'line'; readonly indent: string }
  | { readonly kind: 'name'; readonly text: string };

/** How the object at a position begins. */
export function openerAt(window: ByteWindow, position: number): Opener {
  let start = position;
  while (start > window.start && BLANKS.has(window.units[start - 1 - window.start] ?? 0)) start -= 1;
  if (start === window.begin || window.units[start - 1 - window.start] === LINE_FEED) {
    return { kind: 'line', indent: window.text(start, position) };
  }
  window.at(position + LONGEST_OPENER);
  const text = window.text(position, Math.min(position + LONGEST_OPENER, window.start + window.units.length));
  return { kind: 'name', text: /^\{\s*["'][\w .:@-]*["']/.exec(text)?.[0] ?? '{"' };
}

const LONGEST_OPENER = 200;

/**
 * Position of the next object behind a damaged one that begins as records of the file do; the end of the file when
 * there is none.
 * @param passed the last position that is passed over without looking
 * @param goOn told of what was passed over, which need not be kept, and where the last of it ends that is no separator
 */
export function nextRecordLike(
  window: ByteWindow,
  damaged: number,
  passed: number,
  opener: Opener,
  goOn: (solid: number, passed: number) => void,
): number {
  const wanted = opener.kind === 'line' ? `\n${opener.indent}{` : opener.text;
  const skipped = wanted.length - 1;
  let solid = damaged + 1;
  const pass = (to: number): void => {
    let end = to;
    while (end > solid && SEPARATORS.has(window.units[end - 1 - window.start] ?? 0)) end -= 1;
    solid = Math.max(solid, end);
    goOn(solid, Math.max(solid, to));
  };
  for (let position = passed; ; ) {
    const held = window.start + window.units.length;
    const found = window.find(wanted, position + 1, held);
    if (found !== -1) {
      pass(found);
      return opener.kind === 'line' ? found + skipped : found;
    }
    // The last units may be the beginning of what is wanted.
    position = Math.max(position, held - wanted.length);
    pass(position);
    if (window.more()) continue;
    pass(held);
    return held;
  }
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const COMMA = 0x2c;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const SLASH = 0x2f;
const ASTERISK = 0x2a;
/** The end of the file too. */
const LINE_ENDS: ReadonlySet<number> = new Set([LINE_FEED, CARRIAGE_RETURN, -1]);
const STRUCTURE: ReadonlySet<number> = new Set([
  COMMA,
  COLON,
  BRACKET,
  CLOSING_BRACKET,
  BRACE,
  CLOSING_BRACE,
]);
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09]);
const SEPARATORS: ReadonlySet<number> = new Set([0x20, 0x09, LINE_FEED, CARRIAGE_RETURN, 0, COMMA]);
