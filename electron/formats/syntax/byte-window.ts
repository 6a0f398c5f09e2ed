import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { type Place, UNREAD_TEXT_LENGTH, type Unread } from '../../../shared/paper.ts';
import type { Dump } from '../format.ts';
import { decodeLine } from './decode.ts';

/**
 * A stretch of a dump held in memory, for formats that are not made of lines. Positions count units from the start
 * of the file: bytes in files of 8 bits, pairs of bytes in UTF-16.
 */
export interface ByteWindow {
  /** Position of the first unit of text, behind a byte order mark. */
  readonly begin: number;
  /**
   * The units held: ASCII characters as their code, all others as 0x80 or above, so that structure is found by its
   * ASCII signs whatever the encoding. Another buffer after each {@link ByteWindow.more}.
   */
  units: Buffer;
  /** Position of the first unit held. */
  start: number;
  /** Takes in more of the file, forgetting what {@link ByteWindow.release} allowed; false at the end of the file. */
  more(): boolean;
  /** Allows that what lies before a position be forgotten. */
  release(before: number): void;
  /** The unit at a position that is not released; -1 behind the end of the file. */
  at(position: number): number;
  /** Position of the first of these ASCII characters that ends before `limit`; -1 when there is none. */
  find(characters: string, from: number, limit: number): number;
  /** A stretch as text. */
  text(from: number, to: number): string;
  /** The place of a stretch. Must be asked for in ascending order, before what lies before it is released. */
  place(from: number, to: number): Place;
  /** Decodes by a label such as `gbk` what is no valid UTF-8, as an XML declaration may ask for. */
  decodeAs(label: string): void;
}

/** A stretch that was searched for some characters. */
interface Search {
  readonly from: number;
  /** Where they were found, or where they may begin at the earliest. */
  readonly to: number;
  readonly isFound: boolean;
}

