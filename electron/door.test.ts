import { expect, test } from 'vitest';
import { success } from '../shared/errors.ts';
import { answerCall, type Door, takeDrop } from './door.ts';

const PAGE = { url: 'app://bundle/index.html', parent: null };

/** A door that notes down what gets through it. */
function noted(): Door & { readonly passed: unknown[] } {
  const passed: unknown[] = [];
  return {
    passed,
    isOwnPage: (url) => url === PAGE.url,
    async answer(name, input) {
      passed.push([name, input]);
      return success(null);
    },
    drop: (paths) => passed.push(paths),
  };
}

const refused = { ok: false, error: { code: 'bad-request' } };

test.each([
  ['a frame that is gone', null],
  ['a frame within the page', { url: PAGE.url, parent: PAGE }],
  ['another page', { url: 'https://example.org/', parent: null }],
  ['a frame without address', { url: 'about:blank', parent: null }],
  ['a document made of a string', { url: 'data:text/html,a', parent: null }],
])('%s is turned away', async (_what, sender) => {
  const door = noted();
  expect(await answerCall(door, sender, 'library.overview', undefined)).toMatchObject(refused);
  expect(takeDrop(door, sender, ['/a'])).toMatchObject(refused);
  expect(door.passed).toEqual([]);
});

test.each([
  [undefined],
  [null],
  [7],
  [10n],
  [['library.overview']],
  [{ toString: 1, valueOf: 1 }],
  [Object('library.overview')],
  ['__proto__'],
  ['constructor'],
  ['library.overview\0'],
  ['LIBRARY.OVERVIEW'],
  ['x'.repeat(1_000_000)],
])('a call named %o is refused in few words', async (name) => {
  const door = noted();
  const result = await answerCall(door, PAGE, name, undefined);
  expect(result).toMatchObject(refused);
  expect(JSON.stringify(result).length).toBeLessThan(300);
  expect(door.passed).toEqual([]);
});

test('what only main may ask for is refused, however it is sent', async () => {
  const door = noted();
  expect(await answerCall(door, PAGE, 'import.run', { paths: ['/a'] })).toMatchObject(refused);
  expect(await answerCall(door, PAGE, 'library.copyTo', { folder: '/a' })).toMatchObject(refused);
  expect(door.passed).toEqual([]);
});

test('what no schema names does not get through', async () => {
  const door = noted();
  const input = JSON.parse('{"paperId": 1, "__proto__": {"paths": ["/a"]}, "paths": ["/a"]}');
  expect(await answerCall(door, PAGE, 'paper.open', input)).toEqual(success(null));
  expect(door.passed).toEqual([['paper.open', { paperId: 1 }]]);
});

test.each([[null], ['/a'], [[]], [['', 7, null]], [{ length: 1, 0: '/a' }]])(
  'a drop of %o is none',
  (paths) => {
    const door = noted();
    expect(takeDrop(door, PAGE, paths)).toMatchObject({ ok: false, error: { code: 'file-unreadable' } });
    expect(door.passed).toEqual([]);
  },
);
