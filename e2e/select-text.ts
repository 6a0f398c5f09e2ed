import type { Locator, Page } from '@playwright/test';

/** Selects the first place of a text in an element by dragging the mouse over it, as a user does. */
export async function selectText(page: Page, within: Locator, text: string): Promise<void> {
  await within.scrollIntoViewIfNeeded();
  const ends = await within.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const pieces: { node: Text; start: number }[] = [];
    let all = '';
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      pieces.push({ node: node as Text, start: all.length });
      all += node.textContent;
    }
    const start = all.indexOf(wanted);
    if (start < 0) throw new Error(`There is no “${wanted}” in “${all}”`);
    function edge(offset: number, side: 'left' | 'right') {
      const at = side === 'left' ? offset : offset - 1;
      const piece = pieces.findLast((candidate) => candidate.start <= at);
      if (piece === undefined) throw new Error(`No text at ${at}`);
      const range = document.createRange();
      range.setStart(piece.node, at - piece.start);
      range.setEnd(piece.node, at - piece.start + 1);
      const box = range.getBoundingClientRect();
      return { x: side === 'left' ? box.left + 1 : box.right - 1, y: (box.top + box.bottom) / 2 };
    }
    return { from: edge(start, 'left'), to: edge(start + wanted.length, 'right') };
  }, text);
  await page.mouse.move(ends.from.x, ends.from.y);
  await page.mouse.down();
  await page.mouse.move(ends.to.x, ends.to.y, { steps: 8 });
  await page.mouse.up();
}
