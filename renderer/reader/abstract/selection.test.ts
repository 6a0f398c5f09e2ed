import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOffset, tidied } from './selection.ts';

describe('sourceOffset', () => {
  const words = { segmentStart: 10, segmentEnd: 20, isWhole: false };

  it('counts from the start of the segment', () => {
    expect(sourceOffset({ ...words, offset: 3 }, 'start')).toBe(13);
    expect(sourceOffset({ ...words, offset: 10 }, 'end')).toBe(20);
  });

  it('takes math as a whole', () => {
    const math = { ...words, isWhole: true, offset: 4 };
    expect(sourceOffset(math, 'start')).toBe(10);
    expect(sourceOffset(math, 'end')).toBe(20);
  });

  it('never leaves the segment', () => {
    expect(sourceOffset({ ...words, offset: 99 }, 'end')).toBe(20);
  });
});

describe('tidied', () => {
  it('drops white space at the ends', () => {
    expect(tidied('one two three', 3, 8)).toEqual({ start: 4, end: 7 });
    expect(tidied('one  two', 3, 5)).toBeNull();
  });

  it('takes whole emoji and combining letters', () => {
    expect(tidied('a 👩‍🔬 b', 3, 5)).toEqual({ start: 2, end: 7 });
    expect(tidied('cafe\u0301 x', 1, 4)).toEqual({ start: 1, end: 5 });
  });

  it('gives a range within the text, or none, and is idempotent', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.nat(40),
        fc.nat(40),
        (text, one, other) => {
          const start = Math.min(one, other, text.length);
          const end = Math.min(Math.max(one, other), text.length);
          const range = tidied(text, start, end);
          if (range === null) {
            expect(text.slice(start, end).trim()).toBe('');
            return;
          }
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeLessThanOrEqual(text.length);
          expect(tidied(text, range.start, range.end)).toEqual(range);
        },
      ),
    );
  });
});
