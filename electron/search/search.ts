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
 * An empty query, or one of constraints alone, finds papers in the order in which they were added, newest first.
 */
import type { BentWord, Page } from '../../shared/library.ts';
import { parseQuery, type Query } from '../../shared/query.ts';
import type { Database } from '../library/database.ts';
import { papersFulfilling } from './constraint.ts';
import { best, type Gathered, gather, RANKED, weigh } from './gather.ts';
import { type Found, openHits } from './hits.ts';
import { contains, type PaperSet, paperSet } from './paper-set.ts';
import { holds, openPostings } from './postings.ts';
import { createRanker, type WeighedTerm } from './rank.ts';
import { createMatcher, type Matcher } from './snippet.ts';
import { allWordsOf, openTexts } from './texts.ts';
import { openVocabulary } from './vocabulary.ts';
import { type Form, MOST_TERMS, widen } from './widen.ts';

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

/** Papers that lack a word, at most: what comes behind these has little in common with the query. */
const PARTIAL_HITS = 200;

/** With more changed papers than this, counting all words anew is cheaper. */
const FEW_PAPERS = 500;

/** The answer to a query, of which pages are parts. */
interface Answer {
  readonly query: string;
  readonly ordered: readonly Found[];
  /** Papers behind those ordered, which are put in order when someone pages so far. */
  readonly total: number;
  readonly exactTotal: number;
  readonly bent: readonly BentWord[];
  readonly notUnderstood: readonly string[];
  readonly typed: readonly string[];
  readonly matcher: Matcher;
}

