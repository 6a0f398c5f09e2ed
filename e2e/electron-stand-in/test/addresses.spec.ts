import { expect, test } from './sample-app.ts';

test('the page has the app’s address for the test and for main', async ({ sample }) => {
  const { app, page } = sample;
  expect(page.url()).toBe('app://bundle/index.html');
  const known = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());
  expect(await known()).toBe('app://bundle/index.html');
  await page.evaluate(() => history.pushState(null, '', '/papers?of=1#two'));
  await expect.poll(known).toBe('app://bundle/papers?of=1#two');
  // The sample's handlers check the sender's address: they must see the new one as the app's own.
  expect(await page.evaluate(() => globalThis.sample.echo('from there'))).toBe('from there');
});

test('a first window is announced with its first address, never as a blank page', async ({ launch }) => {
  const { app, page } = await launch();
  expect(page.url()).toBe('app://bundle/index.html');
  expect(app.windows()).toHaveLength(1);
});

test('the app’s addresses in HTML, in CSS and in policies work', async ({ sample }) => {
  const { page } = sample;
  // index.html names the picture as app://bundle/dot.svg, and the policy allows pictures from "app:".
  await expect
    .poll(() => page.locator('#dot').evaluate((dot) => (dot as HTMLImageElement).naturalWidth))
    .toBe(20);
  const body = page.locator('body');
  await expect(body).toHaveCSS('background-color', 'rgb(246, 244, 239)');
});

test('the page is a secure context', async ({ sample }) => {
  expect(await sample.page.evaluate(() => isSecureContext && typeof crypto.subtle)).toBe('object');
});

test('the policy that the handler sends is in force', async ({ sample }) => {
  const outcome = await sample.page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.ranInline = true';
    document.body.append(script);
    // Later, since DevTools lets what it runs itself evaluate text.
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve(new Function('return "ran"')());
        } catch (error) {
          resolve(error instanceof EvalError ? 'refused' : error);
        }
      }),
    );
    return ['ranInline' in globalThis, evaluated];
  });
  expect(outcome).toEqual([false, 'refused']);
});

test('what the handler answers, refuses or throws reaches the page', async ({ sample }) => {
  const outcomes = await sample.page.evaluate(() =>
    Promise.all(
      ['/dot.svg', '/missing', '/throws'].map((path) =>
        fetch(path).then(
          (response) => response.status,
          () => 'failed',
        ),
      ),
    ),
  );
  expect(outcomes).toEqual([200, 404, 'failed']);
});

test('Chromium’s wish for an icon does not reach the handler', async ({ sample }) => {
  expect(await sample.page.evaluate(() => fetch('/favicon.ico').then((response) => response.status))).toBe(
    204,
  );
});

test('onBeforeRequest keeps the network away where no policy does', async ({ sample }) => {
  const { app, page } = sample;
  await page.goto('app://bundle/open.html');
  const outcomes = await page.evaluate(() =>
    Promise.all(
      ['https://example.com/data', 'http://127.0.0.1:9/data', '/dot.svg'].map((address) =>
        fetch(address).then(
          (response) => response.status,
          () => 'refused',
        ),
      ),
    ),
  );
  expect(outcomes).toEqual(['refused', 'refused', 200]);
  expect((await app.evaluate(() => globalThis.seen.blocked)).sort()).toEqual([
    'http://127.0.0.1:9/data',
    'https://example.com/data',
  ]);
});

test('a navigation of the page is put to the app, one of the test is not', async ({ sample }) => {
  const { app, page } = sample;
  await page.goto('app://bundle/index.html#part'); // within the page: no request tells of it
  await page.click('#away');
  await expect
    .poll(() => app.evaluate(() => globalThis.seen.navigations))
    .toEqual(['https://example.com/away']);
  await expect(page.locator('#away')).toBeVisible();
  expect(page.url()).toBe('app://bundle/index.html#part');
  // Allowed by the app:
  await page.evaluate(() => {
    location.href = 'app://bundle/open.html';
  });
  await page.waitForURL('app://bundle/open.html');
  // Not asked about:
  await page.goto('app://bundle/index.html');
  expect(await app.evaluate(() => globalThis.seen.navigations)).toEqual([
    'https://example.com/away',
    'app://bundle/open.html',
  ]);
});

test('windows that the page asks for are denied before any request', async ({ sample }) => {
  const { app, page } = sample;
  expect(await page.evaluate(() => window.open('https://example.com/called'))).toBeNull();
  await page.click('#outside');
  await expect
    .poll(() => app.evaluate(() => globalThis.seen.opened))
    .toEqual(['https://example.com/called', 'https://example.com/outside']);
  expect(app.windows()).toHaveLength(1);
  expect(page.url()).toBe('app://bundle/index.html');
  expect(await app.evaluate(() => globalThis.seen.blocked)).toEqual([]);
});

test('permissions are the app’s to give', async ({ sample }) => {
  const { app, page } = sample;
  const ask = () =>
    page.evaluate(async () => [
      await Notification.requestPermission(),
      await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'unknown'),
        ),
      ),
      await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'given',
        () => 'refused', // or there is no microphone
      ),
    ]);
  expect(await ask()).toEqual(['denied', 'denied', 'refused']);
  const address = 'app://bundle/index.html';
  expect(await app.evaluate(() => globalThis.seen.permissions)).toEqual([
    ['notifications', address],
    ['geolocation', address],
    ['media', address],
  ]);
  await app.evaluate(() => {
    globalThis.allowPermissions = true;
  });
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('granted');
  await app.evaluate(() => {
    globalThis.allowPermissions = false;
  });
});
