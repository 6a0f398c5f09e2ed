/** A library that is damaged or gone: nothing is begun anew in silence, and there is a way on. */
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, type RunningApp, test } from './app.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');
type Launch = (options?: { files?: readonly string[]; library?: string }) => Promise<RunningApp>;

/** A library of seven papers with one backup, closed. @returns its file */
async function backedUpLibrary(launch: Launch): Promise<string> {
  const { app, page, library } = await launch({ files: [listing] });
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await page.getByRole('navigation', { name: 'Library' }).getByText('Backups').click();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByRole('table', { name: 'Backups' }).getByRole('row')).toHaveCount(3);
  await app.close();
  return path.join(library, 'library.db');
}

/** Restores the library of {@link backedUpLibrary} where it is offered. */
async function restoreBackup(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Restore the backup of' }).click();
  await page
    .getByRole('dialog', { name: 'Restore this backup?' })
    .getByRole('button', { name: 'Restore', exact: true })
    .click();
  await expect(page.getByRole('grid', { name: 'Papers' })).toHaveAttribute('aria-rowcount', '7');
}

/** Overwrites the first page of a table, which no opening reads. */
async function damage(file: string, table: string): Promise<void> {
  const database = new DatabaseSync(file);
  const number = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
  const root = number(`SELECT rootpage FROM sqlite_schema WHERE name = '${table}'`);
  const pageBytes = number('PRAGMA page_size');
  database.close();
  const bytes = await readFile(file);
  await writeFile(file, bytes.fill(0xa5, (root - 1) * pageBytes, root * pageBytes));
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('damage that shows itself in use offers what can be read and the backups, and one is restored', async ({
  launch,
}) => {
  const file = await backedUpLibrary(launch);
  await damage(file, 'version');
  const { page } = await launch();
  await expect(heading(page, 'This library is damaged')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Look at what can be read' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Backups' }).getByRole('row').last()).toContainText('7');
  await expect(page.getByText('No library is open.'), 'the page says enough').toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Restore the backup of' }).click();
  const question = page.getByRole('dialog', { name: 'Restore this backup?' });
  await expect(question).toContainText('7 papers');
  await question.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText('The damaged files are kept beside the backups.')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Papers' })).toHaveAttribute('aria-rowcount', '7');
  const backups = path.join(path.dirname(file), 'backups');
  const kept = (await readdir(backups)).find((name) => name.startsWith('damaged-')) ?? '';
  expect((await readFile(path.join(backups, kept, 'library.db'))).includes(Buffer.alloc(4096, 0xa5))).toBe(
    true,
  );
});

test('where library.db is gone but its backups are there, none is begun anew', async ({ launch }) => {
  const file = await backedUpLibrary(launch);
  await rm(file);
  const { page } = await launch();
  await expect(heading(page, 'The library is not where it was')).toBeVisible();
  await expectAccessible(page);
  await restoreBackup(page);
});

test('a folder that disappears while the library is open costs no note: it says so, and goes on when it is back', async ({
  launch,
}) => {
  const { page, library } = await launch({ files: [listing] });
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await page.getByRole('grid', { name: 'Papers' }).getByRole('row').first().click();
  await expect(page.getByRole('article', { name: 'Paper' })).toBeVisible();
  await rename(library, `${library}-elsewhere`);
  await page.keyboard.press('s');
  await expect(page.getByText('The library is no longer in').first()).toBeVisible();
  await rename(`${library}-elsewhere`, library);
  await page.keyboard.press('s');
  await expect(page.getByRole('navigation', { name: 'Library' })).toContainText(/Starred\s*1/);
});

test('two windows on one library: the second says so, and opens it when the first is closed', async ({
  launch,
  folder,
}) => {
  const first = await launch({ files: [listing] });
  await first.page
    .getByRole('dialog', { name: 'Import report' })
    .getByRole('button', { name: 'Done' })
    .click();
  // Settings of its own, as of another user: the same one would only bring the first window forward.
  await mkdir(path.join(folder, 'second'));
  await rename(path.join(folder, 'settings'), path.join(folder, 'first'));
  const second = await launch();
  await expect(heading(second.page, 'This library is in use')).toBeVisible();
  await expect(second.page.getByText('is open in another window of Postil')).toBeVisible();
  await first.app.close();
  await second.page.getByRole('button', { name: 'Try again' }).click();
  await expect(second.page.getByRole('grid', { name: 'Papers' })).toHaveAttribute('aria-rowcount', '7');
});

