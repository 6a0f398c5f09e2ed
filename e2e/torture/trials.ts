/** The kinds of trials: what runs, when it is killed, and where the kill met it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { commandLine, type Kill, killed, postil } from './command-line.ts';
import { backupsOf, type Held, peek } from './look.ts';
import { BACKED_UP, MORE, STOCK } from './model.ts';
import { TOMORROW } from './tomorrow.ts';
import { editWithoutEnd, openWindow, startWindow } from './window.ts';

/** What a trial works with. */
export interface Setting {
  /** Folder of today's app, and of tomorrow's, whose schema is further. */
  readonly app: string;
  readonly tomorrow: string;
  /** The trial's own folder and, in it, its own library. */
  readonly folder: string;
  readonly library: string;
  /** A dump of other papers. */
  readonly dump: string;
  /** How far through its work it is killed, 0 to 1. */
  readonly share: number;
  /** Whether to kill at a change of the file system rather than by the clock, where both can be done. */
  readonly isByStep: boolean;
  /** How long the whole work takes, in milliseconds, and how many changes of the file system it is. */
  readonly lasts: (name: string, args: readonly string[]) => Promise<{ ms: number; steps: number }>;
  /** Notes whose saving was acknowledged. */
  readonly notes: Map<number, number>;
}

/** What came of it. */
export interface Outcome {
  readonly wasKilled: boolean;
  /** Where the kill met the work. */
  readonly moment: string;
}

/** One kind of trial. */
export interface Kind {
  readonly name: string;
  /** Whether the library may be the older one of the backup afterwards. */
  readonly isRestoring?: true;
  /** Whether tomorrow's app is to look at what is left. */
  readonly isMigrating?: true;
  /** Whether an import is to be finished afterwards. */
  readonly isImporting?: true;
  run(setting: Setting): Promise<Outcome>;
}

const editor = join(import.meta.dirname, 'edit.ts');
const preload = pathToFileURL(join(import.meta.dirname, 'kill-at-step.ts')).href;
/** How long edits go on before the kill, at most. */
const EDITING_MS = 900;

/** All kinds, taken in turn: ten trials in a row meet each. */
export const KINDS: readonly Kind[] = [
  {
    name: 'postil import',
    isImporting: true,
    run: async (setting) => {
      const wasKilled = await killedCommand(setting, 'import', [setting.dump]);
      return { wasKilled, moment: importMoment(setting) };
    },
  },
  { name: 'the window: edits, an import and a backup', isImporting: true, run: windowAtWork },
  { name: 'edits', run: (setting) => killedEdits(setting, []) },
  {
    name: 'postil backup',
    run: async (setting) => {
      const wasKilled = await killedCommand(setting, 'backup', []);
      return { wasKilled, moment: backupMoment(setting) };
    },
  },
  { name: 'the window: restoring', isRestoring: true, run: windowRestoring },
  {
    name: 'postil restore',
    isRestoring: true,
    run: async (setting) => {
      const [backup = ''] = backupsOf(setting.library);
      const wasKilled = await killedCommand(setting, 'restore', [backup]);
      return { wasKilled, moment: restoreMoment(setting) };
    },
  },
  {
    name: 'edits during an import',
    isImporting: true,
    run: (setting) => killedEdits(setting, [setting.dump]),
  },
  {
    name: 'postil imports: migration',
    isMigrating: true,
    run: async (setting) => {
      const wasKilled = await killedCommand({ ...setting, app: setting.tomorrow }, 'imports', []);
      return { wasKilled, moment: migrationMoment(setting) };
    },
  },
  { name: 'the window: migration at the start', isMigrating: true, run: windowMigrating },
  {
    name: 'postil restore and imports: migration of a backup',
    isRestoring: true,
    isMigrating: true,
    run: async (setting) => {
      const [backup = ''] = backupsOf(setting.library);
      postil(setting.app, 'restore', '--library', setting.library, backup);
      const wasKilled = await killedCommand({ ...setting, app: setting.tomorrow }, 'imports', []);
      return { wasKilled, moment: migrationMoment(setting) };
    },
  },
];

async function killedCommand(setting: Setting, name: string, words: readonly string[]): Promise<boolean> {
  const { app, library, share, isByStep, lasts } = setting;
  const args = [commandLine(app), name, '--library', library, ...words];
  const { ms, steps } = await lasts(`${app} ${name}`, [name, ...words]);
  const how: Kill = isByStep
    ? { afterMs: null, environment: { POSTIL_KILL_AT: String(1 + Math.floor(share * steps)) } }
    : { afterMs: ms * (0.1 + 0.8 * share) };
  return killed(isByStep ? ['--import', preload, ...args] : args, how);
}

/** Measures a command: how long it takes, and how many changes of the file system it makes. */
export async function measured(app: string, library: string, args: readonly string[]) {
  const [name = '', ...words] = args;
  let steps = 1;
  const begunMs = performance.now();
  await killed(['--import', preload, commandLine(app), name, '--library', library, ...words], {
    afterMs: 60_000,
    onLine: (line) => {
      if (line.startsWith('steps ')) steps = Number(line.slice('steps '.length));
    },
  });
  return { ms: performance.now() - begunMs, steps };
}

