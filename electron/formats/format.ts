import type { PaperRecord, Unread } from '../../shared/paper.ts';
import type { Encoding, Line } from './syntax/decode.ts';

/** The beginning of a dump, by which formats recognise it. */
export interface Sample {
  readonly encoding: Encoding['name'];
  /** Lines without their ends; the last one may be cut where the sample ends. */
  readonly lines: readonly string[];
}

/** A file opened for reading. */
export interface Dump {
  /** Reads the file from its start, line by line, in bounded memory. */
  lines(): Iterable<Line>;
  /** How the bytes of {@link Dump.bytes} are to be decoded. */
  readonly encoding: Encoding;
  /** The bytes of the file in order, cut anywhere, for formats that are not made of lines. */
  bytes(): Iterable<Uint8Array>;
}

/** What a line costs beside its text, in UTF-16 code units, where the length of an entry bounds memory: lines may be empty. */
export const LINE_COST = 20;

/** A kind of dump that Postil reads: one file each in this folder, one entry each in the table of `detect.ts`. */
export interface Format {
  /** As reports show it, such as `institution-page`. */
  readonly name: string;
  /** Whether a dump that begins so is of this kind. Content decides, never a file's name. */
  detect(sample: Sample): boolean;
  /**
   * The dump's parts in ascending order, not overlapping; all bytes outside of them are white space and
   * separators of the format. Never throws on bad input: what it cannot read is {@link Unread}.
   */
  read(dump: Dump): Iterable<PaperRecord | Unread>;
}
