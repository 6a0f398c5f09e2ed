/**
 * `npm run torture [-- N SEED]`: kills Postil N times, the command line and the whole app with its window, at seeded
 * moments of imports, edits, backups, restoring and migrations. Looks each time whether all that it had acknowledged is
 * there, `postil check` is clean before and after the next start, every backup is whole, and the import finishes when
 * it is asked for again. A trial is repeated with `1 SEED`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { faults } from './look.ts';
import { copyModel, makeModel } from './model.ts';
import { seeded } from './seeded.ts';
import { makeTomorrow } from './tomorrow.ts';
import { finishImport, KINDS, measured, type Setting } from './trials.ts';

const app = dirname(dirname(import.meta.dirname));
const [count = '10', firstSeed = '1'] = process.argv.slice(2);
const root = mkdtempSync(join(tmpdir(), 'postil-torture-'));
const remove = (folder: string) =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
const tomorrow = join(root, 'tomorrow');
const known = new Map<string, { ms: number; steps: number }>();
const kills = new Map<string, number>();
/** A trial that ended before its kill is begun anew, so many times in all. */
const MOST_TRIES = 3;
let wrongTrials = 0;
let endedTrials = 0;

try {
  makeTomorrow(app, tomorrow);
  const model = makeModel(app, root);
  const lasts: Setting['lasts'] = async (name, args) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const copy = copyModel(model, join(root, 'measured'));
    const measure = await measured(name.startsWith(tomorrow) ? tomorrow : app, copy, args);
    remove(join(root, 'measured'));
    known.set(name, measure);
    return measure;
  };
  for (let index = 0; index < Number(count); index += 1) {
    const seed = Number(firstSeed) + index;
    const kind = KINDS[seed % KINDS.length];
    if (kind === undefined) throw new Error('There are no kinds of trials.');
    const next = seeded(seed);
    const share = next(1000) / 1000;
    const isByStep = next(2) === 0;
    const folder = join(root, 'trial');
    const begin = (): Setting => ({
      app,
      tomorrow,
      folder,
      library: copyModel(model, folder),
      dump: model.dump,
      share,
      isByStep,
      notes: new Map(),
      lasts,
    });
    let setting = begin();
    let { wasKilled, moment } = await kind.run(setting);
    for (let tries = 1; tries < MOST_TRIES && !wasKilled; tries += 1) {
      // The machine was busier when it was measured.
      known.clear();
      remove(folder);
      setting = begin();
      ({ wasKilled, moment } = await kind.run(setting));
    }
    const { library } = setting;
    const wrong = faults(
      kind.isMigrating ? tomorrow : app,
      library,
      setting.notes,
      kind.isRestoring ?? false,
    );
    if (kind.isImporting && wrong.length === 0) wrong.push(...finishImport(setting));
    if (!wasKilled) endedTrials += 1;
    const name = `${kind.name}: ${wasKilled ? moment : 'ended before the kill'}`;
    kills.set(name, (kills.get(name) ?? 0) + 1);
    if (wrong.length > 0) {
      wrongTrials += 1;
      console.error(`Seed ${seed} (${name}): ${wrong.join(' ')}`);
    }
    remove(folder);
  }
} finally {
  remove(root);
}
for (const [name, number] of [...kills].sort()) console.log(`${String(number).padStart(5)}  ${name}`);
console.log(
  `${Number(count) - endedTrials} kills in ${count} trials from seed ${firstSeed}: ${wrongTrials} with something lost or damaged.`,
);
process.exitCode = wrongTrials === 0 ? 0 : 1;