/** Opens a window at the start of a dump. Its memory is what is not released, and one chunk more. */
export function openWindow(dump: Pick<Dump, 'bytes' | 'encoding'>): ByteWindow {
  const chunks = dump.bytes()[Symbol.iterator]();
  const { encoding } = dump;
  const width = encoding.name === '8-bit' ? 1 : 2;
  let raw: Buffer = Buffer.alloc(0);
  let ended = false;
  let keep = 0;
  let declared: TextDecoder | null = null;
  const searches = new Map<string, Search>();
  let counted = 0;
  let line = 1;

  const window: ByteWindow = {
    begin: encoding.markBytes / width,
    units: raw,
    start: 0,
    more() {
      if (ended) return false;
      const next = chunks.next();
      if (next.done === true) {
        ended = true;
        if (raw.length % width === 0) return false;
        window.units = Buffer.concat([window.units, Buffer.of(OTHER)]);
        return true;
      }
      const dropped = Math.max(0, Math.min(keep - window.start, window.units.length));
      count(window.start + dropped);
      const bytes = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
      raw = dropped * width >= raw.length ? bytes : Buffer.concat([raw.subarray(dropped * width), bytes]);
      window.start += dropped;
      window.units = width === 1 ? raw : asciiUnits(raw, encoding.name === 'utf-16le' ? 0 : 1);
      return true;
    },
    release(before) {
      keep = Math.max(keep, before);
    },
    at(position) {
      while (position - window.start >= window.units.length) if (!window.more()) return -1;
      return window.units[position - window.start] ?? -1;
    },
    find(characters, from, limit) {
      const wanted = characters.length === 1 ? characters.charCodeAt(0) : characters;
      const last = searches.get(characters);
      let searched = Math.max(from, window.start);
      // Searches that begin within the last one go on where it ended, so that no text is searched again and again.
      if (last !== undefined && last.from <= from && from <= last.to) {
        if (last.isFound) return last.to + characters.length <= limit ? last.to : -1;
        searched = Math.max(searched, last.to);
      }
      const begin = last !== undefined && last.from <= from && from <= last.to ? last.from : from;
      for (;;) {
        const index = window.units.indexOf(wanted, searched - window.start, 'latin1');
        const end = window.start + window.units.length;
        if (index !== -1) {
          const found = window.start + index;
          searches.set(characters, { from: begin, to: found, isFound: true });
          return found + characters.length <= limit ? found : -1;
        }
        searched = Math.max(searched, end - characters.length + 1);
        searches.set(characters, { from: begin, to: searched, isFound: false });
        if (end >= limit || !window.more()) return -1;
      }
    },
    text(from, to) {
      const start = (from - window.start) * width;
      const end = Math.min((to - window.start) * width, raw.length);
      if (declared !== null && !isUtf8(raw.subarray(start, end))) {
        return declared.decode(raw.subarray(start, end)).replaceAll('\0', '');
      }
      return decodeLine(raw, start, end, encoding);
    },
    place(from, to) {
      count(from);
      const end = window.start * width + raw.length;
      return { byteStart: from * width, byteEnd: Math.min(to * width, end), line };
    },
    decodeAs(label) {
      // Windows-1252, of which Latin 1 is a part for the web, is what decoding falls back on anyway.
      if (width === 2 || /^(?:utf-?8|us-ascii|iso-8859-1|latin-?1|windows-1252)$/i.test(label)) return;
      try {
        declared = new TextDecoder(label);
      } catch {
        // A label that nobody knows tells nothing: decoding goes on as if there were none.
        declared = null;
      }
    },
  };

  /** Counts the line ends (CR, LF, CRLF) up to a position. */
  function count(to: number): void {
    const { units, start } = window;
    const from = Math.max(0, counted - start);
    // Searching is many times faster than looking at each unit.
    const passed = units.subarray(from, Math.max(from, to - start));
    for (let at = passed.indexOf(LINE_FEED); at !== -1; at = passed.indexOf(LINE_FEED, at + 1)) line += 1;
    for (let at = passed.indexOf(CARRIAGE_RETURN); at !== -1; at = passed.indexOf(CARRIAGE_RETURN, at + 1)) {
      if (units[from + at + 1] !== LINE_FEED) line += 1;
    }
    counted = Math.max(counted, to);
  }

  return window;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** UTF-16 as one byte a unit. An odd byte at the end waits for its other half. */
function asciiUnits(raw: Buffer, low: 0 | 1): Buffer {
  const units = Buffer.allocUnsafe(Math.floor(raw.length / 2));
  for (let index = 0; index < units.length; index += 1) {
    const code = raw[2 * index + low] ?? OTHER;
    units[index] = raw[2 * index + 1 - low] === 0 && code < OTHER ? code : OTHER;
  }
  return units;
}

const OTHER = 0x80;

/** Whether a unit is a blank, a line end, a NUL or half of a byte order mark: nothing that could be lost. */
export function isBlank(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0;
}

/** Units of a stretch that are kept at most while it goes on, enough to show {@link UNREAD_TEXT_LENGTH}. */
const SHOWN_UNITS = 4 * UNREAD_TEXT_LENGTH;

/** A stretch of a file between records that may turn out to be unread, however long. */
export interface Gap {
  /** Says that the gap goes on to a position, before which nothing else is needed. */
  goOn(to: number): void;
  /** The gap as one unread part that ends at a position. */
  unread(to: number, reason: string): Unread;
}

/** Begins a gap at a position. */
export function openGap(window: ByteWindow, from: number): Gap {
  let begin: { readonly place: Place; readonly text: string } | null = null;
  return {
    goOn(to) {
      if (begin === null && to - from < SHOWN_UNITS) return;
      begin ??= { place: window.place(from, to), text: shown(window, from, to) };
      window.release(to);
    },
    unread(to, reason) {
      const { place, text } = begin ?? { place: window.place(from, to), text: shown(window, from, to) };
      const { byteEnd } = window.place(to, to);
      return { kind: 'unread', place: { ...place, byteEnd }, text, reason };
    },
  };
}

/** The beginning of a stretch, as the tray of what could not be read shows it. */
export function shown(window: ByteWindow, from: number, to: number): string {
  return window.text(from, Math.min(to, from + SHOWN_UNITS)).slice(0, UNREAD_TEXT_LENGTH);
}
