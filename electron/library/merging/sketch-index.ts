import type { Database } from '../database.ts';
import { LONGEST_SKETCH, mayResemble, SIGNATURE_WORDS, type Sketch, valuesOf } from './sketch.ts';

/**
 * Versions that have one value of their sketches in common are told of up to this number; a phrase that more have is
 * a form that somebody fills in. It proves nothing, and must not slow an import down: pairs grow with its square.
 */
const MOST_SHARING = 12;

/** Finds the versions whose sketches are like one. */
export type SketchIndex = ReturnType<typeof openIndex>;

const indexes = new WeakMap<Database, SketchIndex>();

/**
 * The index of the sketches of a library. It lies in memory, some 16 bytes a value and as many a signature: in a tree on
 * disk the values of each paper would go to four pages anywhere in it, which takes longer than all else once the tree has
 * outgrown the cache. The library holds them in the order in which they came.
 */
export function sketchIndex(database: Database): SketchIndex {
  const known = indexes.get(database) ?? openIndex(database);
  indexes.set(database, known);
  return known;
}

function openIndex(database: Database) {
  const later = database.prepare<[number], Row>('SELECT id, sketches FROM sketch WHERE id > ? ORDER BY id');
  const sketchesOf = database.prepare<[number], Buffer>('SELECT sketches FROM sketch WHERE id = ?').pluck();
  const insert = database.prepare('INSERT INTO sketch (sketches) VALUES (?)');
  let table = valueTable();
  let signatures = signatureTable();
  let last: Row = NO_ROW;
  let isCurrent = false;

  /**
   * Takes in what other processes have stored, or all anew where what was stored here has been undone.
   * @returns whether that is all, when it was not to take longer
   */
  function catchUp(endMs = Number.POSITIVE_INFINITY): boolean {
    if (isCurrent) return true;
    if (last.id > 0 && sketchesOf.get(last.id)?.equals(last.sketches) !== true) {
      table = valueTable();
      signatures = signatureTable();
      last = NO_ROW;
    }
    for (const row of later.iterate(last.id)) {
      takeIn(row);
      if (performance.now() >= endMs) return false;
    }
    isCurrent = true;
    return true;
  }

  function takeIn(row: Row): void {
    const { buffer, byteOffset, byteLength } = row.sketches;
    const view = new DataView(buffer, byteOffset, byteLength);
    for (let at = 0; at < byteLength; at += VERSION_BYTES) {
      const id = view.getUint32(at, true);
      signatures.set(id, view, at + NUMBER_BYTES);
      for (
        let next = at + NUMBER_BYTES * (1 + SIGNATURE_WORDS);
        next < at + VERSION_BYTES;
        next += NUMBER_BYTES
      ) {
        const value = view.getUint32(next, true);
        if (value !== 0) table.add(value, id);
      }
    }
    last = row;
  }

  return {
    /** Must be called when a transaction begins. */
    begin(): void {
      isCurrent = false;
    },

    /** Takes in what is stored until that moment. Outside of transactions. @returns whether that is all */
    load(endMs: number): boolean {
      isCurrent = false;
      return catchUp(endMs);
    },

    /** Stores sketches of versions. Belongs into a transaction. */
    add(versions: readonly { readonly id: number; readonly sketch: Sketch }[]): void {
      catchUp();
      const sketches = Buffer.alloc(VERSION_BYTES * versions.length);
      for (const [index, { id, sketch }] of versions.entries()) {
        let at = sketches.writeUInt32LE(id, index * VERSION_BYTES);
        for (const number of sketch) at = sketches.writeUInt32LE(number, at);
      }
      takeIn({ id: Number(insert.run(sketches).lastInsertRowid), sketches });
    },

    /**
     * The versions whose sketches have a value in common with one, and signatures that do not tell them apart. A value
     * that too many have finds none. Some may be gone.
     */
    versionsLike(sketch: Sketch): Set<number> {
      catchUp();
      const found = new Set<number>();
      for (const value of valuesOf(sketch)) {
        for (const id of table.get(value)) if (signatures.mayResemble(id, sketch)) found.add(id);
      }
      return found;
    },
  };
}

