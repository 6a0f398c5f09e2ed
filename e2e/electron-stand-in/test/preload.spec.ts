import { expect, test } from './sample-app.ts';

test('the preload has run before the first script of the page', async ({ sample }) => {
  expect(await sample.page.evaluate(() => globalThis.bridgeAtStart)).toBe('object');
  await sample.page.reload();
  await sample.page.waitForFunction(() => document.title === 'Sample ready');
  expect(await sample.page.evaluate(() => globalThis.bridgeAtStart)).toBe('object');
});

test('the page sees nothing of the preload’s world', async ({ sample }) => {
  const found = await sample.page.evaluate(() =>
    ['require', 'process', 'module', 'global', 'standinPost', 'standinDeliver'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(found).toEqual([]);
});

test('the preload sees the app’s own address', async ({ sample }) => {
  const seen = await sample.page.evaluate(() => [globalThis.sample.address, globalThis.sample.origin]);
  expect(seen).toEqual(['app://bundle/index.html', 'app://bundle']);
});

test('the bridge carries calls, callbacks, promises and errors in both directions', async ({ sample }) => {
  const results = await sample.page.evaluate(async () => {
    const { sample } = globalThis;
    let thrown: unknown;
    try {
      sample.throws();
    } catch (error) {
      thrown = error instanceof RangeError && error.message;
    }
    return {
      sum: sample.add(2, 3),
      changed: sample.apply([1, 2], (value) => value * 7),
      later: await sample.later(async (value) => value + 1),
      thrown,
    };
  });
  expect(results).toEqual({ sum: 5, changed: [7, 14], later: 30, thrown: 'from the preload' });
});

test('what the preload exposes is frozen and cannot be replaced', async ({ sample }) => {
  const refused = await sample.page.evaluate(() => {
    const attempts = [
      () => Object.assign(globalThis.sample.nested.deep, { number: 2 }),
      () => Object.assign(globalThis, { sample: null }),
      () => Object.assign(globalThis.sample, { add: null }),
    ];
    return attempts.map((attempt) => {
      try {
        attempt();
        return false;
      } catch (error) {
        return error instanceof TypeError;
      }
    });
  });
  expect(refused).toEqual([true, true, true]);
});

test('a sandboxed preload gets no Node modules', async ({ sample }) => {
  const message = await sample.page.evaluate(() => {
    try {
      return globalThis.sample.requireFs();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  });
  expect(message).toBe('module not found: node:fs');
});
