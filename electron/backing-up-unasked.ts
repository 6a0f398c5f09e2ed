import { existsSync } from 'node:fs';
import type { Backup } from '../shared/backup.ts';
import type { LibraryState } from '../shared/library.ts';
import { aside } from './aside.ts';

/** How long after the last automatic backup the next one may be made; and after the start, so as not to slow it down. */
const BETWEEN_MS = 60 * 60 * 1000;
const FIRST_MS = 3 * 60 * 1000;
/** A backup that took long is made as much more rarely: one part in so many of the time. */
const SHARE = 100;

/**
 * Backs the library up by itself, now and then, where it is one to be changed.
 * @param script of the library thread
 * @param state of the library that is open
 * @param onBackup told of each backup made; of null, where nothing was changed since or something kept it from being made
 */
export function backingUpUnasked(
  script: URL,
  state: () => LibraryState,
  onBackup: (made: Backup | null, durationMs: number) => void,
): { readonly begin: () => void; readonly end: () => void } {
  let timer: NodeJS.Timeout | undefined;

  function wait(forMs: number): void {
    timer = setTimeout(() => void backUp(), forMs).unref();
  }

  async function backUp(): Promise<void> {
    const begunMs = performance.now();
    const { folder, problem, rescuedFrom, isReadOnly } = state();
    if (problem === null && rescuedFrom === null && !isReadOnly && existsSync(folder)) {
      const result = await aside(script, 'backUp', { folder, reason: 'automatic' });
      onBackup(result.ok ? result.value : null, performance.now() - begunMs);
    }
    wait(Math.max(BETWEEN_MS, (performance.now() - begunMs) * SHARE));
  }

  return { begin: () => wait(FIRST_MS), end: () => clearTimeout(timer) };
}
