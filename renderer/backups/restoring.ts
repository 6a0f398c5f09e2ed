import { useSyncExternalStore } from 'react';
import type { Backup } from '../../shared/backup.ts';

let asked: Backup | null = null;
const listeners = new Set<() => void>();

/** Asks whether a backup is to take the library's place; null sends the question away. */
export function askToRestore(backup: Backup | null): void {
  asked = backup;
  for (const listener of listeners) listener();
}

/** The backup that is asked about; null when none is. */
export function useAskedBackup(): Backup | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
}
