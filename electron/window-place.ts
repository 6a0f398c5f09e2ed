import { z } from 'zod';

/** A rectangle of the desktop, in its own pixels (not those of the screen). */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a window was, unless it filled the screen, and whether it did. */
export const WindowPlace = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  isMaximized: z.boolean(),
});
/** Where a window was, unless it filled the screen, and whether it did. */
export type WindowPlace = z.infer<typeof WindowPlace>;

/** The smallest window in which three panes can be read. */
export const SMALLEST = { width: 720, height: 480 } as const;
/** The size of a window that has no place yet. */
const USUAL = { width: 1280, height: 840 } as const;
/** So much of a window must be on a screen, each way, for it to be seen and pulled back. */
const VISIBLE = 120;

/**
 * The rectangle in which a window opens: where it was, if enough of that is still on a screen, and not larger than that
 * screen. Without `x` and `y` the system places it.
 * @param remembered null for a window that has no place yet
 * @param screens the areas of the screens that are there, without bars and docks
 */
export function windowRectangle(
  remembered: WindowPlace | null,
  screens: readonly Rectangle[],
): { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number } {
  if (remembered === null) return USUAL;
  const [best] = screens.toSorted((left, right) => overlap(remembered, right) - overlap(remembered, left));
  if (best === undefined) return USUAL;
  const width = clamp(remembered.width, SMALLEST.width, best.width);
  const height = clamp(remembered.height, SMALLEST.height, best.height);
  const seenX = Math.min(remembered.x + width, best.x + best.width) - Math.max(remembered.x, best.x);
  const seenY = Math.min(remembered.y + height, best.y + best.height) - Math.max(remembered.y, best.y);
  // The bar by which a window is pulled is its upper edge.
  const isWithin = seenX >= VISIBLE && seenY >= VISIBLE && remembered.y >= best.y;
  return isWithin ? { x: remembered.x, y: remembered.y, width, height } : { width, height };
}

/** Common area, in square pixels. */
function overlap(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
