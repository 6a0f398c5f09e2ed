import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A step of the schema; see electron/library/migrate.ts. */
type Step = { readonly name: string; readonly sql: string };

/** Steps as a later version may bring them: they write to every text, and index all texts once more, which takes time. */
const STEPS: readonly Step[] = [
  {
    name: '0002-words',
    sql: `ALTER TABLE version ADD COLUMN words INTEGER NOT NULL DEFAULT 0;
      UPDATE version SET words = 1 + length(text) - length(replace(text, ' ', ''));`,
  },
  {
    name: '0003-texts',
    sql: `CREATE VIRTUAL TABLE text_index USING fts5 (text);
      INSERT INTO text_index (rowid, text) SELECT id, text FROM version;`,
  },
];

/** The schema of tomorrow's app. */
export const TOMORROW = 3;

/**
 * Makes a copy of the built app whose schema is two steps further. Nothing was released yet, so that there is no older
 * schema to migrate from: instead, this app migrates the libraries of today's.
 * @param app folder of the app
 * @param folder where the copy goes; it must not be there yet
 * @param steps what brings libraries there; by default {@link STEPS}, to {@link TOMORROW}
 */
export function makeTomorrow(app: string, folder: string, steps: readonly Step[] = STEPS): void {
  mkdirSync(folder);
  for (const name of ['out', 'package.json'])
    cpSync(join(app, name), join(folder, name), { recursive: true });
  symlinkSync(join(app, 'node_modules'), join(folder, 'node_modules'));
  const main = join(folder, 'out', 'main');
  const list = /(?=(?:var|const) NEWEST_VERSION = MIGRATIONS\.length;)/;
  const scripts = readdirSync(main, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(main, name))
    .filter((script) => list.test(readFileSync(script, 'utf8')));
  if (scripts.length === 0) throw new Error('The list of migrations is not found in the built app.');
  for (const script of scripts) {
    const text = readFileSync(script, 'utf8');
    writeFileSync(script, text.replace(list, `MIGRATIONS.push(...${JSON.stringify(steps)});\n`));
  }
}
