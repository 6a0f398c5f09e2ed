/** Edits of a reader who has many papers and no mouse at hand, taken back and brought again through a restart. */
import path from 'node:path';
import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './app.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');

const papers = (page: Page) => page.getByRole('grid', { name: 'Papers' }).getByRole('row');
const tags = (page: Page) => page.getByRole('list', { name: 'Tags' });
const annotations = (page: Page) => page.getByRole('list', { name: 'Annotations' }).getByRole('listitem');
const message = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text });

async function importListing(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  await dropFiles(page, [listing]);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await expect(papers(page).nth(2)).toBeVisible();
}

test('a tag goes to all chosen papers, and undo and redo reach it through restarts', async ({ launch }) => {
  const first = await launch();
  await importListing(first.page);
  const library = (page: Page) => page.getByRole('navigation', { name: 'Library' });

  await test.step('one tag for three papers', async () => {
    const { page } = first;
    await papers(page).nth(0).click();
    await papers(page)
      .nth(2)
      .click({ modifiers: ['Shift'] });
    await expect(page.getByText('Changes go to 3 chosen papers')).toBeVisible();
    await page.keyboard.press('t');
    await page.keyboard.type('thesis/chapter 2');
    await page.keyboard.press('Enter');
    await expect(tags(page)).toContainText('thesis/chapter 2');
    await papers(page).nth(0).click();
    await expect(page.getByText('Changes go to 3 chosen papers')).toBeHidden();
    await expect(tags(page)).toContainText('thesis/chapter 2');
  });

  await test.step('a restart later it is taken back from all three', async () => {
    await first.app.close();
    const second = await launch();
    const { page } = second;
    await expect(library(page).getByRole('button', { name: /^thesis\/chapter 2/ })).toBeVisible();
    await papers(page).nth(1).click();
    await expect(tags(page)).toContainText('thesis/chapter 2');
    await page.keyboard.press('Control+z');
    await expect(message(page, 'Undone')).toBeVisible();
    await expect(library(page).getByRole('button', { name: /^thesis\/chapter 2/ })).toHaveCount(0);
    await second.app.close();
  });

  await test.step('and another one later brought again', async () => {
    const { page } = await launch();
    await papers(page).nth(1).click();
    await expect(page.getByRole('article', { name: 'Paper' })).toBeVisible();
    await expect(tags(page)).toBeHidden();
    await page.keyboard.press('Control+Shift+z');
    await expect(message(page, 'Redone')).toBeVisible();
    for (const index of [0, 1, 2]) {
      await papers(page).nth(index).click();
      await expect(tags(page)).toContainText('thesis/chapter 2');
    }
  });
});

test('words are highlighted in overlapping colours by the keyboard alone', async ({ launch }) => {
  const { page } = await launch();
  await importListing(page);
  const abstract = page.getByRole('region', { name: 'Abstract' });
  await page.keyboard.press('/');
  await page.keyboard.press('Enter');
  await expect(abstract).toBeVisible();
  for (let presses = 0; presses < 30; presses += 1) {
    if (await abstract.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(abstract).toBeFocused();
  for (let word = 0; word < 3; word += 1) await page.keyboard.press('Control+Shift+ArrowRight');
  await page.keyboard.press('3');
  await expect(annotations(page)).toHaveCount(1);
  for (let word = 0; word < 2; word += 1) await page.keyboard.press('Control+Shift+ArrowRight');
  await page.keyboard.press('5');
  await expect(annotations(page)).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(annotations(page)).toHaveCount(1);
});

test('what is typed while a paper opens goes to that paper, not into commands', async ({ launch }) => {
  const { page } = await launch();
  await importListing(page);
  await papers(page).nth(1).click();
  await page.keyboard.type('jtrestored sendner');
  await expect(page.getByRole('combobox', { name: 'Add tag' })).toHaveValue('restored sendner');
  await page.keyboard.press('Enter');
  await expect(tags(page)).toContainText('restored sendner');
  await papers(page).nth(1).click();
  await expect(page.getByRole('button', { name: 'Remove tag restored sendner' })).toBeHidden();
  await papers(page).nth(2).click();
  await expect(tags(page)).toContainText('restored sendner');
  await expect(page.getByRole('navigation', { name: 'Library' })).toContainText(/Reading\s*0/);
});

test('an import is undone and made again as every other change is, through a restart', async ({ launch }) => {
  const first = await launch();
  const library = (page: Page) => page.getByRole('navigation', { name: 'Library' });
  await importListing(first.page);
  const count = await papers(first.page).count();
  await papers(first.page).nth(0).click();
  await first.page.keyboard.press('t');
  await first.page.keyboard.type('tides');
  await expect(first.page.getByRole('combobox', { name: 'Add tag' })).toHaveValue('tides');
  await first.page.keyboard.press('Enter');
  await expect(tags(first.page)).toContainText('tides');
  await first.page.keyboard.press('Escape');
  await first.page.keyboard.press('Control+z');
  await expect(message(first.page, 'Undone: Add tag “tides”')).toBeVisible();
  await first.page.keyboard.press('Control+z');
  await expect(message(first.page, /Undone: Import of \d+ papers from “listing.txt”/)).toBeVisible();
  await expect(papers(first.page)).toHaveCount(0);
  await expect(library(first.page)).toContainText(/^All\s*0/);
  await expect(first.page.getByRole('heading', { name: 'Drop files of abstracts here' })).toBeVisible();
  await first.app.close();

  const { page } = await launch();
  await expect(library(page)).toContainText(/^All\s*0/);
  await page.keyboard.press('Control+Shift+z');
  await expect(message(page, /Redone: Import of \d+ papers from “listing.txt”/)).toBeVisible();
  await expect(papers(page)).toHaveCount(count);
  await page.keyboard.press('Control+Shift+z');
  await papers(page).nth(0).click();
  await expect(tags(page)).toContainText('tides');

  await test.step('from the timeline too, alone: papers that were made something of stay', async () => {
    await library(page).getByRole('button', { name: 'Timeline' }).click();
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.getByRole('button', { name: /Take back: \d+ papers imported/ }).click();
    await page.getByRole('menuitem', { name: 'Take back this alone' }).click();
    await expect(library(page)).toContainText(/^All\s*1/);
    await timeline.getByRole('button', { name: /Bring back: \d+ papers imported/ }).click();
    await expect(library(page)).not.toContainText(/^All\s*1/);
  });
});
