import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings, type Settings, withRecent, writeSettings } from './settings.ts';

const DEFAULTS: Settings = { libraryFolder: null, recentLibraries: [], theme: 'system', window: null };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postil-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('settings', () => {
  it('start with defaults and come back as written', () => {
    const file = join(folder, 'settings.json');
    expect(readSettings(file)).toEqual(DEFAULTS);
    const changed: Settings = {
      libraryFolder: '/papers',
      recentLibraries: ['/papers', '/old'],
      theme: 'dark',
      window: { x: -3, y: 0, width: 900, height: 700, isMaximized: true },
    };
    writeSettings(file, changed);
    expect(readSettings(file)).toEqual(changed);
  });

  it('that cannot be understood are kept beside, and the app starts all the same', () => {
    const file = join(folder, 'settings.json');
    writeFileSync(file, '{"theme": "mauve"');
    expect(readSettings(file)).toEqual(DEFAULTS);
    expect(existsSync(`${file}.damaged`)).toBe(true);
  });

  it('name the libraries opened last, each once and not too many', () => {
    expect(withRecent(['/a', '/b'], '/b')).toEqual(['/b', '/a']);
    const many = Array.from({ length: 20 }, (_, index) => `/${index}`);
    expect(withRecent(many, '/new')).toHaveLength(8);
  });
});
