/** Searching in the window: ways to go on while typing, parts as chips, exactly, why, order, saved searches, likeness. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { ElectronApplication, Page } from '@playwright/test';
import { dropFiles, expect, test } from './app.ts';

const files = ['listing.txt', 'institution-orval.txt'].map((name) =>
  path.join(import.meta.dirname, 'fixtures', name),
);

const grid = (page: Page) => page.getByRole('grid', { name: 'Papers' });
const papers = (page: Page) => grid(page).getByRole('row');
const box = (page: Page) => page.getByRole('searchbox', { name: 'Search papers' });
const ways = (page: Page) => page.getByRole('listbox', { name: 'Ways to go on' });
const chips = (page: Page) => page.getByRole('toolbar', { name: 'Parts of the search' });
const sidebar = (page: Page) => page.getByRole('navigation', { name: 'Library' });
const found = (page: Page, count: number) =>
  expect(grid(page)).toHaveAttribute('aria-rowcount', String(count));

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

/** Exports the list that is shown, and looks for all its papers in the file. */
async function exportsAll(app: ElectronApplication, page: Page, file: string): Promise<void> {
  const count = Number(await grid(page).getAttribute('aria-rowcount'));
  expect(count).toBeGreaterThan(1);
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Export…');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export papers' });
  await dialog.getByLabel(`All in the list (${count} papers)`).check();
  await dialog.getByLabel('Format').selectOption('ris');
  await dialog.getByRole('button', { name: 'Choose file…' }).click();
  await expect(page.getByText(`${count} papers written to alike.ris`)).toBeVisible();
  expect((await readFile(file, 'utf8')).match(/^TY {2}- /gm)).toHaveLength(count);
}

/** Papers in the files. */
const TOTAL = 13;

async function start(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  await dropFiles(page, files);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await found(page, TOTAL);
}

