import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Bridge } from '../shared/bridge.ts';
import { expect, test } from './app.ts';

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
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.end('reached');
  }).listen(0, '127.0.0.1');
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
      navigator.sendBeacon(`${address}/beacon`);
      const style = document.createElement('style');
      style.textContent = `@import url(${address}/style.css); body { background-image: url(${address}/ground.png) }`;
      document.head.append(style);
      return [fetched, pictured, scripted, socket];
    }, `http://127.0.0.1:${port}`);
    expect(outcomes).toEqual(Array(4).fill('refused'));
    await page.evaluate(() => document.fonts.ready);
    expect(requests).toBe(0);
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
