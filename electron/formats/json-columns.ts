import type { PaperRecord, Unread } from '../../shared/paper.ts';
import type { Dump, Format, Sample } from './format.ts';
import { MEMBERS, readPaper } from './json-papers.ts';
import { type ByteWindow, isBlank, openGap, openWindow, shown } from './syntax/byte-window.ts';
import { endOfObject, endOfScalar } from './syntax/json-scan.ts';
import { isObject } from './syntax/json-values.ts';
import { parseRelaxed } from './syntax/relaxed-json.ts';

/**
 * Tables as JSON, as pandas and other programs of tables write them: a column after the other, as lists
 * (`{"title": [...], "abstract": [...]}`) or by the labels of their rows (`{"title": {"0": ...}, ...}`), or rows
 * without names below a head (`{"columns": [...], "data": [[...], ...]}`, `[["title", ...], [...], ...]`).
 */
export const jsonColumns: Format = {
  name: 'json-columns',
  detect: (sample) => isTable(sample),
  read: readTable,
};

/** Longest cell or row, so that memory stays bounded. */
const LONGEST_CELL = 8 * 1024 * 1024;

/** A member of an object or array. */
interface Member {
  /** Null in an array. */
  readonly key: string | null;
  readonly from: number;
  readonly to: number;
}

/**
 * The members of the object or array that begins at a position. Returns the position behind it; null when it is
 * damaged or cut. What lies before a member may be forgotten when the next one is asked for, if told so.
 */
function* membersOf(
  window: ByteWindow,
  open: number,
  isReleasing: boolean,
): Generator<Member, number | null> {
  const isArray = window.at(open) === BRACKET;
  let at = open + 1;
  for (let isFirst = true; ; isFirst = false) {
    at = skip(window, at);
    if (isReleasing) window.release(at);
    if (window.at(at) === (isArray ? CLOSING_BRACKET : CLOSING_BRACE)) return at + 1;
    if (!isFirst) {
      if (window.at(at) !== COMMA) return null;
      at = skip(window, at + 1);
    }
    let key: string | null = null;
    if (!isArray) {
      if (window.at(at) !== QUOTE) return null;
      const end = endOfScalar(window, at, at + LONGEST_KEY);
      key = window.text(at + 1, end - 1);
      at = skip(window, end);
      if (window.at(at) !== COLON) return null;
      at = skip(window, at + 1);
    }
    const end = endOfValue(window, at);
    if (end === null) return null;
    yield { key, from: at, to: end };
    at = end;
  }
}

const LONGEST_KEY = 1000;

function skip(window: ByteWindow, from: number): number {
  let at = from;
  while (isBlank(window.at(at))) at += 1;
  return at;
}

function endOfValue(window: ByteWindow, from: number): number | null {
  const unit = window.at(from);
  if (unit === -1 || unit === COMMA || unit === COLON) return null;
  if (unit === BRACE || unit === BRACKET) {
    const end = endOfObject(window, from, from + LONGEST_CELL);
    return typeof end === 'number' ? end : null;
  }
  const end = endOfScalar(window, from, from + LONGEST_CELL);
  // Where the file ends within a text, it has no quotation mark at its end.
  return end > from && (unit !== QUOTE || (end > from + 1 && window.at(end - 1) === QUOTE)) ? end : null;
}

/** A column: where its cells begin, and how many there are. */
interface Column {
  readonly name: string;
  readonly open: number;
  readonly length: number;
  /** Whether its end was seen. */
  readonly isWhole: boolean;
  /** Label of its first row; null in a list. */
  readonly label: string | null;
  /** Bytes of its cells. */
  readonly size: number;
}

/** The columns of a table. */
interface Columns {
  readonly columns: readonly Column[];
  /** Whether nothing is cut or damaged, and nothing stands behind. */
  readonly isWhole: boolean;
}

