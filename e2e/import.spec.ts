/** Imports as users make them: archives, pasted text, many files, pauses, crashes, and what could not be read. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dropFiles, dropText, expect, test } from './app.ts';
import { zipOf } from './zip.ts';

const entry = (index: number) =>
  `@article{tide${index}, title = {Harbour notes number ${index}}, author = {Ada Moor}, abstract = {We measure invented tides of harbour ${index} and find them in good order.}, doi = {10.5555/tide.${index}}}\n\n`;
const entries = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => entry(from + index)).join('');

const report = (page: Page) => page.getByRole('dialog', { name: 'Import report' });
const grid = (page: Page) => page.getByRole('grid', { name: 'Papers' });

async function isAccessible(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
}

async function isReady(page: Page): Promise<void> {
  await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeVisible();
}

test('a zip with folders, an archive in it and a trick path', async ({ launch, folder }) => {
  const archive = path.join(folder, 'dumps.zip');
  const inner = zipOf([['deep.bib', Buffer.from(entries(3, 5))]]);
  await writeFile(
    archive,
    zipOf([
      ['a/one.bib', Buffer.from(entries(0, 2))],
      ['../../two.bib.gz', gzipSync(entries(2, 3))],
      ['b/inner.zip', inner],
    ]),
  );
  const { page } = await launch();
  await isReady(page);
  await dropFiles(page, [archive]);
  await expect(report(page)).toContainText('5 new papers');
  for (const name of ['dumps.zip/a/one.bib', 'dumps.zip/two.bib.gz', 'dumps.zip/b/inner.zip/deep.bib']) {
    await expect(report(page)).toContainText(name);
  }
  await report(page).getByRole('button', { name: 'Done' }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '5');
  await expect(page.getByRole('button', { name: 'Report of dumps.zip', exact: true })).toBeAttached();
});

test('text from another program becomes papers, and so does what is dropped while the window comes up', async ({
  launch,
  folder,
}) => {
  const early = path.join(folder, 'early.bib');
  await writeFile(early, entries(0, 1));
  const { page } = await launch();
  await dropFiles(page, [early]);
  await expect(report(page)).toContainText('1 new paper');
  await report(page).getByRole('button', { name: 'Done' }).click();
  await dropText(page, entries(1, 3));
  await expect(report(page)).toContainText('Dropped text, ');
  await expect(report(page)).toContainText('2 new papers');
});

test('pasted text becomes papers, and so does what the clipboard holds', async ({ launch }) => {
  const { app, page } = await launch();
  await isReady(page);
  const paste = (text: string) =>
    page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, text);
  await paste(entries(0, 2));
  await expect(report(page)).toContainText('Pasted text, ');
  await expect(report(page)).toContainText('2 new papers');
  await report(page).getByRole('button', { name: 'Done' }).click();

  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), entries(2, 3));
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Import from clipboard');
  await page.keyboard.press('Enter');
  await expect(report(page)).toContainText('1 new paper');
});

test('many files are shown first, and come in only when they are wanted', async ({ launch, folder }) => {
  const dumps = path.join(folder, 'many');
  await mkdir(dumps);
  for (let index = 0; index < 21; index += 1) {
    await writeFile(path.join(dumps, `${index}.bib`), entry(index));
  }
  const { page } = await launch();
  await isReady(page);
  const shown = page.getByRole('dialog', { name: 'What would happen' });
  await dropFiles(page, [dumps]);
  await expect(shown).toContainText('21 files');
  await expect(shown.getByRole('status')).toContainText('21 new, 0 enriched, 0 known, 0 unread');
  await isAccessible(page);
  await shown.getByRole('button', { name: 'Don’t import' }).click();
  await expect(shown).toBeHidden();
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();

  await dropFiles(page, [dumps]);
  await expect(shown.getByRole('status')).toContainText('21 new');
  await shown.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(report(page)).toContainText('21 new papers');
});

test('an import rests and goes on, others wait; killed, it is resumed and counts nothing twice', async ({
  launch,
  folder,
}) => {
  test.setTimeout(120_000);
  const large = path.join(folder, 'large.bib');
  const small = path.join(folder, 'small.bib');
  await writeFile(large, entries(0, 20_000));
  await writeFile(small, entries(20_000, 20_001));
  const first = await launch();
  await isReady(first.page);
  await dropFiles(first.page, [large]);
  await first.page.getByRole('button', { name: 'Pause importing' }).click();
  await expect(first.page.getByText('Paused', { exact: true })).toBeVisible();
  await dropFiles(first.page, [small]);
  await expect(first.page.getByRole('list', { name: 'Waiting imports' })).toContainText('small.bib');
  await first.page.getByRole('button', { name: 'Continue importing' }).click();
  await expect(first.page.getByRole('button', { name: 'Pause importing' })).toBeVisible();
  const ended = new Promise((resolve) => first.main.once('exit', resolve));
  first.main.kill('SIGKILL');
  await ended;

  const { page } = await launch();
  const broken = page.getByRole('region', { name: 'Import broken off' });
  await expect(broken).toContainText('small.bib');
  await isAccessible(page);
  await broken.getByRole('button', { name: 'Leave it' }).click();
  await expect(broken).toContainText('large.bib');
  await broken.getByRole('button', { name: 'Resume' }).click();
  await expect(report(page)).toContainText('20,000 new papers', { timeout: 60_000 });
  await report(page).getByRole('button', { name: 'Done' }).click();
  await expect(broken).toBeHidden();
});

test('while a large zip is read, papers come into sight, are found, opened and edited', async ({
  launch,
  folder,
}) => {
  const archive = path.join(folder, 'large.zip');
  await writeFile(archive, zipOf([['large.bib', Buffer.from(entries(0, 60_000))]]));
  const { page } = await launch();
  await isReady(page);
  await dropFiles(page, [archive]);
  const importing = page.getByRole('progressbar', { name: 'Importing' });
  const paper = page.getByRole('article', { name: 'Paper' });
  await expect(grid(page).getByRole('row').first()).toBeVisible();
  await isAccessible(page);

  await page.getByRole('searchbox', { name: 'Search papers' }).fill('title:"notes number 17"');
  const found = grid(page).getByRole('row').first();
  await expect(found).toContainText('Harbour notes number 17');
  await found.click();
  await expect(paper.getByRole('heading', { level: 1 })).toHaveText('Harbour notes number 17');
  await page.keyboard.press('t');
  await page.keyboard.type('meanwhile');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Tags' })).toContainText('meanwhile');
  await paper.getByRole('button', { name: 'Starred' }).click();
  await expect(paper.getByRole('button', { name: 'Starred' })).toHaveAttribute('aria-pressed', 'true');
  await paper.getByRole('textbox', { name: 'Note' }).click();
  await page.keyboard.type('Read while others came in.');
  await expect(paper.getByText('Saved', { exact: true })).toBeVisible();
  await expect(importing).toBeVisible();

  await page.getByRole('button', { name: 'Stop importing' }).click();
  await expect(report(page)).toContainText('Stopped before the end');
  await report(page).getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('list', { name: 'Tags' })).toContainText('meanwhile');
  await expect(paper.getByRole('textbox', { name: 'Note' })).toContainText('Read while others came in.');
});

test('what could not be read is mended or dismissed, and both can be undone', async ({ launch, folder }) => {
  const damaged = path.join(folder, 'damaged.bib');
  const broken = '@article{tide9, title = {Harbour notes number 9, author = {Ada Moor}\n\n';
  await writeFile(damaged, entry(1) + broken + entry(2) + broken.replaceAll('9', '8') + entry(3));
  const { page } = await launch();
  await isReady(page);
  await dropFiles(page, [damaged]);
  await expect(report(page)).toContainText('2 parts could not be read');
  await isAccessible(page);
  await report(page).getByRole('button', { name: 'Done' }).click();

  const openTray = () =>
    page.getByRole('navigation', { name: 'Library' }).getByRole('button', { name: 'Unread 2' }).click();
  await openTray();
  const tray = page.getByRole('region', { name: 'Unread', exact: true });
  const parts = tray.getByRole('list', { name: 'Unread parts of damaged.bib' }).getByRole('listitem');
  await expect(parts).toHaveCount(2);
  await parts.first().getByRole('button', { name: 'Dismiss' }).click();
  await expect(parts).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(parts).toHaveCount(2);

  await parts.first().getByRole('button', { name: 'Mend' }).click();
  await isAccessible(page);
  await parts.first().getByRole('textbox').fill('still nothing');
  await parts.first().getByRole('button', { name: 'Read again' }).click();
  await expect(page.getByText('It could not be read still.')).toBeVisible();
  await parts.first().getByRole('textbox').fill(entry(9));
  await parts.first().getByRole('button', { name: 'Read again' }).click();
  await expect(page.getByRole('article', { name: 'Paper' })).toContainText('Harbour notes number 9');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '4');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '3');
  await openTray();
  await expect(parts).toHaveCount(2);
});
