import { useSyncExternalStore } from 'react';

/** A part of the window in a chunk of its own, which is not needed for the first picture. */
export interface LatePart<Value> {
  /** What it is; null until it has been loaded. */
  readonly now: () => Value | null;
  /** Loads it, once. @returns how not to be told that it is there */
  readonly load: (told?: () => void) => () => void;
}

/** @param importing asks for the chunk, its styles included */
export function latePart<Value extends object>(importing: () => Promise<Value>): LatePart<Value> {
  const waiting = new Set<() => void>();
  let value: Value | null = null;
  let isAsked = false;
  return {
    now: () => value,
    load(told) {
      if (told !== undefined) waiting.add(told);
      if (!isAsked) {
        isAsked = true;
        void importing().then((loaded) => {
          value = loaded;
          for (const one of waiting) one();
        });
      }
      return () => {
        if (told !== undefined) waiting.delete(told);
      };
    },
  };
}

/** A part that is shown now, which loads it if nothing has; null until it is there. */
export function useLate<Value>(part: LatePart<Value>): Value | null {
  return useSyncExternalStore(part.load, part.now);
}

/** Loads parts while nothing else is to do, so that they are there when they are first shown. */
export function loadWhenIdle(parts: readonly LatePart<unknown>[]): () => void {
  const idle = requestIdleCallback(
    () => {
      for (const part of parts) part.load();
    },
    { timeout: 500 },
  );
  return () => cancelIdleCallback(idle);
}
