import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { PaperRecord, Unread } from '../../shared/paper.ts';
import type { Dump, Format, Sample } from './format.ts';
import { detectEncoding, splitLines } from './syntax/decode.ts';

/** For tests: bytes as a dump, handed out in chunks of a size. */
export function dumpOf(
  content: Uint8Array | string,
  chunkBytes = 64 * 1024,
): Dump & { readonly sample: Sample } {
  const bytes = Buffer.from(content);
  const encoding = detectEncoding(bytes.subarray(0, SAMPLE_BYTES));
  function* chunks(): Generator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += chunkBytes) yield bytes.subarray(from, from + chunkBytes);
  }
  const start = [bytes.subarray(0, SAMPLE_BYTES)];
  return {
    encoding,
    bytes: chunks,
    lines: () => splitLines(chunks(), encoding),
    sample: { encoding: encoding.name, lines: Array.from(splitLines(start, encoding), ({ text }) => text) },
  };
}

const SAMPLE_BYTES = 256 * 1024;

/** For tests: what a format reads in bytes, records and unread parts apart. */
export function read(format: Format, content: Uint8Array | string, chunkBytes?: number): Read {
  const parts = [...format.read(dumpOf(content, chunkBytes))];
  return {
    parts,
    records: parts.filter((part) => part.kind === 'record'),
    unread: parts.filter((part) => part.kind === 'unread'),
  };
}

/** For tests: the parts of a dump. */
export interface Read {
  readonly parts: readonly (PaperRecord | Unread)[];
  readonly records: readonly PaperRecord[];
  readonly unread: readonly Unread[];
}

/** For tests: one of the fixtures that were written for formats. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../e2e/fixtures/formats/${name}`, import.meta.url));
}

/** Signs of structure of all formats. */
const SIGNS: readonly string[] = [
  ...Array.from('<>"\'{}[]&\\,:;=|@%$\n\r\0\u2028'),
  ...['<!--', '<![CDATA[', ']]>', '</', '\\\\', '--', 'TY  - ', 'ER  - ', '@article{'],
];

/**
 * For tests: bytes with one to three stretches deleted, doubled, overwritten by noise or NULs, spliced in from
 * elsewhere, or broken by a flipped bit or by signs of structure, one or hundreds. Only what lies from `from` to `to` is damaged.
 */
export function damaged(bytes: Buffer, from = 0, to = bytes.length): fc.Arbitrary<Buffer> {
  const damage = fc.record({
    kind: fc.constantFrom(
      'delete',
      'double',
      'garble',
      'insert',
      'nest',
      'nul',
      'flip',
      'splice',
      'truncate',
    ),
    at: fc.nat(to - from - 1),
    other: fc.nat(to - from - 1),
    length: fc.integer({ min: 1, max: 60 }),
    garbage: fc.uint8Array({ minLength: 60, maxLength: 60 }),
    sign: fc.constantFrom(...SIGNS),
  });
  return fc.array(damage, { minLength: 1, maxLength: 3 }).map((damages) => {
    let inside = bytes.subarray(from, to);
    for (const { kind, at, other, length, garbage, sign } of damages) {
      const before = inside.subarray(0, at);
      const rest = inside.subarray(at);
      const after = inside.subarray(at + length);
      const flipped = rest.subarray(0, 1).map((byte) => byte ^ (1 << (length % 8)));
      // In small letters, so that what stands in papers only does so still.
      const spliced = Buffer.from(inside.toString('latin1', other, other + length).toLowerCase(), 'latin1');
      const pieces = {
        delete: [before, after],
        double: [before, rest.subarray(0, length), rest],
        garble: [before, garbage.subarray(0, length), after],
        insert: [before, Buffer.from(sign), rest],
        nest: [before, Buffer.from(sign.repeat(5 * length)), rest],
        nul: [before, Buffer.alloc(length), after],
        flip: [before, flipped, rest.subarray(1)],
        splice: [before, spliced, rest],
        truncate: [at === 0 ? inside : before],
      }[kind];
      inside = Buffer.concat(pieces);
    }
    return Buffer.concat([bytes.subarray(0, from), inside, bytes.subarray(to)]);
  });
}

/** For tests: says what is wrong with the places of parts: ascending, inside the file, lines as they are. Null when nothing is. */
export function placeFault(parts: Iterable<PaperRecord | Unread>, bytes: Buffer): string | null {
  let end = 0;
  for (const { place } of parts) {
    const { byteStart, byteEnd, line } = place;
    if (byteStart < end || byteEnd <= byteStart || byteEnd > bytes.length)
      return `${byteStart}-${byteEnd} after ${end}`;
    const lines = bytes.toString('latin1', 0, byteStart).split(/\r\n|\r|\n/).length;
    if (lines !== line) return `line ${line} is line ${lines}`;
    end = byteEnd;
  }
  return null;
}

/** For tests: the first place of a word that lies in no part; null when each lies in one. */
export function lostWord(
  word: string,
  parts: readonly (PaperRecord | Unread)[],
  bytes: Buffer,
): number | null {
  for (let at = bytes.indexOf(word); at !== -1; at = bytes.indexOf(word, at + 1)) {
    if (!parts.some(({ place }) => place.byteStart <= at && place.byteEnd > at)) return at;
  }
  return null;
}

/** For tests: a file among the real samples. */
export interface SampleFile {
  readonly path: string;
  readonly bytes: Buffer;
  /** Number of records that a correct reader finds; null where two good readers may differ. */
  readonly records: number | null;
}

/** For tests: the real samples whose path is matched; none, with a line that says so, where there are no samples. */
export function sampleFiles(pattern: RegExp): SampleFile[] {
  const folder = new URL('../../../shared/dumps/', import.meta.url);
  if (!existsSync(new URL('MANIFEST.tsv', folder))) {
    console.log(`No samples at ${fileURLToPath(folder)}: reading ${pattern} is not tested on real files.`);
    return [];
  }
  const rows = readFileSync(new URL('MANIFEST.tsv', folder), 'utf8').split('\n').slice(1);
  return rows.flatMap((row) => {
    const [path = '', , , , records = ''] = row.split('\t');
    if (path === '' || !pattern.test(path)) return [];
    return [
      {
        path,
        bytes: readFileSync(new URL(encodeURI(path), folder)),
        records: records === '?' ? null : Number(records),
      },
    ];
  });
}
