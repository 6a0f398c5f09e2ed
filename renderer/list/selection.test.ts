import { describe, expect, it } from 'vitest';
import { chooseOne, extend, NOTHING_CHOSEN, rangeTo, step, toggle } from './selection.ts';

describe('selection', () => {
  it('toggles papers, and keeps the last one', () => {
    const one = chooseOne(7, 0);
    const two = toggle(one, 8, 1);
    expect([...two.chosen]).toEqual([7, 8]);
    expect(two.openId).toBe(8);
    const back = toggle(two, 8, 1);
    expect([...back.chosen]).toEqual([7]);
    expect(back.openId).toBe(7);
    expect(toggle(back, 7, 0)).toBe(back);
  });

  it('extends in both directions from the anchor', () => {
    const middle = chooseOne(7, 5);
    expect(rangeTo(middle, 8)).toEqual([5, 8]);
    expect(rangeTo(middle, 2)).toEqual([2, 5]);
    const up = extend(middle, [4, 5, 6, 7], 4, 2);
    expect(up.anchor).toBe(5);
    expect(up.openId).toBe(4);
  });

  it('steps, stopping at the ends', () => {
    const third = chooseOne(7, 2);
    expect(step(third, 2, 1, 10)).toBe(3);
    expect(step(third, 2, -1, 10)).toBe(1);
    expect(step(third, 2, 99, 10)).toBe(9);
    expect(step(third, 2, -99, 10)).toBe(0);
    expect(step(NOTHING_CHOSEN, null, 1, 10)).toBe(0);
    expect(step(NOTHING_CHOSEN, null, 1, 0)).toBe(-1);
  });

  it('follows the open paper when the list changed around it', () => {
    expect(step(chooseOne(7, 2), 6, 1, 10)).toBe(7);
  });

  it('goes to what took the place of a paper that left', () => {
    const gone = chooseOne(7, 2);
    expect(step(gone, null, 1, 10)).toBe(2);
    expect(step(gone, null, -1, 10)).toBe(1);
  });
});
