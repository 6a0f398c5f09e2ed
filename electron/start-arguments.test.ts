import { describe, expect, it } from 'vitest';
import { startArguments } from './start-arguments.ts';

describe('startArguments', () => {
  it('leaves out the app’s folder while running from source, wherever the switches stand', () => {
    expect(
      startArguments(['/bin/electron', '--no-sandbox', '.', 'a.txt', '--library=lib'], true, '/home/u'),
    ).toEqual({
      libraryFolder: '/home/u/lib',
      files: ['/home/u/a.txt'],
    });
  });

  it('takes every path of a packaged app', () => {
    expect(startArguments(['/opt/postil', 'a.txt', '/b'], false, '/home/u')).toEqual({
      libraryFolder: null,
      files: ['/home/u/a.txt', '/b'],
    });
  });
});
