/** The whole path of a first day with Postil: drop, report, search, read, highlight, tag, note, crash, and all is there. */
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './app.ts';
import { selectText } from './select-text.ts';

const fixtures = ['institution-kestrel.txt', 'institution-orval.txt', 'listing.txt'].map((name) =>
  path.join(import.meta.dirname, 'fixtures', name),
);

const papers = (page: Page) => page.getByRole('grid', { name: 'Papers' }).getByRole('row');
const paper = (page: Page) => page.getByRole('article', { name: 'Paper' });
const abstract = (page: Page) => page.getByRole('region', { name: 'Abstract' });

async function expectAccessible(page: Page): Promise<void> {
  // Playwright cannot open pages in Electron, which axe's newer mode wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

test('from drop to note, through a crash', async ({ launch }) => {
  // Seven passes of axe over the whole window take their time on a busy machine.
  test.setTimeout(180_000);
  const first = await launch();
  let { page } = first;

  await test.step('an empty library says what to do', async () => {
    await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('dropped files become papers, and the report accounts for every record', async () => {
    await dropFiles(page, fixtures);
    const report = page.getByRole('dialog', { name: 'Import report' });
    await expect(report).toContainText('institution-kestrel.txt');
    await expect(report).toContainText('listing.txt');
    await expect(report).toContainText('16 new papers');
    await expectAccessible(page);
    await report.getByRole('button', { name: 'Done' }).click();
    await expect(report).toBeHidden();
    await expect(page.getByRole('navigation', { name: 'Library' })).toContainText('All');
    await expect(page.getByRole('grid', { name: 'Papers' })).toHaveAttribute('aria-rowcount', '16');
  });

  await test.step('search finds as one types, and names the word that it bent', async () => {
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeFocused();
    await page.keyboard.type('zephyrin');
    await expect(papers(page)).toHaveCount(1);
    await expect(papers(page).first()).toContainText('Zephyrine');
    await page.getByRole('searchbox', { name: 'Search papers' }).fill('bramblflow');
    await expect(papers(page).first()).toContainText('Brambleflow');
    await expect(page.getByText('brambleflow for bramblflow')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(paper(page).getByRole('heading', { level: 1 })).toContainText('Brambleflow');
  });

  await test.step('the paper is set to be read: derived heading, facts, math, links', async () => {
    await expect(paper(page)).toContainText('derived from the abstract');
    await expect(paper(page)).toContainText('Kestrel Valley University');
    await expect(abstract(page).locator('.katex').first()).toBeVisible();
    await expect(abstract(page)).not.toContainText('$\\varepsilon_t');
    await first.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = async (url) => void opened.push(url);
    });
    await abstract(page).getByRole('link', { name: 'https://example.org/brambleflow' }).click();
    const leaving = page.getByRole('dialog', { name: 'Open this page in the browser?' });
    await expect(leaving).toContainText('https://example.org/brambleflow');
    await leaving.getByRole('button', { name: 'Open page' }).click();
    await expect
      .poll(() => first.app.evaluate(() => Reflect.get(globalThis, 'opened')))
      .toEqual(['https://example.org/brambleflow']);
    expect(page.url()).toBe('app://bundle/index.html');
    await expectAccessible(page);
  });

  await test.step('a selection is highlighted, another one commented', async () => {
    await selectText(page, abstract(page), 'a neural surrogate');
    await page.getByRole('toolbar', { name: 'Highlight' }).getByRole('button', { name: 'Green' }).click();
    const annotations = page.getByRole('list', { name: 'Annotations' });
    await expect(annotations.getByRole('listitem')).toHaveCount(1);
    await expect(annotations).toContainText('a neural surrogate');

    await selectText(page, abstract(page), 'three Alpine valleys');
    await page.keyboard.press('c');
    await page.keyboard.type('Which ones? See **table 2**.');
    await page.keyboard.press('Control+Enter');
    await expect(annotations.getByRole('listitem')).toHaveCount(2);
    await expect(annotations.getByText('table 2')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('tags are added and removed', async () => {
    await page.keyboard.press('Escape');
    const tagBox = page.getByRole('combobox', { name: 'Add tag' });
    for (const name of ['weather/pollen', 'to check']) {
      await tagBox.click();
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('list', { name: 'Tags' })).toContainText(name);
    }
    await page.getByRole('button', { name: 'Remove tag to check' }).click();
    await expect(page.getByRole('list', { name: 'Tags' })).not.toContainText('to check');
    await expect(page.getByRole('button', { name: /^weather\/pollen, 1 paper/ })).toBeVisible();
  });

  await test.step('the note saves itself and says so', async () => {
    const note = page.getByRole('textbox', { name: 'Note' });
    await note.click();
    await page.keyboard.type('# Pollen\nCompare with the *Alpine* runs; see $x_t$.');
    await expect(paper(page).getByText('Saved', { exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a killed app has lost nothing of it', async () => {
    const { app } = first;
    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    app.process().kill('SIGKILL');
    await ended;
    ({ page } = await launch());
    await expect(page.getByRole('searchbox', { name: 'Search papers' })).toHaveValue('bramblflow');
    await page.getByRole('searchbox', { name: 'Search papers' }).fill('');
    await expect(page.getByRole('grid', { name: 'Papers' })).toHaveAttribute('aria-rowcount', '16');
    await page.getByRole('searchbox', { name: 'Search papers' }).fill('alpine runs');
    await expect(papers(page).first()).toContainText('Brambleflow');
    await page.keyboard.press('Enter');
    await expect(paper(page).getByRole('heading', { level: 1 })).toContainText('Brambleflow');
    const annotations = page.getByRole('list', { name: 'Annotations' });
    await expect(annotations.getByRole('listitem')).toHaveCount(2);
    await expect(annotations).toContainText('a neural surrogate');
    await expect(annotations).toContainText('table 2');
    await expect(page.getByRole('list', { name: 'Tags' })).toContainText('weather/pollen');
    await expect(page.getByRole('textbox', { name: 'Note' })).toContainText('Compare with the *Alpine* runs');
  });
});