/** Opens the search of a library on a connection that only reads. */
export function openSearch(database: Database): Search {
  const vocabulary = openVocabulary(database);
  const postings = openPostings(database);
  const texts = openTexts(database);
  const hitsOf = openHits(database);
  const newestFirst = database
    .prepare<[], number>('SELECT id FROM paper ORDER BY added_ms DESC, id DESC')
    .pluck();
  const largest = database.prepare<[], number | null>('SELECT max(id) FROM paper').pluck();
  const dataVersion = database.prepare<[], number>('SELECT data_version FROM pragma_data_version').pluck();

  let version = -1;
  let order: Uint32Array | null = null;
  let last: Answer | null = null;

  /** Everything kept is of one state of the library. */
  function forgetWhatChanged(): void {
    const now = dataVersion.get() ?? 0;
    if (now === version) return;
    version = now;
    order = null;
    last = null;
    postings.forget();
  }

  function allPapers(): Uint32Array {
    order ??= Uint32Array.from(newestFirst.all());
    return order;
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
    const terms = widen(parts, vocabulary, postings);
    // Words inside constraints only help to rank.
    const helping = widen(wordsWithin(constraints), vocabulary, postings).map((term) => ({
      ...term,
      required: false,
    }));
    const paperCount = Math.max(1, allPapers().length);
    const weighed = weigh([...terms, ...helping].slice(0, MOST_TERMS), vocabulary, postings, paperCount);
    const matcher = createMatcher(weighed);
    const typed = weighed.flatMap(({ word }) => word.split(' '));
    const common = { query, notUnderstood, typed, matcher };
    if (!terms.some(({ required }) => required)) {
      const ordered = inOrder(allowed, weighed);
      return { ...common, ordered, total: ordered.length, exactTotal: ordered.length, bent: [] };
    }
    const gathered = gather(weighed, postings, allowed, largestId);
    const bent = new Map<string, BentWord>();
    const { exact, near } = rankTiers(weighed, gathered, bent);
    const ordered = [...exact, ...near];
    return { ...common, ordered, total: ordered.length, exactTotal: exact.length, bent: [...bent.values()] };
  }

  /** Ranks what was gathered, and puts papers that lack an unread word behind the others. */
  function rankTiers(
    terms: readonly WeighedTerm[],
    gathered: Gathered,
    bent: Map<string, BentWord>,
  ): { readonly exact: readonly Found[]; readonly near: readonly Found[] } {
    const rank = createRanker(terms, (term, paperId) => formElsewhere(terms, gathered.unread, term, paperId));
    const exact: Found[] = [];
    const near: Found[] = [];
    const partial: Found[] = [];
    for (const [group, paperIds] of [gathered.exact, gathered.near, gathered.partial].entries()) {
      const inOrderOfWorth = best(paperIds, gathered.worthOf, paperIds.length);
      for (const [position, paperId] of inOrderOfWorth.entries()) {
        let tier = group;
        let score = 0;
        if (position < RANKED) {
          const ranked = rank(paperId, texts.rankedBy(paperId));
          score = ranked.score;
          for (const index of group === 2 ? [] : gathered.unread) {
            const form =
              terms[index]?.forms[ranked.found[index] ?? -1] ?? formInOtherTexts(terms[index], paperId);
            if (form === undefined || form.kind === 'related') tier = 2;
            else if (form.kind === 'bent') tier = Math.max(tier, 1);
          }
          if (tier > 0) noteBent(terms, ranked.found, bent);
        }
        [exact, near, partial][tier]?.push({ paperId, score, tier: tier === 0 ? 'exact' : 'near' });
      }
    }
    const byScore = (left: Found, right: Found): number => right.score - left.score;
    return {
      exact: exact.sort(byScore),
      near: [...near.sort(byScore), ...partial.sort(byScore).slice(0, PARTIAL_HITS)],
    };
  }

  /** The form of a term that a paper holds in a phrase or in texts that are not ranked; -1 for none, or not known. */
  function formElsewhere(
    terms: readonly WeighedTerm[],
    unread: readonly number[],
    term: number,
    paperId: number,
  ): number {
    const { column = null, forms = [] } = terms[term] ?? {};
    if (unread.includes(term)) return -1;
    return forms.findIndex((form) => holds(postings.of(form.word, column, form.beginning), paperId));
  }

  /** The form of a term that a paper holds in texts that it is not ranked by. */
  function formInOtherTexts(term: WeighedTerm | undefined, paperId: number): Form | undefined {
    const others = texts.otherWordsOf(paperId);
    if (others.size === 0) return undefined;
    return term?.forms.find(({ word, beginning }) =>
      beginning ? [...others].some((other) => other.startsWith(word)) : others.has(word),
    );
  }

  /** Papers that only constraints speak of, newest first. */
  function inOrder(allowed: PaperSet | null, terms: readonly WeighedTerm[]): Found[] {
    const found: Found[] = [];
    for (const paperId of allPapers()) {
      if (allowed === null || contains(allowed, paperId)) found.push({ paperId, score: 0, tier: 'exact' });
    }
    if (terms.length === 0) return found;
    const rank = createRanker(terms, () => -1);
    for (const [index, { paperId, tier }] of found.slice(0, RANKED).entries()) {
      found[index] = { paperId, tier, score: rank(paperId, texts.rankedBy(paperId)).score };
    }
    return found.sort((left, right) => right.score - left.score);
  }

  return {
    page({ query, offset, limit }) {
      const startMs = performance.now();
      return database.transaction((): Page => {
        forgetWhatChanged();
        if (last?.query !== query) last = answerTo(query);
        const answer = last;
        const words = new Set(answer.typed);
        const hits = hitsOf(answer.ordered.slice(offset, offset + limit), answer.matcher, words);
        return {
          query,
          total: answer.total,
          exactTotal: answer.exactTotal,
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
    prepare: (durationMs) => vocabulary.fill(durationMs),
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

/** Adds to `bent` the bent forms that were found. */
function noteBent(terms: readonly WeighedTerm[], found: Int8Array, bent: Map<string, BentWord>): void {
  for (const [index, term] of terms.entries()) {
    const form = term.forms[found[index] ?? -1];
    if (form?.kind === 'bent') bent.set(`${term.word} ${form.word}`, { from: term.word, to: form.word });
  }
}
