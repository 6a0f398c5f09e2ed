import { createSocket } from 'node:dgram';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Bridge } from '../shared/bridge.ts';
import { expect, test } from './app.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');

/** The page's own global, as the preload sets it. */
type PostilWindow = Window & { readonly postil: Bridge<File> };

test('the page sees the bridge and nothing of Node or Electron', async ({ launch }) => {
  const { page } = await launch();
  const seen = await page.evaluate(() => ({
    bridge: Object.keys((window as unknown as PostilWindow).postil).sort(),
    foreign: ['require', 'process', 'module', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
  }));
  expect(seen).toEqual({ bridge: ['call', 'importDropped', 'on', 'platform'], foreign: [] });
});

test('calls that are unknown, malformed, or not for the window are refused with a reason', async ({
  launch,
}) => {
  const { page } = await launch();
  const codes = await page.evaluate(async () => {
    const call = (window as unknown as PostilWindow).postil.call as (
      name: unknown,
      input: unknown,
    ) => ReturnType<Bridge<File>['call']>;
    const tried = [
      await call('import.run', { paths: ['/etc/passwd'] }),
      await call('search.refresh', { paperIds: null }),
      await call('no.such.call', {}),
      await call('constructor', {}),
      await call('__proto__', {}),
      await call(null, null),
      await call('papers.page', { query: 7, offset: -1, limit: 1e9 }),
      await call('paper.open', { paperId: '1; DROP TABLE paper' }),
      await call('window.openLink', { url: 'file:///etc/passwd' }),
      await call('window.openLink', { url: 'javascript:alert(1)' }),
    ];
    return tried.map((result) => (result.ok ? 'answered' : result.error.code));
  });
  expect(codes).toEqual(Array(10).fill('bad-request'));
});

test('no request leaves the app, whichever way the page tries', async ({ launch }) => {
  let connections = 0;
  const server = createServer((_request, response) => response.end('reached'))
    .on('connection', () => {
      connections += 1;
    })
    .listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const { page } = await launch();
    const outcomes = await page.evaluate(async (address) => {
      const fetched = await fetch(address).then(
        () => 'reached',
        () => 'refused',
      );
      const pictured = await new Promise((resolve) => {
        const image = document.body.appendChild(new Image());
        image.onload = () => resolve('reached');
        image.onerror = () => resolve('refused');
        image.src = `${address}/picture.png`;
      });
      const scripted = await new Promise((resolve) => {
        const script = document.createElement('script');
        script.onload = () => resolve('reached');
        script.onerror = () => resolve('refused');
        script.src = `${address}/script.js`;
        document.body.append(script);
      });
      const socket = await new Promise((resolve) => {
        try {
          const opened = new WebSocket(address.replace('http', 'ws'));
          opened.onopen = () => resolve('reached');
          opened.onerror = () => resolve('refused');
        } catch {
          resolve('refused');
        }
      });
      const linked = await Promise.all(
        ['prefetch', 'modulepreload', 'stylesheet', 'icon'].map(
          (rel) =>
            new Promise((resolve) => {
              const link = document.createElement('link');
              Object.assign(link, { rel, href: `${address}/${rel}` });
              link.onload = () => resolve('reached');
              link.onerror = () => resolve('refused');
              document.head.append(link);
              // No event tells of it.
              if (rel === 'icon') resolve('refused');
            }),
        ),
      );
      const near = document.head.appendChild(document.createElement('link'));
      Object.assign(near, { rel: 'preconnect', href: address });
      navigator.sendBeacon(`${address}/beacon`);
      const style = document.createElement('style');
      style.textContent = `@import url(${address}/style.css); body { background-image: url(${address}/ground.png) }`;
      document.head.append(style);
      return [fetched, pictured, scripted, socket, ...linked];
    }, `http://127.0.0.1:${port}`);
    expect(outcomes).toEqual(Array(8).fill('refused'));
    await page.evaluate(() => document.fonts.ready);
    expect(connections).toBe(0);
    await fetch(`http://127.0.0.1:${port}`);
    expect(connections, 'the server counts').toBe(1);
  } finally {
    server.close();
  }
});

test('the page cannot navigate, open windows, run inline scripts or strings, or get permissions', async ({
  launch,
}) => {
  const { app, page } = await launch();
  const address = page.url();
  const outcomes = await page.evaluate(async () => {
    const inline = document.createElement('script');
    inline.textContent = 'window.ran = true';
    document.body.append(inline);
    // What is evaluated from outside is exempt from the page's policy; what the page does afterwards is not.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          new Function('window.ran = true')();
          resolve('ran');
        } catch (error) {
          if (!(error instanceof EvalError)) throw error;
          resolve('refused');
        }
      });
    });
    return {
      opened: window.open('https://example.org/'),
      ran: 'ran' in window,
      evaluated,
      notifications: await Notification.requestPermission(),
      microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'refused',
      ),
    };
  });
  expect(outcomes).toEqual({
    opened: null,
    ran: false,
    evaluated: 'refused',
    notifications: 'denied',
    microphone: 'refused',
  });
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await page.evaluate(() => {
    const link = document.body.appendChild(document.createElement('a'));
    link.href = 'https://example.org/';
    link.target = '_blank';
    link.click();
  });
  await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeVisible();
  expect(page.url()).toBe(address);
  expect(app.windows()).toHaveLength(1);
});

