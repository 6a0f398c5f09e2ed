/** Ways into the app other than a drop, and the way out of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { appFolder, expect, openPaper, type RunningApp, test } from './app.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');

test('File > Import asks for files and imports them', async ({ launch }) => {
  const { app, page } = await launch();
  await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeVisible();
  await app.evaluate(({ dialog, Menu }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    Menu.getApplicationMenu()?.getMenuItemById('import')?.click();
  }, listing);
  await expect(page.getByRole('dialog', { name: 'Import report' })).toContainText('7 new papers');
});

test('files given to a second start are imported by the first', async ({ launch, folder }) => {
  const { app, page } = await launch();
  await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeVisible();
  const executable = await app.evaluate(() => process.execPath);
  // Desktops name files by addresses, and terminals by paths.
  const second = startAgain(executable, folder, [pathToFileURL(listing).href, 'no-such-file.txt']);
  const report = page.getByRole('dialog', { name: 'Import report' });
  await expect(report).toContainText('7 new papers');
  await expect(report).toContainText('no-such-file.txt');
  await expect.poll(() => second.exitCode).toBe(0);
});

test('the very first start takes its files, and those that come while they are read wait their turn', async ({
  launch,
  folder,
}) => {
  const kestrel = path.join(import.meta.dirname, 'fixtures', 'institution-kestrel.txt');
  const { app, page } = await launch({ files: [kestrel] });
  const second = startAgain(await app.evaluate(() => process.execPath), folder, [listing]);
  await expect.poll(() => second.exitCode).toBe(0);
  const report = page.getByRole('dialog', { name: 'Import report' });
  await expect(report).toContainText('listing.txt');
  await report.getByRole('button', { name: 'Done' }).click();
  const found = page.getByRole('grid', { name: 'Papers' });
  await expect.poll(async () => Number(await found.getAttribute('aria-rowcount'))).toBeGreaterThan(7);
});

test('files for a library that another program holds are not lost without a word', async ({
  launch,
  folder,
}) => {
  const { app, page, library } = await launch();
  await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeVisible();
  const other = new Database(path.join(library, 'library.db'));
  other.exec('BEGIN IMMEDIATE');
  startAgain(await app.evaluate(() => process.execPath), folder, [listing]);
  await expect(page.getByText('Another program holds').first()).toBeVisible({ timeout: 20_000 });
  other.exec('ROLLBACK');
  other.close();
});

/** Starts the app while it runs, as a double click or a link does. */
function startAgain(executable: string, folder: string, given: readonly string[]): ChildProcess {
  return spawn(executable, [...appFolder, `--user-data-dir=${path.join(folder, 'settings')}`, ...given], {
    cwd: path.dirname(import.meta.dirname),
    stdio: 'ignore',
  });
}

test('links reach the window; what only looks like one is refused', async ({ launch, folder }) => {
  const { app, page } = await launch();
  await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeVisible();
  await app.evaluate(({ app: electronApp, dialog }) => {
    const refused: string[] = [];
    Object.assign(globalThis, { refused });
    dialog.showErrorBox = (message) => void refused.push(message);
    // As macOS hands links over.
    electronApp.emit('open-url', { preventDefault: () => {} }, 'postil://paper/1?then=2');
  });
  const shown = page.evaluate(
    () =>
      new Promise((resolve) => {
        (
          window as unknown as { postil: { on(name: string, listen: (link: unknown) => void): void } }
        ).postil.on('window.showLink', resolve);
      }),
  );
  startAgain(await app.evaluate(() => process.execPath), folder, ['postil://paper/7']);
  expect(await shown).toEqual({ paperId: 7, annotationId: null });
  expect(await app.evaluate(() => (globalThis as unknown as { refused: string[] }).refused)).toEqual([
    'This link leads to nothing in Postil.',
  ]);
});

test('the menu holds the commands, and carries them out', async ({ launch }) => {
  const { app, page } = await launch();
  const search = page.getByRole('searchbox', { name: 'Search papers' });
  await expect(search).toBeVisible();
  const menus = await app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map(({ label, submenu }) => ({
      label,
      count: submenu?.items.length ?? 0,
    })),
  );
  expect(menus?.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['File', 'Edit', 'View', 'Go', 'Paper', 'Highlight', 'Help']),
  );
  expect(menus?.every(({ count }) => count > 0)).toBe(true);
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('search')?.click());
  await expect(search).toBeFocused();
});

test('the window comes back where it was', async ({ launch }) => {
  const place = { x: 210, y: 130, width: 1111, height: 777 };
  const first = await launch();
  await first.app.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, place);
  await first.app.close();
  const second = await launch();
  expect(await bounds(second)).toEqual(place);
});

function bounds({ app }: RunningApp) {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
}

