import { describe, expect, it } from 'vitest';
import { startArguments } from './start-arguments.ts';

describe('startArguments', () => {
  it('leaves out the app’s folder while running from source, wherever the switches stand', () => {
    expect(
      startArguments(['/bin/electron', '--no-sandbox', '.', 'a.txt', '--library=lib'], true, '/papers'),
    ).toEqual({
      libraryFolder: '/papers/lib',
      files: ['/papers/a.txt'],
    });
  });

  it('takes every path of a packaged app', () => {
    expect(startArguments(['/opt/postil', 'a.txt', '/b'], false, '/papers')).toEqual({
      libraryFolder: null,
      files: ['/papers/a.txt', '/b'],
    });
  });
});
