/** Names of tags that nobody would think of, whole branches of them, tags that no paper has, and what names them elsewhere. */
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './app.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');

const papers = (page: Page) => page.getByRole('grid', { name: 'Papers' }).getByRole('row');
const tree = (page: Page) => page.getByRole('navigation', { name: 'Library' });
const ownTags = (page: Page) => page.getByRole('list', { name: 'Tags', exact: true });
const allTags = (page: Page) => page.getByRole('list', { name: 'All tags' });

async function start(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  await dropFiles(page, [listing]);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await papers(page).nth(0).click();
  await expect(page.getByRole('article', { name: 'Paper' })).toBeVisible();
}

const foundOne = (page: Page) =>
  expect(page.getByRole('grid', { name: 'Papers' })).toHaveAttribute('aria-rowcount', '1');

/** Types a tag and Enter, and leaves the box. */
async function type(page: Page, name: string): Promise<void> {
  await page.keyboard.press('t');
  await page.keyboard.insertText(name);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

test('any name is a tag or is told why not, and twins are one', async ({ launch }) => {
  const { page } = await launch();
  await start(page);
  const long = `${'very long indeed '.repeat(20)}end`.slice(0, 299).trimEnd();
  const names: readonly (readonly [typed: string, kept: string])[] = [
    ['/method//flow/', 'method/flow'],
    ['👩‍🔬🌊', '👩‍🔬🌊'],
    ['Élan  vital', 'Élan vital'],
    [long, long],
    ['-"odd" (name):*', '-"odd" (name):*'],
  ];

  await test.step('each stands on the paper as it is kept', async () => {
    for (const [typed, kept] of names) {
      await type(page, typed);
      await expect(ownTags(page)).toContainText(kept);
    }
    await expect(ownTags(page).getByRole('listitem')).toHaveCount(names.length);
  });

  await test.step('twins by case and accents, and names of nothing, add none', async () => {
    for (const twin of ['METHOD/Flow', 'elan vital', 'E\u0301lan Vital', '   ', '///', ' / '])
      await type(page, twin);
    await expect(ownTags(page).getByRole('listitem')).toHaveCount(names.length);
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('t');
    await page.keyboard.insertText('x'.repeat(400));
    await expect(page.getByRole('combobox', { name: 'Add tag' })).toHaveValue('x'.repeat(300));
    await page.keyboard.press('Escape');
  });

  await test.step('each is found by a click in the tree', async () => {
    for (const [, kept] of names.slice(1)) {
      await tree(page)
        .getByRole('button', { name: `${kept}, 1 paper`, exact: true })
        .click();
      await foundOne(page);
      await tree(page).getByRole('button', { name: /^All/ }).first().click();
    }
  });
});

test('a branch is renamed whole, unused tags are found, and names are told', async ({ launch }) => {
  const { page } = await launch();
  await start(page);
  await type(page, 'method/flow');
  await type(page, 'method/flow/fast');
  await papers(page).nth(1).click();
  await type(page, 'method/score');

  await test.step('undo names the tag', async () => {
    await page.keyboard.press('ControlOrMeta+z');
    await expect(
      page.getByRole('status').filter({ hasText: 'Undone: Add tag “method/score”' }),
    ).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(ownTags(page)).toContainText('method/score');
  });

  await test.step('renaming what only stands above takes all below along', async () => {
    await tree(page).getByRole('button', { name: 'Tags', exact: true }).click();
    await allTags(page).getByRole('button', { name: 'Rename method', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'New name' }).fill('/how/');
    await expect(dialog.getByRole('status')).toHaveText('2 papers will change.');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await expect(tree(page).getByRole('button', { name: 'how, 2 papers', exact: true })).toBeVisible();
    for (const name of ['how/flow', 'how/flow/fast', 'how/score'])
      await expect(allTags(page).getByRole('checkbox', { name: `Mark ${name}`, exact: true })).toBeVisible();
    await expect(allTags(page).getByRole('listitem')).toHaveCount(4);
  });

  await test.step('unused tags are found and deleted together', async () => {
    const filter = page.getByRole('searchbox', { name: 'Filter tags' });
    for (const name of ['idle', 'idle/too']) {
      await filter.fill(name);
      await page.getByRole('button', { name: `New tag “${name}”` }).click();
    }
    await page.getByRole('checkbox', { name: 'Unused only' }).check();
    await expect(allTags(page).getByRole('listitem')).toHaveCount(2);
    await page.getByRole('button', { name: 'Mark all shown' }).click();
    await page.getByRole('toolbar', { name: 'Marked tags' }).getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('No tag of that kind. Change the filter.')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Unused only' }).uncheck();
    await expect(allTags(page).getByRole('listitem')).toHaveCount(4);
    expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
    await page.getByRole('heading', { name: 'Tags', level: 1 }).click();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(allTags(page).getByRole('listitem')).toHaveCount(6);
  });

  await test.step('the palette names the tag on a key, and leads to any tag', async () => {
    await allTags(page).getByRole('combobox', { name: 'Key of how/score' }).selectOption('Alt 3');
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('score');
    const palette = page.getByRole('dialog', { name: 'Command palette' });
    await expect(palette.getByRole('menuitem', { name: /Put on or take off “how\/score”/ })).toBeVisible();
    await palette.getByRole('menuitem', { name: 'how/score', exact: true }).click();
    await foundOne(page);
  });

  await test.step('commands of the list work from a page', async () => {
    await tree(page).getByRole('button', { name: 'Tags', exact: true }).click();
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('save this');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Save this search' });
    await expect(dialog.getByRole('textbox', { name: 'Query' })).toHaveValue('tag:"how/score"');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await tree(page).getByRole('button', { name: 'Tags', exact: true }).click();
    await page.getByRole('heading', { name: 'Tags', level: 1 }).click();
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeFocused();
  });
});
