import { type ByteWindow, isBlank } from './byte-window.ts';

/** Signs that divide the cells of a row. */
export type Delimiter = ',' | ';' | '\t' | '|';

/** A row of a table, or why there is none. */
export type Row =
  | {
      readonly cells: readonly string[];
      /** Position behind the row, the line end not included. */
      readonly end: number;
    }
  | { readonly fault: string };

/** A row that goes on beyond this many units is none, so that memory stays bounded. */
const LONGEST_ROW = 4 * 1024 * 1024;

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const END = -1;

/**
 * Reads a row as RFC 4180 has it: cells in quotes may hold delimiters, line ends and doubled quotes. Blanks before
 * and behind the quotes are allowed; within a cell without quotes a quote is a sign like others. So it is at the
 * start of a cell that goes on behind the closing quote, where programs write cells as they are: `"A" and B`.
 */
export function readRow(window: ByteWindow, start: number, delimiter: Delimiter): Row {
  const divider = delimiter.charCodeAt(0);
  const limit = start + LONGEST_ROW;
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const first = skipBlanks(window, at, divider);
    const quoted = window.at(first) === QUOTE ? closingQuote(window, first + 1, limit) : undefined;
    const isQuoted = quoted !== undefined && !isLiteral(window, first, quoted, divider);
    const cellEnd = isQuoted ? quoted : unquotedEnd(window, at, divider, limit);
    if (cellEnd === null) {
      return {
        fault: isQuoted
          ? 'A quotation mark is never closed.'
          : 'A row of more than 4 MB is no record of a paper.',
      };
    }
    if (isQuoted)
      cells.push(
        window
          .text(first + 1, cellEnd)
          .replaceAll('""', '"')
          .trim(),
      );
    else cells.push(window.text(at, cellEnd).trim());
    at = isQuoted ? skipBlanks(window, cellEnd + 1, divider) : cellEnd;
    const unit = window.at(at);
    if (unit === END || unit === LINE_FEED || unit === CARRIAGE_RETURN) return { cells, end: at };
    if (unit !== divider) return { fault: 'Text stands behind a closing quotation mark.' };
    at += 1;
  }
}

/** Whether a quote at the start of a cell closes nothing, so that it is a sign like others. */
function isLiteral(window: ByteWindow, first: number, closing: number | null, divider: number): boolean {
  // Tables with tabs are often written without any rule for quotes.
  const isTabbed = divider === 0x09;
  if (closing === null) return isTabbed;
  const behind = window.at(skipBlanks(window, closing + 1, divider));
  if (behind === divider || behind === LINE_FEED || behind === CARRIAGE_RETURN || behind === END)
    return false;
  if (isTabbed) return true;
  const cell = window.units.subarray(first - window.start, closing - window.start);
  return !cell.includes(LINE_FEED) && !cell.includes(CARRIAGE_RETURN);
}

function skipBlanks(window: ByteWindow, from: number, divider: number): number {
  let at = from;
  for (;;) {
    const unit = window.at(at);
    if (unit === divider || unit === LINE_FEED || unit === CARRIAGE_RETURN || !isBlank(unit)) return at;
    at += 1;
  }
}

/** Position of the quote that closes a cell; null when there is none within the limit. */
function closingQuote(window: ByteWindow, from: number, limit: number): number | null {
  for (let at = from; ; at += 2) {
    at = window.find('"', at, limit);
    if (at === -1) return null;
    if (window.at(at + 1) !== QUOTE) return at;
  }
}

function unquotedEnd(window: ByteWindow, from: number, divider: number, limit: number): number | null {
  for (let at = from; at < limit; at += 1) {
    const index = at - window.start;
    const unit = index < window.units.length ? window.units[index] : window.at(at);
    if (unit === divider || unit === LINE_FEED || unit === CARRIAGE_RETURN || unit === END) return at;
  }
  return null;
}

/** Units passed at a time while looking for the end of a line. */
const STEP = 64 * 1024;

/**
 * Position behind the end of the line that a position stands in; that of the file's end where no line ends.
 * @param goOn hears how far what was passed may be forgotten
 */
export function nextLine(window: ByteWindow, from: number, goOn: (to: number) => void): number {
  for (let at = from; window.at(at) !== END; at += STEP) {
    goOn(at);
    window.at(at + STEP);
    const part = window.units.subarray(at - window.start, at - window.start + STEP);
    const feed = part.indexOf(LINE_FEED);
    const carriage = part.indexOf(CARRIAGE_RETURN);
    if (carriage !== -1 && (feed === -1 || carriage < feed)) {
      return window.at(at + carriage + 1) === LINE_FEED ? at + carriage + 2 : at + carriage + 1;
    }
    if (feed !== -1) return at + feed + 1;
  }
  return window.start + window.units.length;
}
