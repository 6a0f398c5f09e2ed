/**
 * Places cards beside their text without overlap: each as near to its place as those above it let it be.
 * @param cards in the order in which they stand, with the wanted top and the height in pixels
 * @param gap between two cards, in pixels
 * @returns the top of each card, ascending, and the height of all
 */
export function stack(
  cards: readonly { readonly top: number; readonly height: number }[],
  gap: number,
): { readonly tops: readonly number[]; readonly height: number } {
  let free = 0;
  const tops = cards.map((card) => {
    const top = Math.max(free, card.top);
    free = top + card.height + gap;
    return top;
  });
  return { tops, height: Math.max(0, free - gap) };
}