async function killedEdits(setting: Setting, dumps: readonly string[]): Promise<Outcome> {
  const { app, library, share, notes } = setting;
  const worker = join(app, 'out', 'main', 'library-worker.js');
  const wasKilled = await killed([editor, worker, library, ...dumps], {
    afterMs: share * EDITING_MS,
    isFromFirstLine: true,
    onLine: (line) => {
      const [paper = 0, number = 0] = line.split(' ').map(Number);
      notes.set(paper, number);
    },
  });
  if (!wasKilled) throw new Error('The editing ended by itself.');
  const edits = notes.size === 0 ? 'before the first edit' : 'between edits';
  return { wasKilled, moment: dumps.length === 0 ? edits : `${edits}, ${importMoment(setting)}` };
}

async function windowAtWork(setting: Setting): Promise<Outcome> {
  const { app, folder, library, share, dump, notes } = setting;
  const { page, kill } = await openWindow(app, folder, library);
  editWithoutEnd(page, (paper, number) => notes.set(paper, number));
  const text = readFileSync(dump, 'utf8');
  const kept = await page.evaluate(
    (dumped) => window.postil.call('import.text', { text: dumped, from: 'pasted' }),
    text,
  );
  if (!kept.ok) throw new Error(kept.error.message);
  const asked = page.evaluate(() => window.postil.call('backup.make', undefined));
  asked.catch(() => undefined);
  await wait(share * EDITING_MS);
  await kill();
  const edits = notes.size === 0 ? 'before the first edit' : 'between edits';
  return { wasKilled: true, moment: `${edits}, ${importMoment(setting)}, ${backupMoment(setting)}` };
}

async function windowRestoring(setting: Setting): Promise<Outcome> {
  const { app, folder, library, share, isByStep, notes, lasts } = setting;
  const [backup = ''] = backupsOf(library);
  const { ms } = await lasts(`${app} restore`, ['restore', backup]);
  const { page, kill } = await openWindow(app, folder, library);
  editWithoutEnd(page, (paper, number) => notes.set(paper, number));
  await wait(100);
  const file = backup.slice(dirname(backup).length + 1);
  const asked = page.evaluate((name) => window.postil.call('backup.restore', { file: name }), file);
  asked.catch(() => undefined);
  // Closing the library comes first: half of the trials are to meet what follows.
  const isBegun = () => readdirSync(library).includes('library.db.restoring');
  if (isByStep) await until(isBegun);
  await wait(isByStep ? (share * ms) / 2 : share * ms);
  await kill();
  // Edits that were answered after the restoring went into the restored library.
  return { wasKilled: true, moment: restoreMoment(setting) };
}

async function windowMigrating(setting: Setting): Promise<Outcome> {
  const { tomorrow, folder, library, share, lasts } = setting;
  const { ms } = await lasts(`${tomorrow} imports`, ['imports']);
  const kill = startWindow(tomorrow, folder, library);
  // Where the migration begins: the copy that is made before it.
  const before = backupsOf(library).length;
  await until(() => readdirSync(join(library, 'backups')).length > before);
  // Half of the measured time goes by before that.
  await wait((share * ms) / 2);
  await kill();
  return { wasKilled: true, moment: migrationMoment(setting) };
}

/** Waits for something that comes soon, and goes on without it where it came and went unseen. */
async function until(isThere: () => boolean): Promise<void> {
  for (let rounds = 0; rounds < 1000 && !isThere(); rounds += 1) await wait(5);
}

function held({ library }: Setting): Held {
  return peek(join(library, 'library.db'));
}

function importMoment(setting: Setting): string {
  const { papers, isImported } = held(setting);
  if (papers === STOCK + MORE) return isImported ? 'after the import' : 'before the end of the import';
  if (papers === STOCK) return 'before the first batch of the import';
  return 'between batches of the import';
}

function backupMoment({ library }: Setting): string {
  const names = readdirSync(join(library, 'backups'));
  if (names.some((name) => name.endsWith('.new'))) return 'while a backup was copied and read';
  return names.length > 1 ? 'after the backup had its name' : 'before the backup';
}

function restoreMoment(setting: Setting): string {
  const { library } = setting;
  const names = readdirSync(library);
  if (names.includes('library.db.restored')) return 'between the last two renamings';
  if (held(setting).papers === BACKED_UP) return 'after restoring';
  const backups = readdirSync(join(library, 'backups'));
  if (backups.some((name) => name.endsWith('.new'))) return 'while what is replaced was backed up';
  if (backups.length > 1) return 'with what is replaced backed up';
  if (names.includes('library.db.restoring')) return 'while the backup was copied and read';
  return 'before restoring';
}

function migrationMoment(setting: Setting): string {
  const { version } = held(setting);
  if (version === TOMORROW) return 'after the last step';
  if (version === TOMORROW - 1) return 'in the second step';
  const isBackedUp = backupsOf(setting.library).some((file) => file.includes('before-migration'));
  if (isBackedUp) return 'in the first step';
  const names = readdirSync(join(setting.library, 'backups'));
  return names.some((name) => name.includes('before-migration'))
    ? 'in the backup before'
    : 'before migrating';
}

/** Finishes an import that was broken off, as whoever asks for the same file again does. */
export function finishImport({ app, library, dump }: Setting): string[] {
  const pasted = join(library, 'pasted');
  const [text] = existsSync(pasted) ? readdirSync(pasted) : [];
  postil(app, 'import', '--library', library, text === undefined ? dump : join(pasted, text));
  const { papers, isImported } = peek(join(library, 'library.db'));
  return papers === STOCK + MORE && isImported ? [] : [`After resuming, ${papers} papers are there.`];
}
