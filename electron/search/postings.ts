import type { Database } from '../library/database.ts';

/** Columns of the index. */
export type Column =
  | 'title'
  | 'authors'
  | 'abstract'
  | 'facts'
  | 'note'
  | 'annotations'
  | 'tags'
  | typeof OWN_WORDS;

/** Title and note together: what names a paper's subject. */
export const OWN_WORDS = '{title note}';

/** Which papers hold a word: FTS5's lists, as arrays, the ones used last kept. */
export interface Postings {
  /**
   * Ids of the papers that hold the folded word, ascending. Several words joined by blanks are a phrase.
   * @param column null for any
   * @param beginning whether the (last) word may go on
   */
  of(word: string, column: Column | null, beginning: boolean): Uint32Array;
  /** Reads the lists of words beforehand, the most frequent ones first, until that time. @returns whether all are read */
  keep(frequent: readonly string[], endMs: number): boolean;
  /** To be called when the library changed. */
  forget(): void;
}

/**
 * Ids kept, at 4 bytes each: 24 MB. At 100,000 papers these are the lists of all words that two thousand papers or
 * more hold; rarer ones are read in a moment.
 */
const IDS_KEPT = 6_000_000;

/** A list as one text: in two thirds of the time, and a fraction of the memory, of a row for each id. */
export const LIST = `SELECT group_concat(rowid, ' ') FROM paper_index WHERE paper_index MATCH ?`;

/** Share of them that may be read beforehand. */
const BEFOREHAND = 0.6;

/** The lists of an index. */
export function openPostings(database: Database, idsKept: number = IDS_KEPT): Postings {
  const select = database.prepare<[string], string | null>(LIST).pluck();
  /** In the order of last use: a Map keeps that of insertion. */
  const kept = new Map<string, Uint32Array>();
  let ids = 0;
  /** How many of the frequent words have been read beforehand. */
  let beforehand = 0;

  function of(word: string, column: Column | null, beginning: boolean): Uint32Array {
    const match = matchExpression(word, column, beginning);
    let list = kept.get(match);
    if (list === undefined) {
      list = idsIn(select.get(match) ?? '');
      ids += list.length;
    } else kept.delete(match);
    kept.set(match, list);
    for (const [oldest, { length }] of kept) {
      if (ids <= idsKept || oldest === match) break;
      kept.delete(oldest);
      ids -= length;
    }
    return list;
  }

  return {
    of,
    keep(frequent, endMs) {
      while (beforehand < frequent.length && ids < idsKept * BEFOREHAND) {
        if (performance.now() >= endMs) return false;
        of(frequent[beforehand] ?? '', null, false);
        beforehand += 1;
      }
      return true;
    },
    forget() {
      kept.clear();
      ids = 0;
      beforehand = 0;
    },
  };
}

/** Numbers divided by single blanks. */
function idsIn(text: string): Uint32Array {
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

const BLANK = 0x20;
const ZERO = 0x30;

/** https://www.sqlite.org/fts5.html#full_text_query_syntax. Folded words hold no quotation marks. */
function matchExpression(word: string, column: Column | null, beginning: boolean): string {
  return `${column === null ? '' : `${column} : `}"${word}"${beginning ? ' *' : ''}`;
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
