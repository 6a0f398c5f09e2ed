/** Notes: written, linked, taken back to what they were, and never lost; text from anywhere is only ever text. */
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './app.ts';
import { selectText } from './select-text.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');

const papers = (page: Page) => page.getByRole('grid', { name: 'Papers' }).getByRole('row');
const paper = (page: Page) => page.getByRole('article', { name: 'Paper' });
const note = (page: Page) => page.getByRole('textbox', { name: 'Note' });
const preview = (page: Page) => page.getByRole('region', { name: 'Preview of the note' });
const saved = (page: Page) => paper(page).getByText('Saved', { exact: true });

async function importListing(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  await dropFiles(page, [listing]);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await expect(papers(page).nth(2)).toBeVisible();
}

async function open(page: Page, text: string): Promise<void> {
  await papers(page).filter({ hasText: text }).first().click();
  await expect(paper(page).getByRole('heading', { level: 1 })).toContainText(text);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

test('a note links papers and annotations, both ways, and shows as it reads', async ({ launch }) => {
  test.setTimeout(120_000);
  const { page } = await launch();
  await importListing(page);
  await open(page, 'PepperLog');
  await selectText(page, page.getByRole('region', { name: 'Abstract' }), 'minimum description length');
  await page.keyboard.press('1');
  await expect(page.getByRole('list', { name: 'Annotations' }).getByRole('listitem')).toHaveCount(1);

  await test.step('[[ offers papers, @ the annotations of this one', async () => {
    await note(page).click();
    await page.keyboard.type('Unlike [[hazeld');
    const offered = page.getByRole('option', { name: /HazelDock/ }).first();
    await expect(offered.getByRole('math')).toContainText('SE');
    await offered.click();
    await page.keyboard.type(' it says @mini');
    await page.getByRole('option', { name: /minimum description/ }).click();
    await expect(note(page)).toContainText(/Unlike \[.*HazelDock.*\]\(postil:\/\/paper\/\d+\)/);
    await expect(note(page)).toContainText(/\[“minimum description length”\]\(postil:\/\/annotation\//);
  });

  await test.step('lists go on, boxes are ticked in the preview, math is set', async () => {
    await page.keyboard.press('End');
    await page.keyboard.type('\n\n- [ ] reread $1 - 1/e$\nask Orla');
    await page.getByRole('button', { name: 'Preview', exact: true }).click();
    await expect(preview(page).locator('.katex').first()).toBeVisible();
    await preview(page).getByRole('checkbox', { name: 'To do' }).first().click();
    await expect(note(page)).toContainText('- [x] reread');
    await expect(note(page)).toContainText('- [ ] ask Orla');
    await expect(saved(page)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a link leads there, and back from "Mentioned in"', async () => {
    await preview(page)
      .getByRole('link', { name: /HazelDock/ })
      .click();
    await expect(paper(page).getByRole('heading', { level: 1 })).toContainText('HazelDock');
    await paper(page).getByRole('region', { name: 'Mentioned in' }).getByRole('button').click();
    await expect(paper(page).getByRole('heading', { level: 1 })).toContainText('PepperLog');
  });
});

test('bad input is text: scripts, broken math, links to what is gone', async ({ launch }) => {
  const { page } = await launch();
  await importListing(page);
  await open(page, 'PepperLog');
  await note(page).click();
  await page.keyboard.insertText(
    '<script>document.title = "owned"</script> <img src=x onerror=1> $\\frac{$ [gone](postil://paper/4711) [js](javascript:1) [by](//example.org/by)',
  );
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await expect(preview(page)).toContainText('<script>');
  await expect(preview(page)).toContainText('gone');
  await expect(preview(page)).toContainText('by');
  await expect(preview(page).getByRole('link')).toHaveCount(0);
  await expect(page).not.toHaveTitle('owned');
  expect(page.url()).toBe('app://bundle/index.html');
});

test('templates are written, filled in and kept', async ({ launch }) => {
  const { page } = await launch();
  await importListing(page);
  await open(page, 'PepperLog');
  await page.getByRole('button', { name: 'Templates' }).click();
  await page.getByRole('button', { name: 'New template…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Reading');
  await page.getByRole('textbox', { name: /^Text/ }).fill('# {{year}} {{venue}}\n- [ ] claim');
  await page.getByRole('button', { name: 'Save template' }).click();
  await expect(page.getByRole('option', { name: 'Reading' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Insert' }).click();
  await expect(note(page)).toContainText('# 2024 {{venue}}');
});

test('what was said to be saved outlives a kill; every text can be had again', async ({ launch }) => {
  const first = await launch();
  let { page } = first;
  await importListing(page);
  await open(page, 'PepperLog');
  await note(page).click();
  await page.keyboard.type('Groups by request.');
  await expect(saved(page)).toBeVisible();
  await paper(page).getByRole('button', { name: 'Starred' }).click();
  await expect(page.getByRole('navigation', { name: 'Library' })).toContainText(/Starred\s*1/);
  await note(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Groups by template.');
  await expect(page.getByText('Saving…')).toBeHidden();
  await expect(saved(page)).toBeVisible();
  const ended = new Promise((resolve) => first.main.once('exit', resolve));
  first.main.kill('SIGKILL');
  await ended;

  ({ page } = await launch());
  await open(page, 'PepperLog');
  await expect(note(page)).toContainText('Groups by template.');
  await page.getByRole('button', { name: 'History', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'History of the note' });
  await expect(dialog.getByRole('region', { name: 'What changed since' })).toContainText('request');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Restore this text' }).click();
  await expect(note(page)).toContainText('Groups by request.');
});

test('links and citation keys are copied; a key can be changed', async ({ launch }) => {
  const { page } = await launch();
  await importListing(page);
  await open(page, 'PepperLog');
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  await expect(page.getByRole('status')).toContainText(/Link copied: postil:\/\/paper\/\d+/);
  await page.getByRole('button', { name: 'Copy citation key' }).click();
  await expect(page.getByRole('status')).toContainText('Citation key copied');
  await page.getByRole('button', { name: 'Edit citation key' }).click();
  await page.getByRole('textbox', { name: 'Citation key' }).fill('orla:pepper');
  await page.keyboard.press('Enter');
  await expect(paper(page).getByText('orla:pepper')).toBeVisible();
});
