/** What the app itself remembers between starts, apart from any library: a small JSON file in the user's data folder. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../shared/errors.ts';
import { WindowPlace } from './window-place.ts';

const Settings = z.object({
  /** The library opened last; null for the one in the user's data folder. */
  libraryFolder: z.string().nullable().default(null),
  /** Libraries opened before, the last one first. */
  recentLibraries: z.array(z.string()).default([]),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Where the window was; null before it was ever closed. */
  window: WindowPlace.nullable().default(null),
});

/** How many libraries the menu offers. */
const MOST_RECENT = 8;

/** What the app remembers between starts. */
export type Settings = z.infer<typeof Settings>;

/** The list of libraries after one was opened: that one first, each once. */
export function withRecent(libraries: readonly string[], opened: string): string[] {
  return [opened, ...libraries.filter((folder) => folder !== opened)].slice(0, MOST_RECENT);
}

/** Reads the settings; a missing file gives the defaults. A file that cannot be understood does too, and is kept beside. */
export function readSettings(file: string): Settings {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Settings.parse({});
    throw error;
  }
  try {
    return Settings.parse(JSON.parse(text));
  } catch (error) {
    console.error(`The settings could not be understood and are kept as ${file}.damaged:`, error);
    renameSync(file, `${file}.damaged`);
    return Settings.parse({});
  }
}

/** Writes the settings whole: to a new file first, so that a crash leaves the old ones. */
export function writeSettings(file: string, settings: Settings): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(settings, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
