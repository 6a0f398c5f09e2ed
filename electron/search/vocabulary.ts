import type { Database } from '../library/database.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import { british, inflectionStem, stem } from './stem.ts';
import type { TagWords } from './tag-words.ts';
import { createWordList, type WordList } from './word-list.ts';

/** A word of the library that is spelt nearly like another. */
export interface Neighbour {
  readonly word: string;
  /** Letters inserted, left out, replaced or swapped with the next. */
  readonly edits: 1 | 2;
  /** Papers that hold it, as of the last counting. */
  readonly papers: number;
}

/** The words of one stem. */
export interface Family {
  /** Other forms of the word itself. */
  readonly inflections: readonly string[];
  /** Words derived from the same. */
  readonly related: readonly string[];
}

/**
 * All words of the library, which finds those spelt nearly alike in under a millisecond. It is filled from the index
 * bit by bit; until it is full, beginnings and endings are looked up in the index itself, and only a misspelt word has
 * to wait. It may hold words that are in no paper any more and
 * count wrongly by a little: the index has the last word on what is found.
 */
export interface Vocabulary {
  /** Fills on for about this long. @returns whether it is full */
  fill(durationMs: number): boolean;
  has(word: string): boolean;
  /** Papers that hold the word, as of the last counting. */
  papersWith(word: string): number;
  /** Sum of the papers of all words that begin so. */
  papersBeginning(beginning: string): number;
  /** Words that many papers hold, those whose lists are worth keeping first; none before the first filling is done. */
  frequent(): readonly string[];
  /** Two or three letters with which so many words begin that FTS5 puts their lists together in more than a moment; likewise. */
  beginnings(): readonly string[];
  familyOf(word: string): Family;
  /** Words within one edit, or within two of a long word that has none within one. Those may have to wait until it is full. */
  near(word: string): readonly Neighbour[];
  /**
   * Words whose beginning is one edit away from this one, the most frequent few: what a word that is half typed, and
   * misspelt, may become.
   */
  nearBeginning(beginning: string): readonly Neighbour[];
  /** The most frequent words that begin so, no function words, with their papers. Of one letter, only of those that many papers hold. */
  likeliest(beginning: string, count: number): readonly (readonly [word: string, papers: number])[];
  /** Takes in words of papers that changed. */
  add(words: Iterable<string>): void;
  /** Counts all words anew, bit by bit as at first; the old ones serve until that is done. */
  recount(): void;
}

/** Lists of rarer words are read in an instant. */
const FREQUENT_PAPERS = 500;

/**
 * A beginning whose words have more entries than this in the index stands for the word itself alone: FTS5 takes
 * longer to put so many lists together than anyone waits, and what begins with `in` is half of the library.
 */
export const WIDEST_BEGINNING = 250_000;

/** Of a beginning with more entries than this FTS5 takes some 3 ms to put the lists together. */
const LONG_BEGINNING = 20_000;

/** Words fetched at once: some 10 ms of work. */
const SLICE = 2500;

/** Shorter words have too many neighbours two edits away to be of use. */
const TWO_EDITS_LENGTH = 8;

/** Words that a half typed one is bent to at most. */
const HALVES = 8;
/** Shorter beginnings are one edit away from half of all words. */
const SHORTEST_HALF = 4;

/**
 * Kept families, and kept neighbours: a query has a handful, typing asks for the same ones again. At 100,000 papers a word
 * has its neighbours in 0.3 ms, but one that has none within one edit takes 5 ms at every key.
 */
const WORDS_KEPT = 2000;

