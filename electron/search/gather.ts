import { contains, type PaperSet } from './paper-set.ts';
import type { Postings } from './postings.ts';
import type { WeighedForm, WeighedTerm } from './rank.ts';
import { isExact, type Term } from './widen.ts';

/** Papers that a query finds, before they are ranked by their texts. */
export interface Gathered {
  /** Papers that hold every required word as typed, or as its beginning or inflection. */
  readonly exact: readonly number[];
  /** The other papers that hold every required word, some of them bent. */
  readonly near: readonly number[];
  /** Papers that hold most of the words by worth, the best only; empty unless the others are few. */
  readonly partial: readonly number[];
  /** Sum of what the words are worth that the paper holds. */
  worthOf(paperId: number): number;
}

/** Words whose papers are looked up, the rarest ones; a longer text is found by these, and ranked by all. */
export const GATHERED_TERMS = 24;

/** With fewer full hits than this, papers that lack a word are shown after them. */
const ENOUGH = 20;
/** Such papers at most: what comes behind these has little in common with the query. */
const PARTIAL_HITS = 200;
/** Share of the words' whole worth that such a paper must hold. */
const PARTIAL_SHARE = 0.3;

/** Terms with the worth of their forms: the rarer, the more. */
export function weigh(terms: readonly Term[], postings: Postings, paperCount: number): WeighedTerm[] {
  return terms.map((term): WeighedTerm => {
    let exactPapers = 0;
    for (const form of term.forms) {
      if (isExact(form.kind)) {
        // The words of one group mostly stand in the same papers, so their largest list stands for all.
        exactPapers = Math.max(exactPapers, postings.of(form.word, term.column, form.beginning).length);
      }
    }
    return {
      ...term,
      forms: term.forms.map((form): WeighedForm => {
        const papers =
          form.kind !== 'bent' && exactPapers > 0
            ? exactPapers
            : postings.of(form.word, term.column, form.beginning).length;
        return { ...form, worth: form.weight * rarity(papers, paperCount) };
      }),
    };
  });
}

/** Inverse document frequency as in BM25: never negative. */
function rarity(papers: number, paperCount: number): number {
  return Math.log(1 + (paperCount - papers + 0.5) / (papers + 0.5));
}

/** Finds the papers of some terms among those allowed (null: all). */
export function gather(
  terms: readonly WeighedTerm[],
  postings: Postings,
  allowed: PaperSet | null,
  largestId: number,
): Gathered {
  const worth = new Float32Array(largestId + 1);
  const exactCount = new Uint8Array(largestId + 1);
  const fullCount = new Uint8Array(largestId + 1);
  /** The last term, counted from one, that was found in the paper. */
  const lastTerm = new Uint8Array(largestId + 1);
  const met: number[] = [];
  let whole = 0;
  let required = 0;
  for (const [index, term] of terms.entries()) {
    if (term.required) required += 1;
    whole += term.forms[0]?.worth ?? 0;
    for (const form of term.forms) {
      const exact = term.required && isExact(form.kind) ? 1 : 0;
      const full = term.required && form.kind !== 'related' ? 1 : 0;
      for (const id of postings.of(form.word, term.column, form.beginning)) {
        if (id > largestId || lastTerm[id] === index + 1) continue;
        if (lastTerm[id] === 0) met.push(id);
        lastTerm[id] = index + 1;
        worth[id] = (worth[id] ?? 0) + form.worth;
        exactCount[id] = (exactCount[id] ?? 0) + exact;
        fullCount[id] = (fullCount[id] ?? 0) + full;
      }
    }
  }
  const exact: number[] = [];
  const near: number[] = [];
  const rest: number[] = [];
  for (const id of met) {
    if (allowed !== null && !contains(allowed, id)) continue;
    if (exactCount[id] === required) exact.push(id);
    else if (fullCount[id] === required) near.push(id);
    else if ((worth[id] ?? 0) >= whole * PARTIAL_SHARE) rest.push(id);
  }
  const worthOf = (paperId: number): number => worth[paperId] ?? 0;
  const partial = exact.length + near.length < ENOUGH ? best(rest, worthOf, PARTIAL_HITS) : [];
  return { exact, near, partial, worthOf };
}

/** Finer differences of worth than one in so many do not order papers; what came last does. */
const STEPS = 2 ** 20;

/** The `count` papers worth most, in that order; among equals the one with the largest id, which came last. */
export function best(
  paperIds: readonly number[],
  worthOf: (paperId: number) => number,
  count: number,
): number[] {
  let most = 0;
  for (const id of paperIds) most = Math.max(most, worthOf(id));
  // Worth and id in one number, since numbers are sorted ten times as fast as by a function.
  const keys = new Float64Array(paperIds.length);
  for (const [index, id] of paperIds.entries()) {
    const step = most === 0 ? 0 : Math.round((worthOf(id) / most) * STEPS);
    keys[index] = step * 2 ** 32 + id;
  }
  keys.sort();
  const ids: number[] = [];
  for (let index = keys.length - 1; index >= 0 && ids.length < count; index -= 1)
    ids.push((keys[index] ?? 0) % 2 ** 32);
  return ids;
}
