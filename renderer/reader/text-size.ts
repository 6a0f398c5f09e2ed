import { useState } from 'react';
import { useCommands } from '../ui/commands.ts';

/** Sizes of the abstract, in pixels: steps that can be told apart. */
const SIZES = [14, 15.5, 17, 18.5, 20, 22, 24.5, 27] as const;
/** The one that the design begins with. */
const USUAL = 17;

const KEY = 'postil-text-size';

/** The size of the abstract's letters, remembered by the window. */
export interface TextSize {
  /** In pixels. */
  readonly size: number;
  /** The next size up or down; null at the end. */
  readonly larger: (() => void) | null;
  readonly smaller: (() => void) | null;
}

/** How large the abstract is set, with the keys that change it. */
export function useTextSize(): TextSize {
  const [size, setSize] = useState<number>(() => {
    const stored = Number(localStorage.getItem(KEY));
    return SIZES.find((one) => one === stored) ?? USUAL;
  });
  function set(next: number | undefined): void {
    if (next === undefined) return;
    localStorage.setItem(KEY, String(next));
    setSize(next);
  }
  const up = SIZES.find((one) => one > size);
  const down = SIZES.findLast((one) => one < size);
  useCommands({
    'larger-text': () => set(up),
    'smaller-text': () => set(down),
    'usual-text': () => set(USUAL),
  });
  return {
    size,
    larger: up === undefined ? null : () => set(up),
    smaller: down === undefined ? null : () => set(down),
  };
}
