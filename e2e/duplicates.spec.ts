/** Papers that may be one, papers taken apart, imports taken back, and the trash. */
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dropFiles, expect, openPaper, test } from './app.ts';

const twins = path.join(import.meta.dirname, 'fixtures', 'twins.txt');
const twinsPage = path.join(import.meta.dirname, 'fixtures', 'twins-page.txt');

const papers = (page: Page) => page.getByRole('grid', { name: 'Papers' }).getByRole('row');
const library = (page: Page) => page.getByRole('navigation', { name: 'Library' });
const shelf = (page: Page, name: string) => library(page).getByRole('button', { name });
const message = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

async function importFiles(page: Page, files: readonly string[], count: number): Promise<void> {
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  for (const file of files) {
    await dropFiles(page, [file]);
    await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  }
  await expect(papers(page)).toHaveCount(count);
}

test('possible duplicates are told with why, merged, brought back and kept apart', async ({ launch }) => {
  const { page } = await launch();
  await importFiles(page, [twins], 3);
  await shelf(page, 'Duplicates').click();
  const pair = page.getByRole('list', { name: 'Pairs' }).getByRole('listitem');
  await expect(pair).toHaveCount(1);
  await expect(pair).toContainText('alike, but they have two arXiv ids.');
  await expect(pair.locator('mark').first()).toHaveText(/seven/);
  expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);

  await pair.getByRole('button', { name: 'Merge' }).click();
  await expect(page.getByText('None. Papers that are surely one')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(pair).toHaveCount(1);
  await pair.getByRole('button', { name: 'Keep apart' }).click();
  await expect(pair).toHaveCount(0);
  await shelf(page, 'All').click();
  await expect(papers(page)).toHaveCount(3);
});

test('revised wording is one paper, which is taken apart for good', async ({ launch }) => {
  const { page } = await launch();
  await importFiles(page, [twins, twinsPage], 4);
  await openPaper(page, papers(page).filter({ hasText: 'erry' }).first());
  await page.getByRole('button', { name: 'Where this comes from' }).click();
  const origin = page.getByRole('region', { name: 'Where this comes from' });
  await expect(origin.getByRole('list', { name: 'Sources' }).getByRole('listitem')).toHaveCount(2);
  await expect(origin).toContainText('differently');
  expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
  await origin.getByRole('button', { name: 'Take apart' }).click();
  await origin.getByRole('checkbox', { name: /twins-page/ }).check();
  await origin.getByRole('button', { name: 'Make them a paper of their own' }).click();
  await expect(papers(page)).toHaveCount(5);
  await dropFiles(page, [twinsPage]);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await expect(papers(page)).toHaveCount(5);
});

test('an import is taken back, but for what was tagged, and restored', async ({ launch }) => {
  const { page } = await launch();
  await importFiles(page, [twinsPage], 2);
  await papers(page).first().click();
  await page.keyboard.press('t');
  await page.keyboard.type('ferries');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Tags' })).toContainText('ferries');
  await library(page).getByRole('button', { name: 'twins-page.txt' }).first().hover();
  await library(page).getByRole('button', { name: 'Take back twins-page.txt' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take back import' });
  await dialog.getByRole('button', { name: 'Take back' }).click();
  await expect(dialog).toContainText('You have tagged it.');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(papers(page)).toHaveCount(1);
  await library(page).getByRole('button', { name: 'Restore twins-page.txt' }).click();
  await expect(papers(page)).toHaveCount(2);
});

test('papers go to the trash and come back, until it is emptied', async ({ launch }) => {
  const { page } = await launch();
  await importFiles(page, [twins], 3);
  await papers(page).first().click();
  await page.keyboard.press('Delete');
  await expect(papers(page)).toHaveCount(2);
  await expect(message(page, 'moved to the trash')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(papers(page)).toHaveCount(3);
  await papers(page).first().click();
  await page.keyboard.press('Delete');
  await expect(papers(page)).toHaveCount(2);
  await shelf(page, 'Trash').click();
  await expect(papers(page)).toHaveCount(1);
  await papers(page).first().click();
  await page.getByRole('toolbar', { name: 'Trash' }).getByRole('button', { name: 'Restore' }).click();
  await expect(papers(page)).toHaveCount(0);
  await shelf(page, 'All').click();
  await papers(page).first().click();
  await page.keyboard.press('Delete');
  await shelf(page, 'Trash').click();
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  const dialog = page.getByRole('dialog', { name: 'Empty the trash' });
  await expect(dialog).toContainText('1 paper will be deleted for good');
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(papers(page)).toHaveCount(0);
  await shelf(page, 'All').click();
  await expect(papers(page)).toHaveCount(2);
});
