/** What is no dump gives a report that says what it is and why nothing was read of it; nothing is imported, nothing lost. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dropFiles, expect, test } from './app.ts';

const fixture = (name: string) => path.join(import.meta.dirname, 'fixtures', name);

test('files that are no dumps are named with the reason, and the good one among them is read', async ({
  launch,
  folder,
}) => {
  const binary = path.join(folder, 'picture.txt');
  await writeFile(binary, Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256)));
  const empty = path.join(folder, 'empty folder');
  await mkdir(empty);
  const { page } = await launch();
  await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeVisible();

  await dropFiles(page, [
    fixture('empty.txt'),
    fixture('not-a-dump.txt'),
    binary,
    empty,
    fixture('listing.txt'),
  ]);

  const report = page.getByRole('dialog', { name: 'Import report' });
  const about = (name: string) => report.getByRole('listitem').filter({ hasText: name });
  await expect(about('empty.txt')).toContainText('The file is empty.');
  await expect(about('not-a-dump.txt')).toContainText('no abstracts were found');
  await expect(about('picture.txt').first()).toContainText('Postil reads papers from text');
  await expect(about('empty folder')).toContainText('The folder holds no files.');
  await expect(about('listing.txt')).toContainText('All 7 records read.');
  await report.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('grid', { name: 'Papers' })).toHaveAttribute('aria-rowcount', '7');
});

test('a folder without dumps changes nothing', async ({ launch, folder }) => {
  const texts = path.join(folder, 'texts');
  await mkdir(texts);
  await writeFile(path.join(texts, 'shopping.txt'), 'bread\nmilk\n');
  const { page } = await launch();
  await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeVisible();
  await dropFiles(page, [texts]);
  const report = page.getByRole('dialog', { name: 'Import report' });
  await expect(report).toContainText('shopping.txt');
  await expect(report).toContainText('no abstracts were found');
  await report.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
});

test('the same file dropped twice changes nothing the second time', async ({ launch }) => {
  const { page } = await launch({ files: [fixture('listing.txt')] });
  const report = page.getByRole('dialog', { name: 'Import report' });
  await expect(report).toContainText('7 new papers');
  await report.getByRole('button', { name: 'Done' }).click();
  await dropFiles(page, [fixture('listing.txt')]);
  const known = report
    .getByRole('term')
    .filter({ hasText: 'Known' })
    .locator('xpath=following-sibling::*[1]');
  await expect(known).toHaveText('7');
  await report.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('grid', { name: 'Papers' })).toHaveAttribute('aria-rowcount', '7');
});
