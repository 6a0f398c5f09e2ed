/** A card that wants to stand beside its words. */
export interface WantedPlace {
  /** Where its words are, in pixels. */
  readonly top: number;
  /** In pixels. */
  readonly height: number;
}

/** How much more the card that one is busy with counts than any other: enough to make the others give way. */
const PIVOT_WEIGHT = 1e6;

/**
 * Places cards beside their words without overlap, so that all together are as near to them as can be (least sum
 * of squares: isotonic regression by the pool-adjacent-violators algorithm, Barlow et al. 1972).
 * @param cards in the order in which they stand
 * @param gap between two cards, in pixels
 * @param pivot index of the card that is to stand exactly where it wants, if there is room above; -1 for none
 * @returns the top of each card, ascending and not below zero, and the height of all
 */
export function stack(
  cards: readonly WantedPlace[],
  gap: number,
  pivot = -1,
): { readonly tops: readonly number[]; readonly height: number } {
  // Without the room that those before a card take, "no overlap" is "ascending".
  const before: number[] = [];
  let taken = 0;
  const blocks: { sum: number; weight: number; count: number }[] = [];
  for (const [index, card] of cards.entries()) {
    before.push(taken);
    const weight = index === pivot ? PIVOT_WEIGHT : 1;
    let block = { sum: (card.top - taken) * weight, weight, count: 1 };
    for (
      let last = blocks.at(-1);
      last !== undefined && last.sum / last.weight > block.sum / block.weight;
    ) {
      blocks.pop();
      block = {
        sum: last.sum + block.sum,
        weight: last.weight + block.weight,
        count: last.count + block.count,
      };
      last = blocks.at(-1);
    }
    blocks.push(block);
    taken += card.height + gap;
  }
  const tops: number[] = [];
  for (const { sum, weight, count } of blocks) {
    const shift = Math.max(0, sum / weight);
    for (let index = 0; index < count; index += 1) tops.push(shift + (before[tops.length] ?? 0));
  }
  const height = (tops.at(-1) ?? 0) + (cards.at(-1)?.height ?? 0);
  return { tops, height };
}
