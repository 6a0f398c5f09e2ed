/** Looks at what a kill left behind. */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { postil } from './command-line.ts';
import { BACKED_UP, STOCK } from './model.ts';

/** The number in the last text of each paper's note that was acknowledged; it only grows. */
export type Notes = ReadonlyMap<number, number>;

/** What a library's file holds, read from a copy: to open it itself would already mend it. */
export interface Held {
  readonly version: number;
  readonly papers: number;
  readonly notes: Notes;
  /** Bytes of dumps read by imports, and whether none is left to go on with. */
  readonly readBytes: number;
  readonly isImported: boolean;
  /** SQLite's own check. */
  readonly isWhole: boolean;
}

/** @param file a library's file or a backup */
export function peek(file: string): Held {
  const scratch = mkdtempSync(join(tmpdir(), 'postil-torture-peek-'));
  try {
    const copy = join(scratch, 'library.db');
    for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, copy + end);
    const database = new Database(copy);
    const number = (sql: string) => Number(database.prepare(sql).pluck().get() ?? 0);
    const rows = database
      .prepare<[], { paper: number; text: string }>('SELECT paper_id AS paper, text FROM note')
      .all();
    const held = {
      version: Number(database.pragma('user_version', { simple: true })),
      papers: number('SELECT count(*) FROM paper'),
      notes: new Map(rows.map(({ paper, text }) => [paper, Number(text.replace('Note ', ''))])),
      readBytes: number('SELECT sum(read_bytes) FROM import_file WHERE import_id > 2'),
      isImported: number('SELECT count(*) FROM import WHERE finished_ms IS NULL') === 0,
      isWhole: database.pragma('integrity_check', { simple: true }) === 'ok',
    };
    database.close();
    return held;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The backups of a library that have their names. */
export function backupsOf(library: string): string[] {
  const folder = join(library, 'backups');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.postil-backup'))
    .map((name) => join(folder, name));
}

/** Of each paper the note with the largest number. */
function newest(notes: readonly (readonly [number, number])[]): Notes {
  return new Map(notes.toSorted(([, one], [, other]) => one - other));
}

/** What is missing of the notes that were acknowledged, one sentence each. */
function missing(held: Notes, notes: Notes): string[] {
  return [...notes]
    .filter(([paper, number]) => !((held.get(paper) ?? 0) >= number))
    .map(([paper, number]) => `Note ${number} of paper ${paper} became ${held.get(paper) ?? 'nothing'}.`);
}

/**
 * What is wrong with a library after a kill: `postil check` before anything is mended, the opening itself, every backup,
 * and all that was acknowledged. A restoring may have put the older backup in place; then all the rest must stand in a
 * backup of its own.
 */
export function faults(app: string, library: string, notes: Notes, isRestored: boolean): string[] {
  const wrong: string[] = [];
  const attempt = (...args: readonly string[]) => {
    try {
      postil(app, ...args, '--library', library);
    } catch (thrown) {
      wrong.push(`postil ${args.join(' ')}: ${String((thrown as { stderr?: unknown }).stderr ?? thrown)}`);
    }
  };
  attempt('check');
  // As the next start does, which finishes what was broken off.
  attempt('imports');
  attempt('check');
  const backups = backupsOf(library);
  for (const file of backups) if (!peek(file).isWhole) wrong.push(`The backup ${file} is not whole.`);
  const now = peek(join(library, 'library.db'));
  if (isRestored && now.papers === BACKED_UP) {
    // What was edited before restoring stands in the backup that was made then, what came after in the library.
    const former = backups.map(peek).find(({ papers, notes: kept }) => papers >= STOCK && kept.size > 0);
    const both = [...(former?.notes ?? []), ...now.notes];
    wrong.push(...missing(newest(both), notes));
    if (!backups.some((file) => peek(file).papers >= STOCK)) wrong.push('What was replaced is gone.');
    return wrong;
  }
  if (now.papers < STOCK) wrong.push(`Of ${STOCK} papers ${now.papers} are there.`);
  wrong.push(...missing(now.notes, notes));
  return wrong;
}
