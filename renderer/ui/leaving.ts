import { useSyncExternalStore } from 'react';

let asked: string | null = null;
const listeners = new Set<() => void>();

function set(url: string | null): void {
  asked = url;
  for (const listener of listeners) listener();
}

/** Asks whether a link may lead out of the app, to the browser. */
export function askToLeave(url: string): void {
  set(url);
}

/** Forgets the question. */
export function stay(): void {
  set(null);
}

/** The address that is asked about; null when none is. */
export function useLeaving(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
}
