/** Height of a card with its hairline, in pixels, as in list.css. */
export const CARD_PX = 84;
/** Height of the line between exact and near papers, in pixels, as in list.css. */
export const BENT_PX = 36;

/**
 * Greatest height of what is scrolled, in pixels. Chromium cuts elements at 2^25 px, and places beyond 2^24 px are no
 * longer whole pixels in the single precision that it draws with. Longer lists are scrolled by a smaller scale.
 */
export const MOST_PX = 15_000_000;

/** A list of cards of one height, with a line before one of them. */
export interface Rows {
  readonly count: number;
  /** The row above which the line between exact and near papers stands; null for none. */
  readonly bentAt: number | null;
  /** Height of what is in sight. */
  readonly viewPx: number;
}

/** Where a row begins, its line included, in pixels from the top of all rows. */
export function rowStart({ bentAt }: Rows, index: number): number {
  return index * CARD_PX + (bentAt !== null && index > bentAt ? BENT_PX : 0);
}

/** Height of a row with its line, in pixels. */
export function rowHeight({ bentAt }: Rows, index: number): number {
  return index === bentAt ? CARD_PX + BENT_PX : CARD_PX;
}

/** The row at an offset in pixels from the top of all rows. */
export function rowAt(rows: Rows, offsetPx: number): number {
  const { count, bentAt } = rows;
  const isBehind = bentAt !== null && offsetPx >= rowStart(rows, bentAt) + BENT_PX;
  const index = Math.floor((isBehind ? offsetPx - BENT_PX : offsetPx) / CARD_PX);
  return Math.max(0, Math.min(count - 1, isBehind || bentAt === null ? index : Math.min(index, bentAt)));
}

/** Height of all rows, in pixels. */
export function wholePx(rows: Rows): number {
  return rowStart(rows, rows.count);
}

/** Height of the element that is scrolled, in pixels. */
export function scrolledPx(rows: Rows): number {
  return Math.min(MOST_PX, wholePx(rows));
}

/** Greatest offset from the top of all rows, in pixels: that of the end of the list. */
export function lastOffset(rows: Rows): number {
  return Math.max(0, wholePx(rows) - rows.viewPx);
}

/** The offset from the top of all rows that a place of the scroll bar stands for, both in pixels. */
export function offsetOf(rows: Rows, scrollTop: number): number {
  const range = scrolledPx(rows) - rows.viewPx;
  return range <= 0 ? 0 : Math.max(0, Math.min(1, scrollTop / range)) * lastOffset(rows);
}

/** The place of the scroll bar for an offset from the top of all rows, both in pixels. */
export function scrollTopOf(rows: Rows, offsetPx: number): number {
  const last = lastOffset(rows);
  if (last === 0) return 0;
  return (Math.max(0, Math.min(last, offsetPx)) / last) * (scrolledPx(rows) - rows.viewPx);
}

/** The offset at which a row is wholly in sight, by the shortest way, in pixels. */
export function offsetToShow(rows: Rows, index: number, offsetPx: number): number {
  const start = rowStart(rows, index);
  const end = start + rowHeight(rows, index);
  if (start < offsetPx) return start;
  return Math.max(offsetPx, Math.min(start, end - rows.viewPx));
}
