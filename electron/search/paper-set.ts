/** A set of papers by id, one bit each. */
export interface PaperSet {
  readonly bits: Uint32Array;
}

/** A set with room for ids up to `largestId`, holding those given. */
export function paperSet(largestId: number, ids: Iterable<number> = []): PaperSet {
  const bits = new Uint32Array((largestId >>> 5) + 1);
  for (const id of ids) if (id <= largestId) bits[id >>> 5] = (bits[id >>> 5] ?? 0) | (1 << (id & 31));
  return { bits };
}

/** A set that holds every id up to `largestId`, whether or not there is such a paper. */
export function wholeSet(largestId: number): PaperSet {
  return { bits: new Uint32Array((largestId >>> 5) + 1).fill(0xffff_ffff) };
}

/** Whether the set holds the paper. */
export function contains(set: PaperSet, id: number): boolean {
  return (((set.bits[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;
}

/** What is in both sets. */
export function both(left: PaperSet, right: PaperSet): PaperSet {
  return { bits: left.bits.map((word, index) => word & (right.bits[index] ?? 0)) };
}

/** What is in either set. */
export function eitherOf(left: PaperSet, right: PaperSet): PaperSet {
  return { bits: left.bits.map((word, index) => word | (right.bits[index] ?? 0)) };
}

/** What is in the first set and not in the second. */
export function without(left: PaperSet, right: PaperSet): PaperSet {
  return { bits: left.bits.map((word, index) => word & ~(right.bits[index] ?? 0)) };
}
