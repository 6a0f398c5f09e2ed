import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, sampleFolder, test } from './sample-app.ts';

const executable: string = createRequire(import.meta.url)('electron');

test('a second start hands its arguments to the first, and ends', async ({ launch, folder }) => {
  const { app } = await launch();
  const second = spawn(executable, ['.', `--user-data-dir=${path.join(folder, 'settings')}`, '/papers.txt'], {
    cwd: sampleFolder,
    stdio: 'inherit',
  });
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  await expect
    .poll(() => app.evaluate(() => globalThis.seen.secondStarts))
    .toEqual([{ last: '/papers.txt', cwd: sampleFolder, data: { greeting: 'hello' } }]);
});

test('open-file reaches the app', async ({ sample }) => {
  const { app } = sample;
  await app.evaluate(({ app }) => app.emit('open-file', { preventDefault() {} }, '/opened.txt'));
  expect(await app.evaluate(() => globalThis.seen.files)).toEqual(['/opened.txt']);
});

test('a window that refuses to close keeps the app', async ({ launch }) => {
  const { app, page } = await launch();
  await app.evaluate(() => {
    globalThis.refuseClose = true;
  });
  const handle = await app.browserWindow(page);
  await handle.evaluate((window) => window.close());
  await app.evaluate(({ app }) => app.quit());
  expect(await page.evaluate(() => globalThis.sample.echo('still here'))).toBe('still here');
  await app.evaluate(() => {
    globalThis.refuseClose = false;
  });
});

test('beforeunload is the app’s to overrule, not the test driver’s', async ({ launch }) => {
  const { app, page } = await launch();
  await page.click('#text'); // Chromium asks only after a touch
  await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()));
  const handle = await app.browserWindow(page);
  await handle.evaluate((window) => {
    globalThis.seen.errors.length = 0;
    window.webContents.on('will-prevent-unload', () => globalThis.seen.errors.push('asked'));
    window.close();
  });
  await expect.poll(() => app.evaluate(() => globalThis.seen.errors)).toEqual(['asked']);
  expect(await page.evaluate(() => globalThis.sample.echo('still here'))).toBe('still here');
  await app.evaluate(() => {
    globalThis.keepPageOpen = false;
  });
  await Promise.all([app.waitForEvent('close'), handle.evaluate((window) => window.close())]);
});

test('window.close of the page ends the app with its last window', async ({ launch }) => {
  const { main, page } = await launch();
  await Promise.all([hasEnded(main), page.evaluate(() => window.close())]);
  expect(main.exitCode).toBe(0);
});

test('SIGTERM asks the app to quit, and leaves no process', async ({ launch, folder }) => {
  const { main } = await launch();
  const ended = hasEnded(main);
  main.kill('SIGTERM');
  await ended;
  expect(main.exitCode).toBe(0);
  expect(existsSync(path.join(folder, 'settings', 'quit.txt'))).toBe(true);
  await expect.poll(() => processesOf(folder)).toEqual([]);
});

test('the page’s storage outlives the app, whichever port it is served from', async ({ launch }) => {
  const first = await launch();
  await first.page.evaluate(() => localStorage.setItem('kept', 'yes'));
  await first.app.close();
  const second = await launch();
  expect(await second.page.evaluate(() => localStorage.getItem('kept'))).toBe('yes');
});

test('after kill -9 nothing is left, and the app starts again at once', async ({ launch, folder }) => {
  const first = await launch();
  const ended = hasEnded(first.main);
  first.main.kill('SIGKILL');
  await ended;
  // Its Chromium may still be dying on the same profile.
  const second = await launch();
  expect(await second.page.evaluate(() => globalThis.sample.echo('here'))).toBe('here');
  const endedAgain = hasEnded(second.main);
  second.main.kill('SIGKILL');
  await endedAgain;
  await expect.poll(() => processesOf(folder)).toEqual([]);
});

test('a page that crashes is told of, and its window can still be closed', async ({ launch }) => {
  const { app, main, page } = await launch();
  const ended = hasEnded(main);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.once('render-process-gone', (_event, { reason }) =>
      globalThis.seen.errors.push(reason),
    );
  });
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => undefined); // nobody is left to answer it
  await expect.poll(() => app.evaluate(() => globalThis.seen.errors)).toEqual(['crashed']);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await ended;
  expect(main.exitCode).toBe(0);
});

test('when Chromium dies, the app ends with an error', async ({ launch, folder }) => {
  const { main } = await launch();
  const ended = hasEnded(main);
  for (const { pid, name } of processesOf(folder)) if (/chrom/.test(name)) killIfAlive(pid);
  await ended;
  expect(main.exitCode).toBe(1);
});

function hasEnded(main: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => main.once('exit', resolve));
}

/** Processes whose arguments speak of a folder: main, and Chromium with all its own. */
function processesOf(folder: string): { pid: number; name: string }[] {
  const found = [];
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const text = readIfAlive(`/proc/${entry}/cmdline`);
    if (text.includes(folder)) found.push({ pid: Number(entry), name: text.split('\0', 1)[0] ?? '' });
  }
  return found;
}

function readIfAlive(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // the process has ended in between
  }
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
