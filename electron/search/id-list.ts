/** Ascending ids of papers: as FTS5 gives them, as an array to go through, and packed to be kept. */

/**
 * A list packed for keeping: the differences of its ids, seven bits a byte, low ones first, some 1.3 bytes an id; or,
 * where that is shorter, a bit for each id there may be.
 */
export interface PackedIds {
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly isBits: boolean;
}

const BLANK = 0x20;
const ZERO = 0x30;

/** The ids of a text in which they stand divided by single blanks. */
export function idsIn(text: string): Uint32Array {
  if (text === '') return new Uint32Array(0);
  let count = 1;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) === BLANK) count += 1;
  const ids = new Uint32Array(count);
  let index = 0;
  let id = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BLANK) {
      ids[index] = id;
      index += 1;
      id = 0;
    } else id = id * 10 + code - ZERO;
  }
  ids[index] = id;
  return ids;
}

/** Where lists are packed. Kept, since a new one for each, between lists that stay, leaves memory in pieces. */
let scratch = new Uint8Array(0);

/** Packs ascending ids. */
export function pack(ids: Uint32Array): PackedIds {
  if (scratch.length < ids.length * 5) scratch = new Uint8Array(ids.length * 10);
  const bytes = scratch;
  let end = 0;
  let before = 0;
  for (let index = 0; index < ids.length; index += 1) {
    const id = ids[index] ?? 0;
    let difference = id - before;
    before = id;
    while (difference > 127) {
      bytes[end] = (difference & 127) | 128;
      end += 1;
      difference >>>= 7;
    }
    bytes[end] = difference;
    end += 1;
  }
  const isBits = end > before >>> 3;
  return { bytes: isBits ? bitsOf(ids) : bytes.slice(0, end), count: ids.length, isBits };
}

function bitsOf(ids: Uint32Array): Uint8Array {
  const bits = new Uint8Array(((ids.at(-1) ?? 0) >>> 3) + 1);
  for (let index = 0; index < ids.length; index += 1) {
    const id = ids[index] ?? 0;
    bits[id >>> 3] = (bits[id >>> 3] ?? 0) | (1 << (id & 7));
  }
  return bits;
}

function idsOfBits(bits: Uint8Array, count: number): Uint32Array {
  const ids = new Uint32Array(count);
  let index = 0;
  for (let at = 0; at < bits.length; at += 1) {
    // The lowest bit first.
    for (let rest = bits[at] ?? 0; rest !== 0; rest &= rest - 1) {
      ids[index] = at * 8 + 31 - Math.clz32(rest & -rest);
      index += 1;
    }
  }
  return ids;
}

/** The ids that were packed. */
export function unpack({ bytes, count, isBits }: PackedIds): Uint32Array {
  if (isBits) return idsOfBits(bytes, count);
  const ids = new Uint32Array(count);
  let at = 0;
  let id = 0;
  for (let index = 0; index < count; index += 1) {
    let byte = bytes[at] ?? 0;
    at += 1;
    let difference = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at] ?? 0;
      at += 1;
      difference |= (byte & 127) << shift;
    }
    id += difference;
    ids[index] = id;
  }
  return ids;
}

/** Those of some ids, in any order, that a packed list holds; of a list that is not kept as bits perhaps others too. */
export function unpackSome(packed: PackedIds, wanted: Uint32Array): Uint32Array {
  const { bytes, isBits } = packed;
  return isBits ? wanted.filter((id) => (((bytes[id >>> 3] ?? 0) >>> (id & 7)) & 1) === 1) : unpack(packed);
}

/** Whether an ascending list holds an id. */
export function holds(list: Uint32Array, id: number): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return list[low] === id;
}
