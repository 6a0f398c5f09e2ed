import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rectangle, SMALLEST, windowRectangle } from './window-place.ts';

const LEFT: Rectangle = { x: 0, y: 25, width: 1920, height: 1055 };
const RIGHT: Rectangle = { x: 1920, y: 0, width: 2560, height: 1440 };

describe('windowRectangle', () => {
  it('is where the window was', () => {
    const place = { x: 2000, y: 100, width: 1400, height: 900 };
    expect(windowRectangle({ ...place, isMaximized: true }, [LEFT, RIGHT])).toEqual(place);
  });

  it('has no place of its own when the screen is gone', () => {
    const place = { x: 2000, y: 100, width: 1400, height: 900, isMaximized: false };
    expect(windowRectangle(place, [LEFT])).toEqual({ width: 1400, height: 900 });
    expect(windowRectangle(place, [])).toEqual({ width: 1280, height: 840 });
    expect(windowRectangle(null, [LEFT])).toEqual({ width: 1280, height: 840 });
  });

  it('shrinks to a smaller screen', () => {
    const place = { x: 10, y: 30, width: 2400, height: 1300, isMaximized: false };
    expect(windowRectangle(place, [LEFT])).toEqual({ x: 10, y: 30, width: 1920, height: 1055 });
  });

  it('can be seen and pulled whatever was remembered', () => {
    const side = fc.integer({ min: -5000, max: 8000 });
    const length = fc.integer({ min: 1, max: 9000 });
    const place = fc.record({ x: side, y: side, width: length, height: length, isMaximized: fc.boolean() });
    fc.assert(
      fc.property(place, (remembered) => {
        const { x, y, width, height } = windowRectangle(remembered, [LEFT, RIGHT]);
        expect(width).toBeGreaterThanOrEqual(SMALLEST.width);
        expect(height).toBeGreaterThanOrEqual(SMALLEST.height);
        if (x === undefined || y === undefined) return;
        const isOn = (screen: Rectangle): boolean =>
          x + width >= screen.x + 120 && x <= screen.x + screen.width - 120 && y >= screen.y;
        expect([LEFT, RIGHT].some(isOn)).toBe(true);
      }),
    );
  });
});
