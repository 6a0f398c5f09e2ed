/** A library that cannot be opened: the window says which and what to do, and touches nothing. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from './app.ts';

/** Every file of a folder with its hash; folders within, as that of the log, are passed over. */
async function contents(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const hashes = names.map(async (name) => [
    name,
    createHash('sha256')
      .update(await readFile(path.join(folder, name)))
      .digest('hex'),
  ]);
  return Object.fromEntries(await Promise.all(hashes));
}

test('a file that is no library is left alone, and another folder can be chosen', async ({
  launch,
  folder,
}) => {
  const library = path.join(folder, 'strange');
  await mkdir(library);
  await writeFile(path.join(library, 'library.db'), 'Dear diary, this is no database.\n'.repeat(200));
  const before = await contents(library);
  const { app, page } = await launch({ library });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(library).first()).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  expect(await contents(library)).toEqual(before);

  const other = path.join(folder, 'other');
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, other);
  await page.getByRole('button', { name: 'Choose another library' }).click();
  await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeVisible();
  expect(await contents(library)).toEqual(before);
});

test('a library made by a newer Postil is refused and not touched', async ({ launch, folder }) => {
  const library = path.join(folder, 'newer');
  const { app } = await launch({ library });
  await expect((await app.firstWindow()).getByRole('searchbox', { name: 'Search papers' })).toBeVisible();
  await app.close();
  const database = new DatabaseSync(path.join(library, 'library.db'));
  database.exec('PRAGMA user_version = 9999');
  database.close();
  const before = await contents(library);
  const { page } = await launch({ library });
  await expect(page.getByText('made by a newer version of Postil')).toBeVisible();
  expect(await contents(library)).toEqual(before);
});

test('a library under a file instead of a folder is refused with its name', async ({ launch, folder }) => {
  const file = path.join(folder, 'file');
  await writeFile(file, 'not a folder');
  const { page } = await launch({ library: path.join(file, 'library') });
  await expect(page.getByRole('button', { name: 'Choose another library' })).toBeVisible();
  await expect(page.getByText(path.join(file, 'library')).first()).toBeVisible();
});

test('of a damaged library what can be read is shown, and can be kept', async ({ launch }) => {
  const first = await launch({ files: [path.join(import.meta.dirname, 'fixtures', 'listing.txt')] });
  const report = first.page.getByRole('dialog', { name: 'Import report' });
  await report.getByRole('button', { name: 'Done' }).click();
  await first.app.close();
  const file = path.join(first.library, 'library.db');
  await writeFile(file, (await readFile(file)).subarray(0, -20_000));
  const before = await readFile(file);
  const { page } = await launch();
  await page.getByRole('button', { name: 'Look at what can be read' }).click();
  const bar = page.getByRole('complementary', { name: 'Rescued library' });
  await expect(bar).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeVisible();
  expect(await readFile(file)).toEqual(before);
  await bar.getByRole('button', { name: 'Keep as my library' }).click();
  await expect(bar).toBeHidden();
});
