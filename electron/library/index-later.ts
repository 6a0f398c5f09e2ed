import { setImmediate } from 'node:timers/promises';
import { type Fault, faultOf } from '../../shared/errors.ts';
import type { Database } from './database.ts';
import { durableLater } from './durable-later.ts';
import { indexDue } from './paper-index.ts';

/**
 * How long the words of a long note may wait for their place in the index, in milliseconds, unless a search asks for
 * them before: a long note is not indexed with each saving.
 */
const DELAY_MS = 500;

/** Papers indexed in one go: some 50 ms, for so long no edit is taken. */
const LOT = 200;

/** Indexes what was saved without being indexed: long notes, and many papers changed at once. */
export interface LaterIndex {
  /** Something was: it has its turn soon. */
  readonly soon: () => void;
  /** Indexes now what is due, lot by lot, so that edits come between. */
  readonly end: () => Promise<void>;
}

/**
 * Indexes all that is due, lot by lot, and lets others have their turn after each. With nothing due the library is left
 * alone: another program that writes to it would hold this one up.
 * @param indexed told which papers have their words in the index now
 */
export async function indexAllDue(
  database: Database,
  indexed: (paperIds: readonly number[]) => void,
): Promise<void> {
  const due = database.prepare('SELECT 1 FROM index_due LIMIT 1');
  while (due.get() !== undefined) {
    indexed(durableLater(database, () => indexDue(database, LOT)));
    await setImmediate();
  }
}

/**
 * @param changed told which papers have their words in the index now
 * @param onFault told what kept it from being done: it stays due, until the next time or opening
 */
export function laterIndex(
  database: Database,
  changed: (paperIds: readonly number[]) => void,
  onFault: (fault: Fault) => void,
): LaterIndex {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let indexing: Promise<void> = Promise.resolve();

  async function indexAll(): Promise<void> {
    const indexed: number[] = [];
    try {
      await indexAllDue(database, (paperIds) => indexed.push(...paperIds));
    } catch (thrown) {
      onFault(faultOf('note.save', thrown));
    }
    changed(indexed);
  }

  function end(): Promise<void> {
    if (timer !== undefined) {
      clearTimeout(timer);
      timer = undefined;
      indexing = indexing.then(indexAll);
    }
    return indexing;
  }

  return {
    soon() {
      // Not put off by the next saving, so that it is found while the keys go on.
      timer ??= setTimeout(end, DELAY_MS);
    },
    end,
  };
}
