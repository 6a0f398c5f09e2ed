/** Changes of so many rows that others would wait: made slice by slice, and still one step of undo. */
import { setImmediate } from 'node:timers/promises';
import { type Database, transact } from '../database.ts';
import { durableLater } from '../durable-later.ts';
import { changingInPart } from './history.ts';

/** Runs transactions one after the other, each by itself: between two of them other calls are answered. */
export type InTurn = (parts: readonly (() => void)[]) => Promise<void>;

/** Makes changes slice by slice, one such change after the other. */
export interface Slices {
  /**
   * Makes each slice in a transaction of its own, all as one step of undo; between two of them other calls are
   * answered. Who is killed in between leaves whole slices, which undo takes back. Each slice is to change other papers.
   * @param label as for `changing`
   * @param divide gives the slices, once it is their turn
   */
  readonly change: (label: string, divide: () => Promise<readonly (() => void)[]>) => Promise<void>;
  /** Does what looks at the library first and then works in turn, while nothing else is done in slices. */
  readonly alone: <Value>(work: (inTurn: InTurn) => Promise<Value>) => Promise<Value>;
  /** Resolves once no slice is to come: closing waits for it. */
  readonly end: () => Promise<void>;
}

/** For the one connection that writes. */
export function slicesOf(database: Database): Slices {
  let last: Promise<unknown> = Promise.resolve();

  async function inTurn(parts: readonly (() => void)[]): Promise<void> {
    for (const [index, part] of parts.entries()) {
      // The last one waits for the disk, and so for all.
      if (index < parts.length - 1) durableLater(database, part);
      else transact(database, part);
      await setImmediate();
    }
  }
  function alone<Value>(work: (inTurn: InTurn) => Promise<Value>): Promise<Value> {
    const done = last.then(() => work(inTurn));
    last = done.catch(() => undefined);
    return done;
  }

  return {
    change: (label, divide) =>
      alone(async (run) => {
        await run(asOneChange(database, label, await divide()));
      }),
    alone,
    end: () => last.then(() => undefined),
  };
}

/** Has all that is done in turn be one step of undo. @param label as for `changing` */
export function asOneChange(
  database: Database,
  label: string,
  works: readonly (() => void)[],
): readonly (() => void)[] {
  let changeId: number | null = null;
  return works.map((work) => () => {
    changeId = changingInPart(database, label, changeId, work);
  });
}
