/**
 * Counts for each paper what is found in it, list by list. Kept from query to query: making it anew would cost more
 * than filling it.
 */
export interface Counters {
  /** Forgets what was counted, and has room for ids up to that one. */
  reset(largestId: number): void;
  /**
   * Counts the papers of an ascending list that the term was not found in yet.
   * @param term counted from one, at most 255; terms are taken one after the other
   * @param worth what the paper gains
   */
  take(list: Uint32Array, term: number, worth: number, isExact: boolean, isFull: boolean): void;
  /** The same, of papers met alone; the list may be in any order. */
  takeMet(list: Uint32Array, term: number, worth: number, isExact: boolean, isFull: boolean): void;
  /** Gives the papers of a list, of those met, so much more. */
  favour(list: Uint32Array, worth: number): void;
  /** Papers met, each once. Good until the next list is taken. */
  met(): Uint32Array;
  /** Papers in which so many terms were found in full. */
  papersFull(terms: number): number;
  /** Terms that were found in the paper exactly. */
  exactOf(paperId: number): number;
  /** Terms that were found in the paper in full: exactly or bent. */
  fullOf(paperId: number): number;
  worthOf(paperId: number): number;
}

/** Counters without room yet. */
export function createCounters(): Counters {
  let worths = new Float32Array(0);
  // One number a paper, since each look into memory costs as much as all that is reckoned: the last term found in
  // it, or 0 for a paper that was not met (bits 16 to 23), terms found in full (8 to 15) and exactly (0 to 7).
  let states = new Uint32Array(0);
  let papers = new Uint32Array(0);
  let metCount = 0;
  const fullCounts = new Uint32Array(256);

  function count(
    list: Uint32Array,
    term: number,
    worth: number,
    isExact: boolean,
    isFull: boolean,
    onlyMet: boolean,
  ): void {
    const gain = (isExact ? 1 : 0) + (isFull ? 0x100 : 0);
    // An iterator would take five times as long.
    for (let at = 0; at < list.length; at += 1) {
      const id = list[at] ?? 0;
      if (id >= states.length) continue;
      const state = states[id] ?? 0;
      if (state >>> 16 === term) continue;
      if (state === 0) {
        if (onlyMet) continue;
        papers[metCount] = id;
        metCount += 1;
      }
      const counts = (state & 0xffff) + gain;
      states[id] = (term << 16) | counts;
      worths[id] = (worths[id] ?? 0) + worth;
      if (!isFull) continue;
      const full = counts >>> 8;
      fullCounts[full] = (fullCounts[full] ?? 0) + 1;
      fullCounts[full - 1] = (fullCounts[full - 1] ?? 0) - 1;
    }
  }

  return {
    reset(largestId) {
      for (let at = 0; at < metCount; at += 1) {
        const id = papers[at] ?? 0;
        worths[id] = 0;
        states[id] = 0;
      }
      metCount = 0;
      fullCounts.fill(0);
      if (worths.length > largestId) return;
      worths = new Float32Array(largestId + 1);
      states = new Uint32Array(largestId + 1);
      papers = new Uint32Array(largestId + 1);
    },
    take: (list, term, worth, isExact, isFull) => count(list, term, worth, isExact, isFull, false),
    takeMet: (list, term, worth, isExact, isFull) => count(list, term, worth, isExact, isFull, true),
    favour(list, worth) {
      for (let at = 0; at < list.length; at += 1) {
        const id = list[at] ?? 0;
        if ((states[id] ?? 0) > 0) worths[id] = (worths[id] ?? 0) + worth;
      }
    },
    met: () => papers.subarray(0, metCount),
    papersFull: (terms) => fullCounts[terms] ?? 0,
    exactOf: (paperId) => (states[paperId] ?? 0) & 0xff,
    fullOf: (paperId) => ((states[paperId] ?? 0) >>> 8) & 0xff,
    worthOf: (paperId) => worths[paperId] ?? 0,
  };
}