/** The vocabulary of a library, still empty. The words of tags, which are not in the index, come with its last slice. */
export function openVocabulary(database: Database, tagWords: Pick<TagWords, 'words'>): Vocabulary {
  const slice = database
    .prepare<[string], [string, number]>(`SELECT term, doc FROM paper_words WHERE term > ? LIMIT ${SLICE}`)
    .raw();
  const range = database
    .prepare<[string, string], [string, number]>(
      'SELECT term, doc FROM paper_words WHERE term >= ? AND term < ?',
    )
    .raw();
  const one = database.prepare<[string], number>('SELECT doc FROM paper_words WHERE term = ?').pluck();

  /** Complete, perhaps not of today; null until the first filling is done. */
  let full: WordList | null = null;
  /** Being filled; null when there is nothing to fill. */
  let next: WordList | null = createWordList();
  let lastWord = '';
  let frequent: readonly string[] = [];
  let nextFrequent: (readonly [word: string, papers: number])[] = [];
  let beginnings: readonly string[] = [];
  let nextBeginnings = new Map<string, number>();
  const families = kept(findFamily);
  const sums = kept(sumOf);
  const neighbours = kept(findNear);

  function forget(): void {
    families.forget();
    sums.forget();
    neighbours.forget();
  }

  function fillSlice(map: WordList): void {
    const rows = slice.all(lastWord);
    for (const row of rows) {
      const [word, papers] = row;
      if (!isWord(word)) continue;
      map.push(word, papers);
      if (papers >= FREQUENT_PAPERS) nextFrequent.push(row);
      for (const length of [2, 3]) {
        if (word.length < length) break;
        const beginning = word.slice(0, length);
        nextBeginnings.set(beginning, (nextBeginnings.get(beginning) ?? 0) + papers);
      }
    }
    lastWord = rows.at(-1)?.[0] ?? lastWord;
    if (rows.length === SLICE) return;
    for (const word of tagWords.words()) map.add(word, 1);
    full = map;
    next = null;
    // Function words are seldom looked for.
    const seldom = ([word]: readonly [string, number]): number => (FUNCTION_WORDS.has(word) ? 1 : 0);
    frequent = nextFrequent
      .sort((left, right) => seldom(left) - seldom(right) || right[1] - left[1])
      .map(([word]) => word);
    nextFrequent = [];
    beginnings = [...nextBeginnings].flatMap(([text, papers]) =>
      papers > LONG_BEGINNING && papers <= WIDEST_BEGINNING ? [text] : [],
    );
    nextBeginnings = new Map();
    forget();
  }

  function fill(durationMs: number): boolean {
    const endMs = performance.now() + durationMs;
    while (next !== null && performance.now() < endMs) fillSlice(next);
    return next === null;
  }

  function filled(): WordList {
    while (full === null) fillSlice(next ?? createWordList());
    return full;
  }

  function* beginningWith(text: string): Iterable<readonly [string, number]> {
    if (full !== null) yield* full.beginningWith(text);
    else for (const row of range.all(text, `${text}\u{10ffff}`)) if (isWord(row[0])) yield row;
  }

  function sumOf(text: string): number {
    if (full !== null) return full.papersBeginning(text);
    let sum = 0;
    for (const [, papers] of beginningWith(text)) sum += papers;
    return sum;
  }

  function papersOf(word: string): number {
    return full === null ? (one.get(word) ?? 0) : full.papersOf(word);
  }

  /** Looked up in the index one by one, which takes some 10 ms: filling up takes a second. */
  function oneEditAway(word: string): Neighbour[] {
    const found = new Map<string, Neighbour>();
    for (const other of oneEditFrom(word)) {
      const papers = other === word || found.has(other) ? 0 : papersOf(other);
      if (papers > 0) found.set(other, { word: other, edits: 1, papers });
    }
    return [...found.values()];
  }

  function findNear(word: string): readonly Neighbour[] {
    if (full === null && /^[a-z]+$/.test(word)) {
      const near = oneEditAway(word);
      if (near.length > 0 || word.length < TWO_EDITS_LENGTH) return near;
    }
    const map = filled();
    const found = new Map<string, Neighbour>();
    for (const [other, { papers, edits }] of map.near(word, 1)) {
      if (edits === 1) found.set(other, { word: other, edits, papers });
    }
    for (const other of swapped(word)) {
      const papers = map.papersOf(other);
      if (papers > 0) found.set(other, { word: other, edits: 1, papers });
    }
    if (found.size === 0 && word.length >= TWO_EDITS_LENGTH) {
      for (const [other, { papers, edits }] of map.near(word, 2)) {
        if (edits === 2) found.set(other, { word: other, edits, papers });
      }
    }
    return [...found.values()];
  }

  function findFamily(word: string): Family {
    const inflectionOf = inflectionStem(word);
    const derivedOf = stem(word);
    const inflections: string[] = [];
    const related: string[] = [];
    const beginningOf = [inflectionOf, derivedOf, british(word)].reduce(sharedBeginning, word);
    if (beginningOf.length >= 2 && /^[a-z]{3,}$/.test(word)) {
      for (const [other] of beginningWith(beginningOf)) {
        if (other === word) continue;
        if (inflectionStem(other) === inflectionOf) inflections.push(other);
        else if (stem(other) === derivedOf) related.push(other);
      }
    }
    return { inflections, related };
  }

  return {
    fill,
    has: (word) => (full === null ? one.get(word) !== undefined : full.has(word)),
    papersWith: papersOf,
    frequent: () => frequent,
    beginnings: () => beginnings,
    papersBeginning: sums.of,
    familyOf: families.of,
    near: neighbours.of,
    nearBeginning(beginning) {
      if (beginning.length < SHORTEST_HALF || !/^[a-z]+$/.test(beginning)) return [];
      const found = new Map<string, Neighbour>();
      for (const other of oneEditFrom(beginning)) {
        for (const [word, papers] of beginningWith(other)) found.set(word, { word, edits: 1, papers });
      }
      return [...found.values()].sort((left, right) => right.papers - left.papers).slice(0, HALVES);
    },
    likeliest(beginning, count) {
      const all =
        beginning.length < 2
          ? frequent
              .filter((word) => word.startsWith(beginning))
              .map((word) => [word, papersOf(word)] as const)
          : [...beginningWith(beginning)];
      const telling = all.filter(([word]) => !FUNCTION_WORDS.has(word));
      return telling.sort((left, right) => right[1] - left[1]).slice(0, count);
    },
    add(words) {
      for (const word of words) {
        full?.add(word, 1);
        next?.add(word, 1);
      }
      forget();
    },
    recount() {
      next = createWordList();
      nextFrequent = [];
      nextBeginnings = new Map();
      lastWord = '';
    },
  };
}

