/** A disk that fills up while one writes: the window says so, keeps what was typed, and saves it when there is room. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './app.ts';
import { abstract, bar, cards } from './boats-paper.ts';
import { selectText } from './select-text.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');

/** Puts a small file system there. @returns whether that could be done */
function mountSmallDisk(folder: string): boolean {
  mkdirSync(folder);
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'none', folder]).status === 0;
}

/** Writes until not a byte more has room. */
function fill(file: string): void {
  for (let bytes = 1 << 20; bytes >= 1; ) {
    try {
      appendFileSync(file, Buffer.alloc(bytes));
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'ENOSPC') throw thrown;
      bytes = Math.floor(bytes / 2);
    }
  }
}

test('on a full disk nothing is said to be saved, nothing typed is lost, and room is the way on', async ({
  launch,
  folder,
}) => {
  const disk = path.join(folder, 'disk');
  test.skip(!mountSmallDisk(disk), 'No file system can be mounted here: a full disk is not tried.');
  try {
    const library = path.join(disk, 'library');
    const { app, page } = await launch({ files: [listing], library });
    await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
    await page.getByRole('grid', { name: 'Papers' }).getByRole('row').first().click();
    const note = page.getByRole('textbox', { name: 'Note' });
    await note.click();
    fill(path.join(disk, 'ballast'));
    const long = 'Tides are long. '.repeat(1500);
    await page.keyboard.insertText(long);
    const alert = page.getByRole('alert').filter({ hasText: 'is full; the last change was not made' });
    await expect(alert).toContainText('Free some space and try again.');
    await expect(page.getByText('Not saved')).toBeVisible();
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await selectText(page, abstract(page), 'distributed systems');
    await bar(page).getByRole('button', { name: 'Comment' }).click();
    const comment = page.getByRole('textbox', { name: 'Comment' });
    await comment.fill('Of which year?');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(alert).toBeVisible();
    await expect(comment).toHaveValue('Of which year?');
    rmSync(path.join(disk, 'ballast'));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(cards(page)).toContainText(['Of which year?']);
    await note.click();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.insertText('In short: ');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await app.close();

    const again = await launch({ library });
    await again.page.getByRole('searchbox', { name: 'Search papers' }).fill('has:note');
    await again.page.getByRole('grid', { name: 'Papers' }).getByRole('row').first().click();
    await expect(again.page.getByRole('textbox', { name: 'Note' })).toContainText('In short: Tides');
    await again.app.close();
  } finally {
    spawnSync('umount', ['--lazy', disk]);
  }
});
