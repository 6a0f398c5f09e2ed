/**
 * What a power cut leaves: of what was written only that which was synced is on the disk for certain. So nothing may be
 * acknowledged, built upon, or given its name, before it was.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { inventedLibrary, temporaryFolder } from './library/safekeeping/invented-library.ts';

const canTrace =
  process.platform === 'linux' && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
if (!canTrace)
  console.warn('There is no strace here: what is synced before it is acknowledged is not tested.');

const near = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
const saved = (number: number) => `saved ${number}\n`;

/** Saves notes while a dump is imported, saying of each when it was answered; then backs up, and restores that. */
function work(folder: string, dump: string): string {
  return `
    import { writeSync } from 'node:fs';
    const { openSourceThreads } = await import(${near('./source-threads.ts')});
    const { backUp } = await import(${near('./library/safekeeping/backup.ts')});
    const { restoreBackup } = await import(${near('./library/importing/restore.ts')});
    const threads = await openSourceThreads(${JSON.stringify(folder)});
    let isImporting = true;
    threads.call('import.run', { paths: [${JSON.stringify(dump)}] }).then(() => { isImporting = false; });
    for (let number = 1; number <= 100 || (isImporting && number < 2000); number += 1) {
      const result = await threads.call('note.save', { paperId: 1 + (number % 3), text: 'Note ' + number });
      if (!result.ok) throw new Error(result.error.message);
      writeSync(1, 'saved ' + number + '\\n');
    }
    await threads.close();
    restoreBackup(${JSON.stringify(folder)}, backUp(${JSON.stringify(folder)}, 'asked').file);
    process.exit();`;
}

/** A call of the system in a trace. */
interface Traced {
  readonly thread: string;
  readonly name: string;
  /** Of the first file that it names. */
  readonly path: string;
  /** All that stands between the brackets. */
  readonly given: string;
  /** Of a call during which another thread made one: whether this line is its begin, its end, or both. */
  readonly begins: boolean;
  readonly ends: boolean;
}

function* traced(trace: string): Generator<Traced> {
  const begun = new Map<string, string>();
  for (const line of trace.split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const isResumed = rest.startsWith('<... ');
    const text = isResumed ? (begun.get(thread) ?? '') : rest;
    const isUnfinished = rest.endsWith('<unfinished ...>');
    if (isUnfinished) begun.set(thread, rest);
    const [, name = '', given = ''] = /^(\w+)\((.*)/.exec(text) ?? [];
    const path = /^\d+<([^>]*)>|^"([^"]*)"/.exec(given)?.slice(1).find(Boolean);
    if (path !== undefined) yield { thread, name, path, given, begins: !isResumed, ends: !isUnfinished };
  }
}

/** Where a trace does something before what it rests on is on the disk; and how often it did what was to be looked at. */
function tooEarly(trace: string) {
  /** Files and folders with something that is not synced yet. */
  const unsynced = new Set<string>();
  const found: string[] = [];
  /** Of the log since something was acknowledged: the thread may have begun the next change, but not before a sync. */
  let isLogWritten = false;
  let isLogSynced = false;
  /** Threads that synced the log and copy from it since. */
  const copying = new Set<string>();
  const seen = { saved: 0, copied: 0, begunAnew: 0, renamed: 0 };
  const require = (path: string, what: string) => {
    if (unsynced.has(path)) found.push(`${what} before ${basename(path)} was synced`);
  };
  for (const { thread, name, path, given, begins, ends } of traced(trace)) {
    const isLog = path.endsWith('/library.db-wal');
    const isLibrary = path.endsWith('/library.db');
    if (/^(pwrite64|write|ftruncate|copy_file_range)$/.test(name) && begins) {
      const isSaying = name === 'write' && given.includes('"saved ');
      if (isSaying) {
        seen.saved += 1;
        if (!isLogSynced) found.push(`${given} before the log was synced`);
        isLogWritten = false;
        isLogSynced = false;
      }
      isLogWritten ||= isLog;
      if (isLibrary && seen.saved > 0 && seen.renamed === 0) {
        seen.copied += 1;
        if (!copying.has(thread)) found.push('pages were copied into library.db before the log was synced');
      }
      if (isLog && (name === 'ftruncate' || /, 0\)? *(=|<|$)/.test(given))) {
        seen.begunAnew += 1;
        require(path.slice(0, -'-wal'.length), 'the log was begun anew');
      }
      const target = name === 'copy_file_range' ? /, \d+<([^>]*)>/.exec(given)?.[1] : path;
      if (target !== undefined) unsynced.add(target);
    }
    if (/^f(data)?sync$/.test(name) && ends) {
      unsynced.delete(path);
      isLogSynced ||= isLog && isLogWritten;
      if (isLog) copying.add(thread);
      if (isLibrary) copying.delete(thread);
    }
    if (name === 'rename' && begins) {
      seen.renamed += 1;
      require(path, `${basename(path)} got its name`);
      unsynced.add(dirname(path));
    }
    if (name === 'unlink' && ends) unsynced.delete(path);
  }
  return { found, seen, unsynced };
}

test.runIf(canTrace)(
  'nothing is acknowledged, copied on, begun anew or given its name before it is on the disk',
  () => {
    using library = inventedLibrary(200);
    using temporary = temporaryFolder();
    library.database.close();
    const [script = '', dump = '', trace = ''] = ['work.mjs', 'dump.txt', 'trace'].map((name) =>
      join(temporary.folder, name),
    );
    writeFileSync(script, work(library.folder, dump));
    const abstracts = Array.from(
      { length: 1500 },
      (_, index) =>
        `Abstract:We study winds ${index} under varying loads ${index * 7919}, and none is like the others.\n\n\n\n`,
    );
    writeFileSync(dump, `Institute of Winds\n${abstracts.join('')}`);
    const calls = 'pwrite64,write,ftruncate,copy_file_range,fsync,fdatasync,rename,unlink';
    const { stdout, stderr, status } = spawnSync(
      'strace',
      [
        ...['-f', '-y', '-s', '40', '-o', trace, '-e', `trace=${calls}`],
        ...[process.execPath, '--no-wasm-code-gc', script],
      ],
      { encoding: 'utf8' },
    );
    expect(status, stderr).toBe(0);
    const { found, seen, unsynced } = tooEarly(readFileSync(trace, 'utf8'));
    expect(found).toEqual([]);
    expect(stdout).toContain(saved(100));
    expect(seen.saved).toBeGreaterThanOrEqual(100);
    expect(seen.copied).toBeGreaterThan(50);
    expect(seen.begunAnew).toBeGreaterThan(0);
    expect(seen.renamed, 'two backups, and two steps of restoring').toBe(4);
    expect([...unsynced].filter((path) => path.startsWith(library.folder) && !path.endsWith('-shm'))).toEqual(
      [],
    );
  },
);