test('a search is completed, taken apart, made exact, explained and sorted', async ({ launch }) => {
  const { page } = await launch();
  await start(page);

  await test.step('ways to go on, none of them chosen', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('bramb');
    await expect(ways(page).getByRole('option', { name: /^brambleflow/ })).toHaveAttribute(
      'aria-selected',
      'false',
    );
    await expectAccessible(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(ways(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(box(page)).toBeFocused();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('ArrowDown');
    await expect(ways(page).getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Tab');
    await expect(box(page)).toHaveValue('brambleflow ');
    await expect(box(page)).toBeFocused();
    await page.keyboard.type('ye');
    // At once: Down waits for the ways that are still to come.
    await page.keyboard.press('ArrowDown');
    await expect(ways(page).getByRole('option', { name: /^year:/ })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(box(page)).toHaveValue('brambleflow year:');
    await page.keyboard.type('2024');
    await expect(ways(page)).toBeHidden();
    await found(page, 1);
  });

  await test.step('parts are included, excluded, off', async () => {
    await expect(chips(page)).toContainText('brambleflow');
    await chips(page).getByRole('button', { name: 'brambleflow, included. Exclude it' }).click();
    await expect(box(page)).toHaveValue('-brambleflow year:2024');
    await expectAccessible(page);
    await chips(page)
      .getByRole('button', { name: /^not brambleflow, excluded/ })
      .click();
    await expect(box(page)).toHaveValue('year:2024');
    await chips(page).getByRole('button', { name: 'Remove year:2024' }).click();
    await expect(box(page)).toHaveValue('');
    await expect(chips(page)).toBeHidden();
  });

  await test.step('what is not understood is said, with its place', async () => {
    await box(page).fill('year:soon flow');
    const said = page.getByRole('list', { name: 'Not understood' });
    await expect(said).toContainText('year:soon');
    await expect(said).toContainText('Write year:2024');
  });

  await test.step('what finds nothing leads to all that can be asked for', async () => {
    await box(page).fill('zzyzx AND NOT pollen');
    await expect(page.getByRole('button', { name: 'not pollen, excluded. Leave it out' })).toBeVisible();
    await page.getByRole('button', { name: 'Ways to search' }).click();
    const ways = page.getByRole('dialog', { name: 'Keys and ways to search' });
    await expect(ways).toContainText('year:2023..2025');
    await expectAccessible(page);
    await ways.getByRole('button', { name: 'Done' }).click();
    await expect(ways).toBeHidden();
  });

  await test.step('bent words are named, and left out by a key, and back', async () => {
    await box(page).fill('polen valleys');
    await expect(page.getByText('pollen for polen')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+e');
    await expect(page.getByText('Nothing found')).toBeVisible();
    await expect(page.getByText(/^Exactly as typed/)).toBeVisible();
    await page.keyboard.press('ControlOrMeta+e');
    await expect(page.getByText('pollen for polen')).toBeVisible();
  });

  await test.step('why a paper is there', async () => {
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article', { name: 'Paper' })).toContainText('Brambleflow');
    await expect(page.getByRole('region', { name: 'Abstract' }).locator('.hit').first()).toBeVisible();
    await page.keyboard.press('w');
    const why = page.getByRole('dialog', { name: 'Why is this here' });
    await expect(why).toContainText('bent from polen');
    await expect(why).toContainText('abstract');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(why).toBeHidden();
    await papers(page).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Why is this here' }).click();
    await expect(why).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('another order, remembered for searches', async () => {
    await box(page).fill('we');
    await page.getByRole('button', { name: 'Sort: Best match' }).click();
    await page.getByRole('menuitemradio', { name: 'Oldest' }).click();
    await expect(page.getByRole('button', { name: 'Sort: Oldest' })).toBeVisible();
    await box(page).fill('');
    await expect(page.getByRole('button', { name: 'Sort: Added' })).toBeVisible();
    await box(page).fill('the');
    await expect(page.getByRole('button', { name: 'Sort: Oldest' })).toBeVisible();
  });
});

test('what may be half typed is said to be not understood once typing rests', async ({ launch }) => {
  const { page } = await launch();
  await start(page);
  // From here on the page's time passes only as the test says.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  const said = page.getByRole('list', { name: 'Not understood' });
  await box(page).fill('show flow year:20');
  await page.clock.runFor(300);
  await expect(chips(page).getByRole('button', { name: /^flow, included/ })).toBeVisible();
  await expect(said).toBeHidden();
  await page.clock.runFor(700);
  await expect(said).toContainText('year:20');
});

test('a search is saved, narrowed, remembered, and led on to papers alike', async ({ launch, folder }) => {
  const { app, page } = await launch();
  await start(page);

  await test.step('saved, live, changed, deleted and back', async () => {
    await box(page).fill('show');
    await expect(page.getByRole('button', { name: 'Save this search' })).toBeVisible();
    await expect(grid(page)).not.toHaveAttribute('aria-rowcount', String(TOTAL));
    const count = Number(await grid(page).getAttribute('aria-rowcount'));
    await page.getByRole('button', { name: 'Save this search' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save this search' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('What is shown');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const line = sidebar(page).getByRole('button', { name: /^What is shown/ });
    await expect(line).toHaveText(`What is shown${count}`);
    await sidebar(page).getByRole('button', { name: /^All/ }).first().click();
    await found(page, TOTAL);
    await expect(box(page)).toHaveValue('');
    await line.click();
    await expect(box(page)).toHaveValue('show');
    await found(page, count);
    await box(page).fill('show flow');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByRole('button', { name: 'Save changes' })).toBeHidden();
    await sidebar(page).getByRole('button', { name: 'Change What is shown' }).click();
    await page.getByRole('menuitem', { name: 'Change name or query' }).click();
    const change = page.getByRole('dialog', { name: 'Change saved search' });
    await expect(change.getByRole('textbox', { name: 'Query' })).toHaveValue('show flow');
    await change.getByRole('textbox', { name: 'Name' }).fill('Flow');
    await change.getByRole('button', { name: 'Save' }).click();
    await sidebar(page).getByRole('button', { name: 'Change Flow' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(sidebar(page).getByRole('button', { name: /^Flow/ })).toBeHidden();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(sidebar(page).getByRole('button', { name: /^Flow/ })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('searched within, and left', async () => {
    await box(page).fill('we');
    await page.getByRole('button', { name: 'Search within these results' }).click();
    await expect(box(page)).toBeFocused();
    await page.keyboard.type('lantern');
    await found(page, 1);
    await expect(page.getByText('Within we')).toBeVisible();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Search everywhere again' }).click();
    await expect(page.getByText('Within we')).toBeHidden();
  });

  await test.step('recent searches stand under the empty box', async () => {
    await box(page).fill('');
    const recent = page.getByRole('listbox', { name: 'Recent searches' });
    await expect(recent.getByRole('option').first()).toHaveText('lantern');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(box(page)).toHaveValue('lantern');
    await box(page).fill('');
    await expect(recent).toBeVisible();
    const sort = page.getByRole('button', { name: /^Sort: / });
    await sort.click();
    await expect(recent).toBeHidden();
    const belowSort = async () => {
      const [button, menu] = await Promise.all([sort.boundingBox(), page.getByRole('menu').boundingBox()]);
      return button !== null && menu !== null && menu.y - (button.y + button.height) < 20;
    };
    await expect.poll(belowSort, 'the menu follows its button up').toBe(true);
    await page.keyboard.press('Escape');
    await box(page).click();
    await recent.getByRole('option', { name: 'Clear recent searches' }).click();
    await expect(recent).toBeHidden();
  });

  await test.step('papers like this one, and like a text', async () => {
    await box(page).fill('hazeldock');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article', { name: 'Paper' })).toContainText('HazelDock');
    await page.keyboard.press('l');
    await expect(page.getByText(/^Like /)).toBeVisible();
    await expectAccessible(page);
    await exportsAll(app, page, path.join(folder, 'alike.ris'));
    await page.keyboard.press('Escape');
    await expect(box(page)).toHaveValue('hazeldock');
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('like pasted');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Like pasted text' });
    await dialog
      .getByRole('textbox')
      .fill(
        'Forecasts of pollen in alpine valleys from a coarse solver and a learned residual of the terrain',
      );
    await dialog.getByRole('button', { name: 'Find papers like it' }).click();
    await expect(page.getByText('Like the pasted text')).toBeVisible();
    await page.getByRole('button', { name: 'Leave these papers' }).click();
    await expect(page.getByText('Like the pasted text')).toBeHidden();
  });
});
