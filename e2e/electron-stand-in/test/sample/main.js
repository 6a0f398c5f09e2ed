// A small app, hardened as Postil is, that shows the tests each thing an app may do. It knows nothing of the stand-in.
import { statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  session,
  shell,
} from 'electron';

const folder = import.meta.dirname;
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' app:; connect-src 'self'";

const types = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.svg': 'image/svg+xml' };

/** What the tests ask about. */
const seen = {
  navigations: [],
  permissions: [],
  blocked: [],
  secondStarts: [],
  opened: [],
  files: [],
  errors: [],
};
globalThis.seen = seen;
globalThis.allowPermissions = false;
globalThis.refuseClose = false;
globalThis.keepPageOpen = true;

app.enableSandbox();
app.setAboutPanelOptions({ applicationName: 'Sample' });
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

if (app.requestSingleInstanceLock({ greeting: 'hello' })) {
  app.on('second-instance', (_event, argv, cwd, data) => {
    seen.secondStarts.push({ last: argv.at(-1), cwd, data });
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    seen.files.push(file);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', () => writeFileSync(path.join(app.getPath('userData'), 'quit.txt'), 'asked'));
  app.whenReady().then(start);
} else app.quit();

function start() {
  protocol.handle('app', serve);
  session.defaultSession.setPermissionRequestHandler((_contents, permission, callback, details) => {
    seen.permissions.push([permission, details.requestingUrl]);
    callback(globalThis.allowPermissions);
  });
  session.defaultSession.webRequest.onBeforeRequest((details, callback) => {
    const cancel = !/^(?:app|data|blob|devtools):/.test(details.url);
    if (cancel) seen.blocked.push(details.url);
    callback({ cancel });
  });
  handle('echo', (value) => value);
  handle('fail', () => {
    throw new TypeError('nope');
  });
  handle('sum-in-worker', sumInWorker);
  handle('sizes', (files) => files.map((file) => statSync(file).size));
  handle('choose', async () => (await dialog.showOpenDialog({ properties: ['openFile'] })).filePaths);
  handle('copy', (text) => {
    clipboard.writeText(text);
    return clipboard.readText();
  });
  ipcMain.on('ping', (event, value) => event.sender.send('pong', value));
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: 'File',
        submenu: [
          {
            id: 'new',
            label: 'New window',
            accelerator: 'CmdOrCtrl+Shift+N',
            click: () => openWindow('#two'),
          },
          { type: 'separator' },
          { role: 'quit' },
        ],
      },
      { role: 'editMenu' },
      { role: 'viewMenu' },
    ]),
  );
  nativeTheme.on('updated', () => {
    for (const window of BrowserWindow.getAllWindows())
      window.webContents.send('theme', nativeTheme.shouldUseDarkColors);
  });
  openWindow('');
}

function openWindow(fragment) {
  const window = new BrowserWindow({
    width: 900,
    height: 640,
    minWidth: 400,
    minHeight: 300,
    show: false,
    webPreferences: {
      preload: path.join(folder, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
    },
  });
  const { webContents } = window;
  // Sent before there is a page: must wait for it.
  webContents.send('early', 'from main');
  webContents.on('will-navigate', (event, url) => {
    seen.navigations.push(url);
    if (!url.startsWith('app://bundle/')) event.preventDefault();
  });
  webContents.setWindowOpenHandler(({ url }) => {
    seen.opened.push(url);
    if (url.startsWith('https:')) shell.openExternal(url);
    return { action: 'deny' };
  });
  webContents.on('will-prevent-unload', (event) => {
    if (!globalThis.keepPageOpen) event.preventDefault();
  });
  webContents.on('preload-error', (_event, _file, error) => seen.errors.push(error.message));
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    if (globalThis.refuseClose) event.preventDefault();
  });
  window.loadURL(`app://bundle/index.html${fragment}`);
}

async function serve(request) {
  const { host, pathname } = new URL(request.url);
  if (pathname === '/throws') throw new Error('the handler throws');
  const file = path.join(folder, 'renderer', path.normalize(decodeURIComponent(pathname)));
  if (host !== 'bundle' || !file.startsWith(path.join(folder, 'renderer')))
    return new Response('forbidden', { status: 403 });
  try {
    const headers = new Headers({ 'Content-Type': types[path.extname(file)] });
    if (!file.endsWith('open.html')) headers.set('Content-Security-Policy', policy);
    return new Response(await readFile(file), { headers });
  } catch {
    return new Response('not found', { status: 404 });
  }
}

/** Answers only the app's own page, as every handler should. */
function handle(channel, answer) {
  ipcMain.handle(channel, (event, ...values) => {
    if (new URL(event.senderFrame.url).origin !== new URL('app://bundle/').origin)
      throw new Error(`asked by ${event.senderFrame.url}`);
    return answer(...values);
  });
}

function sumInWorker(numbers) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: numbers });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
