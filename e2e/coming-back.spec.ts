/** What the window showed is there again at the next start, and the open paper is in sight. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './app.ts';

const PAPERS = 60;

const grid = (page: Page) => page.getByRole('grid', { name: 'Papers' });
const papers = (page: Page) => grid(page).getByRole('row');
const box = (page: Page) => page.getByRole('searchbox', { name: 'Search papers' });
const heading = (page: Page) =>
  page.getByRole('article', { name: 'Paper' }).getByRole('heading', { level: 1 });
const shelf = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: 'Library' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first();
const found = (page: Page, count: number) =>
  expect(grid(page)).toHaveAttribute('aria-rowcount', String(count));

const entry = (index: number) =>
  `@article{quay${index}, title = {Quay number${index} of the old harbour}, author = {Ada Moor}, year = {2020},
  abstract = {The stones of quay ${index} were counted ${index + 3} times, and once more in the rain.}}\n`;

test('search, shelf and open paper come back, or what is left of them', async ({ launch, folder }) => {
  const dump = path.join(folder, 'quays.bib');
  await writeFile(dump, Array.from({ length: PAPERS }, (_, index) => entry(index)).join(''));
  let { app, page } = await launch();
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  await dropFiles(page, [dump]);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await found(page, PAPERS);

  await test.step('a search that is cleared leaves the open paper in sight', async () => {
    await box(page).fill('number55');
    await found(page, 1);
    await page.keyboard.press('Enter');
    await expect(heading(page)).toContainText('number55');
    await box(page).fill('');
    await found(page, PAPERS);
    await expect(papers(page).filter({ hasText: 'number55' })).toBeInViewport();
    await page.getByRole('button', { name: 'Clear the search' }).waitFor({ state: 'hidden' });
    await grid(page).focus();
    await page.keyboard.press('k');
    await expect(heading(page)).toContainText('number54');
  });

  await test.step('the next start shows the same', async () => {
    await shelf(page, 'Inbox').click();
    await box(page).fill('number4');
    await found(page, 11);
    await papers(page).nth(2).click();
    await expect(heading(page)).toContainText('number4');
    const open = (await heading(page).textContent()) ?? '';
    const count = (await grid(page).getAttribute('aria-rowcount')) ?? '';
    await app.close();
    ({ app, page } = await launch());
    await expect(box(page)).toHaveValue('number4');
    await found(page, Number(count));
    await expect(shelf(page, 'Inbox')).toHaveAttribute('aria-current', 'true');
    await expect(heading(page)).toHaveText(open);
  });

  await test.step('what finds nothing any more gives way to all papers', async () => {
    await shelf(page, 'All').click();
    await box(page).fill('is:starred');
    await found(page, 0);
    await app.close();
    ({ app, page } = await launch());
    await found(page, PAPERS);
    await expect(box(page)).toHaveValue('');
  });

  await test.step('Escape leads from the fields of the paper back to the list', async () => {
    await grid(page).focus();
    await page.keyboard.press('t');
    await expect(page.getByRole('combobox', { name: 'Add tag' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press('n');
    await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(grid(page)).toBeFocused();
  });
});
