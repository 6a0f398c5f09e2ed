/** Backups: made, listed with what they hold, restored after a question, and that undone. */
import path from 'node:path';
import { expect, test } from './app.ts';

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
  await table.getByRole('button', { name: 'Restore the backup of' }).click();
  const question = page.getByRole('dialog', { name: 'Restore this backup?' });
  await expect(question).toContainText('7 papers');
  await question.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText('Restored: 7 papers')).toBeVisible();
  await expect(table).toContainText('Before restoring');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(table.getByText('Before restoring')).toHaveCount(2);
});
