import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lastOffset,
  MOST_PX,
  offsetOf,
  offsetToShow,
  type Rows,
  rowAt,
  rowHeight,
  rowStart,
  scrolledPx,
  scrollTopOf,
  wholePx,
} from './row-places.ts';

const someRows = fc
  .record({
    count: fc.integer({ min: 1, max: 2_000_000 }),
    bent: fc.option(fc.integer({ min: 0, max: 2_000_000 })),
    viewPx: fc.integer({ min: 100, max: 3000 }),
  })
  .map(({ count, bent, viewPx }): Rows => ({ count, bentAt: bent === null ? null : bent % count, viewPx }));
const part = fc.double({ min: 0, max: 1, noNaN: true });

describe('places of rows', () => {
  it('lie one below the other, and each is found at all its offsets', () => {
    fc.assert(
      fc.property(someRows, part, part, (rows, where, within) => {
        const index = Math.min(rows.count - 1, Math.floor(where * rows.count));
        const start = rowStart(rows, index);
        expect(rowStart(rows, index + 1)).toBe(start + rowHeight(rows, index));
        expect(rowAt(rows, start + Math.floor(within * (rowHeight(rows, index) - 1)))).toBe(index);
      }),
    );
  });

  it('are reached by scrolling, the last one too, within what a browser can scroll', () => {
    fc.assert(
      fc.property(someRows, part, (rows, where) => {
        expect(scrolledPx(rows)).toBeLessThanOrEqual(MOST_PX);
        const range = Math.max(0, scrolledPx(rows) - rows.viewPx);
        expect(offsetOf(rows, 0)).toBe(0);
        expect(rowAt(rows, offsetOf(rows, range) + rows.viewPx - 1)).toBe(rows.count - 1);
        const offset = where * lastOffset(rows);
        expect(offsetOf(rows, scrollTopOf(rows, offset))).toBeCloseTo(offset, 3);
      }),
    );
  });

  it('are not scaled in lists that the browser can hold', () => {
    const rows: Rows = { count: 100_000, bentAt: 12, viewPx: 800 };
    expect(scrolledPx(rows)).toBe(wholePx(rows));
    expect(offsetOf(rows, 123_456)).toBeCloseTo(123_456, 6);
  });

  it('come into sight by the shortest way', () => {
    fc.assert(
      fc.property(someRows, part, part, (rows, where, from) => {
        const index = Math.min(rows.count - 1, Math.floor(where * rows.count));
        const offset = Math.floor(from * lastOffset(rows));
        const shown = offsetToShow(rows, index, offset);
        const start = rowStart(rows, index);
        const end = start + rowHeight(rows, index);
        if (start >= offset && end <= offset + rows.viewPx) expect(shown).toBe(offset);
        else if (rows.viewPx >= end - start) {
          expect([start, end - rows.viewPx]).toContain(shown);
        } else expect(shown).toBe(start);
      }),
    );
  });
});
