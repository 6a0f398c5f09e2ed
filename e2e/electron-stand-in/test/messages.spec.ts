import { expect, test } from './sample-app.ts';

test('values come back as structured clone would carry them', async ({ sample }) => {
  const checks = await sample.page.evaluate(async () => {
    const sent = {
      bytes: new Uint8Array([1, 2, 255]),
      floats: new Float64Array([0.5, -1]),
      date: new Date(5),
      map: new Map([[1, { x: 2 }]]),
      set: new Set(['q']),
      nothing: undefined,
      notNumber: Number.NaN,
      minusZero: -0,
      big: 10n,
      pattern: /a+/gi,
      list: ['$', null, []],
      error: new TypeError('sent'),
    };
    const got = (await globalThis.sample.echo(sent)) as typeof sent;
    return {
      bytes: got.bytes instanceof Uint8Array && got.bytes.join() === '1,2,255',
      floats: got.floats instanceof Float64Array && got.floats.join() === '0.5,-1',
      date: got.date instanceof Date && got.date.getTime() === 5,
      map: got.map.get(1)?.x === 2,
      set: got.set.has('q'),
      nothing: 'nothing' in got && got.nothing === undefined,
      notNumber: Number.isNaN(got.notNumber),
      minusZero: Object.is(got.minusZero, -0),
      big: got.big === 10n,
      pattern: String(got.pattern) === '/a+/gi',
      list: JSON.stringify(got.list) === '["$",null,[]]',
      error: got.error instanceof TypeError && got.error.message === 'sent',
    };
  });
  expect(Object.entries(checks).filter(([, isRight]) => !isRight)).toEqual([]);
});

test('a function, a symbol or a node of the document is refused', async ({ sample }) => {
  const messages = await sample.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return [() => {}, Symbol('s'), Promise.resolve()].map((value) => {
      try {
        contents?.send('anything', value);
        return 'sent';
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    });
  });
  expect(messages).toEqual(Array(3).fill('An object could not be cloned.'));
});

test('a long message arrives whole and in order with short ones', async ({ sample }) => {
  // Three times the length of a piece, and not a multiple of it.
  const lengths = await sample.page.evaluate(async () => {
    const long = 'é𝔘'.repeat(70_001);
    const [text, bytes, short] = await Promise.all([
      globalThis.sample.echo(long),
      globalThis.sample.echo(new Uint8Array(200_003).fill(7)),
      globalThis.sample.echo('short'),
    ]);
    return [text === long, (bytes as Uint8Array).length, short];
  });
  expect(lengths).toEqual([true, 200_003, 'short']);
});

test('a handler that throws, and one that is missing, reject in Electron’s words', async ({ sample }) => {
  const messages = await sample.page.evaluate(() =>
    Promise.all(
      [globalThis.sample.fail(), globalThis.sample.withoutHandler()].map((promise) =>
        promise.catch((error: unknown) => error instanceof Error && error.message),
      ),
    ),
  );
  expect(messages).toEqual([
    "Error invoking remote method 'fail': TypeError: nope",
    "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
  ]);
});

test('main’s messages reach a listener until it is taken off', async ({ sample }) => {
  const heard = await sample.page.evaluate(async () => {
    const { sample } = globalThis;
    const values: unknown[] = [];
    await new Promise<void>((resolve) => {
      const stop = sample.onPong((value) => {
        values.push(value);
        if (values.length === 2) {
          stop();
          resolve();
        }
      });
      sample.ping(1);
      sample.ping({ deep: [2] });
    });
    sample.ping('after');
    await sample.echo('a round trip later');
    return values;
  });
  expect(heard).toEqual([1, { deep: [2] }]);
});

test('an object that stands twice in a message is there twice', async ({ sample }) => {
  const { app, page } = sample;
  const heard = page.evaluate(() => new Promise((resolve) => globalThis.sample.onPong(resolve)));
  await page.evaluate(() => globalThis.sample.echo('the listener is on'));
  await app.evaluate(({ BrowserWindow }) => {
    const twice = { deep: [1] };
    BrowserWindow.getAllWindows()[0]?.webContents.send('pong', { first: twice, second: twice });
  });
  expect(await heard).toEqual({ first: { deep: [1] }, second: { deep: [1] } });
});

test('a message that main sends before there is a page waits for it', async ({ launch }) => {
  const { page } = await launch();
  expect(await page.evaluate(() => globalThis.sample.early())).toEqual(['from main']);
});

test('an answer to a page that has been reloaded is dropped', async ({ sample }) => {
  const { page } = sample;
  await page.evaluate(() => {
    void globalThis.sample.sumInWorker([1]);
    location.reload();
  });
  await page.waitForFunction(() => document.title === 'Sample ready');
  expect(await page.evaluate(() => globalThis.sample.sumInWorker([2, 3]))).toMatchObject({ sum: 5 });
});
