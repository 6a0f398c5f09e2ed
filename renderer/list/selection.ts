/** Which papers of the list are chosen, and which one is open. */
export interface Selection {
  /** The paper in the reader; null at the start. */
  readonly openId: number | null;
  /** Place at which the open paper stood when it was chosen, zero-based; -1 at the start. */
  readonly index: number;
  /** Place from which a range is counted. */
  readonly anchor: number;
  /** All chosen papers, the open one among them. */
  readonly chosen: ReadonlySet<number>;
}

/** Nothing chosen. */
export const NOTHING_CHOSEN: Selection = { openId: null, index: -1, anchor: -1, chosen: new Set() };

/** The same papers, where the open one now stands. */
export function standingAt(selection: Selection, index: number): Selection {
  return { ...selection, index, anchor: index };
}

/** Chooses one paper alone. */
export function chooseOne(paperId: number, index: number): Selection {
  return { openId: paperId, index, anchor: index, chosen: new Set([paperId]) };
}

/** Adds a paper to the chosen ones, or takes it out; the last one stays. */
export function toggle(selection: Selection, paperId: number, index: number): Selection {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(paperId)) {
    chosen.add(paperId);
    return { openId: paperId, index, anchor: index, chosen };
  }
  if (chosen.size === 0) return selection;
  const openId = selection.openId === paperId ? ([...chosen].at(-1) ?? null) : selection.openId;
  return { ...selection, openId, anchor: index, chosen };
}

/** Chooses all from the anchor to a place; `paperIds` are those of that range, in either direction. */
export function extend(
  selection: Selection,
  paperIds: readonly number[],
  openId: number,
  index: number,
): Selection {
  return { ...selection, openId, index, chosen: new Set(paperIds) };
}

/** The range from the anchor to a place, ends included, ascending. */
export function rangeTo(selection: Selection, index: number): readonly [first: number, last: number] {
  const anchor = Math.max(0, selection.anchor);
  return anchor < index ? [anchor, index] : [index, anchor];
}

/**
 * Place to go to from the open paper.
 * @param openIndex where the open paper stands now; null when the list no longer shows it, as when it was
 *   done and left the inbox: then the paper that took its place is the next one
 */
export function step(selection: Selection, openIndex: number | null, by: number, total: number): number {
  if (total === 0) return -1;
  const from = openIndex ?? (by > 0 ? selection.index - 1 : selection.index);
  return Math.min(total - 1, Math.max(0, selection.index < 0 ? 0 : from + by));
}