/** The columns of a table that is an object of columns; null when it is none. */
function findColumns(window: ByteWindow): Columns | null {
  const columns: Column[] = [];
  const cut = { columns, isWhole: false };
  let at = skip(window, window.begin);
  if (window.at(at) !== BRACE) return null;
  at = skip(window, at + 1);
  for (;;) {
    if (window.at(at) !== QUOTE) return cut;
    const end = endOfScalar(window, at, at + LONGEST_KEY);
    const name = window.text(at + 1, end - 1);
    const colon = skip(window, end);
    const open = skip(window, colon + 1);
    const unit = window.at(open);
    if (window.at(colon) !== COLON || (unit !== BRACE && unit !== BRACKET)) return unit === -1 ? cut : null;
    let length = 0;
    let label: string | null = null;
    const members = membersOf(window, open, true);
    let next = members.next();
    for (; next.done !== true; next = members.next()) {
      const first = window.at(next.value.from);
      // Cells may be lists, of authors say; what has members of its own is a record.
      if (first === BRACE && length === 0) return null;
      if (length === 0) label = next.value.key;
      length += 1;
    }
    const close = next.value;
    const size = (close ?? window.start + window.units.length) - open;
    columns.push({ name, open, length, isWhole: close !== null, label, size });
    if (close === null) return cut;
    at = skip(window, close);
    if (window.at(at) === COMMA) at = skip(window, at + 1);
    else if (window.at(at) !== CLOSING_BRACE) return cut;
    else return window.at(skip(window, at + 1)) === -1 ? { columns, isWhole: true } : null;
  }
}

/** Rows of a first column that is longer than the sample, without which it may be a list of anything. */
const FEWEST_ROWS = 20;

function isTable(sample: Sample): boolean {
  const beginning = /^[\s\uFEFF]*(?:\{\s*"[^"\\]{1,200}"\s*:\s*[[{]|\[\s*\[\s*")/;
  const first = sample.lines.findIndex((line) => line.trim() !== '');
  if (!beginning.test(sample.lines.slice(first, first + 5).join('\n'))) return false;
  const bytes = Buffer.from(sample.lines.join('\n').replace(/^\uFEFF/, ''));
  const dump = { bytes: () => [bytes], encoding: { name: '8-bit', markBytes: 0 } } as const;
  if (findRows(openWindow(dump)) !== null) return true;
  const columns = findColumns(openWindow(dump))?.columns ?? [];
  const [one] = columns;
  if (one === undefined || !columns.some(({ name }) => MEMBERS.has(name))) return false;
  if (!one.isWhole) return one.length >= FEWEST_ROWS;
  const whole = columns.filter(({ isWhole }) => isWhole);
  const texts = whole.filter(({ name, length }) => TEXTS.test(name) && length > 1);
  const areEqual = whole.every(({ length, label }) => length === one.length && label === one.label);
  if (!areEqual) return texts.length > 1;
  // A list of one may be how a single paper is told.
  if (one.label === null && one.length < 2) return false;
  return whole.length < columns.length || whole.some(({ name }) => TEXTS.test(name));
}

/** Columns by which a paper can be known. */
const TEXTS = /title|abstract|summar/i;

/** Rows below the names of their columns. */
interface Rows {
  readonly names: readonly string[];
  /** Where the array of rows begins. */
  readonly open: number;
  /** Position behind the head, when it is one of the rows; else that of the first row. */
  readonly isHeadWithin: boolean;
}

function findRows(window: ByteWindow): Rows | null {
  const open = skip(window, window.begin);
  const isArray = window.at(open) === BRACKET;
  let names: readonly string[] | null = null;
  for (const { key, from, to } of topMembers(window, open)) {
    if (names === null && (isArray || key === 'columns')) names = namesOf(window, from, to);
    if (isArray) return names === null ? null : { names, open, isHeadWithin: true };
    if (key === 'data') {
      const first = skip(window, from + 1);
      const areRows = window.at(from) === BRACKET && window.at(first) === BRACKET;
      return names === null || !areRows ? null : { names, open: from, isHeadWithin: false };
    }
  }
  return null;
}

/** The members of the outermost object, of which those that are too long, as the rows are, end where they begin. */
function* topMembers(window: ByteWindow, open: number): Generator<Member> {
  if (window.at(open) === BRACKET) {
    yield* membersOf(window, open, false);
    return;
  }
  for (let at = open; ; ) {
    at = skip(window, at + 1);
    if (window.at(at) !== QUOTE) return;
    const end = endOfScalar(window, at, at + LONGEST_KEY);
    const key = window.text(at + 1, end - 1);
    const from = skip(window, skip(window, end) + 1);
    yield { key, from, to: key === 'columns' ? (endOfValue(window, from) ?? from) : from };
    const members = membersOf(window, from, key !== 'columns');
    let next = members.next();
    while (next.done !== true) next = members.next();
    if (next.value === null) return;
    at = skip(window, next.value);
    if (window.at(at) !== COMMA) return;
  }
}

