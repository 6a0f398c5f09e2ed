import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dropFiles } from '../../drop-files.ts';
import { expect, type Sample, test } from './sample-app.ts';

test('dropped files have their real paths', async ({ sample, folder }) => {
  const files = [path.join(folder, 'two words é.txt'), path.join(folder, 'plain.txt')];
  await writeFile(files[0] ?? '', Buffer.alloc(12_345));
  await writeFile(files[1] ?? '', 'seven b');
  await dropFiles(sample.page, files);
  await expect(sample.page.locator('#out')).toHaveText(JSON.stringify({ paths: files, sizes: [12_345, 7] }));
});

test('a chosen file has its path, one made in memory has none, anything else is refused', async ({
  sample,
  folder,
}) => {
  const { page } = sample;
  const file = path.join(folder, 'chosen.txt');
  await writeFile(file, 'chosen');
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'chooser';
    document.body.append(input);
  });
  await page.setInputFiles('#chooser', file);
  const paths = await page.evaluate(() => {
    const chosen = document.querySelector<HTMLInputElement>('#chooser')?.files?.[0];
    const { pathOf } = globalThis.sample;
    let refused = '';
    try {
      pathOf('a string');
    } catch (error) {
      refused = error instanceof TypeError ? 'refused' : String(error);
    }
    return [pathOf(chosen), pathOf(new File(['x'], 'x.txt')), refused];
  });
  expect(paths).toEqual([file, '', 'refused']);
});

test('a debugger statement of the page itself does not stop it', async ({ sample }) => {
  const passed = await sample.page.evaluate(() => {
    // biome-ignore lint/suspicious/noDebugger: the test is about it
    debugger;
    return 'passed';
  });
  expect(passed).toBe('passed');
});

test('a dialog is the test’s to answer, and fails in clear words without', async ({ sample }) => {
  const { app, page } = sample;
  const choose = () =>
    page.evaluate(() => globalThis.sample.choose().catch((error: Error) => [error.message]));
  expect(await choose()).toEqual([
    "Error invoking remote method 'choose': Error: electron stand-in: dialog.showOpenDialog() has nobody to answer it (tests replace it; people drop files on the window)",
  ]);
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/chosen.txt'] });
  });
  expect(await choose()).toEqual(['/chosen.txt']);
});

test('a menu item works by its id and by its keys', async ({ sample }) => {
  const { app, page } = sample;
  for (const press of [
    () => app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('new')?.click()),
    () => page.keyboard.press('Control+Shift+N'),
  ]) {
    const [opened] = await Promise.all([app.waitForEvent('window'), press()]);
    await opened.waitForFunction(() => document.title === 'Sample ready');
    expect(opened.url()).toBe('app://bundle/index.html#two');
    await Promise.all([opened.waitForEvent('close'), opened.close()]);
    await expect.poll(() => countWindows(sample)).toBe(1);
  }
});

test('keys that the page has used do not reach the menu', async ({ sample }) => {
  const { page } = sample;
  await page.evaluate(() => addEventListener('keydown', (event) => event.preventDefault()));
  await page.keyboard.press('Control+Shift+N');
  // The report of a key comes after a timer of no delay, and before this one's message.
  await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    return globalThis.sample.echo('a round trip later');
  });
  expect(await countWindows(sample)).toBe(1);
});

test('keys for editing stay Chromium’s', async ({ sample }) => {
  const { page } = sample;
  await page.fill('#text', 'kept');
  await page.focus('#text');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+X');
  await expect(page.locator('#text')).toHaveValue('');
  await page.keyboard.press('Control+Z');
  await expect(page.locator('#text')).toHaveValue('kept');
});

test('every window has the focus and is visible, as its page sees it', async ({ sample }) => {
  const { app, page } = sample;
  const [second] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('new')?.click()),
  ]);
  await second.waitForFunction(() => document.title === 'Sample ready');
  for (const shown of [page, second])
    expect(await shown.evaluate(() => [document.hasFocus(), document.visibilityState])).toEqual([
      true,
      'visible',
    ]);
  const handle = await app.browserWindow(second);
  await expect.poll(() => handle.evaluate((window) => window.isVisible() && window.isFocused())).toBe(true);
  await handle.evaluate((window) => window.destroy());
  await expect.poll(() => app.windows().length).toBe(1);
});

test('the page is as large as the window was asked to be, within its limits', async ({ sample }) => {
  const { app, page } = sample;
  const size = () => page.evaluate(() => [innerWidth, innerHeight]);
  const handle = await app.browserWindow(page);
  expect(await size()).toEqual([900, 640]);
  await handle.evaluate((window) => window.setBounds({ width: 700, height: 100 }));
  await expect.poll(size).toEqual([700, 300]);
  expect(await handle.evaluate((window) => window.getSize())).toEqual([700, 300]);
  await handle.evaluate((window) => window.setSize(900, 640));
  await expect.poll(size).toEqual([900, 640]);
});

test('the page follows the theme', async ({ sample }) => {
  const { app, page } = sample;
  const heard = page.evaluate(() => new Promise((resolve) => globalThis.sample.onTheme(resolve)));
  await page.evaluate(() => globalThis.sample.echo('the listener is on'));
  await app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark';
  });
  expect(await heard).toBe(true);
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(34, 34, 34)');
  await app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'system';
  });
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(246, 244, 239)');
});

test('the clipboard is one for main and page', async ({ sample }) => {
  const { app, page } = sample;
  expect(await page.evaluate(() => globalThis.sample.copy('from main'))).toBe('from main');
  await page.focus('#text');
  await page.keyboard.press('Control+V');
  await expect(page.locator('#text')).toHaveValue('from main');
  await page.fill('#text', 'from the page');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('from the page');
});

test('a picture of the window shows the page', async ({ sample }) => {
  const picture = await sample.page.screenshot();
  // The size of a PNG stands in its header.
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([900, 640]);
});

function countWindows({ app }: Sample): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}
