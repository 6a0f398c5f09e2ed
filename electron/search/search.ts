/**
 * From a query to a page of papers.
 *
 * 1. The query is parsed. Its words at the top are *terms*; all other parts (phrases, exclusions, OR, facts) are
 *    *constraints*, which hold over all hits.
 * 2. Terms are folded and widened: inflections, twins, joined and divided forms, and, for words that find nothing
 *    or next to nothing, words spelt nearly alike.
 * 3. FTS5's lists give the papers of each form. Counting over them puts papers into tiers:
 *    - *exact*: every required word is there as typed, or as its beginning, inflection or other spelling;
 *    - *near*: every required word is there, some of them bent; then, if all those are fewer than twenty, papers
 *      that lack a word but hold the larger part of what the words are worth, so that a title remembered wrongly,
 *      or one whose words are not all in the abstract, finds its paper.
 *    Function words (the, of, with) are not required as long as there are others.
 * 4. The best of each tier by the worth of their words are ranked by their texts (rank.ts), each word weighed by how
 *    far it tells them from each other (company.ts); or all are put in another order (sorting.ts).
 * 5. A page of them is fetched with snippets.
 *
 * An empty query, or one of constraints alone, finds papers import by import, newest first, and within each in the order of its files.
 */
import type { Page } from '../../shared/library.ts';
import type { Completion, Explanation, LikeAnswer, Sort } from '../../shared/search.ts';
import type { Database } from '../library/database.ts';
import { type Answer, answerTo } from './answer.ts';
import { openCompletion } from './complete.ts';
import { openContext } from './context.ts';
import { explain } from './explain.ts';
import { openHits } from './hits.ts';
import { findLike, type LikeWhat } from './like.ts';
import { createMatcher } from './snippet.ts';
import { openSorting } from './sorting.ts';
import { allWordsOf } from './texts.ts';
import { partOf } from './tiers.ts';

/** What a page is asked by. */
export interface PageRequest {
  readonly query: string;
  readonly offset: number;
  readonly limit: number;
  /** Usually `best`. */
  readonly sort?: Sort;
  /** Whether words are looked for as they are typed, with their endings, and never bent; usually not. */
  readonly exactly?: boolean;
}

/** A library's search. */
export interface Search {
  /** The papers that a query finds, from `offset` on. Any text is a query. */
  page(request: PageRequest): Page;
  /** All papers that a query finds, in their order. */
  ids(query: string, exactly: boolean): readonly number[];
  /** Where a paper stands among those that a query finds, zero-based; null when it is not among them. */
  place(query: string, sort: Sort, exactly: boolean, paperId: number): number | null;
  /** How many papers a query finds exactly. */
  count(query: string): number;
  /** Ways to go on with a query at its caret. */
  complete(query: string, caret: number): Completion;
  /** Why a paper stands where it stands among what a query finds. */
  explain(query: string, exactly: boolean, paperId: number): Explanation;
  /** Papers like another, or like a text, the likest first. */
  like(what: LikeWhat, offset: number, limit: number): LikeAnswer;
  /** Takes note of papers that changed; null for many or all. */
  refresh(paperIds: readonly number[] | null): void;
  /** Gets ready for misspelt words, for about this long. @returns whether it is ready */
  prepare(durationMs: number): boolean;
}

/** What a query spends on counting words, as long as there are words to count: all of them in a small library. */
const FILLING_MS = 15;

/** With more changed papers than this, counting all words anew is cheaper. */
const FEW_PAPERS = 500;

/** Opens the search of a library on a connection that only reads. */
export function openSearch(database: Database): Search {
  const context = openContext(database);
  const { vocabulary, postings, texts } = context;
  const sorting = openSorting(context);
  const hitsOf = openHits(database);
  const complete = openCompletion(context);

  let last: Answer | null = null;
  let lastName = '';
  /** The first answer after the start does not wait for words to be counted. */
  let isStarted = false;
  const counts = new Map<string, number>();

  /** Answers from one state of the library. */
  function answered<Value>(work: () => Value): Value {
    return database.transaction(() => {
      if (context.takeInChanges()) {
        last = null;
        counts.clear();
      }
      if (isStarted) vocabulary.fill(FILLING_MS);
      isStarted = true;
      return work();
    })();
  }

  /** Pages of one answer are asked for one after the other. */
  function answerOf(query: string, sort: Sort, exactly: boolean): Answer {
    const name = `${sort} ${exactly} ${query}`;
    if (last === null || lastName !== name) last = answerTo(context, query, sort, exactly, sorting);
    lastName = name;
    return last;
  }

  return {
    page({ query, offset, limit, sort = 'best', exactly = false }) {
      const startMs = performance.now();
      return answered((): Page => {
        const answer = answerOf(query, sort, exactly);
        const matcher = createMatcher(answer.terms);
        return {
          query,
          total: answer.order.ids.length,
          exactTotal: answer.order.exactTotal,
          offset,
          hits: hitsOf(partOf(answer.order, offset, limit), matcher),
          bent: answer.bent,
          notUnderstood: answer.notUnderstood,
          words: matcher.words,
          durationMs: performance.now() - startMs,
        };
      });
    },
    ids: (query, exactly) => answered(() => [...answerOf(query, 'best', exactly).order.ids]),
    place: (query, sort, exactly, paperId) =>
      answered(() => {
        const place = answerOf(query, sort, exactly).order.ids.indexOf(paperId);
        return place < 0 ? null : place;
      }),
    count: (query) =>
      answered(() => {
        const known = counts.get(query);
        if (known !== undefined) return known;
        const { exactTotal } = answerTo(context, query, 'best', true, sorting).order;
        counts.set(query, exactTotal);
        return exactTotal;
      }),
    complete: (query, caret) => answered(() => complete(query, caret)),
    explain: (query, exactly, paperId) =>
      answered(() => explain(context, answerOf(query, 'best', exactly), paperId)),
    like: (what, offset, limit) => answered(() => findLike(context, what, offset, limit, hitsOf)),
    refresh(paperIds) {
      last = null;
      if (paperIds === null || paperIds.length > FEW_PAPERS) vocabulary.recount();
      else for (const paperId of paperIds) vocabulary.add(allWordsOf(texts, paperId));
    },
    prepare(durationMs) {
      const endMs = performance.now() + durationMs;
      if (!vocabulary.fill(durationMs)) return false;
      return answered(() => postings.keep(vocabulary.beginnings(), vocabulary.frequent(), endMs));
    },
  };
}