/** What one transaction stored: each version, then its sketch, filled up with zeros, in 32 bits each, little-endian. */
interface Row {
  readonly id: number;
  readonly sketches: Buffer;
}

const NO_ROW: Row = { id: 0, sketches: Buffer.alloc(0) };
const NUMBER_BYTES = 4;
const VERSION_BYTES = NUMBER_BYTES * (1 + LONGEST_SKETCH);

/** Versions of a part of the table of signatures. */
const SIGNATURES = 4096;

/** The signatures of versions: their numbers are given without gaps, or nearly so. */
function signatureTable() {
  const parts = new Map<number, Uint32Array>();
  return {
    set(id: number, view: DataView, at: number): void {
      const number = Math.floor(id / SIGNATURES);
      const part = parts.get(number) ?? new Uint32Array(SIGNATURES * SIGNATURE_WORDS);
      parts.set(number, part);
      const place = (id % SIGNATURES) * SIGNATURE_WORDS;
      for (let word = 0; word < SIGNATURE_WORDS; word += 1) {
        part[place + word] = view.getUint32(at + word * NUMBER_BYTES, true);
      }
    },

    mayResemble(id: number, sketch: Sketch): boolean {
      const part = parts.get(Math.floor(id / SIGNATURES));
      return part !== undefined && mayResemble(sketch, part, (id % SIGNATURES) * SIGNATURE_WORDS);
    },
  };
}

/** Parts of a table, each of which grows by itself, so that no single growth of many takes long. */
const PARTS = 16;

/** Numbers that a part has room for at first: as always a power of two. */
const FIRST_LENGTH = 128;

/** From whole numbers below 2^32 to such numbers above 0, several each: open addressing. */
function valueTable() {
  // Value and id by turns; an id of 0 is a free place.
  const parts = Array.from({ length: PARTS }, () => new Uint32Array(FIRST_LENGTH));
  const counts = new Uint32Array(PARTS);

  /** @returns whether it was added */
  function put(places: Uint32Array, value: number, id: number): boolean {
    let sharing = 0;
    let at = placeOf(value, places);
    for (let there = places[at + 1]; there !== 0; there = places[at + 1]) {
      if (places[at] === value) {
        sharing += 1;
        if (there === id || sharing > MOST_SHARING) return false;
      }
      at = (at + 2) & (places.length - 1);
    }
    places[at] = value;
    places[at + 1] = id;
    return true;
  }

  return {
    add(value: number, id: number): void {
      const part = value % PARTS;
      const places = parts[part];
      if (places === undefined || !put(places, value, id)) return;
      const count = (counts[part] ?? 0) + 1;
      counts[part] = count;
      // At most two thirds full.
      if (3 * count < places.length) return;
      const wider = new Uint32Array(2 * places.length);
      for (let at = 0; at < places.length; at += 2) {
        if (places[at + 1] !== 0) put(wider, places[at] ?? 0, places[at + 1] ?? 0);
      }
      parts[part] = wider;
    },

    /** None where more than {@link MOST_SHARING} have it. */
    get(value: number): readonly number[] {
      const places = parts[value % PARTS];
      const ids: number[] = [];
      if (places === undefined) return ids;
      let at = placeOf(value, places);
      for (let id = places[at + 1]; id !== undefined && id !== 0; id = places[at + 1]) {
        if (places[at] === value) ids.push(id);
        at = (at + 2) & (places.length - 1);
      }
      return ids.length > MOST_SHARING ? [] : ids;
    },
  };
}

/** Where a value is looked for first. Values are hashes, the least of many: their low bits are as good as any. */
function placeOf(value: number, places: Uint32Array): number {
  return (2 * Math.floor(value / PARTS)) & (places.length - 1);
}