/** The index divides texts of one column by a word that is none (see the library's paper-index). */
function isWord(term: string): boolean {
  return term !== '¶';
}

function sharedBeginning(left: string, right: string): string {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return left.slice(0, length);
}

/** The word with two neighbouring letters swapped, for each pair of them. */
function* swapped(word: string): Iterable<string> {
  for (let at = 0; at + 1 < word.length; at += 1) {
    const [first, second] = [word.charAt(at), word.charAt(at + 1)];
    if (first !== second) yield word.slice(0, at) + second + first + word.slice(at + 2);
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** All texts of letters and digits that are one edit away from a text of letters. */
function* oneEditFrom(text: string): Iterable<string> {
  yield* swapped(text);
  for (let at = 0; at < text.length; at += 1) {
    const [before, behind] = [text.slice(0, at), text.slice(at + 1)];
    yield before + behind;
    for (const letter of LETTERS) {
      if (letter !== text[at]) yield before + letter + behind;
      yield before + letter + text.slice(at);
    }
  }
  for (const letter of LETTERS) yield text + letter;
}

/** Keeps what is found of words and beginnings, of {@link WORDS_KEPT} at most, until it is to be found anew. */
function kept<Value extends object | number>(find: (word: string) => Value) {
  const values = new Map<string, Value>();
  return {
    of(word: string): Value {
      let value = values.get(word);
      if (value === undefined) {
        value = find(word);
        if (values.size >= WORDS_KEPT) values.clear();
        values.set(word, value);
      }
      return value;
    },
    forget: () => values.clear(),
  };
}
