import type { Database } from '../database.ts';

/**
 * Versions that have one value of their sketches in common are told of up to this number; a phrase that more have is
 * a form that somebody fills in. It proves nothing, and must not slow an import down: pairs grow with its square.
 */
const MOST_SHARING = 12;

/** Finds the versions whose sketches have a value. */
export type SketchIndex = ReturnType<typeof openIndex>;

const indexes = new WeakMap<Database, SketchIndex>();

/**
 * The index of the sketches of a library. It lies in memory, some 16 bytes a value: in a tree on disk the values of each
 * paper would go to four pages anywhere in it, which takes longer than all else once the tree has outgrown the cache.
 * The library holds them in the order in which they came.
 */
export function sketchIndex(database: Database): SketchIndex {
  const known = indexes.get(database) ?? openIndex(database);
  indexes.set(database, known);
  return known;
}

function openIndex(database: Database) {
  const later = database.prepare<[number], Row>('SELECT id, pairs FROM sketch WHERE id > ? ORDER BY id');
  const pairsOf = database.prepare<[number], Buffer>('SELECT pairs FROM sketch WHERE id = ?').pluck();
  const insert = database.prepare('INSERT INTO sketch (pairs) VALUES (?)');
  let table = valueTable();
  let last: Row = { id: 0, pairs: Buffer.alloc(0) };
  let isCurrent = false;

  /** Takes in what other processes have stored, or all anew where what was stored here has been undone. */
  function catchUp(): void {
    if (isCurrent) return;
    isCurrent = true;
    if (last.id > 0 && pairsOf.get(last.id)?.equals(last.pairs) !== true) {
      table = valueTable();
      last = { id: 0, pairs: Buffer.alloc(0) };
    }
    for (const row of later.iterate(last.id)) takeIn(row);
  }

  function takeIn(row: Row): void {
    const { pairs } = row;
    for (let at = 0; at + PAIR_BYTES <= pairs.length; at += PAIR_BYTES) {
      table.add(pairs.readUInt32LE(at), pairs.readUInt32LE(at + PAIR_BYTES / 2));
    }
    last = row;
  }

  return {
    /** Must be called when a transaction begins. */
    begin(): void {
      isCurrent = false;
    },

    /** Stores sketches of versions. Belongs into a transaction. */
    add(versions: readonly { readonly id: number; readonly sketch: readonly number[] }[]): void {
      catchUp();
      const pairs = Buffer.allocUnsafeSlow(
        PAIR_BYTES * versions.reduce((sum, { sketch }) => sum + sketch.length, 0),
      );
      let at = 0;
      for (const { id, sketch } of versions) {
        for (const value of sketch) at = pairs.writeUInt32LE(id, pairs.writeUInt32LE(value, at));
      }
      takeIn({ id: Number(insert.run(pairs).lastInsertRowid), pairs });
    },

    /** The versions with a value; none for one that too many have. Some may be gone. */
    versionsOf(value: number): readonly number[] {
      catchUp();
      return table.get(value);
    },
  };
}

/** What one transaction stored: value and version, value and version, in 32 bits each, little-endian. */
interface Row {
  readonly id: number;
  readonly pairs: Buffer;
}

const PAIR_BYTES = 8;

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
