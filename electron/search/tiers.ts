import type { BentWord } from '../../shared/library.ts';
import { type Company, companyOf, scoreInCompany } from './company.ts';
import { best, type Gathered, RANKED } from './gather.ts';
import type { Found } from './hits.ts';
import { holds } from './id-list.ts';
import type { Postings } from './postings.ts';
import { createRanker, type Rank, type WeighedTerm } from './rank.ts';
import { type Texts, withTexts } from './texts.ts';
import type { Form } from './widen.ts';

/** Papers in the order in which they are shown: those of the exact tier first. */
export interface Order {
  readonly ids: Uint32Array;
  /** Of the same length; 0 for those that were not ranked by their texts. */
  readonly scores: Float32Array;
  readonly exactTotal: number;
  /** Of the papers ranked by their texts; null where each was ranked by itself. */
  readonly company: Company | null;
}

/** Papers that lack a word, at most: what comes behind these has little in common with the query. */
const PARTIAL_HITS = 200;

type Tier = 'exact' | 'near' | 'partial';

const NONE = new Uint32Array(0);

interface Scored {
  readonly paperId: number;
  readonly score: number;
}

/**
 * Puts in order what was gathered: by tier, and in each first the papers ranked by their texts, then the others by
 * the worth of their words. @param bent takes in the words bent to that were found
 */
export function rankTiers(
  gathered: Gathered,
  terms: readonly WeighedTerm[],
  texts: Texts,
  postings: Postings,
  bent: Map<string, BentWord>,
): Order {
  const rank = createRanker(terms, formElsewhere);
  const lists: (readonly Uint32Array[] | undefined)[] = [];
  const ranked: Record<Tier, Scored[]> = { exact: [], near: [], partial: [] };
  /** Whether it matters for the tier. */
  let lookFurther = true;
  const others: Record<Tier, Uint32Array> = { exact: NONE, near: NONE, partial: NONE };
  const read: { paperId: number; tier: Tier; rank: Rank }[] = [];
  for (const group of ['exact', 'near', 'partial'] as const) {
    lookFurther = group !== 'partial';
    const inOrder =
      group === 'partial'
        ? gathered.partial
        : best(gathered[group], gathered.worthOf, gathered[group].length);
    others[group] = inOrder.subarray(RANKED);
    for (const [paperId, its] of withTexts(inOrder.subarray(0, RANKED), texts)) {
      const own = rank(paperId, its);
      const tier = group === 'partial' ? group : tierOf(group, own.found);
      if (tier !== 'exact') noteBent(own.found);
      read.push({ paperId, tier, rank: own });
    }
  }
  const company = companyOf(
    read.map((one) => one.rank),
    terms.length,
  );
  for (const { paperId, tier, rank } of read) {
    ranked[tier].push({ paperId, score: scoreInCompany(rank, company) });
  }
  const byScore = (left: Scored, right: Scored): number =>
    right.score - left.score || right.paperId - left.paperId;
  const partial = ranked.partial.sort(byScore).slice(0, PARTIAL_HITS);
  const groups = [ranked.exact.sort(byScore), others.exact, ranked.near.sort(byScore), others.near, partial];
  return { ...orderOf(groups, ranked.exact.length + others.exact.length), company };

  /** The lists of a term's forms: of many papers it is asked whether they stand in them. */
  function listsOf(term: number): readonly Uint32Array[] {
    const known = lists[term];
    if (known !== undefined) return known;
    const asked = terms[term];
    const read = asked?.forms.map((form) => postings.of(form.word, asked.column, form.beginning)) ?? [];
    lists[term] = read;
    return read;
  }

  /** The form of a term that a paper holds in a phrase, or in texts that it is not ranked by. */
  function formElsewhere(term: number, paperId: number): number {
    const asked = terms[term];
    if (asked === undefined) return -1;
    if (gathered.unread.includes(term)) return lookFurther ? formInOtherTexts(asked.forms, paperId) : -1;
    return listsOf(term).findIndex((list) => holds(list, paperId));
  }

  function formInOtherTexts(forms: readonly Form[], paperId: number): number {
    const others = texts.otherWordsOf(paperId);
    if (others.size === 0) return -1;
    return forms.findIndex(({ word, beginning }) =>
      beginning ? [...others].some((other) => other.startsWith(word)) : others.has(word),
    );
  }

  /** The tier of a paper after a look at the words whose lists were not read. */
  function tierOf(group: 'exact' | 'near', found: Int8Array): Tier {
    let tier: Tier = group;
    for (const index of gathered.unread) {
      const kind = terms[index]?.forms[found[index] ?? -1]?.kind;
      if (kind === undefined || kind === 'related') return 'partial';
      if (kind === 'bent') tier = 'near';
    }
    return tier;
  }

  function noteBent(found: Int8Array): void {
    for (const [index, term] of terms.entries()) {
      const form = term.forms[found[index] ?? -1];
      if (form?.kind === 'bent') bent.set(`${term.word} ${form.word}`, { from: term.word, to: form.word });
    }
  }
}

/** The best form of a term in whose list a paper stands, by index; -1 for none. */
export function formInLists(
  { column, forms }: Pick<WeighedTerm, 'column' | 'forms'>,
  paperId: number,
  postings: Postings,
): number {
  return forms.findIndex((form) => holds(postings.of(form.word, column, form.beginning), paperId));
}

/** Puts papers that nothing but constraints found in the order given, or, if they name words, by these. */
export function rankNewest(paperIds: Uint32Array, terms: readonly WeighedTerm[], texts: Texts): Order {
  if (terms.length === 0) {
    return { ids: paperIds, scores: new Float32Array(0), exactTotal: paperIds.length, company: null };
  }
  const rank = createRanker(terms, () => -1);
  const ranked = withTexts(paperIds.subarray(0, RANKED), texts).map(
    ([paperId, read]): Scored => ({ paperId, score: rank(paperId, read).score }),
  );
  ranked.sort((left, right) => right.score - left.score);
  return orderOf([ranked, paperIds.subarray(RANKED)], paperIds.length);
}

/** A page of an order. */
export function partOf({ ids, scores, exactTotal }: Order, offset: number, limit: number): Found[] {
  return Array.from(ids.subarray(offset, offset + limit), (paperId, index): Found => {
    const position = offset + index;
    return { paperId, score: scores[position] ?? 0, tier: position < exactTotal ? 'exact' : 'near' };
  });
}

function orderOf(groups: readonly (readonly Scored[] | Uint32Array)[], exactTotal: number): Order {
  const total = groups.reduce((sum, group) => sum + group.length, 0);
  const ids = new Uint32Array(total);
  const scores = new Float32Array(total);
  let position = 0;
  for (const group of groups) {
    if (group instanceof Uint32Array) {
      ids.set(group, position);
      position += group.length;
      continue;
    }
    for (const { paperId, score } of group) {
      ids[position] = paperId;
      scores[position] = score;
      position += 1;
    }
  }
  return { ids, scores, exactTotal, company: null };
}