test('a library that cannot be written to is shown to be looked at, and goes on as a copy', async ({
  launch,
  folder,
}) => {
  const library = path.dirname(await backedUpLibrary(launch));
  const { app, page } = await launch({ library: path.join(folder, 'other') });
  await forbidWriting(app, folder, library);
  await choose(app, library);
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('open-library')?.click());
  const bar = page.getByRole('complementary', { name: 'Read-only library' });
  await expect(bar).toContainText(library);
  const papers = page.getByRole('grid', { name: 'Papers' });
  await expect(papers).toHaveAttribute('aria-rowcount', '7');
  await papers.getByRole('row').first().click();
  await expect(page.getByRole('article', { name: 'Paper' })).toBeVisible();
  await page.keyboard.press('s');
  await expect(page.getByRole('alert')).toContainText('can only be looked at');
  await expectAccessible(page);
  await bar.getByRole('button', { name: 'Try again' }).click();
  await expect(bar).toBeVisible();
  await choose(app, path.join(folder, 'copy'));
  await bar.getByRole('button', { name: 'Copy to another folder' }).click();
  await expect(bar).toBeHidden();
  await papers.getByRole('row').first().click();
  await page.keyboard.press('s');
  await expect(page.getByRole('navigation', { name: 'Library' })).toContainText(/Starred\s*1/);
  // To close, the app must be allowed to end its own processes again.
  await app.evaluate(() => {
    if (process.getuid?.() === 0) process.seteuid?.(0);
  });
});

test('a library that was open before and is gone is not begun anew', async ({ launch }) => {
  const { app, library } = await launch({ files: [listing], library: null });
  const first = await app.firstWindow();
  await first.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await app.close();
  await rename(library, `${library}-elsewhere`);
  const { page } = await launch({ library: null });
  await expect(heading(page, 'The library is not where it was')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(heading(page, 'The library is not where it was')).toBeVisible();
  await expect(stat(library)).rejects.toThrow('ENOENT');
  await rename(`${library}-elsewhere`, library);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('grid', { name: 'Papers' })).toHaveAttribute('aria-rowcount', '7');
});

test('where the tables of a library cannot be told any more, its backups are the way on', async ({
  launch,
}) => {
  const file = await backedUpLibrary(launch);
  const bytes = await readFile(file);
  // All of the first page but the header that tells whose file it is.
  await writeFile(file, bytes.fill(0xa5, 100, bytes.readUInt16BE(16)));
  const { page } = await launch();
  await expect(heading(page, 'This library is damaged')).toBeVisible();
  await page.getByRole('button', { name: 'Look at what can be read' }).click();
  await expect(page.getByText('Nothing of the library could be read.')).toBeVisible();
  await expect(page.getByText('Restore one of its backups')).toBeVisible();
  await restoreBackup(page);
});

/** Lets the app write anywhere in the test's folder but into one library. */
async function forbidWriting(app: RunningApp['app'], folder: string, library: string): Promise<void> {
  if (process.getuid?.() === 0) {
    // Nothing is forbidden to root: the app goes on as somebody else, who has the whole folder.
    const nobody = 65_534;
    const libraries = [library, path.join(folder, 'other')];
    const names = libraries.map(async (within) =>
      (await readdir(within, { recursive: true })).map((name) => path.join(within, name)),
    );
    for (const file of [folder, ...libraries, ...(await Promise.all(names)).flat()])
      await chown(file, nobody, nobody);
    await app.evaluate((_electron, user) => process.seteuid?.(user), nobody);
  }
  await chmod(path.join(library, 'library.db'), 0o444);
  await chmod(library, 0o555);
}

/** Lets the next dialog choose a folder. */
async function choose(app: RunningApp['app'], folder: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
}
