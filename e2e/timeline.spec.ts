/** What was done is remembered, and any of it can be taken back. */
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './app.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');

const papers = (page: Page) => page.getByRole('grid', { name: 'Papers' }).getByRole('row');
const library = (page: Page) => page.getByRole('navigation', { name: 'Library' });
const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' });

test('one thing or a moment is taken back from the timeline', async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  await dropFiles(page, [listing]);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await papers(page).nth(0).click();
  await papers(page)
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await expect(page.getByText('Changes go to 3 chosen papers')).toBeVisible();
  await page.keyboard.press('s');
  await expect(library(page)).toContainText(/Starred\s*3/);
  await page.keyboard.press('e');
  await expect(library(page)).toContainText(/Done\s*3/);

  await test.step('the day is summed up', async () => {
    await library(page).getByRole('button', { name: 'Timeline' }).click();
    await expect(timeline(page)).toContainText('Today');
    await expect(timeline(page)).toContainText(/papers imported, 3 sorted or starred/);
    await expect(timeline(page)).toContainText('Mark 3 papers as done');
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
  });

  await test.step('one change alone', async () => {
    await timeline(page).getByRole('button', { name: 'Take back: Add star to 3 papers' }).click();
    await page.getByRole('menuitem', { name: 'Take back this alone' }).click();
    await expect(library(page)).toContainText(/Starred\s*0/);
    await expect(library(page)).toContainText(/Done\s*3/);
  });

  await test.step('all since a moment, which is one step of undo', async () => {
    await timeline(page)
      .getByRole('button', { name: 'Take back: Add star to 3 papers', exact: true })
      .click();
    await page.getByRole('menuitem', { name: 'Take the library back to before this' }).click();
    await expect(library(page)).toContainText(/Done\s*0/);
    await expect(timeline(page)).toContainText('Take the library back');
    await page.keyboard.press('Control+z');
    await expect(library(page)).toContainText(/Done\s*3/);
    await expect(page.getByRole('status')).toContainText('Undone: Take the library back');
  });

  await test.step('undo names a paper that is not in view, and shows it', async () => {
    await page.keyboard.press('Escape');
    await papers(page).nth(1).click();
    const heading = page.getByRole('article', { name: 'Paper' }).getByRole('heading', { level: 1 });
    const name = (await heading.textContent()) ?? '';
    await page.keyboard.press('s');
    await expect(library(page)).toContainText(/Starred\s*1/);
    await papers(page).nth(2).click();
    await expect(heading).not.toHaveText(name);
    await page.keyboard.press('Control+z');
    await page.getByRole('status').getByRole('button', { name: 'Show' }).click();
    await expect(heading).toHaveText(name);
  });
});
