/** Killed right after a great change, the app still has all of it, and takes all of it back. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { dropFiles, expect, type RunningApp, test } from './app.ts';

const PAPERS = 1200;

const grid = (page: Page) => page.getByRole('grid', { name: 'Papers' });
const papers = (page: Page) => grid(page).getByRole('row');
const library = (page: Page) => page.getByRole('navigation', { name: 'Library' });
const message = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

const entry = (index: number) =>
  `@article{tide${index}, title = {Tides of harbour ${index}}, author = {Ada Moor}, year = {2021}, doi = {10.5555/tide.${index}},
  abstract = {Harbour ${index} is watched through ${index + 7} invented tides, and found to be where it was.}}\n`;

/** Two records with one title and first author, years apart: possibly one paper. */
const TWINS = [2001, 2015].map(
  (year) =>
    `@article{ferry${year}, title = {Of ferries and their masters}, author = {Bo Lind}, year = {${year}}}\n`,
);

async function kill({ main }: RunningApp): Promise<void> {
  const ended = new Promise((resolve) => main.once('exit', resolve));
  main.kill('SIGKILL');
  await ended;
}

async function expectPapers(page: Page, count: number): Promise<void> {
  await expect(library(page).getByRole('button', { name: /^All/ })).toContainText(
    count.toLocaleString('en-GB'),
  );
}

test('after a kill an import, a merge and a mass tagging are there, and are taken back', async ({
  launch,
  folder,
}) => {
  test.setTimeout(240_000);
  const dump = path.join(folder, 'harbours.bib');
  await writeFile(dump, TWINS.join('') + Array.from({ length: PAPERS }, (_, index) => entry(index)).join(''));
  let running = await launch();
  let { page } = running;

  await test.step('an import', async () => {
    await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
    await dropFiles(page, [dump]);
    await expect(page.getByRole('dialog', { name: 'Import report' })).toContainText('1,202');
    await kill(running);
    running = await launch();
    ({ page } = running);
    await expectPapers(page, PAPERS + 2);
  });

  await test.step('a tag on all of them', async () => {
    await papers(page).first().click();
    await grid(page).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('t');
    await page.keyboard.type('tides');
    await page.keyboard.press('Enter');
    await expect(library(page).getByRole('button', { name: /^tides/ })).toContainText('1,202');
    await kill(running);
    running = await launch();
    ({ page } = running);
    await expect(library(page).getByRole('button', { name: /^tides/ })).toContainText('1,202');
    await page.keyboard.press('Control+z');
    await expect(message(page, 'Undone')).toContainText('1,202 papers');
    await expect(library(page).getByRole('button', { name: /^tides/ })).toHaveCount(0);
  });

  await test.step('a merge', async () => {
    await library(page).getByRole('button', { name: 'Duplicates' }).click();
    const pairs = page.getByRole('list', { name: 'Pairs' }).getByRole('listitem');
    await pairs.filter({ hasText: 'ferries' }).getByRole('button', { name: 'Merge' }).click();
    await expectPapers(page, PAPERS + 1);
    await kill(running);
    running = await launch();
    ({ page } = running);
    await expectPapers(page, PAPERS + 1);
    await page.keyboard.press('Control+z');
    await expectPapers(page, PAPERS + 2);
  });

  await test.step('the import taken back, which is undone after another kill', async () => {
    await library(page).getByRole('button', { name: 'harbours.bib' }).first().hover();
    await library(page).getByRole('button', { name: 'Take back harbours.bib' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take back import' });
    await dialog.getByRole('button', { name: 'Take back' }).click();
    await expectPapers(page, 0);
    await kill(running);
    running = await launch();
    ({ page } = running);
    await expectPapers(page, 0);
    await page.keyboard.press('Control+z');
    await expectPapers(page, PAPERS + 2);
  });
});
