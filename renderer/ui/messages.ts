import { useSyncExternalStore } from 'react';
import type { Problem } from '../../shared/errors.ts';

/** What the window says to the user in passing. */
export interface Messages {
  /** The last thing done, such as "Undone: Add tag"; empty when there is nothing to say. */
  readonly status: string;
  /** What the status offers to do, such as showing the paper; null for nothing. */
  readonly offer: Offer | null;
  /** The last failure that the user has not sent away. */
  readonly problem: Problem | null;
}

/** A button beside the status. */
export interface Offer {
  readonly label: string;
  readonly run: () => void;
}

/** How long the status line stays, in milliseconds: long enough to read, short enough not to linger. */
const STATUS_MS = 4000;
/** The same with a button, which must be found and reached. */
const OFFER_MS = 10_000;

let messages: Messages = { status: '', offer: null, problem: null };
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(next: Messages): void {
  messages = next;
  for (const listener of listeners) listener();
}

/** Says in the status line what was done; may offer to do something about it. */
export function tell(status: string, offer: Offer | null = null): void {
  clearTimeout(timer);
  set({ ...messages, status, offer });
  timer = setTimeout(silence, offer === null ? STATUS_MS : OFFER_MS);
}

/** Says in the status line what is going on, however long that takes. @returns ends it, unless something else is said by then */
export function keepTelling(status: string): () => void {
  clearTimeout(timer);
  set({ ...messages, status, offer: null });
  return () => {
    if (messages.status === status) silence();
  };
}

/** Empties the status line. */
export function silence(): void {
  set({ ...messages, status: '', offer: null });
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
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, messagesNow);
}

/** What is to be said now, outside components. */
export function messagesNow(): Messages {
  return messages;
}
