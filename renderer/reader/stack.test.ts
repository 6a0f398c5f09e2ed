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

  it('moves cards down that would overlap', () => {
    const cards = [
      { top: 10, height: 40 },
      { top: 20, height: 40 },
      { top: 60, height: 10 },
    ];
    expect(stack(cards, 8)).toEqual({ tops: [10, 58, 106], height: 116 });
  });

  it('takes none', () => {
    expect(stack([], 8)).toEqual({ tops: [], height: 0 });
  });
});
