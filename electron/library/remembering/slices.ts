/** Changes of so many rows that others would wait: made slice by slice, and still one step of undo. */
import { setImmediate } from 'node:timers/promises';
import type { Database } from '../database.ts';
import { durableLater } from '../durable-later.ts';
import { changingInPart } from './history.ts';

/** Makes changes slice by slice, one such change after the other. */
export interface Slices {
  /**
   * Makes each slice in a transaction of its own, all as one step of undo; between two of them other calls are
   * answered. Who is killed in between leaves whole slices, which undo takes back. Each slice is to change other papers.
   * @param label as for `changing`
   */
  readonly change: (label: string, slices: readonly (() => void)[]) => Promise<void>;
  /** Resolves once no slice is to come: undo and closing wait for it. */
  readonly end: () => Promise<void>;
}

/** For the one connection that writes. */
export function slicesOf(database: Database): Slices {
  let last = Promise.resolve();

  async function make(label: string, slices: readonly (() => void)[]): Promise<void> {
    let changeId: number | null = null;
    for (const [index, slice] of slices.entries()) {
      const part = () => changingInPart(database, label, changeId, slice);
      // The last one waits for the disk, and so for all.
      changeId = index < slices.length - 1 ? durableLater(database, part) : part();
      await setImmediate();
    }
  }

  return {
    change(label, slices) {
      const made = last.then(() => make(label, slices));
      last = made.catch(() => undefined);
      return made;
    },
    end: () => last,
  };
}
