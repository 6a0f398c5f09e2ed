/** From the inbox to done: triage by keys, ratings, and the reading queue. */
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './app.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');

const grid = (page: Page) => page.getByRole('grid', { name: 'Papers' });
const papers = (page: Page) => grid(page).getByRole('row');
const shelf = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: 'Library' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first();
const heading = (page: Page) =>
  page.getByRole('article', { name: 'Paper' }).getByRole('heading', { level: 1 });

test('papers are decided on one by one, rated and queued', async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  await dropFiles(page, [listing]);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await expect(papers(page).nth(2)).toBeVisible();
  const total = Number(await grid(page).getAttribute('aria-rowcount'));

  await test.step('the queue keeps the order that it is given', async () => {
    await papers(page).nth(0).click();
    const first = await heading(page).textContent();
    await page.keyboard.press('q');
    await expect(page.getByRole('button', { name: 'In the reading queue' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await papers(page).nth(1).click();
    await expect(heading(page)).not.toHaveText(first ?? '');
    await page.keyboard.press('q');
    await shelf(page, 'Queue').click();
    await expect(papers(page)).toHaveCount(2);
    await expect(papers(page).nth(0)).toContainText(first?.slice(0, 20) ?? '');
    await papers(page).nth(1).click();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(papers(page).nth(1)).toContainText(first?.slice(0, 20) ?? '');
    await papers(page).nth(1).dragTo(papers(page).nth(0));
    await expect(papers(page).nth(0)).toContainText(first?.slice(0, 20) ?? '');
  });

  await test.step('rated in the reader and by key, in one step of undo', async () => {
    await papers(page).nth(0).click();
    await page.getByRole('button', { name: 'Rate 4 of 5' }).click();
    await expect(papers(page).nth(0)).toContainText('Rated 4 of 5');
    await grid(page).focus();
    await page.keyboard.press('.');
    await expect(papers(page).nth(0)).toContainText('Rated 5 of 5');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(papers(page).nth(0)).toContainText('Rated 4 of 5');
    await page.getByRole('searchbox', { name: 'Search papers' }).fill('rating:4..5');
    await expect(papers(page)).toHaveCount(1);
    await page.getByRole('searchbox', { name: 'Search papers' }).fill('');
  });

  await test.step('in triage one key decides, and the next paper comes', async () => {
    await shelf(page, 'Inbox').click();
    await papers(page).nth(0).click();
    await page.keyboard.press('g');
    await expect(page.getByRole('region', { name: 'Triage' })).toBeVisible();
    expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
    const first = (await heading(page).textContent()) ?? '';
    await page.keyboard.press('e');
    await expect(grid(page)).toHaveAttribute('aria-rowcount', String(total - 1));
    await expect(heading(page)).not.toHaveText(first);
    const second = (await heading(page).textContent()) ?? '';
    await page.keyboard.press('r');
    await expect(grid(page)).toHaveAttribute('aria-rowcount', String(total - 2));
    await expect(heading(page)).not.toHaveText(second);
    await page.getByRole('button', { name: 'End triage' }).click();
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(grid(page)).toHaveAttribute('aria-rowcount', String(total));
  });
});
