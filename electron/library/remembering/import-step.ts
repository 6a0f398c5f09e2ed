/**
 * The step of undo that an import is: its one row says that the import is not taken back, which it is again when the
 * step is undone. It stands where the import began, so that what was done since is undone before it.
 */
import type { Database } from '../database.ts';
import { isChanging } from './history-moves.ts';

/** Adds the step of an import that has none. Belongs into a transaction. */
export function addImportStep(database: Database, importId: number, label: string): void {
  // As with every change: what was undone before cannot be made again.
  database.prepare('DELETE FROM change WHERE undone = 1').run();
  const { lastInsertRowid } = database
    .prepare('INSERT INTO change (made_ms, label, import_id) VALUES (?, ?, ?)')
    .run(Date.now(), label, importId);
  database
    .prepare(
      `INSERT INTO history (change_id, table_name, before, after)
       SELECT ?, 'import', json_object('id', id, 'withdrawn', 1), json_object('id', id, 'withdrawn', 0)
       FROM import WHERE id = ?`,
    )
    .run(lastInsertRowid, importId);
}

/** Names the step anew, now that it is known what came of the import; null: nothing did, so that it is none. */
export function nameImportStep(database: Database, importId: number, label: string | null): void {
  const changeId = importChangeId(database, importId);
  if (label === null) database.prepare('DELETE FROM change WHERE id = ?').run(changeId);
  else database.prepare('UPDATE change SET label = ? WHERE id = ?').run(label, changeId);
}

/**
 * Joins papers that were there before an import, as part of its step: undone, each has its own again.
 * What was changed since the import began is undone before the step is, so that papers of which that is true are joined
 * outside of it: their rows stay together.
 * @param join is to tell history of it (history-moves.ts), which does nothing within a step
 */
export function joinInStep(
  database: Database,
  importId: number,
  paperIds: readonly number[],
  join: () => void,
): void {
  const changeId = isChanging(database) ? null : importChangeId(database, importId);
  if (changeId === null || wereChangedSince(database, changeId, paperIds)) {
    join();
    return;
  }
  database.prepare('INSERT INTO current_change (id) VALUES (?)').run(changeId);
  join();
  database.prepare('DELETE FROM current_change').run();
}

function wereChangedSince(database: Database, changeId: number, paperIds: readonly number[]): boolean {
  return (
    database
      .prepare(
        'SELECT 1 FROM history WHERE paper_id IN (SELECT value FROM json_each(?)) AND change_id > ? LIMIT 1',
      )
      .get(JSON.stringify(paperIds), changeId) !== undefined
  );
}

/** The number of an import's step; null when it has none: nothing was read, or it was undone before another change. */
export function importChangeId(database: Database, importId: number): number | null {
  return (
    database.prepare<[number], number>('SELECT id FROM change WHERE import_id = ?').pluck().get(importId) ??
    null
  );
}
