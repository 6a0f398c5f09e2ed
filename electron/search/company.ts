import type { ClosePair, Rank } from './rank.ts';

/** How common what a query asks for is among the papers that are ranked together. */
export interface Company {
  /** For each term the share of the papers that hold it, 0 to 1. */
  readonly terms: Float64Array;
  /** For each pair, at `left * terms + right`, the share of the papers in which it stands close, 0 to 1. */
  readonly pairs: Float64Array;
}

/**
 * What a term that few of the papers hold counts more than one that all hold, as a share of its own. All were chosen for
 * what they hold in common, so the rest tells them apart, which rarity in the whole library knows nothing of. Without it
 * MRR@10 loses 0.007.
 */
const TELLING = 1;
/** The same of a pair of terms, which adds next to nothing if all have it (0.001). */
const TELLING_PAIR = 0.3;

/** Counts what papers that are ranked together have in common. */
export function companyOf(ranks: readonly Rank[], termCount: number): Company {
  const terms = new Float64Array(termCount);
  const pairs = new Float64Array(termCount * termCount);
  for (const { found, close } of ranks) {
    for (let term = 0; term < termCount; term += 1) {
      if ((found[term] ?? -1) >= 0) terms[term] = (terms[term] ?? 0) + 1 / ranks.length;
    }
    for (const { left, right, off } of close) {
      const at = left * termCount + right;
      pairs[at] = (pairs[at] ?? 0) + 1 / (1 + off) / ranks.length;
    }
  }
  return { terms, pairs };
}

/** The rank of a paper when its terms are weighed by how far they tell it from the others. */
export function inCompany({ found, shares, close }: Rank, company: Company): Rank {
  const weighed = shares.map((share, term) => share * tellingOf(term, company));
  const weighedClose = close.map((pair) => ({ ...pair, score: pair.score * tellingOfPair(pair, company) }));
  let score = 0;
  for (const share of weighed) score += share;
  for (const pair of weighedClose) score += pair.score;
  return { score, found, shares: weighed, close: weighedClose };
}

/** The score of that rank, for those of which no more is asked. */
export function scoreInCompany({ shares, close }: Rank, company: Company): number {
  let score = 0;
  for (let term = 0; term < shares.length; term += 1) score += (shares[term] ?? 0) * tellingOf(term, company);
  for (const pair of close) score += pair.score * tellingOfPair(pair, company);
  return score;
}

function tellingOf(term: number, { terms }: Company): number {
  return 1 + TELLING * (1 - (terms[term] ?? 1));
}

function tellingOfPair({ left, right }: ClosePair, { terms, pairs }: Company): number {
  return 1 + TELLING_PAIR - (pairs[left * terms.length + right] ?? 1);
}
