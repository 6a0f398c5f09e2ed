import { useSyncExternalStore } from 'react';
import type { Problem } from '../../shared/errors.ts';

/** What the window says to the user in passing. */
export interface Messages {
  /** The last thing done, such as "Undone: Add tag"; empty when there is nothing to say. */
  readonly status: string;
  /** The last failure that the user has not sent away. */
  readonly problem: Problem | null;
}

/** How long the status line stays, in milliseconds: long enough to read, short enough not to linger. */
const STATUS_MS = 4000;

let messages: Messages = { status: '', problem: null };
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(next: Messages): void {
  messages = next;
  for (const listener of listeners) listener();
}

/** Says in the status line what was done. */
export function tell(status: string): void {
  clearTimeout(timer);
  set({ ...messages, status });
  timer = setTimeout(() => set({ ...messages, status: '' }), STATUS_MS);
}

/** Shows a failure until the user sends it away; a cancelled call is none. */
export function complain(problem: Problem): void {
  if (problem.code !== 'cancelled') set({ ...messages, problem });
}

/** Sends the failure away. */
export function dismissProblem(): void {
  set({ ...messages, problem: null });
}

/** What is to be said now. */
export function useMessages(): Messages {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => messages,
  );
}
