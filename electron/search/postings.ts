import type { Database } from '../library/database.ts';
import { idsIn, type PackedIds, pack, unpack, unpackSome } from './id-list.ts';
import { merged, type TagWords } from './tag-words.ts';

/** Columns of the index. */
export type Column =
  | 'title'
  | 'authors'
  | 'abstract'
  | 'comment'
  | 'venue'
  | 'categories'
  | 'institutions'
  | 'note'
  | 'annotations'
  | typeof OWN_WORDS;

/** Title and note together: what names a paper's subject. */
export const OWN_WORDS = '{title note}';

/** What a list is asked for by: see {@link Postings.of}. */
export interface ListName {
  readonly word: string;
  readonly column: Column | null;
  readonly beginning: boolean;
}

/** Which papers hold a word: FTS5's lists and those of tags, as arrays, the ones used last kept. */
export interface Postings {
  /**
   * Ids of the papers that hold the folded word, ascending. Several words joined by blanks are a phrase.
   * @param column null for any
   * @param beginning whether the (last) word may go on
   */
  of(word: string, column: Column | null, beginning: boolean): Uint32Array;
  /**
   * The same in any order, of them at least those papers wanted that hold one of the rarer words too: where the word's
   * list is long and not at hand, FTS5 passes over most of it.
   */
  ofSome(word: string, wanted: Uint32Array, rarer: readonly ListName[]): Uint32Array;
  /**
   * Reads lists beforehand until that time: those of beginnings, with which every search is begun to be typed, then of
   * frequent words. @returns whether all are read
   */
  keep(beginnings: readonly string[], frequent: readonly string[], endMs: number): boolean;
  /** To be called when the library changed. @param isIndexChanged whether more did than the tags of papers */
  forget(isIndexChanged: boolean): void;
}

/**
 * Room for packed lists, in bytes for each paper, and at least. At 100,000 papers the lists of all words take a half
 * of it; at a million those of words that some 2000 papers hold or more; rarer ones are read in a moment.
 */
const PACKED_BYTES_PER_PAPER = 100;
const LEAST_PACKED_BYTES = 24_000_000;
/** Share of it that may be filled beforehand. */
const BEFOREHAND = 0.7;
/** Of a word that more papers hold, those with it in title or note are read beforehand too: FTS5 looks at all places. */
const OWN_WORDS_FROM = 20_000;

/** Ids of lists that lie open for the next query, at 4 bytes each: those of a query and the one before. */
const OPEN_IDS = 1_000_000;

/** A list as one text: in two thirds of the time, and a fraction of the memory, of a row for each id. */
export const LIST = `SELECT group_concat(rowid, ' ') FROM paper_index WHERE paper_index MATCH ?`;

/** The lists of an index, and of the words of tags. @param paperCount of the library as it is now */
export function openPostings(database: Database, tagWords: TagWords, paperCount: () => number): Postings {
  const room = (): number => Math.max(LEAST_PACKED_BYTES, paperCount() * PACKED_BYTES_PER_PAPER);
  const select = database.prepare<[string], string | null>(LIST).pluck();
  const packed = createStore<PackedIds>(room, ({ bytes }) => bytes.length);
  const open = createStore<Uint32Array>(
    () => OPEN_IDS,
    ({ length }) => length,
  );
  /** How many of the beginnings and frequent words have been read beforehand. */
  let beforehand = 0;

  /** As the index has it; tags come to it as it is opened. */
  function indexed(match: string): Uint32Array {
    const kept = packed.get(match);
    if (kept !== undefined) return unpack(kept);
    const list = idsIn(select.get(match) ?? '');
    packed.put(match, pack(list));
    return list;
  }

  function listOf(word: string, column: Column | null, beginning: boolean): Uint32Array {
    const match = matchExpression(word, column, beginning);
    const opened = open.get(match);
    if (opened !== undefined) return opened;
    const list = indexed(match);
    const whole = column === null ? merged(list, tagWords.of(word, beginning)) : list;
    open.put(match, whole);
    return whole;
  }

  return {
    of: listOf,
    ofSome(word, wanted, rarer) {
      const match = matchExpression(word, null, false);
      // Tags are not in the index.
      const tagged = tagWords.of(word, false);
      const kept = packed.get(match);
      if (kept !== undefined && tagged.length === 0) return unpackSome(kept, wanted);
      const isTag = rarer.some(
        (one) => one.column === null && tagWords.of(one.word, one.beginning).length > 0,
      );
      if (tagged.length > 0 || isTag) return listOf(word, null, false);
      const either = rarer.map((one) => matchExpression(one.word, one.column, one.beginning)).join(' OR ');
      return idsIn(select.get(`(${either}) AND ${match}`) ?? '');
    },
    keep(beginnings, frequent, endMs) {
      const count = beginnings.length + frequent.length;
      while (beforehand < count && packed.size() < room() * BEFOREHAND) {
        if (performance.now() >= endMs) return false;
        const isBeginning = beforehand < beginnings.length;
        const word = beginnings[beforehand] ?? frequent[beforehand - beginnings.length] ?? '';
        const match = matchExpression(word, null, isBeginning);
        if (packed.get(match) === undefined) {
          const { length } = indexed(match);
          if (!isBeginning && length > OWN_WORDS_FROM) indexed(matchExpression(word, OWN_WORDS, false));
        }
        beforehand += 1;
      }
      return true;
    },
    forget(isIndexChanged) {
      open.clear();
      if (!isIndexChanged) return;
      packed.clear();
      beforehand = 0;
    },
  };
}

/** Values by name, up to a sum of sizes; those used longest ago go first. */
interface Store<Value> {
  get(name: string): Value | undefined;
  put(name: string, value: Value): void;
  size(): number;
  clear(): void;
}

function createStore<Value>(room: () => number, sizeOf: (value: Value) => number): Store<Value> {
  /** In the order of last use: a Map keeps that of insertion. */
  const values = new Map<string, Value>();
  let size = 0;
  return {
    get(name) {
      const value = values.get(name);
      if (value === undefined) return undefined;
      values.delete(name);
      values.set(name, value);
      return value;
    },
    put(name, value) {
      values.set(name, value);
      size += sizeOf(value);
      for (const [oldest, old] of values) {
        if (size <= room() || oldest === name) break;
        values.delete(oldest);
        size -= sizeOf(old);
      }
    },
    size: () => size,
    clear() {
      values.clear();
      size = 0;
    },
  };
}

/** https://www.sqlite.org/fts5.html#full_text_query_syntax. Folded words hold no quotation marks. */
function matchExpression(word: string, column: Column | null, beginning: boolean): string {
  return `${column === null ? '' : `${column} : `}"${word}"${beginning ? ' *' : ''}`;
}
