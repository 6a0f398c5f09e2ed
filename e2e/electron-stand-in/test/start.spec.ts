import path from 'node:path';
import { expect, sampleFolder, test } from './sample-app.ts';

test('app tells what it is, where it keeps things, and how it was started', async ({ sample }) => {
  const told = await sample.app.evaluate(({ app }) => ({
    name: app.getName(),
    version: app.getVersion(),
    packaged: app.isPackaged,
    path: app.getAppPath(),
    userData: app.getPath('userData'),
    type: process.type,
    defaultApp: process.defaultApp,
    arguments: process.argv.slice(1),
  }));
  const settings = path.join(sample.folder, 'settings');
  expect(told).toEqual({
    name: 'Stand-in Sample',
    version: '1.2.3',
    packaged: false,
    path: sampleFolder,
    userData: settings,
    type: 'browser',
    defaultApp: true,
    arguments: ['.', `--user-data-dir=${settings}`],
  });
});

test('import and require give the same electron: what a test replaces, the app calls', async ({ sample }) => {
  await sample.app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/replaced.txt'] });
  });
  expect(await sample.page.evaluate(() => globalThis.sample.choose())).toEqual(['/replaced.txt']);
});

test('a worker thread runs beside main, without electron', async ({ sample }) => {
  const summed = await sample.page.evaluate(() => globalThis.sample.sumInWorker([1, 2, 3]));
  expect(summed).toEqual({ sum: 6, electron: 'none' });
});

test('what the stand-in lacks is named when it is used, not when it is read', async ({ sample }) => {
  const messages = await sample.app.evaluate(
    ({ app, BrowserWindow, TouchBar, session, safeStorage, Menu }) => {
      const [window] = BrowserWindow.getAllWindows();
      const attempts = [
        () => app.getJumpListSettings(),
        () => window?.setVibrancy('menu'),
        () => window?.webContents.printToPDF({}),
        () => new TouchBar({ items: [] }),
        () => safeStorage.isEncryptionAvailable(),
        () => session.fromPartition('persist:other'),
        () => session.defaultSession.webRequest.onHeadersReceived(null),
        () => Menu.buildFromTemplate([{ role: 'services' }]),
        () => new BrowserWindow({ webPreferences: { contextIsolation: false } }),
      ];
      return attempts.map((attempt) => {
        try {
          attempt();
          return 'no error';
        } catch (error) {
          return error instanceof Error ? error.message : String(error);
        }
      });
    },
  );
  const names = [
    'app.getJumpListSettings',
    'BrowserWindow.setVibrancy',
    'webContents.printToPDF',
    'TouchBar',
    'safeStorage.isEncryptionAvailable',
    "session.fromPartition('persist:other')",
    'session.webRequest.onHeadersReceived',
    "menu role 'services'",
    'contextIsolation: false',
  ];
  expect(messages).toEqual(names.map((name) => `electron stand-in: ${name} is not implemented`));
});

test('an error that main does not catch is told, and the app goes on', async ({ launch }) => {
  const { app, page } = await launch();
  let told = '';
  app.process().stderr?.on('data', (data: Buffer) => {
    told += data.toString('utf8');
  });
  await app.evaluate(() => {
    setTimeout(() => {
      throw new Error('lost on the way');
    });
  });
  await expect
    .poll(() => told)
    .toContain('A JavaScript error occurred in the main process\nError: lost on the way');
  expect(await page.evaluate(() => globalThis.sample.echo('still here'))).toBe('still here');
});
