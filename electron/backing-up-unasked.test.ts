import { expect, onTestFinished, test, vi } from 'vitest';
import type { Backup } from '../shared/backup.ts';
import type { LibraryState } from '../shared/library.ts';
import { backingUpUnasked } from './backing-up-unasked.ts';
import { listBackups } from './library/safekeeping/backup.ts';
import { inventedLibrary } from './library/safekeeping/invented-library.ts';

const script = new URL('./library/worker.ts', import.meta.url);
const MINUTE_MS = 60_000;

/** Time stands still but for what a test lets pass; the thread that makes the backup has its own. */
function begun(folder: string) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  let state: LibraryState = { folder, problem: null, rescuedFrom: null, isReadOnly: false, migrating: null };
  const told: [made: Backup | null, durationMs: number][] = [];
  const waiting: (() => void)[] = [];
  const backups = backingUpUnasked(
    script,
    () => state,
    (made, durationMs) => {
      told.push([made, durationMs]);
      waiting.shift()?.();
    },
  );
  backups.begin();
  return {
    told,
    end: backups.end,
    become: (now: Partial<LibraryState>) => {
      state = { ...state, ...now };
    },
    pass: (minutes: number) => vi.advanceTimersByTimeAsync(minutes * MINUTE_MS),
    answered: () => new Promise<void>((resolve) => waiting.push(resolve)),
  };
}

test('a library is backed up soon after the start, then once an hour if something changed', async () => {
  using library = inventedLibrary(3);
  const { database, folder } = library;
  const run = begun(folder);
  await run.pass(2);
  expect(listBackups(folder).backups).toHaveLength(0);
  const first = run.answered();
  await run.pass(1);
  await first;
  expect(run.told).toMatchObject([[{ reason: 'automatic', holds: { paperCount: 3 } }, 0]]);
  await run.pass(59);
  expect(run.told).toHaveLength(1);
  const second = run.answered();
  await run.pass(1);
  await second;
  expect(run.told[1]).toEqual([null, 0]);
  database.exec(`INSERT INTO change (made_ms, label) VALUES (1, 'Star')`);
  const third = run.answered();
  await run.pass(60);
  await third;
  expect(run.told[2]).toMatchObject([{ reason: 'automatic' }, 0]);
  expect(listBackups(folder).backups).toHaveLength(2);
  run.end();
  await run.pass(600);
  expect(run.told).toHaveLength(3);
});

test('one that took long is made as much more rarely', async () => {
  using library = inventedLibrary(3);
  const run = begun(library.folder);
  const first = run.answered();
  await run.pass(3);
  // The thread is at work: its answer is waited for.
  vi.advanceTimersByTime(2 * MINUTE_MS);
  await first;
  expect(run.told[0]?.[1]).toBe(2 * MINUTE_MS);
  await run.pass(199);
  expect(run.told).toHaveLength(1);
  const second = run.answered();
  await run.pass(1);
  await second;
});

test('what is only looked at, or did not open, is not backed up, and is once it can be', async () => {
  using library = inventedLibrary(3);
  const run = begun(library.folder);
  const problem = { code: 'library-damaged', message: 'Damaged.', advice: 'Restore a backup.' } as const;
  for (const one of [{ isReadOnly: true }, { rescuedFrom: '/elsewhere' }, { problem }]) {
    run.become(one);
    await run.pass(61);
    run.become({ isReadOnly: false, rescuedFrom: null, problem: null });
  }
  expect(run.told).toEqual([]);
  const first = run.answered();
  await run.pass(60);
  await first;
  expect(run.told).toMatchObject([[{ holds: { paperCount: 3 } }, 0]]);
});
