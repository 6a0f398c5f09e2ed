/** A library of an older Postil is brought up to date, and the window says so for as long as it takes. */
import path from 'node:path';
import { appFolder, expect, projectFolder, test } from './app.ts';
import { makeTomorrow } from './torture/tomorrow.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');
/** Counts so far that the status line would be empty again, were it said in passing. */
const SLOW = `CREATE TABLE counted AS
  WITH RECURSIVE step (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM step WHERE number < 40000000)
  SELECT max(number) AS number FROM step;`;

test('a long step is told from the moment that the window is there until the library is open', async ({
  launch,
  folder,
}) => {
  test.skip(appFolder.length === 0, 'The package is one file; its schema cannot be made a later one.');
  const { app, page } = await launch({ files: [listing] });
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await app.close();

  const from = path.join(folder, 'tomorrow');
  makeTomorrow(projectFolder, from, [
    { name: '0002-slow', sql: SLOW },
    { name: '0003-quick', sql: 'CREATE TABLE quick (id INTEGER PRIMARY KEY);' },
  ]);
  const later = await launch({ from });
  const said = later.page.getByRole('status').filter({ hasText: 'The library is brought up to date' });
  await expect(said).toContainText('step 1 of 2');
  const whenSilent = await later.page.evaluate(async () => {
    const said = () => [...document.querySelectorAll('[role=status]')].map((line) => line.textContent);
    while (said().join('') !== '') await new Promise((resolve) => requestAnimationFrame(resolve));
    return window.postil.call('window.library', undefined);
  });
  expect(whenSilent).toMatchObject({ ok: true, value: { problem: null, migrating: null } });
  await expect(later.page.getByRole('grid', { name: 'Papers' })).toHaveAttribute('aria-rowcount', '7');
});
