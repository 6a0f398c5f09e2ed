import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bundleFile } from './bundle-file.ts';

const folder = resolve('bundle');

it('finds the files of the bundle', () => {
  expect(bundleFile(folder, '/index.html')).toBe(join(folder, 'index.html'));
  expect(bundleFile(folder, '/assets/a%20b.js')).toBe(join(folder, 'assets', 'a b.js'));
});

it.each([
  '/../secret.js',
  '/%2e%2e/secret.js',
  '/..%2fsecret.js',
  '/%2e%2e%2fbundle-of-another/x.js',
  '/a%00.js',
  '/%',
  '/%e0%a4%a.js',
])('names no file for %s', (pathname) => {
  expect(bundleFile(folder, pathname)).toBeNull();
});

it('never leaves the folder', () => {
  const part = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%00', '%', 'C:', 'a', '%c0%ae');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const file = bundleFile(folder, `/${parts.join('')}`);
      expect(file === null || resolve(file).startsWith(folder + sep) || resolve(file) === folder).toBe(true);
    }),
  );
});
