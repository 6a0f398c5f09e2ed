/** What one is busy with stays in sight, and what is being written stays, wherever one goes. */
import { appendFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { abstract, cards, dump, openPaper, press } from './boats-paper.ts';

const LONG = `We count boats at the beginning. ${'Tides move sand along the coast, slowly. '.repeat(120)}Gulls end it.`;

/** Highlights the first word, by keys. */
async function mark(page: Page): Promise<void> {
  await abstract(page).focus();
  await press(page, 'Home', 'Control+Shift+ArrowRight', '2');
  await expect(words(page)).toHaveText('We');
}
const words = (page: Page) => abstract(page).locator('mark');

test('where cards stand below the text, keys keep the words in sight, and a click shows the card', async ({
  launch,
  folder,
}) => {
  const { page } = await launch({ files: [await dump(folder, LONG, 1)] });
  await page.setViewportSize({ width: 1000, height: 700 });
  await openPaper(page);
  await mark(page);

  await abstract(page).focus();
  await press(page, ']');
  await expect(cards(page)).toHaveAttribute('aria-current', 'true');
  await expect(words(page)).toBeInViewport();
  await expect(cards(page)).not.toBeInViewport();

  await words(page).click();
  await expect(cards(page)).toBeInViewport({ ratio: 1 });
  await press(page, ']');
  await expect(page.getByText('No annotation follows.')).toBeVisible();
  await press(page, '[');
  await press(page, 'Home', ']');
  await expect(words(page)).toBeInViewport();
});

test('a comment is kept when a link from elsewhere opens another paper', async ({ launch, folder }) => {
  const file = await dump(folder, LONG, 1);
  const other = { id: '2506.00002', title: 'Sand', authors: 'Tom Lind', abstract: 'Sand and boats move.' };
  await appendFile(file, JSON.stringify(other));
  const { app, page } = await launch({ files: [file] });
  await openPaper(page);
  const papers = page.getByRole('grid', { name: 'Papers' }).getByRole('row');
  await papers.filter({ hasText: 'Boats and tides' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Boats and tides');
  const follow = (link: string) =>
    app.evaluate(({ app: electronApp }, url) => {
      electronApp.emit('open-url', { preventDefault: () => {} }, url);
    }, link);
  await mark(page);
  await press(page, 'Home', 'c');
  await expect(page.getByRole('textbox', { name: 'Comment' })).toBeFocused();
  await page.keyboard.type('Which boats');
  await follow('postil://paper/2');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sand');
  await follow('postil://paper/1');
  await expect(cards(page)).toContainText('Which boats');
});
