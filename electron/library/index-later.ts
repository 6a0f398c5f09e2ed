import type { Events } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { durableLater } from './durable-later.ts';
import { indexDue } from './paper-index.ts';

/**
 * How long the words of a long note may wait for their place in the index, in milliseconds, unless a search asks for
 * them before: a long note is not indexed with each saving.
 */
const DELAY_MS = 500;

/** Indexes what was saved without being indexed. */
export interface LaterIndex {
  /** Something was: it has its turn soon. */
  readonly soon: () => void;
  /** Indexes at once what is due. */
  readonly end: () => void;
}

/**
 * @param changed told which papers have their words in the index now
 * @param onFault told what kept it from being done: it stays due, until the next time or opening
 */
export function laterIndex(
  database: Database,
  changed: (paperIds: readonly number[]) => void,
  onFault: (fault: Events['thread.fault']) => void,
): LaterIndex {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function end(): void {
    // With nothing due the library is left alone: another program that writes to it would hold up the closing.
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    try {
      changed(durableLater(database, () => indexDue(database)));
    } catch (thrown) {
      const { name, stack = '' } = thrown instanceof Error ? thrown : new Error(String(thrown));
      onFault({ call: 'note.save', kind: name, stack });
    }
  }
  return {
    soon() {
      // Not put off by the next saving, so that it is found while the keys go on.
      timer ??= setTimeout(end, DELAY_MS);
    },
    end,
  };
}
