import type { PaperRecord, Unread } from '../../shared/paper.ts';
import { type Columns, readCells, readHead, readOnlyHead } from './fields/delimited-columns.ts';
import { readText } from './fields/text-field.ts';
import type { Dump, Format } from './format.ts';
import { type ByteWindow, isBlank, openGap, openWindow, shown } from './syntax/byte-window.ts';
import { type Delimiter, nextLine, type Row, readRow } from './syntax/delimited-rows.ts';
import { NOTHING_SAID, saysNothing } from './syntax/tagged-lines.ts';

/**
 * Tables with named columns: CSV and its kin with semicolons, tabs or bars. Rows are read by own code: csv-parse,
 * told to skip bad rows, drops all rows behind a quote that is never closed and the good row behind one that is
 * closed by the next, without saying where.
 */
export const delimited: Format = {
  name: 'delimited',
  detect: ({ lines }) => findHead(lines) !== null,
  read: (dump) => readTable(dump, findHead, LINES_OVER_HEAD),
};

/** What programs write over the head: the divider for spreadsheets, and where Dimensions' table is from. */
const known = /^\uFEFF?(?:sep=.\s*$|"?About the data: )/i;

/** What divides cells, the likeliest first. */
export const DELIMITERS: readonly Delimiter[] = [',', '\t', ';', '|'];

/** Lines that may stand over the head: the name of the search, `sep=;` of spreadsheets. */
const LINES_OVER_HEAD = 10;

/** What is known of a table from its beginning. */
export interface Head {
  /** Lines over the head. */
  readonly lineIndex: number;
  readonly delimiter: Delimiter;
  readonly columns: Columns;
  /** Those of the head; none where it is missing. */
  readonly cells: readonly string[];
}

function findHead(lines: readonly string[]): Head | null {
  for (const [lineIndex, line] of lines.slice(0, LINES_OVER_HEAD).entries()) {
    // A row of a Markdown table, or the beginning of JSON.
    if (line.length > LONGEST_HEAD || /^\s*[|[{]/.test(line)) continue;
    for (const delimiter of DELIMITERS) {
      const cells = splitLine(line, delimiter);
      const columns = cells.length < 2 ? null : readHead(cells);
      if (columns !== null) return { lineIndex, delimiter, columns, cells };
    }
  }
  const [first = ''] = lines;
  const cells = first.length > LONGEST_HEAD ? [] : splitLine(first, ',');
  const only = cells.length === 1 ? readOnlyHead(cells[0] ?? '') : null;
  return only === null || !areRowsOfOne(lines.slice(1))
    ? null
    : { lineIndex: 0, delimiter: ',', columns: only, cells };
}

/**
 * Whether lines are rows of a single cell, as programs write them: in quotes where it holds a comma. A page whose
 * first line is "Abstract" has blank lines, or lines that end within a sentence.
 */
function areRowsOfOne(lines: readonly string[]): boolean {
  const filled = lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1);
  let quoted = 0;
  let bare = 0;
  let isOpen = false;
  for (const [index, line] of filled.entries()) {
    if (isOpen || /^\s*"/.test(line)) quoted += 1;
    else if (!line.includes(',') && /[.!?][)\]]?\s*$/.test(line)) bare += 1;
    // The sample may end within the last line.
    else if (index === 0 || index < filled.length - 1) return false;
    if (line.split('"').length % 2 === 0) isOpen = !isOpen;
  }
  return quoted > 0 || bare > 1;
}

/** Longest head, in UTF-16 code units: that of Scopus with all columns has 700. */
const LONGEST_HEAD = 10_000;

/** The cells of a line, which no line end divides. */
export function splitLine(line: string, delimiter: Delimiter): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (const sign of line.replace(/^\uFEFF/, '')) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === delimiter && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell.trim()];
}

