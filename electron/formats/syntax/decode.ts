import { isUtf8 } from 'node:buffer';
import { isGbk, readsLikeGbk } from './gbk.ts';

/** A line of a file, decoded. */
export interface Line {
  /** Without its end; cut to {@link LONGEST_LINE_BYTES} where longer. NULs, which no text holds, are left out. */
  readonly text: string;
  /** Offset of its first byte in the file. */
  readonly byteStart: number;
  /** Offset behind its last byte, its end (CR, LF, CRLF) not included. */
  readonly byteEnd: number;
  /** One-based. */
  readonly number: number;
  /** Whether the line was longer than {@link LONGEST_LINE_BYTES}, so that `text` is only its beginning. */
  readonly isCut: boolean;
}

/** Longest line that is read whole, so that memory stays bounded whatever a file holds. A long abstract has 10 kB. */
export const LONGEST_LINE_BYTES = 8 * 1024 * 1024;

/** How the characters of a file are written. `8-bit` is settled line by line: see {@link decodeLine}. */
export interface Encoding {
  readonly name: '8-bit' | 'utf-16le' | 'utf-16be';
  /** Length of the byte order mark at the start. */
  readonly markBytes: 0 | 2 | 3;
  /** Set where what is no UTF-8 is Chinese in GBK, so that a single character is too, which could be anything alone. */
  readonly isGbk?: boolean;
}

/**
 * The encoding of a file that begins with these bytes. A byte order mark decides; without one, UTF-16 shows itself
 * by the zero byte in every second place that Latin letters, digits, spaces and line ends have there: in most places,
 * or for Chinese in those of blanks and line ends alone.
 */
export function detectEncoding(start: Uint8Array): Encoding {
  if (start[0] === 0xff && start[1] === 0xfe) return { name: 'utf-16le', markBytes: 2 };
  if (start[0] === 0xfe && start[1] === 0xff) return { name: 'utf-16be', markBytes: 2 };
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { name: '8-bit', markBytes: 3 };
  const zeros = [0, 0];
  // Searched for, since nearly all files have none.
  for (let index = start.indexOf(0); index !== -1; index = start.indexOf(0, index + 1)) {
    zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const pairs = start.length / 2;
  if (odd > pairs * 0.4 && even < pairs * 0.05) return { name: 'utf-16le', markBytes: 0 };
  if (even > pairs * 0.4 && odd < pairs * 0.05) return { name: 'utf-16be', markBytes: 0 };
  if (even + odd > pairs * 0.02 && !isUtf8(start)) {
    if (odd > 2 * even && holdsUnits(start, 0)) return { name: 'utf-16le', markBytes: 0 };
    if (even > 2 * odd && holdsUnits(start, 1)) return { name: 'utf-16be', markBytes: 0 };
  }
  return { name: '8-bit', markBytes: 0, ...(readsLikeGbk(withoutUtf8(start)) ? { isGbk: true } : {}) };
}

/** Whether all zero bytes are halves of ASCII characters, and one of them of a line end or a blank. */
function holdsUnits(start: Uint8Array, low: 0 | 1): boolean {
  let blanks = 0;
  for (let index = 0; index + 1 < start.length; index += 2) {
    if (start[index + 1 - low] !== 0) continue;
    const code = start[index + low] ?? 0;
    if (code === 0x0a || code === 0x20) blanks += 1;
    else if (code > 0x7f || (code < 0x20 && code !== 0x0d && code !== 0x09)) return false;
  }
  return blanks > 0;
}

/** The lines that are no UTF-8. The last one, which may be cut in the middle of a character, is left out where it can be. */
function withoutUtf8(start: Uint8Array): Buffer {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  if (isUtf8(bytes)) return Buffer.alloc(0);
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(0x0a, from);
    const end = found === -1 ? bytes.length : found + 1;
    const line = bytes.subarray(from, end);
    if (!isUtf8(line) && (found !== -1 || lines.length === 0)) lines.push(line);
    from = end;
  }
  return Buffer.concat(lines);
}

/**
 * Splits the bytes of a file into lines. Ends may be CR, LF and CRLF, mixed.
 * @param chunks all bytes of the file in order, cut anywhere
 */
