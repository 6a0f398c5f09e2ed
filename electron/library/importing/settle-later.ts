/** What an import that was taken back or brought again leaves to be settled, slice by slice; see settle-files.ts. */
import { setImmediate } from 'node:timers/promises';
import { type Fault, faultOf } from '../../../shared/errors.ts';
import type { Database } from '../database.ts';
import { durableLater } from '../durable-later.ts';
import { goingOn } from '../remembering/history.ts';
import { settle } from './settle.ts';

/**
 * Settles the next slice. It is part of the change that made it necessary while no other was made since.
 * @returns the papers that were looked at or have changed; null when all was settled
 */
export function settleNext(database: Database): number[] | null {
  const next = database
    .prepare<[], { changeId: number | null }>(
      'SELECT change_id AS changeId FROM unsettled_file ORDER BY id DESC LIMIT 1',
    )
    .get();
  if (next === undefined) return null;
  const { changeId } = next;
  return durableLater(database, () => {
    const work = () => settle(database, { paperIds: [] });
    if (changeId === null) return work();
    const settled = goingOn(database, changeId, work);
    if (settled !== undefined) return settled;
    // Like an import, which is no step of undo either.
    database.prepare('UPDATE unsettled_file SET change_id = NULL WHERE change_id = ?').run(changeId);
    return work();
  });
}

/**
 * Settles all there is, and lets others have their turn after each slice.
 * @param changed told of the papers of each
 * @param isEnding whether to leave the rest for the next opening
 */
export async function settleAll(
  database: Database,
  changed: (paperIds: readonly number[]) => void,
  isEnding: () => boolean = () => false,
): Promise<void> {
  while (!isEnding()) {
    const paperIds = settleNext(database);
    if (paperIds === null) return;
    changed(paperIds);
    await setImmediate();
  }
}

/** Settles in the background what undo and redo of imports leave, and what a crash left. */
export interface LaterSettling {
  /** There may be something. */
  readonly soon: () => void;
  /** Ends with the slice it is at: the rest is done at the next opening. */
  readonly end: () => Promise<void>;
}

/** @param onFault told what kept it from being done: it stays unsettled until the next time */
export function laterSettling(
  database: Database,
  changed: (paperIds: readonly number[]) => void,
  onFault: (fault: Fault) => void,
): LaterSettling {
  let settling: Promise<void> = Promise.resolve();
  let isEnding = false;
  return {
    soon() {
      settling = settling
        .then(() => settleAll(database, changed, () => isEnding))
        .catch((thrown: unknown) => onFault(faultOf('history.undo', thrown)));
    },
    end() {
      isEnding = true;
      return settling;
    },
  };
}
