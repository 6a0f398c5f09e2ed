import { fold } from '../../shared/fold.ts';
import type { LikeAnswer, LikeWord } from '../../shared/search.ts';
import type { SearchContext } from './context.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import { best, RANKED, rarity, weigh } from './gather.ts';
import type { Found, HitsOf } from './hits.ts';
import { contains } from './paper-set.ts';
import { createRanker, type WeighedTerm } from './rank.ts';
import { createMatcher } from './snippet.ts';
import { inflectionStem } from './stem.ts';
import { withTexts } from './texts.ts';
import type { Form, Term } from './widen.ts';

/** Words that decide, those of most weight: more of them add common words, which tell little and cost most. */
const DECIDING = 24;
/** Words that decide however many papers hold them. */
const FEWEST = 4;
/** Words looked at, the most frequent of the text: a pasted thesis is searched by what it repeats. */
const LOOKED_AT = 400;
/** Of those the ones whose endings are looked up: before the vocabulary is filled, each takes a question to the index. */
const WIDENED = 2 * DECIDING;
/** A word that more than this share of the papers hold says nothing of what a paper is about. */
const COMMON_SHARE = 0.1;
/** Entries of lists that are counted, about; the weightiest words, which are rare, come first. */
const ENTRIES = 60_000;
/** Papers shown at most. */
const MOST_ALIKE = 100;
/** Share of the weight of all words that a paper must hold to be like the text at all. */
const ALIKE_SHARE = 0.12;
/** Words in common that are named for each paper. */
const NAMED = 6;

/** Where likeness is asked about: a paper of the library, or a text. */
export type LikeWhat = { readonly paperId: number } | { readonly text: string };

/**
 * Finds the papers that have most in common with a paper or a text: its weightiest words by frequency in the text and
 * rarity in the library (tf-idf), counted over their lists, and the best papers ranked by BM25.
 */
export function findLike(
  context: SearchContext,
  what: LikeWhat,
  offset: number,
  limit: number,
  hitsOf: HitsOf,
): LikeAnswer {
  const startMs = performance.now();
  const terms = decidingTerms(context, textOf(context, what));
  const weights = terms.map(({ forms }) => Math.max(0, ...forms.map(({ worth }) => worth)));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const ranked = rankAlike(context, terms, whole, 'paperId' in what ? what.paperId : null);
  const part = ranked.slice(offset, offset + limit);
  const matcher = createMatcher(terms);
  return {
    page: {
      query: '',
      total: ranked.length,
      exactTotal: ranked.length,
      offset,
      hits: hitsOf(part, matcher),
      bent: [],
      notUnderstood: [],
      words: matcher.words,
      durationMs: performance.now() - startMs,
    },
    words: terms
      .map(({ word }, index): LikeWord => ({ word, share: (weights[index] ?? 0) / whole }))
      .sort((left, right) => right.share - left.share),
    shared: part.map(({ shared }) => shared),
  };
}

/** What a paper is compared by: its title counts more, as it names the subject. */
function textOf({ texts }: SearchContext, what: LikeWhat): string {
  if ('text' in what) return what.text;
  return texts
    .rankedBy([what.paperId])
    .map(({ title, abstract }) => `${title}\n${title}\n${abstract}`)
    .join('');
}

/** The weightiest words of a text, each with its inflections, and weighed by how often it stands there. */
function decidingTerms(context: SearchContext, text: string): WeighedTerm[] {
  const { vocabulary, postings } = context;
  const families = new Map<string, Map<string, number>>();
  for (const word of fold(text).split(' ')) {
    if (word.length < 2 || FUNCTION_WORDS.has(word) || /^\d+$/.test(word)) continue;
    const stem = inflectionStem(word);
    const family = families.get(stem) ?? new Map<string, number>();
    family.set(word, (family.get(word) ?? 0) + 1);
    families.set(stem, family);
  }
  const paperCount = context.paperCount();
  const counted = [...families.values()]
    .map((family) => {
      const [word = ''] = [...family.entries()].sort(([, left], [, right]) => right - left)[0] ?? [];
      return { word, count: [...family.values()].reduce((sum, count) => sum + count, 0) };
    })
    .sort((left, right) => right.count - left.count)
    .slice(0, LOOKED_AT)
    .map(({ word, count }) => ({ word, count, papers: vocabulary.papersWith(word) }));
  const common = Math.max(10, paperCount * COMMON_SHARE);
  const telling = counted
    .filter(({ papers }) => papers <= common)
    .map((one) => ({ ...one, worth: (1 + Math.log(one.count)) * rarity(one.papers, paperCount) }))
    .sort((left, right) => right.worth - left.worth);
  const terms: Term[] = [];
  for (const { word, count } of telling) {
    if (terms.length === WIDENED) break;
    const all = [word, ...vocabulary.familyOf(word).inflections];
    const papers = all.map((form) => vocabulary.papersWith(form));
    const held = papers.reduce((sum, one) => sum + one, 0);
    // What one paper alone holds makes no two alike.
    if (held < 2 || Math.max(...papers) > common) continue;
    const weight = 1 + Math.log(count);
    const forms = all.flatMap((form, index): Form[] =>
      (papers[index] ?? 0) === 0 ? [] : [{ word: form, beginning: false, kind: 'typed', weight }],
    );
    terms.push({ word, column: null, place: terms.length, required: false, forms });
  }
  const weighed = weigh(terms, vocabulary, postings, paperCount);
  const weightOf = ({ forms }: WeighedTerm): number => forms[0]?.worth ?? 0;
  weighed.sort((left, right) => weightOf(right) - weightOf(left));
  let entries = 0;
  return weighed.slice(0, DECIDING).filter(({ size }, index) => {
    entries += size;
    return entries <= ENTRIES || index < FEWEST;
  });
}

interface Alike extends Found {
  readonly shared: readonly string[];
}

function rankAlike(
  context: SearchContext,
  terms: readonly WeighedTerm[],
  whole: number,
  self: number | null,
): Alike[] {
  const { postings, texts, counters } = context;
  counters.reset(context.largestId());
  for (const [index, { forms }] of terms.entries()) {
    for (const form of forms) {
      counters.take(postings.of(form.word, null, false), index + 1, form.worth, false, false);
    }
  }
  const hidden = context.hidden();
  const enough: number[] = [];
  for (const id of counters.met()) {
    if (id === self || (hidden !== null && contains(hidden, id))) continue;
    if (counters.worthOf(id) >= whole * ALIKE_SHARE) enough.push(id);
  }
  const rank = createRanker(terms, () => -1);
  return withTexts(best(enough, counters.worthOf, RANKED), texts)
    .map(([paperId, read]): Alike => {
      const { score, shares } = rank(paperId, read);
      const shared = [...shares.entries()]
        .filter(([, share]) => share > 0)
        .sort(([, left], [, right]) => right - left)
        .slice(0, NAMED)
        .map(([term]) => terms[term]?.word ?? '');
      return { paperId, score, tier: 'exact', shared };
    })
    .sort((left, right) => right.score - left.score)
    .slice(0, MOST_ALIKE);
}