/** Reads the rows of a table of which the first lines, so many, tell what stands in its columns. */
export function* readTable(
  dump: Dump,
  find: (lines: readonly string[]) => Head | null,
  lines: number,
): Generator<PaperRecord | Unread> {
  const beginning: string[] = [];
  for (const line of dump.lines()) if (beginning.push(line.text) >= lines) break;
  const head = find(beginning);
  const window = openWindow(dump);
  let at = dump.encoding.markBytes / (dump.encoding.name === '8-bit' ? 1 : 2);
  for (let line = 0; line < (head?.lineIndex ?? 0); line += 1) {
    const next = nextLine(window, at, () => {});
    const text = shown(window, at, next);
    if (text.trim() !== '' && !known.test(text)) {
      yield openGap(window, at).unread(next, 'This stands over the head of the table.');
    }
    at = next;
    window.release(at);
  }
  const { delimiter, columns, cells } = head ?? { delimiter: ',', columns: null, cells: [] };
  if (columns === null) {
    yield* unreadRest(window, at);
    return;
  }
  at = skipLineEnds(window, at);
  // The head itself: of a Chinese encoding, its cells alone may be read otherwise than the line that they stand in.
  const first = readRow(window, at, delimiter);
  const isHead =
    !('fault' in first) &&
    first.cells.length === cells.length &&
    first.cells.every((cell, index) => asciiOf(cell) === asciiOf(cells[index] ?? ''));
  if (isHead) at = first.end;
  for (;;) {
    at = skipLineEnds(window, at);
    window.release(at);
    if (window.at(at) === -1) return;
    const row = checked(readRow(window, at, delimiter), columns);
    if ('fault' in row) {
      const gap = openGap(window, at);
      const resumed = nextGoodRow(window, at, delimiter, columns, gap.goOn);
      yield gap.unread(resumed, row.fault);
      at = resumed;
      continue;
    }
    if (!isSeparator(row.cells, cells)) {
      const place = window.place(at, row.end);
      const read = readCells(row.cells, columns);
      const fields = saysNothing(read) ? { ...read, comment: otherCells(row.cells, cells) } : read;
      yield saysNothing(fields)
        ? { kind: 'unread', place, text: shown(window, at, row.end), reason: NOTHING_SAID }
        : { kind: 'record', place, fields };
    }
    at = row.end;
  }
}

/** All cells of a row that has nothing in the columns that are known, for it is an entry of the user's nevertheless. */
function otherCells(row: readonly string[], head: readonly string[]): string | null {
  const filled = row.flatMap((cell, index) => (cell === '' ? [] : [`${head[index] ?? ''}: ${cell}`]));
  return readText(filled.join('; '));
}

/** A row that fits the head. Trailing cells without text may be more or fewer than the head's. */
function checked(row: Row, { count }: Columns): Row {
  if ('fault' in row) return row;
  const filled = row.cells.findLastIndex((cell) => cell !== '') + 1;
  if (filled > count) return { fault: `The row has ${filled} cells, but the head names ${count} columns.` };
  if (count > 2 && row.cells.length === 1 && filled === 1) {
    return { fault: `The row has one cell, but the head names ${count} columns.` };
  }
  return row;
}

function asciiOf(cell: string): string {
  return cell.replace(/[^ -~]/g, '');
}

/** Rows without text, and the head again, as in tables that were put together. */
function isSeparator(row: readonly string[], head: readonly string[]): boolean {
  return (
    row.every((cell) => cell === '') ||
    (row.length === head.length && row.every((cell, index) => cell === head[index]))
  );
}

/** The start of the next line that is a whole row with as many cells as the head; the end of the file without one. */
function nextGoodRow(
  window: ByteWindow,
  from: number,
  delimiter: Delimiter,
  columns: Columns,
  goOn: (to: number) => void,
): number {
  for (let at = nextLine(window, from, goOn); window.at(at) !== -1; at = nextLine(window, at, goOn)) {
    const row = readRow(window, at, delimiter);
    if (!('fault' in row) && row.cells.length >= columns.count && !('fault' in checked(row, columns)))
      return at;
  }
  return window.start + window.units.length;
}

function skipLineEnds(window: ByteWindow, from: number): number {
  let at = from;
  while (isBlank(window.at(at)) && window.at(at) !== 0x09) at += 1;
  return at;
}

function* unreadRest(window: ByteWindow, from: number): Generator<Unread> {
  const gap = openGap(window, from);
  let at = from;
  while (window.at(at) !== -1) at = nextLine(window, at, gap.goOn);
  if (at > from) yield gap.unread(at, 'No row names the columns of the table.');
}
