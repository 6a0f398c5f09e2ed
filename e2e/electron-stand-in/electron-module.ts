import { app } from './application.ts';
import { BrowserWindow } from './browser-window.ts';
import { clipboard } from './clipboard.ts';
import { dialog } from './dialogs.ts';
import type { ElectronNames } from './electron-names.ts';
import { ipcMain } from './ipc-main.ts';
import type { Launch } from './launch.ts';
import { Menu, MenuItem } from './menu.ts';
import { nativeTheme } from './native-theme.ts';
import { guardMissing, missingModule } from './not-implemented.ts';
import { protocol } from './protocol.ts';
import { screen } from './screen.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';
import { WebContents, webContents } from './web-contents.ts';

/** The module `electron` of the main process. */
export const electron: Record<string, unknown> = {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
  webContents,
};

/** Under this name the module that `import` gets finds the object. */
const key = 'electron stand-in';

/** Guards all that the stand-in lacks, and returns the function that starts the app. */
export function startElectron(launch: Launch, names: ElectronNames): () => Promise<void> {
  const guarded: [object, string, string][] = [
    [app, 'app', 'App'],
    [app.commandLine, 'app.commandLine', 'CommandLine'],
    [BrowserWindow.prototype, 'BrowserWindow', 'BrowserWindow'],
    [WebContents.prototype, 'webContents', 'WebContents'],
    [clipboard, 'clipboard', 'Clipboard'],
    [dialog, 'dialog', 'Dialog'],
    [ipcMain, 'ipcMain', 'IpcMain'],
    [Menu.prototype, 'Menu', 'Menu'],
    [protocol, 'protocol', 'Protocol'],
    [screen, 'screen', 'Screen'],
    [session.defaultSession, 'session', 'Session'],
    [session.defaultSession.webRequest, 'session.webRequest', 'WebRequest'],
    [shell, 'shell', 'Shell'],
  ];
  for (const [target, shownName, interfaceName] of guarded)
    guardMissing(target, shownName, names.methodsOf(interfaceName));
  for (const name of names.modules) electron[name] ??= missingModule(name);
  Object.defineProperty(globalThis, Symbol.for(key), { value: electron });
  nativeTheme.on('updated', () => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.page.followTheme();
  });
  app.begin(launch);
  return () => app.run();
}

/** Text of the module that `import` gets: its names must be known before it runs. */
export function namedExports(names: ElectronNames): string {
  const exported = [...names.modules].map((name) => `export const ${name} = electron.${name};`);
  return [
    `const electron = globalThis[Symbol.for(${JSON.stringify(key)})];`,
    'export default electron;',
    ...exported,
  ].join('\n');
}
