import fc from 'fast-check';
import { expect, test } from 'vitest';
import { companyOf, inCompany, scoreInCompany } from './company.ts';
import type { ClosePair, Rank } from './rank.ts';

function rankOf(shares: readonly number[], close: readonly ClosePair[] = []): Rank {
  const found = Int8Array.from(shares, (share) => (share > 0 ? 0 : -1));
  const score = [...shares, ...close.map((pair) => pair.score)].reduce((sum, share) => sum + share, 0);
  return { score, found, shares, close };
}

test('a term that all papers hold counts as it did; one that few hold, up to twice', () => {
  const ranks = [rankOf([2, 3]), rankOf([2, 0]), rankOf([2, 0]), rankOf([2, 0])];
  const company = companyOf(ranks, 2);
  expect([...company.terms]).toEqual([1, 0.25]);
  const [first = rankOf([])] = ranks.map((rank) => inCompany(rank, company));
  expect([...first.shares]).toEqual([2, 3 * 1.75]);
});

test('a pair that few papers hold close adds more than one that all hold so', () => {
  const pair = { left: 0, right: 1, off: 0, score: 1 };
  const inAll = companyOf([rankOf([1, 1], [pair]), rankOf([1, 1], [pair])], 2);
  const inOne = companyOf([rankOf([1, 1], [pair]), rankOf([1, 1])], 2);
  const added = [inAll, inOne].map(
    (company) => inCompany(rankOf([1, 1], [pair]), company).close[0]?.score ?? 0,
  );
  expect(added[0]).toBeLessThan(added[1] ?? 0);
  expect(added[0]).toBeGreaterThan(0);
});

test('what terms and pairs add makes the score whole, and more words never count less', () => {
  const shares = fc.array(fc.constantFrom(0, 0.5, 2, 7), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(shares, { minLength: 1, maxLength: 6 }), (all) => {
      const ranks = all.map((one) => rankOf(one));
      const company = companyOf(ranks, 3);
      for (const rank of ranks) {
        const { score, shares: weighed } = inCompany(rank, company);
        expect(weighed.reduce((sum, share) => sum + share, 0)).toBeCloseTo(score);
        expect(scoreInCompany(rank, company)).toBeCloseTo(score);
        for (const [term, share] of weighed.entries()) {
          expect(share).toBeGreaterThanOrEqual((rank.shares[term] ?? 0) - 1e-9);
        }
      }
    }),
  );
});