export function* splitLines(chunks: Iterable<Uint8Array>, encoding: Encoding): Generator<Line> {
  const source = chunks[Symbol.iterator]();
  const width = encoding.name === '8-bit' ? 1 : 2;
  const find = encoding.name === '8-bit' ? findByte : findUnit(encoding.name === 'utf-16le' ? 0 : 1);
  let held: Buffer = Buffer.alloc(0);
  /** Offset in the file of the first byte held. */
  let heldStart = 0;
  let ended = false;
  /** Start of the current line, in the bytes held. */
  let start = 0;
  let lineFeed = -2;
  let carriageReturn = -2;
  let number = 1;
  /** Set while the rest of a line that is too long is passed over. */
  let cut: { readonly text: string; readonly byteStart: number } | null = null;

  /** Takes up the next chunk; forgets what lies before the current line. */
  function more(): void {
    const next = source.next();
    if (next.done === true) {
      ended = true;
    } else {
      const bytes = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
      held = start === held.length ? bytes : Buffer.concat([held.subarray(start), bytes]);
      heldStart += start;
      start = 0;
    }
    lineFeed = -2;
    carriageReturn = -2;
  }

  function line(end: number): Line {
    const byteEnd = heldStart + end;
    const made: Line =
      cut === null
        ? {
            text: decodeLine(held, start, end, encoding),
            byteStart: heldStart + start,
            byteEnd,
            number,
            isCut: false,
          }
        : { ...cut, byteEnd, number, isCut: true };
    cut = null;
    number += 1;
    return made;
  }

  while (held.length < encoding.markBytes && !ended) more();
  start = Math.min(encoding.markBytes, held.length);

  for (;;) {
    // -2: not looked for yet in the bytes held; -1: not there.
    if (lineFeed !== -1 && lineFeed < start) lineFeed = find(held, 0x0a, start);
    if (carriageReturn !== -1 && carriageReturn < start) carriageReturn = find(held, 0x0d, start);
    const isReturn = carriageReturn !== -1 && (lineFeed === -1 || carriageReturn < lineFeed);
    const end = isReturn ? carriageReturn : lineFeed;
    if (end === -1) {
      if (ended) {
        if (start < held.length || cut !== null) yield line(held.length);
        return;
      }
      if (cut !== null || held.length - start > LONGEST_LINE_BYTES) {
        cut ??= {
          text: decodeLine(held, start, start + LONGEST_LINE_BYTES, encoding),
          byteStart: heldStart + start,
        };
        // The last bytes stay, lest a character of two bytes be torn.
        start = held.length - ((heldStart + held.length) % width) - width;
      }
      more();
      continue;
    }
    // A CR at the very end may be the first half of a CRLF whose second half is still to come.
    if (isReturn && end + 2 * width > held.length && !ended) {
      more();
      continue;
    }
    yield line(end);
    start = end + (isReturn && lineFeed === end + width ? 2 * width : width);
  }
}

function findByte(bytes: Buffer, byte: number, from: number): number {
  return bytes.indexOf(byte, from);
}

/** Finds a unit of two bytes, aligned to the file; `from` always is. */
function findUnit(low: 0 | 1): typeof findByte {
  return (bytes, byte, from) => {
    for (let index = from; ; index += 1) {
      index = bytes.indexOf(byte, index);
      if (index === -1) return -1;
      const first = index - low;
      if ((first - from) % 2 === 0 && first >= from && bytes[first + 1 - low] === 0) return first;
    }
  };
}

/**
 * Decodes one line. In files of 8 bits each line is judged by itself, since concatenated dumps mix encodings:
 * valid UTF-8 is UTF-8. A line that is not is GBK (GB18030) where its bytes are whole Chinese characters; else it is
 * Windows-1252, unless more of its characters above ASCII are whole UTF-8 sequences than not, in which case it is
 * damaged UTF-8 and the damaged bytes become U+FFFD.
 */
export function decodeLine(bytes: Buffer, start: number, end: number, encoding: Encoding): string {
  return withoutNul(decode(bytes, start, end, encoding));
}

function decode(bytes: Buffer, start: number, end: number, encoding: Encoding): string {
  if (encoding.name === 'utf-16le') return bytes.toString('utf16le', start, end).toWellFormed();
  if (encoding.name === 'utf-16be') {
    const even = start + (end - start) - ((end - start) % 2);
    return Buffer.from(bytes.subarray(start, even)).swap16().toString('utf16le').toWellFormed();
  }
  const slice = bytes.subarray(start, end);
  if (isUtf8(slice)) return slice.toString('utf8');
  const asUtf8 = slice.toString('utf8');
  let whole = 0;
  let broken = 0;
  for (const character of asUtf8) {
    if (character === '\uFFFD') broken += 1;
    else if (character > '\u007F') whole += 1;
  }
  if (whole > broken) return asUtf8;
  return (encoding.isGbk === true && isGbk(slice)) || readsLikeGbk(slice)
    ? gb18030.decode(slice)
    : windows1252.decode(slice);
}

const windows1252 = new TextDecoder('windows-1252');
const gb18030 = new TextDecoder('gb18030');

function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}
