/** Tags: a tree in the sidebar, keys, dragging, the page that puts them in order, and names that are no words. */
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dropFiles, expect, openPaper, test } from './app.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');

const papers = (page: Page) => page.getByRole('grid', { name: 'Papers' }).getByRole('row');
const tree = (page: Page) => page.getByRole('navigation', { name: 'Library' });
const found = (page: Page, count: number) =>
  expect(page.locator('.list-head')).toContainText(
    count === 1 ? /^1 paper(?!s)/ : new RegExp(`^${count} papers`),
  );

async function addTag(page: Page, name: string): Promise<void> {
  await page.keyboard.press('t');
  await page.keyboard.insertText(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Tags' })).toContainText(name);
  await page.keyboard.press('Escape');
}

test('tags are put on, narrowed by, put in order and taken back', async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  await dropFiles(page, [listing]);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await expect(papers(page).nth(2)).toBeVisible();
  const total = Number(await page.getByRole('grid', { name: 'Papers' }).getAttribute('aria-rowcount'));

  await test.step('nested, and on all papers found at once', async () => {
    await papers(page).nth(0).click();
    await addTag(page, 'method/flow 🌊');
    await papers(page).nth(1).click();
    await addTag(page, 'method/score');
    await page.keyboard.press('ControlOrMeta+a');
    await expect(page.getByText(`Changes go to ${total} chosen papers`)).toBeVisible();
    await addTag(page, 'all of them');
    await expect(
      tree(page).getByRole('button', { name: `all of them, ${total} papers`, exact: true }),
    ).toBeVisible();
    await expect(tree(page).getByRole('button', { name: 'method, 2 papers', exact: true })).toBeVisible();
  });

  await test.step('known ones are offered, the one chosen with the arrows is added', async () => {
    await papers(page).nth(2).click();
    await page.keyboard.press('t');
    await page.keyboard.type('SCO');
    const offered = page.getByRole('listbox', { name: 'Tags to add' }).getByRole('option');
    await expect(offered).toHaveText(['method/score 1', 'Create “SCO”']);
    expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await expect(offered.first()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    const remove = page.getByRole('button', { name: 'Remove tag method/score' });
    await remove.click();
    // What the paper has is not offered.
    await expect(remove).toHaveCount(0);
    await page.keyboard.press('t');
    await page.keyboard.type('sco');
    await offered.first().click();
    await expect(offered).toHaveCount(0);
    await remove.click();
    await expect(page.getByRole('list', { name: 'Tags', exact: true })).not.toContainText('method/score');
  });

  await test.step('with, without, neither', async () => {
    const flow = tree(page).getByRole('button', { name: /^method\/flow/ });
    await tree(page)
      .getByRole('button', { name: /^method, / })
      .click();
    await found(page, 2);
    await flow.click();
    await found(page, 1);
    await flow.click();
    await expect(flow).toHaveAttribute('aria-pressed', 'mixed');
    await found(page, 1);
    await flow.click();
    await found(page, 2);
    await tree(page).getByRole('button', { name: 'All' }).first().click();
    await found(page, total);
  });

  await test.step('dragged on a paper, and papers on a tag', async () => {
    const score = tree(page).getByRole('button', { name: /^method\/score/ });
    // One paper alone: all chosen ones would go together.
    await papers(page).nth(2).click();
    await expect(papers(page).nth(2)).toHaveAttribute('aria-selected', 'true');
    await expect(papers(page).nth(0)).toHaveAttribute('aria-selected', 'false');
    await papers(page).nth(2).dragTo(score);
    await expect(
      tree(page).getByRole('button', { name: 'method/score, 2 papers', exact: true }),
    ).toBeVisible();
    await score.dragTo(papers(page).nth(0));
    await expect(
      tree(page).getByRole('button', { name: 'method/score, 3 papers', exact: true }),
    ).toBeVisible();
  });

  await test.step('the page of tags merges with a preview, colours and puts on keys', async () => {
    await tree(page).getByRole('button', { name: 'Tags', exact: true }).click();
    const list = page.getByRole('list', { name: 'All tags' });
    await list.getByRole('combobox', { name: 'Key of method/score' }).selectOption('Alt 1');
    await list.getByRole('button', { name: 'Rename method/flow 🌊' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'New name' }).fill('Method/Score');
    await expect(dialog.getByRole('status')).toHaveText('1 paper will change. Merges with method/score.');
    await dialog.getByRole('button', { name: 'Merge' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(3);
    expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
    await page
      .getByRole('textbox', { name: 'Filter tags' })
      .or(page.getByRole('searchbox', { name: 'Filter tags' }))
      .fill('score');
    await list.getByRole('button', { name: 'Delete method/score' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(0);
    await page.getByRole('heading', { name: 'Tags', level: 1 }).click();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await list.getByRole('button', { name: 'Show papers with method/score' }).click();
    await found(page, 3);
  });

  await test.step('a key takes the tag off and puts it on', async () => {
    await openPaper(page, papers(page).nth(0));
    await expect(page.getByRole('list', { name: 'Tags' })).toContainText('method/score');
    await page.keyboard.press('Alt+1');
    await found(page, 2);
    await page.keyboard.press('ControlOrMeta+z');
    await found(page, 3);
  });
});