test('the bundle’s protocol serves the bundle and nothing beside it', async ({ launch }) => {
  const { page } = await launch();
  const statuses = await page.evaluate(async () => {
    const paths = [
      '/index.html',
      '/../main/main.js',
      '/%2e%2e/main/main.js',
      '/..%2fmain%2fmain.js',
      '/nothing.js',
    ];
    return Promise.all(paths.map((path) => fetch(path).then((response) => response.status)));
  });
  expect(statuses).toEqual([200, 404, 404, 404, 404]);
});

test('no answer of main tells where files lie that the user chose, or that the library keeps', async ({
  launch,
  folder,
}) => {
  const { app, page, library } = await launch({ files: [listing] });
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  const elsewhere = path.join(folder, 'elsewhere');
  await mkdir(elsewhere);
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: `${chosen}/out.bib` });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [`${chosen}/my.postil-backup`] });
  }, elsewhere);
  const first = await page.evaluate(async () => {
    const { call } = (window as unknown as PostilWindow).postil;
    return [
      await call('backup.make', undefined),
      await call('backup.list', undefined),
      await call('library.check', undefined),
      await call('window.export', { format: 'bibtex', paperIds: [1, 2] }),
    ];
  });
  const [name = ''] = await readdir(path.join(library, 'backups'));
  await copyFile(path.join(library, 'backups', name), path.join(elsewhere, 'my.postil-backup'));
  const second = await page.evaluate(async () => {
    const { call } = (window as unknown as PostilWindow).postil;
    return [
      await call('backup.choose', undefined),
      await call('backup.restore', { file: 'my.postil-backup' }),
      await call('library.overview', undefined),
    ];
  });
  const answers = [...first, ...second];
  expect(answers.map(({ ok }) => ok)).toEqual(Array(7).fill(true));
  expect(await readFile(path.join(elsewhere, 'out.bib'), 'utf8')).toContain('@');
  expect(answers.filter((answer) => JSON.stringify(answer).includes(path.basename(folder)))).toEqual([]);
});

test('no datagram leaves the app', async ({ launch }) => {
  let datagrams = 0;
  const socket = createSocket('udp4', () => {
    datagrams += 1;
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  try {
    const { page } = await launch();
    const candidates = await page.evaluate(async (host) => {
      const peer = new RTCPeerConnection({
        iceServers: [
          { urls: `stun:${host}` },
          { urls: `turn:${host}?transport=udp`, username: 'a', credential: 'b' },
        ],
      });
      const found: string[] = [];
      peer.onicecandidate = ({ candidate }) => {
        if (candidate !== null && candidate.candidate !== '') found.push(candidate.candidate);
      };
      peer.createDataChannel('a');
      const gathered = new Promise((resolve) => {
        peer.onicegatheringstatechange = () => {
          if (peer.iceGatheringState === 'complete') resolve(null);
        };
      });
      await peer.setLocalDescription(await peer.createOffer());
      await gathered;
      peer.close();
      return found.filter((candidate) => / udp /i.test(candidate));
    }, `127.0.0.1:${port}`);
    expect(candidates).toEqual([]);
    expect(datagrams).toBe(0);
    createSocket('udp4').unref().send('counted', port, '127.0.0.1');
    await expect.poll(() => datagrams, 'the listener counts').toBe(1);
  } finally {
    socket.close();
  }
});

test('a window that crashes comes back, says so, and the log tells of it', async ({ launch }) => {
  const { app, page, library } = await launch();
  await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => {
    const told: unknown[] = [];
    Object.assign(globalThis, { told });
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) return;
    // The driver has no way to look at a page that has crashed once: what is sent to it is looked at.
    const send = contents.send.bind(contents);
    contents.send = (channel, ...given) => {
      told.push(given);
      send(channel, ...given);
    };
  });
  const session = await page.context().newCDPSession(page);
  // Nobody is left to answer it.
  session.send('Page.crash').catch(() => undefined);
  await expect
    .poll(() => app.evaluate(() => JSON.stringify((globalThis as unknown as { told: unknown[] }).told)))
    .toContain('The window crashed and was opened anew.');
  expect(await readFile(path.join(library, 'logs', 'postil.log'), 'utf8')).toContain(' crashed reason=');
});
