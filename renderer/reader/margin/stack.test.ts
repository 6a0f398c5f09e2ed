import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stack } from './stack.ts';

describe('stack', () => {
  it('leaves cards at their places where there is room', () => {
    const cards = [
      { top: 0, height: 40 },
      { top: 100, height: 40 },
    ];
    expect(stack(cards, 8)).toEqual({ tops: [0, 100], height: 140 });
  });

  it('shares the way among cards that would overlap', () => {
    const cards = [
      { top: 100, height: 40 },
      { top: 100, height: 40 },
    ];
    expect(stack(cards, 8).tops).toEqual([76, 124]);
  });

  it('puts nothing above the first line', () => {
    const cards = [
      { top: 10, height: 40 },
      { top: 20, height: 40 },
    ];
    expect(stack(cards, 8).tops).toEqual([0, 48]);
  });

  it('leaves the pivot where its words are', () => {
    const cards = Array.from({ length: 5 }, () => ({ top: 300, height: 40 }));
    expect(stack(cards, 8, 3).tops.map(Math.round)).toEqual([156, 204, 252, 300, 348]);
  });

  it('takes none', () => {
    expect(stack([], 8)).toEqual({ tops: [], height: 0 });
  });

  it('never overlaps, whatever is wanted', () => {
    const card = fc.record({ top: fc.nat(2000), height: fc.integer({ min: 1, max: 200 }) });
    fc.assert(
      fc.property(fc.array(card), fc.nat(30), (wanted, pivot) => {
        const cards = wanted.sort((one, other) => one.top - other.top);
        const { tops } = stack(cards, 8, pivot);
        expect(tops).toHaveLength(cards.length);
        for (const [index, { height }] of cards.entries()) {
          const [top = 0, next = Number.POSITIVE_INFINITY] = [tops[index], tops[index + 1]];
          expect(top).toBeGreaterThanOrEqual(0);
          expect(next).toBeGreaterThan(top + height + 7.99);
        }
      }),
    );
  });
});
