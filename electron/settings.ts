/** What the app itself remembers between starts, apart from any library: a small JSON file in the user's data folder. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const Settings = z.object({
  /** The library opened last; null for the one in the user's data folder. */
  libraryFolder: z.string().nullable().default(null),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
});

/** What the app remembers between starts. */
export type Settings = z.infer<typeof Settings>;

/** Reads the settings; a missing file gives the defaults. A file that cannot be understood does too, and is kept beside. */
export function readSettings(file: string): Settings {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Settings.parse({});
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
