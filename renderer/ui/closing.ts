import { useEffect, useRef } from 'react';

const savings = new Set<{ readonly current: () => void }>();

/** Saves what is being typed before the window goes: told in time by main. `save` must have asked for it when it returns. */
export function useBeforeClosing(save: () => void): void {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    savings.add(latest);
    return () => {
      savings.delete(latest);
    };
  }, []);
}

/** Asks every part of the window to save what is being typed there. */
export function saveBeforeClosing(): void {
  for (const saving of savings) saving.current();
}
