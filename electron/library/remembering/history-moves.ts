/**
 * What history must be told when an import moves rows of the user's, so that earlier changes can still be undone.
 * While a change of the user's is being made nothing is told: its own rows bring everything back before earlier
 * changes are undone.
 */
import type { Database } from '../database.ts';
import { derivedRow } from '../migrations/0001-derived.ts';

/** Whether a change of the user's is being made. */
export function isChanging(database: Database): boolean {
  return database.prepare('SELECT 1 FROM current_change').get() !== undefined;
}

/**
 * Remembers a paper or a version that is new under a change of the user's. No trigger does: it would cost every import.
 * Whoever inserts one under a change is to call this, or undo would leave it behind.
 */
export function rememberNew(database: Database, table: 'paper' | 'version', id: number): void {
  if (!isChanging(database)) return;
  database
    .prepare(
      `INSERT INTO history (change_id, table_name, paper_id, before, after)
         SELECT current_change.id, '${table}', NULL, NULL, ${derivedRow(table, table)}
         FROM current_change JOIN ${table} ON ${table}.id = ?`,
    )
    .run(id);
}

/** Two papers were joined, after the user's rows of the one were given to the other. */
export function movePaperHistory(database: Database, fromPaperId: number, toPaperId: number): void {
  if (isChanging(database)) return;
  database
    .prepare(
      `UPDATE history SET paper_id = @paper_id, before = ${withValues('before', 'paper_id')},
         after = ${withValues('after', 'paper_id')}
       WHERE paper_id = @from`,
    )
    .run({ from: fromPaperId, paper_id: toPaperId });
}

/** A version and the annotations on it went to another paper, where the text may be another version. */
export function moveVersionHistory(
  database: Database,
  from: { readonly paperId: number; readonly versionId: number },
  to: { readonly paperId: number; readonly versionId: number },
): void {
  if (isChanging(database)) return;
  database
    .prepare(
      `UPDATE history SET paper_id = @paper_id, before = ${withValues('before', 'paper_id', 'version_id')},
         after = ${withValues('after', 'paper_id', 'version_id')}
       WHERE paper_id = @fromPaper AND table_name = 'annotation'
         AND @fromVersion IN (before ->> '$.version_id', after ->> '$.version_id')`,
    )
    .run({
      fromPaper: from.paperId,
      fromVersion: from.versionId,
      paper_id: to.paperId,
      version_id: to.versionId,
    });
}

/** Null stays null. Bound numbers are REAL, which JSON would show ("1.0"). */
function withValues(side: 'before' | 'after', ...columns: readonly string[]): string {
  const values = columns.map((column) => `'$.${column}', CAST(@${column} AS INTEGER)`);
  return `json_set(${side}, ${values.join(', ')})`;
}