/** Names of columns, of which one is a title or an abstract. */
function namesOf(window: ByteWindow, from: number, to: number): readonly string[] | null {
  const names = cellOf(window, from, to);
  const areNames =
    Array.isArray(names) &&
    names.every((name) => typeof name === 'string' || name === null) &&
    names.some((name) => MEMBERS.has(name) && TEXTS.test(name));
  return areNames ? names.map(String) : null;
}

function cellOf(window: ByteWindow, from: number, to: number): unknown {
  const text = window.text(from, to);
  try {
    return JSON.parse(text);
  } catch {
    return parseRelaxed(text);
  }
}

function* readTable(dump: Dump): Generator<PaperRecord | Unread> {
  const rows = findRows(openWindow(dump));
  const columns = rows === null ? findColumns(openWindow(dump)) : null;
  if (rows !== null) yield* readRows(openWindow(dump), rows);
  else yield* readColumns(dump, columns ?? { columns: [], isWhole: false });
}

function* readRows(window: ByteWindow, { names, open, isHeadWithin }: Rows): Generator<PaperRecord | Unread> {
  passTo(window, open);
  const members = membersOf(window, open, true);
  let next = members.next();
  let at = open + 1;
  if (isHeadWithin && next.done !== true) {
    at = next.value.to;
    next = members.next();
  }
  for (; next.done !== true; next = members.next()) {
    const { from, to } = next.value;
    const cells = cellOf(window, from, to);
    const row = Array.isArray(cells)
      ? Object.fromEntries(names.map((name, index) => [name, cells[index]]))
      : {};
    yield recordOf(window, from, to, row, null);
    at = to;
  }
  if (next.value === null) yield* unreadRest(window, at);
}

/**
 * Reads all columns side by side, each by a window of its own. A record stands where its cell in the longest column
 * does, or in the longest that is whole; its other cells are known by it.
 */
function* readColumns(dump: Dump, { columns, isWhole }: Columns): Generator<PaperRecord | Unread> {
  const known = columns.filter(({ name }) => MEMBERS.has(name));
  const [main] = known.toSorted(
    (one, other) => Number(other.isWhole) - Number(one.isWhole) || other.size - one.size,
  );
  if (main === undefined) {
    yield* unreadRest(openWindow(dump), 0);
    return;
  }
  const cursors = known.map((column) => {
    const window = openWindow(dump);
    passTo(window, column.open);
    return { column, window, members: membersOf(window, column.open, true) };
  });
  const own = cursors.find(({ column }) => column === main)?.window ?? openWindow(dump);
  let at = main.open + 1;
  for (let index = 0; index < main.length; index += 1) {
    const row: Record<string, unknown> = {};
    let place: Member | null = null;
    for (const { column, window, members } of cursors) {
      const next = members.next();
      if (next.done === true) continue;
      row[column.name] = cellOf(window, next.value.from, next.value.to);
      if (column === main) place = next.value;
    }
    if (place === null) break;
    yield recordOf(own, place.from, place.to, row, place.key);
    at = place.to;
  }
  if (!isWhole || known.some(({ length }) => length > main.length)) yield* unreadRest(own, at);
}

function recordOf(
  window: ByteWindow,
  from: number,
  to: number,
  row: Readonly<Record<string, unknown>>,
  label: string | null,
): PaperRecord | Unread {
  const fields = isObject(row) ? readPaper(row, label) : null;
  const place = window.place(from, to);
  if (fields !== null) return { kind: 'record', fields, place };
  return {
    kind: 'unread',
    place,
    text: shown(window, from, to),
    reason: 'The row has neither title nor abstract.',
  };
}

/** Goes to a position without keeping what lies before it. */
function passTo(window: ByteWindow, position: number): void {
  while (window.start + window.units.length <= position) {
    window.release(window.start + window.units.length);
    if (!window.more()) return;
  }
}

function* unreadRest(window: ByteWindow, from: number): Generator<Unread> {
  const gap = openGap(window, from);
  let end = from;
  while (window.at(end) !== -1) {
    end = window.start + window.units.length;
    gap.goOn(end);
  }
  if (end > from) yield gap.unread(end, 'The table is damaged here, or its columns are not of one length.');
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
