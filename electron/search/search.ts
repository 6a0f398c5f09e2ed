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
 * 4. The best of each tier by the worth of their words are ranked by their texts (rank.ts).
 * 5. A page of them is fetched with snippets.
 *
 * An empty query, or one of constraints alone, finds papers import by import, newest first, and within each in the order of its files.
 */
import type { BentWord, Page } from '../../shared/library.ts';
import { parseQuery, type Query } from '../../shared/query.ts';
import type { Database } from '../library/database.ts';
import { papersFulfilling } from './constraint.ts';
import { createCounters, gather, weigh } from './gather.ts';
import { openHits } from './hits.ts';
import { contains, paperSet } from './paper-set.ts';
import { openPostings } from './postings.ts';
import { createMatcher, type Matcher } from './snippet.ts';
import { openTagWords } from './tag-words.ts';
import { allWordsOf, openTexts } from './texts.ts';
import { type Order, partOf, rankNewest, rankTiers } from './tiers.ts';
import { openVocabulary } from './vocabulary.ts';
import { MOST_TERMS, widen } from './widen.ts';

/** What a page is asked by. */
export interface PageRequest {
  readonly query: string;
  readonly offset: number;
  readonly limit: number;
}

/** A library's search. */
export interface Search {
  /** The papers that a query finds, from `offset` on. Any text is a query. */
  page(request: PageRequest): Page;
  /** Takes note of papers that changed; null for many or all. */
  refresh(paperIds: readonly number[] | null): void;
  /** Gets ready for misspelt words, for about this long. @returns whether it is ready */
  prepare(durationMs: number): boolean;
}

/** All papers: the newest import first, and within it in the order of its files. */
export const NEWEST_FIRST = 'SELECT id FROM paper ORDER BY added_ms DESC, id';

/** What a query spends on counting words, as long as there are words to count: all of them in a small library. */
const FILLING_MS = 15;

/** With more changed papers than this, counting all words anew is cheaper. */
const FEW_PAPERS = 500;

/** The answer to a query, of which pages are parts. */
interface Answer {
  readonly query: string;
  readonly order: Order;
  readonly bent: readonly BentWord[];
  readonly notUnderstood: readonly string[];
  /** Folded words as typed. */
  readonly typed: readonly string[];
  readonly matcher: Matcher;
}

/** Opens the search of a library on a connection that only reads. */
export function openSearch(database: Database): Search {
  const tagWords = openTagWords(database);
  const vocabulary = openVocabulary(database, tagWords);
  const postings = openPostings(database, tagWords);
  const texts = openTexts(database);
  const hitsOf = openHits(database);
  const counters = createCounters();
  const newestFirst = database.prepare<[], number>(NEWEST_FIRST).pluck();
  const largest = database.prepare<[], number | null>('SELECT max(id) FROM paper').pluck();
  const paperCount = database.prepare<[], number>('SELECT count(*) FROM paper').pluck();
  const dataVersion = database.prepare<[], number>('SELECT data_version FROM pragma_data_version').pluck();

  let version = -1;
  let newest: Uint32Array | null = null;
  let papers = 0;
  let last: Answer | null = null;

  /** Everything kept is of one state of the library. */
  function forgetWhatChanged(): void {
    const now = dataVersion.get() ?? 0;
    if (now === version) return;
    version = now;
    const before = papers;
    papers = paperCount.get() ?? 0;
    // Perhaps by another process, of whose changes nobody tells.
    if (papers !== before) vocabulary.recount();
    if (tagWords.forget()) vocabulary.add(tagWords.words());
    newest = null;
    last = null;
    postings.forget();
  }

  function allPapers(): Uint32Array {
    newest ??= Uint32Array.from(newestFirst.all());
    return newest;
  }

  function answerTo(query: string): Answer {
    const parsed = parseQuery(query);
    const notUnderstood = parsed.problems.map(({ message }) => message);
    const { parts } = parsed.query;
    const largestId = largest.get() ?? 0;
    const constraints = parts.filter((part) => part.kind !== 'word');
    const allowed =
      constraints.length === 0
        ? null
        : papersFulfilling(constraints, {
            database,
            postings,
            vocabulary,
            everything: paperSet(largestId, allPapers()),
            largestId,
            nowMs: Date.now(),
          });
    const { terms, notes } = widen(parts, vocabulary, postings);
    // Words inside constraints only help to rank.
    const helping = widen(wordsWithin(constraints), vocabulary, postings).terms.map((term) => ({
      ...term,
      required: false,
    }));
    const chosen = [...terms, ...helping].slice(0, MOST_TERMS);
    const weighed = weigh(chosen, vocabulary, postings, papers);
    const bent = new Map<string, BentWord>();
    const order = terms.some(({ required }) => required)
      ? rankTiers(gather(weighed, postings, allowed, largestId, counters), weighed, texts, postings, bent)
      : rankNewest(
          allowed === null ? allPapers() : allPapers().filter((id) => contains(allowed, id)),
          weighed,
          texts,
        );
    return {
      query,
      order,
      bent: [...bent.values()],
      notUnderstood: [...notUnderstood, ...notes],
      typed: weighed.flatMap(({ word }) => word.split(' ')),
      matcher: createMatcher(weighed),
    };
  }

  return {
    page({ query, offset, limit }) {
      const startMs = performance.now();
      return database.transaction((): Page => {
        forgetWhatChanged();
        vocabulary.fill(FILLING_MS);
        if (last?.query !== query) last = answerTo(query);
        const answer = last;
        const words = new Set(answer.typed);
        const hits = hitsOf(partOf(answer.order, offset, limit), answer.matcher, words);
        return {
          query,
          total: answer.order.ids.length,
          exactTotal: answer.order.exactTotal,
          offset,
          hits,
          bent: answer.bent,
          notUnderstood: answer.notUnderstood,
          words: [...words],
          durationMs: performance.now() - startMs,
        };
      })();
    },
    refresh(paperIds) {
      last = null;
      if (paperIds === null || paperIds.length > FEW_PAPERS) vocabulary.recount();
      else for (const paperId of paperIds) vocabulary.add(allWordsOf(texts, paperId));
    },
    prepare(durationMs) {
      const endMs = performance.now() + durationMs;
      if (!vocabulary.fill(durationMs)) return false;
      return database.transaction(() => {
        forgetWhatChanged();
        return postings.keep(vocabulary.frequent(), endMs);
      })();
    },
  };
}

/** The words that constraints ask for, as if they stood at the top of the query. */
function wordsWithin(parts: readonly Query[]): Query[] {
  return parts.flatMap((part): Query[] => {
    switch (part.kind) {
      case 'all':
      case 'any':
        return wordsWithin(part.parts);
      case 'word':
        return [part];
      case 'phrase':
        return [{ kind: 'word', field: part.field, text: part.text, beginning: 'no' }];
      default:
        return [];
    }
  });
}
