import type { Database } from '../library/database.ts';
import { type Counters, createCounters } from './counters.ts';
import { idsIn } from './id-list.ts';
import { type PaperSet, paperSet } from './paper-set.ts';
import { openPostings, type Postings } from './postings.ts';
import { type FoldedTag, openTagWords } from './tag-words.ts';
import { openTexts, type Texts } from './texts.ts';
import { openVocabulary, type Vocabulary } from './vocabulary.ts';

/** What every question to the search is answered from; all of it of one state of the library. */
export interface SearchContext {
  readonly database: Database;
  readonly vocabulary: Vocabulary;
  readonly postings: Postings;
  readonly texts: Texts;
  readonly counters: Counters;
  /** All tags, by name. */
  tags(): readonly FoldedTag[];
  /** To be called first in the transaction of each answer. @returns whether the library changed since the last time */
  takeInChanges(): boolean;
  /** Grows with each change of the library. */
  version(): number;
  /** Grows with each change of what papers hold, but for the user's own marks on them. */
  textVersion(): number;
  /** Papers, hidden ones among them. */
  paperCount(): number;
  largestId(): number;
  /** All papers, the newest import first, and within it in the order of its files. */
  all(): Uint32Array;
  /** Papers that searches leave out unless they ask for them; null for none. */
  hidden(): PaperSet | null;
}

/** All papers: the newest import first, and within it in the order of its files. As one text, like LIST of postings. */
export const NEWEST_FIRST = `SELECT group_concat(id, ' ') FROM (SELECT id FROM paper ORDER BY added_ms DESC, id)`;
/** Papers that are in the trash, or of an import that was taken back. */
export const HIDDEN = `SELECT group_concat(id, ' ') FROM paper WHERE hidden = 1`;
/**
 * Changes with every change of the index: the records of FTS5 that hold its segments and the sums of its sizes
 * (https://www.sqlite.org/fts5.html#fts5_data_structures, "structure" and "averages"). The user's marks, stars and
 * the like, which come far more often, leave it as it is, and what is kept of the index stays good.
 */
export const INDEX_STATE = `SELECT group_concat(hex(block), ' ') FROM paper_index_data WHERE id IN (1, 10)`;

/** Opens what answers are made from, on a connection that only reads. */
export function openContext(database: Database): SearchContext {
  let papers = 0;
  const tagWords = openTagWords(database);
  const vocabulary = openVocabulary(database, tagWords);
  const postings = openPostings(database, tagWords, () => papers);
  const newestFirst = database.prepare<[], string | null>(NEWEST_FIRST).pluck();
  const hiddenIds = database.prepare<[], string | null>(HIDDEN).pluck();
  const largest = database.prepare<[], number | null>('SELECT max(id) FROM paper').pluck();
  const count = database.prepare<[], number>('SELECT count(*) FROM paper').pluck();
  const dataVersion = database.prepare<[], number>('SELECT data_version FROM pragma_data_version').pluck();
  const indexState = database.prepare<[], string | null>(INDEX_STATE).pluck();

  let seenVersion = -1;
  let seenIndex: string | null = null;
  let version = 0;
  let textVersion = 0;
  let largestId = 0;
  let all: Uint32Array | null = null;
  let hidden: PaperSet | null = null;

  function takeInIndex(): void {
    const before = papers;
    papers = count.get() ?? 0;
    largestId = largest.get() ?? 0;
    // Perhaps by another process, of whose changes nobody tells.
    if (papers !== before) vocabulary.recount();
    textVersion += 1;
    all = null;
  }

  return {
    database,
    vocabulary,
    postings,
    texts: openTexts(database),
    counters: createCounters(),
    tags: tagWords.tags,
    takeInChanges() {
      const now = dataVersion.get() ?? 0;
      if (now === seenVersion) return false;
      seenVersion = now;
      version += 1;
      const index = indexState.get() ?? '';
      const isIndexChanged = index !== seenIndex;
      seenIndex = index;
      if (isIndexChanged) takeInIndex();
      if (tagWords.forget()) vocabulary.add(tagWords.words());
      postings.forget(isIndexChanged);
      const hiddenList = idsIn(hiddenIds.get() ?? '');
      hidden = hiddenList.length === 0 ? null : paperSet(largestId, hiddenList);
      return true;
    },
    version: () => version,
    textVersion: () => textVersion,
    paperCount: () => papers,
    largestId: () => largestId,
    all() {
      all ??= idsIn(newestFirst.get() ?? '');
      return all;
    },
    hidden: () => hidden,
  };
}
