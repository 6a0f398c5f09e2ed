import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings, writeSettings } from './settings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postil-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('settings', () => {
  it('start with defaults and come back as written', () => {
    const file = join(folder, 'settings.json');
    expect(readSettings(file)).toEqual({ libraryFolder: null, theme: 'system' });
    writeSettings(file, { libraryFolder: '/papers', theme: 'dark' });
    expect(readSettings(file)).toEqual({ libraryFolder: '/papers', theme: 'dark' });
  });

  it('that cannot be understood are kept beside, and the app starts all the same', () => {
    const file = join(folder, 'settings.json');
    writeFileSync(file, '{"theme": "mauve"');
    expect(readSettings(file)).toEqual({ libraryFolder: null, theme: 'system' });
    expect(existsSync(`${file}.damaged`)).toBe(true);
  });
});
