/**
 * What a linter for Electron would look for. Each rule names the point of Electron's list in .github/SECURITY.md, which
 * also says why the known linter is not used.
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = globSync(['electron/**/*.ts', 'renderer/**/*.{ts,tsx,html}', 'shared/**/*.ts'], { cwd: root })
  .filter((path) => !path.includes('.test.'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(root + path, 'utf8') }));

/** Files in which something stands. */
function files(what: RegExp): string[] {
  return sources.filter(({ text }) => what.test(text)).map(({ path }) => path);
}

test('the sources are found', () => {
  expect(sources.length).toBeGreaterThan(200);
});

test.each([
  ['1 no address of a page but our own is loaded', /\.load(?:File|URL)\((?!url\))/],
  ['2 no Node in the page', /nodeIntegration(?:InWorker|InSubFrames)?: true/],
  ['3 contexts stay apart', /contextIsolation: false/],
  ['4 the sandbox stays', /sandbox: false|--no-sandbox|no-sandbox/],
  ['6 web security stays', /webSecurity/],
  ['8 nothing insecure is mixed in', /allowRunningInsecureContent/],
  ['9 no experiments', /experimentalFeatures/],
  ['10 no features of Blink', /enableBlinkFeatures|enable-blink-features/],
  ['11, 12 no webviews', /webviewTag|<webview/],
  ['18 no pages from files', /loadFile|registerFileProtocol/],
  ['20 no door but the one', /ipcRenderer\.(?:send|sendSync|postMessage)|ipcMain\.on\b|executeInMainWorld/],
  ['no script from text', /\beval\(|new Function\(|executeJavaScript|insertCSS|document\.write/],
  ['no markup from text', /dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|rehype-raw/],
  ['no math that is trusted', /\btrust: /],
  [
    'no requests',
    /\bfetch\(|XMLHttpRequest|WebSocket\(|EventSource|sendBeacon|from 'node:(?:https?|net|dgram|tls)'/,
  ],
  ['no updates over the net', /autoUpdater|electron-updater|crashReporter/],
])('%s', (_point, forbidden) => {
  expect(files(forbidden)).toEqual([]);
});

test.each([
  ['2 Node is kept from the page', /nodeIntegration: false/, ['electron/window.ts']],
  ['3 contexts are apart', /contextIsolation: true/, ['electron/window.ts']],
  ['4 the window is in the sandbox', /sandbox: true/, ['electron/window.ts']],
  ['4 all that opens is', /app\.enableSandbox\(\)/, ['electron/desktop.ts']],
  ['one place makes windows', /new BrowserWindow\(/, ['electron/window.ts']],
  ['5 permissions are refused', /setPermissionRequestHandler\(.*decide\(false\)/, ['electron/security.ts']],
  ['7 a policy allows nothing by default', /"default-src 'none'"/, ['electron/security.ts']],
  ['13 pages go nowhere', /'will-navigate', \(event\) => event\.preventDefault/, ['electron/security.ts']],
  [
    '14 no windows open',
    /setWindowOpenHandler\(\(\) => \(\{ action: 'deny' \}\)\)/,
    ['electron/security.ts'],
  ],
  ['no developer tools in the package', /devTools: !app\.isPackaged/, ['electron/window.ts']],
  ['15 one place opens links', /openExternal/, ['electron/desktop.ts']],
  ['17, 20 one door', /ipcMain\.handle\(/, ['electron/ipc.ts']],
  ['20 one bridge', /exposeInMainWorld/, ['electron/preload.ts']],
])('%s', (_point, wanted, places) => {
  expect(files(wanted)).toEqual(places);
});

test('16 Electron is pinned to one version', () => {
  const { devDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
});