test('a library moves whole, and the former one goes only when asked', async ({ launch, folder }) => {
  const { app, page, library } = await launch({ files: [listing] });
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  const grid = page.getByRole('grid', { name: 'Papers' });
  await expect(grid).toHaveAttribute('aria-rowcount', '7');
  const next = path.join(folder, 'moved');
  await app.evaluate(({ dialog, shell, Menu }, chosen) => {
    const trashed: string[] = [];
    Object.assign(globalThis, { trashed });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false });
    shell.trashItem = async (item) => void trashed.push(item);
    Menu.getApplicationMenu()?.getMenuItemById('move-library')?.click();
  }, next);
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { trashed: string[] }).trashed))
    .toEqual([library]);
  await expect(grid).toHaveAttribute('aria-rowcount', '7');
  await grid.getByRole('row').first().click();
  await page.keyboard.press('s');
  await expect(page.getByRole('navigation', { name: 'Library' })).toContainText('Starred1');
  const former = new Database(path.join(library, 'library.db'), { readonly: true });
  expect(former.prepare('SELECT count(*) AS papers FROM paper').get()).toEqual({ papers: 7 });
  former.close();
});

test('what is typed in a note is saved when the window is closed at once', async ({ launch }) => {
  const { app, page } = await launch({ files: [listing] });
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await openPaper(page, page.getByRole('grid', { name: 'Papers' }).getByRole('row').first());
  const heading = await page
    .getByRole('article', { name: 'Paper' })
    .getByRole('heading', { level: 1 })
    .textContent();
  await page.getByRole('textbox', { name: 'Note' }).click();
  await page.keyboard.type('Written in the last moment.');
  await app.close();

  const again = await launch();
  await openPaper(again.page, again.page.getByRole('grid', { name: 'Papers' }).getByRole('row').first());
  await expect(
    again.page.getByRole('article', { name: 'Paper' }).getByRole('heading', { level: 1 }),
  ).toHaveText(heading ?? '');
  await expect(again.page.getByRole('textbox', { name: 'Note' })).toHaveText('Written in the last moment.');
});

test('a window whose note the library does not take asks before it closes', async ({ launch }) => {
  const { app, page, library } = await launch({ files: [listing] });
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await openPaper(page, page.getByRole('grid', { name: 'Papers' }).getByRole('row').first());
  const note = page.getByRole('textbox', { name: 'Note' });
  await note.click();
  await app.evaluate(({ dialog }) => {
    const asked = { times: 0 };
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = async () => {
      asked.times += 1;
      return { response: 0, checkboxChecked: false };
    };
  });
  const other = new Database(path.join(library, 'library.db'));
  other.exec('BEGIN IMMEDIATE');
  await page.keyboard.type('Typed while another program holds the library.');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { asked: { times: number } }).asked.times), {
      timeout: 20_000,
    })
    .toBe(1);
  other.exec('ROLLBACK');
  other.close();
  await expect(note).toHaveText('Typed while another program holds the library.');
});

test('a note that one library did not take does not get into the next', async ({ launch, folder }) => {
  const { app, page, library } = await launch({ files: [listing] });
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await app.close();
  const next = path.join(folder, 'next');
  await cp(library, next, { recursive: true });

  const again = await launch();
  await openPaper(again.page, again.page.getByRole('grid', { name: 'Papers' }).getByRole('row').first());
  await again.page.getByRole('textbox', { name: 'Note' }).click();
  const other = new Database(path.join(library, 'library.db'));
  other.exec('BEGIN IMMEDIATE');
  await again.page.keyboard.type('Lost.');
  await expect(again.page.getByText('Not saved')).toBeVisible({ timeout: 15_000 });
  await again.app.evaluate(({ dialog, Menu }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    Menu.getApplicationMenu()?.getMenuItemById('open-library')?.click();
  }, next);
  await expect(again.page.getByText('Not saved')).toBeHidden();
  await again.app.close();
  other.close();
  const opened = new Database(path.join(next, 'library.db'));
  expect(opened.prepare('SELECT text FROM note').all()).toEqual([]);
  opened.close();
});

test('a heading given by the user is kept, and taken back when emptied', async ({ launch }) => {
  const { page } = await launch({ files: [listing] });
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  const article = page.getByRole('article', { name: 'Paper' });
  const heading = article.getByRole('heading', { level: 1 });
  const derived = (await heading.textContent()) ?? '';
  for (const [typed, shown] of [
    ['Logs, parsed', 'Logs, parsed'],
    ['', derived],
  ] as const) {
    await article.getByRole('button', { name: 'Edit heading' }).click();
    await page.getByRole('textbox', { name: 'Heading' }).fill(typed);
    await page.keyboard.press('Enter');
    await expect(heading).toHaveText(shown);
    await expect(page.getByRole('grid', { name: 'Papers' })).toContainText(shown.slice(0, 30));
  }
  await page.keyboard.press('Control+z');
  await expect(heading).toHaveText('Logs, parsed');
});
