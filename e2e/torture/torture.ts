/**
 * `npm run torture [-- N SEED]`: kills Postil at seeded moments of an import, of edits, of backups and of restoring, and
 * looks each time whether all that it had acknowledged is there, `postil check` is clean, and the import finishes when
 * it is asked for again. A trial prints its seed; with `1 SEED` it is repeated.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { seeded } from './seeded.ts';

const project = dirname(dirname(import.meta.dirname));
const cli = join(project, 'out', 'main', 'cli.js');
const worker = join(project, 'out', 'main', 'library-worker.js');
const editor = join(import.meta.dirname, 'edit.ts');
/** Papers of the dump that is imported: about a second's work, so that a kill meets it on its way. */
const PAPERS = 1500;
/** The latest moment of a kill after the process began its work. */
const LATEST_MS = 600;
/** Backups and restoring of a library so small are done within this. */
const LATEST_SHORT_MS = 200;

const [count = '10', firstSeed = '1'] = process.argv.slice(2);
const KINDS = ['import', 'edits', 'edits', 'backup', 'restore', 'import and edits'] as const;
type Kind = (typeof KINDS)[number];

/** What a library must still hold after the kill. */
interface Acknowledged {
  readonly papers: number;
  /** Last text of each note that was acknowledged: its number, which only grows. */
  readonly notes: ReadonlyMap<number, number>;
}

function postil(...args: readonly string[]): string {
  return execFileSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function dump(name: string, papers: number): string {
  const abstracts = Array.from(
    { length: papers },
    (_, index) =>
      `Abstract:We study ${name} ${index} under slowly varying loads ${index * 7919}, and find that paper ${index} of ${name} agrees with none of the others about the bay.\n\n\n\n`,
  );
  return `Institute of ${name}\n${abstracts.join('')}`;
}

/** Runs a process and kills it so long after its first line, or after its start when it prints none. */
async function killed(
  args: readonly string[],
  afterMs: number,
  onLine: (line: string) => void,
): Promise<'killed' | 'ended'> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  const lines = createInterface({ input: child.stdout });
  lines.on('line', onLine);
  const drained = new Promise((resolve) => lines.once('close', resolve));
  const signal = await new Promise((resolve) => child.once('exit', (_code, by) => resolve(by)));
  clearTimeout(timer);
  await drained;
  return signal === 'SIGKILL' ? 'killed' : 'ended';
}

/** One trial. @returns what is wrong, one sentence each */
async function trial(
  seed: number,
): Promise<{ readonly kind: Kind; readonly how: string; readonly wrong: string[] }> {
  const next = seeded(seed);
  const kind = KINDS[next(KINDS.length)] ?? 'import';
  const folder = mkdtempSync(join(tmpdir(), 'postil-torture-'));
  try {
    const library = join(folder, 'library');
    const first = join(folder, 'first.txt');
    const second = join(folder, 'second.txt');
    writeFileSync(first, dump('Winds', 40));
    writeFileSync(second, dump('Rocks', PAPERS));
    postil('import', '--library', library, first);
    const notes = new Map<number, number>();
    const isShort = kind === 'backup' || kind === 'restore';
    const afterMs = 60 + next(isShort ? LATEST_SHORT_MS : LATEST_MS);
    const note = (line: string) => {
      const [paperId, number] = line.split(' ').map(Number);
      if (paperId !== undefined && number !== undefined) notes.set(paperId, number);
    };
    let how = 'ended';
    if (kind === 'import')
      how = await killed([cli, 'import', '--library', library, second], afterMs, () => undefined);
    else if (kind === 'edits' || kind === 'import and edits') {
      const importing = kind === 'edits' ? [] : [second];
      how = await killed([editor, worker, library, ...importing], 300 + afterMs, note);
      if (how === 'ended') throw new Error(`Seed ${seed}: the editing ended by itself.`);
    } else {
      await killed([editor, worker, library], 700, note);
      const backup = join(folder, 'before.postil-backup');
      if (kind === 'backup')
        how = await killed([cli, 'backup', '--library', library], afterMs, () => undefined);
      else {
        // The restored library holds the notes as well: whichever of the two is there, none may be missing.
        postil('backup', '--library', library, backup);
        how = await killed([cli, 'restore', '--library', library, backup], afterMs, () => undefined);
      }
    }
    const wrong = faults(library, { papers: 40, notes });
    if (kind.startsWith('import')) {
      postil('import', '--library', library, second);
      wrong.push(...faults(library, { papers: 40 + PAPERS, notes }));
    }
    return { kind, how, wrong };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function faults(library: string, { papers, notes }: Acknowledged): string[] {
  const wrong: string[] = [];
  try {
    postil('check', '--library', library);
  } catch (thrown) {
    wrong.push(`postil check: ${String((thrown as { stderr?: unknown }).stderr ?? thrown)}`);
  }
  // As the next start does, which finishes what was broken off.
  postil('imports', '--library', library);
  const database = new Database(join(library, 'library.db'));
  const found = Number(database.prepare('SELECT count(*) FROM paper').pluck().get());
  if (found < papers) wrong.push(`Of ${papers} papers ${found} are there.`);
  const text = database.prepare('SELECT text FROM note WHERE paper_id = ?').pluck();
  for (const [paperId, number] of notes) {
    const there = String(text.get(paperId) ?? '');
    if (!(Number(there.replace('Note ', '')) >= number))
      wrong.push(`Note ${number} of paper ${paperId} became “${there}”.`);
  }
  database.close();
  const backups = join(library, 'backups');
  for (const file of existsSync(backups) ? readdirSync(backups) : []) {
    if (!file.endsWith('.postil-backup')) continue;
    const backup = new Database(join(backups, file), { readonly: true });
    if (backup.pragma('integrity_check', { simple: true }) !== 'ok')
      wrong.push(`Backup ${file} is not whole.`);
    backup.close();
  }
  return wrong;
}

if (!existsSync(cli)) throw new Error('Build the app first: npm run build.');
readFileSync(worker);
const counts = new Map<string, number>();
let wrongTrials = 0;
for (let index = 0; index < Number(count); index += 1) {
  const seed = Number(firstSeed) + index;
  const { kind, how, wrong } = await trial(seed);
  const name = `${kind}, ${how}`;
  counts.set(name, (counts.get(name) ?? 0) + 1);
  if (wrong.length > 0) {
    wrongTrials += 1;
    console.error(`Seed ${seed} (${name}): ${wrong.join(' ')}`);
  }
}
for (const [name, number] of [...counts].sort()) console.log(`${String(number).padStart(5)}  ${name}`);
console.log(`${count} trials from seed ${firstSeed}: ${wrongTrials} with something lost or damaged.`);
process.exitCode = wrongTrials === 0 ? 0 : 1;
