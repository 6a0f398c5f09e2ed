/** Backups: made, listed with what they hold, restored after a question, and that undone. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { dropFiles, expect, test } from './app.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');

test('a backup is made, restored after a question, and that is undone', async ({ launch }) => {
  const { page } = await launch({ files: [listing] });
  const report = page.getByRole('dialog', { name: 'Import report' });
  await report.getByRole('button', { name: 'Done' }).click();
  const library = page.getByRole('navigation', { name: 'Library' });
  await library.getByText('Backups').click();
  await page.getByRole('button', { name: 'Back up now' }).click();
  const table = page.getByRole('table', { name: 'Backups' });
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(table.getByRole('row').last()).toContainText('Asked for');
  await library.getByText('All', { exact: true }).click();
  await page.getByRole('grid', { name: 'Papers' }).getByRole('row').first().click();
  await page.keyboard.press('s');
  await expect(library).toContainText(/Starred\s*1/);
  await library.getByText('Backups').click();
  await table.getByRole('button', { name: 'Restore the backup of' }).click();
  const question = page.getByRole('dialog', { name: 'Restore this backup?' });
  await expect(question).toContainText(/The backup of.*7 papers.*The library now.*7 papers/);
  await question.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText('Restored: 7 papers')).toBeVisible();
  await expect(table).toContainText('Before restoring');
  await expect(library).not.toContainText(/Starred\s*1/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(table.getByText('Before restoring')).toHaveCount(2);
  await expect(library).toContainText(/Starred\s*1/);
});

test('a backup that the app is started with, or that is dropped, is offered to be restored, not imported', async ({
  launch,
  folder,
}) => {
  const { app, page, library } = await launch({ files: [listing] });
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await page.getByRole('navigation', { name: 'Library' }).getByText('Backups').click();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByRole('table', { name: 'Backups' }).getByRole('row')).toHaveCount(3);
  await app.close();
  const backups = path.join(library, 'backups');
  const [name = ''] = await readdir(backups);
  const empty = await launch({ library: path.join(folder, 'empty'), files: [path.join(backups, name)] });
  const question = empty.page.getByRole('dialog', { name: 'Restore this backup?' });
  await expect(question).toContainText(
    /7 papers.*The library now.*0 papers|7 papers.*The library now.*no papers/i,
  );
  await question.getByRole('button', { name: 'Cancel' }).click();
  await dropFiles(empty.page, [path.join(backups, name)]);
  await question.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(empty.page.getByRole('grid', { name: 'Papers' })).toHaveAttribute('aria-rowcount', '7');
});
