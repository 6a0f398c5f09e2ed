/** How what was read crosses from the reading thread to the library thread: as one flat list of plain values. */
import type { Problem } from '../../../shared/errors.ts';
import type { Identifier, IdentifierScheme, PaperFields, Unread } from '../../../shared/paper.ts';
import { identifierKeys } from '../merging/merge-keys.ts';
import { readFields } from '../merging/stored-fields.ts';
import type { Arrival } from './arrival.ts';

/** A part of a dump, ready to be stored. */
export type ReadPart = Arrival | Unread;

/** Some parts of a dump in their order. */
export interface ReadLot {
  readonly values: readonly LotValue[];
  readonly count: number;
  /** Offset up to which the file had been read before: where what is passed over ends. */
  readonly byteEnd: number;
  /** What ends the file with this lot: `end` its own end, a problem what keeps it from being read further. */
  readonly last: Problem | 'end' | null;
}

/** Structured cloning takes lists of these several times faster than the objects that they are made of. */
export type LotValue = string | number | null;

/** Appends a part. @returns about how many bytes it takes */
export function packPart(part: ReadPart, into: LotValue[]): number {
  const { byteStart, byteEnd, line } = part.place;
  into.push(byteStart, byteEnd, line);
  if (part.kind === 'unread') {
    into.push(null, part.text, part.reason);
    return part.text.length;
  }
  const { keys, columns, identifiers, words, sketch } = part;
  // By what tells it from an unread part, which has none.
  into.push(part.stored, keys.title, keys.abstract, keys.abstractHash?.toString('latin1') ?? null);
  into.push(keys.titleKey, keys.year, part.arxivVersion, identifiers.length);
  for (const { scheme, value } of identifiers) into.push(scheme, value);
  pushList(sketch, into);
  pushList(columns, into);
  pushList(words, into);
  return 2 * (keys.abstract?.length ?? 0) + 2 * part.stored.length;
}

/** Not by spreading, which V8 takes ten times as long to compile. */
function pushList(list: readonly LotValue[], into: LotValue[]): void {
  into.push(list.length);
  for (const value of list) into.push(value);
}

/** The parts of a lot. */
export function* partsOf({ values, count }: ReadLot): Generator<ReadPart> {
  let at = 0;
  // What was packed as a number or a text is unpacked as such, in the same order.
  const next = <Value extends LotValue>() => {
    at += 1;
    return values[at - 1] as Value;
  };
  const list = <Value extends LotValue>(length: number) => {
    at += length;
    return values.slice(at - length, at) as Value[];
  };
  for (let part = 0; part < count; part += 1) {
    const place = { byteStart: next<number>(), byteEnd: next<number>(), line: next<number>() };
    const stored = next<string | null>();
    if (stored === null) {
      yield { kind: 'unread', place, text: next<string>(), reason: next<string>() };
      continue;
    }
    const title = next<string | null>();
    const abstract = next<string | null>();
    const hash = next<string | null>();
    const titleKey = next<string | null>();
    const year = next<number | null>();
    const arxivVersion = next<number | null>();
    const identifiers: Identifier[] = [];
    for (let left = next<number>(); left > 0; left -= 1) {
      identifiers.push({ scheme: next<IdentifierScheme>(), value: next<string>() });
    }
    const abstractHash = hash === null ? null : Buffer.from(hash, 'latin1');
    let fields: PaperFields | null = null;
    yield {
      kind: 'record',
      place,
      // Only what is merged with others is asked for them.
      get fields() {
        fields ??= readFields(stored, abstract);
        return fields;
      },
      keys: { ...identifierKeys(identifiers), abstractHash, titleKey, year, title, abstract },
      arxivVersion,
      stored,
      identifiers,
      sketch: list<number>(next<number>()),
      columns: list(next<number>()),
      words: list<string>(next<number>()),
    };
  }
}
