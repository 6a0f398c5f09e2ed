import SearchableMap from 'minisearch/SearchableMap';

/** A word that is spelt nearly like another, with its papers. */
interface NearWord {
  readonly papers: number;
  /** Letters inserted, left out or replaced. */
  readonly edits: number;
}

/**
 * Words with their papers. Those of a library come in their order and are packed: some 25 bytes a word, where a tree of
 * Maps takes 250. The few that come later stand in such a tree, MiniSearch's.
 */
export interface WordList {
  /** Adds a word that comes behind all before, in the order of SQLite. */
  push(word: string, papers: number): void;
  /** Adds a word, in any order, where it is missing. */
  add(word: string, papers: number): void;
  has(word: string): boolean;
  /** Zero for a word that is not there. */
  papersOf(word: string): number;
  /** Sum of the papers of all words that begin so. */
  papersBeginning(beginning: string): number;
  beginningWith(beginning: string): Iterable<readonly [word: string, papers: number]>;
  /** All words at most so many edits away, the word itself among them. */
  near(word: string, edits: number): ReadonlyMap<string, NearWord>;
}

/** Words that there is room for at first. */
const FIRST_WORDS = 2 ** 15;
/** Letters of a usual word, for the same. */
const USUAL_LENGTH = 9;
/** How much more room there is each time that it is full. */
const GROWTH = 1.5;
/** From the first surrogate on, the order of UTF-16 is not that of UTF-8, in which SQLite sorts. */
const OUT_OF_ORDER = /[\ud800-\uffff]/;

/** Makes an empty list. */
export function createWordList(): WordList {
  let count = 0;
  /** The UTF-16 code units of all words, one word behind the other. */
  let letters = new Uint16Array(FIRST_WORDS * USUAL_LENGTH);
  /** Where each word ends there; the next one begins there. */
  let ends = new Uint32Array(FIRST_WORDS);
  let papers = new Uint32Array(FIRST_WORDS);
  const later = new SearchableMap<number>();

  const startOf = (at: number): number => (at === 0 ? 0 : (ends[at - 1] ?? 0));
  const lengthOf = (at: number): number => (ends[at] ?? 0) - startOf(at);
  const wordAt = (at: number): string => String.fromCharCode(...letters.subarray(startOf(at), ends[at]));

  /** How a word stands to a text behind its first `depth` letters: negative before it, zero where it begins so. */
  function compare(at: number, text: string, depth = 0): number {
    const start = startOf(at) + depth;
    const length = (ends[at] ?? 0) - start;
    for (let index = 0; index < text.length; index += 1) {
      if (index >= length) return -1;
      const difference = (letters[start + index] ?? 0) - text.charCodeAt(index);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** The first word from `low` to before `high` that is not before; `high` for none. */
  function firstBehind(low: number, high: number, isBefore: (at: number) => boolean): number {
    let from = low;
    let to = high;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (isBefore(middle)) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** The words that begin so: from one place to before another. */
  function rangeOf(text: string): readonly [from: number, to: number] {
    const from = firstBehind(0, count, (at) => compare(at, text) < 0);
    return [from, firstBehind(from, count, (at) => compare(at, text) <= 0)];
  }

  function papersOf(word: string): number {
    const at = firstBehind(0, count, (middle) => compare(middle, word) < 0);
    const isThere = at < count && lengthOf(at) === word.length && compare(at, word) === 0;
    return isThere ? (papers[at] ?? 0) : (later.get(word) ?? 0);
  }

  function makeRoom(length: number): void {
    if (startOf(count) + length > letters.length) {
      const before = letters;
      letters = new Uint16Array(Math.ceil(before.length * GROWTH) + length);
      letters.set(before);
    }
    if (count === ends.length) [ends, papers] = [enlarged(ends), enlarged(papers)];
  }

  return {
    push(word, number) {
      if (OUT_OF_ORDER.test(word)) {
        later.set(word, number);
        return;
      }
      makeRoom(word.length);
      const start = startOf(count);
      for (let index = 0; index < word.length; index += 1) letters[start + index] = word.charCodeAt(index);
      ends[count] = start + word.length;
      papers[count] = number;
      count += 1;
    },
    add(word, number) {
      if (papersOf(word) === 0) later.set(word, number);
    },
    has: (word) => papersOf(word) > 0,
    papersOf,
    papersBeginning(beginning) {
      const [from, to] = rangeOf(beginning);
      let sum = 0;
      for (let at = from; at < to; at += 1) sum += papers[at] ?? 0;
      for (const [, number] of later.atPrefix(beginning)) sum += number;
      return sum;
    },
    *beginningWith(beginning) {
      const [from, to] = rangeOf(beginning);
      for (let at = from; at < to; at += 1) yield [wordAt(at), papers[at] ?? 0];
      yield* later.atPrefix(beginning);
    },
    near(word, most) {
      const found = new Map<string, NearWord>();
      for (const [other, [number, edits]] of later.fuzzyGet(word, most)) {
        found.set(other, { papers: number, edits });
      }
      visit(0, count, 0, 0, 0);
      return found;

      function meet(at: number, edits: number): void {
        const other = wordAt(at);
        const known = found.get(other);
        if (known === undefined || known.edits > edits) found.set(other, { papers: papers[at] ?? 0, edits });
      }

      /**
       * Goes on from the words of a range, which have their first `depth` letters in common, and those became the first
       * `done` letters of the word by so many edits.
       */
      function visit(low: number, high: number, depth: number, done: number, edits: number): void {
        if (edits === most) {
          // Nothing may differ any more.
          const rest = word.slice(done);
          const at = firstBehind(low, high, (middle) => compare(middle, rest, depth) < 0);
          const isThere = at < high && lengthOf(at) === depth + rest.length && compare(at, rest, depth) === 0;
          if (isThere) meet(at, edits);
          return;
        }
        const left = word.length - done;
        // Of words that begin alike, the shortest stands first.
        const isWhole = low < high && lengthOf(low) === depth;
        if (isWhole && edits + left <= most) meet(low, edits + left);
        if (left > 0) visit(low, high, depth, done + 1, edits + 1);
        let at = isWhole ? low + 1 : low;
        while (at < high) {
          const letter = letters[startOf(at) + depth] ?? 0;
          const end = firstBehind(at, high, (middle) => (letters[startOf(middle) + depth] ?? 0) <= letter);
          if (left > 0)
            visit(at, end, depth + 1, done + 1, edits + (letter === word.charCodeAt(done) ? 0 : 1));
          visit(at, end, depth + 1, done, edits + 1);
          at = end;
        }
      }
    },
  };
}

function enlarged(full: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil(full.length * GROWTH));
  larger.set(full);
  return larger;
}
