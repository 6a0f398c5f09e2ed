import type { Database } from './database.ts';
import { IS_TOLD, refreshHidden } from './hidden-papers.ts';
import type { Regrouper } from './regroup.ts';

/**
 * Lets a file stand again that was taken back with its imports: its papers are what all their sources say.
 * Belongs into a transaction that the regrouper has begun.
 * @returns papers that had been hidden, and are back; none when the file had not been taken back
 */
export function fileStands(database: Database, fileId: number, papers: Regrouper): number[] {
  const hidden = hiddenPapers(database, fileId);
  if (!setWithdrawn(database, fileId, false)) return [];
  regroupFile(database, fileId, papers);
  return hidden.filter((paperId) => !papers.rows.isHidden(paperId));
}

/**
 * Makes the files of an import stand or not, as the imports say that read them, and their papers anew.
 * Belongs into a transaction that the regrouper has begun.
 */
export function settleImport(database: Database, importId: number, papers: Regrouper): void {
  const files = database
    .prepare<[number], { id: number; stands: number }>(
      `SELECT DISTINCT file_id AS id, EXISTS (
         SELECT 1 FROM import_file AS other JOIN import ON import.id = other.import_id
         WHERE other.file_id = import_file.file_id AND import.withdrawn = 0) AS stands
       FROM import_file WHERE import_id = ? AND file_id IS NOT NULL`,
    )
    .all(importId);
  for (const { id, stands } of files) {
    if (setWithdrawn(database, id, stands === 0)) regroupFile(database, id, papers);
  }
}

/** @returns whether that is new */
function setWithdrawn(database: Database, fileId: number, isWithdrawn: boolean): boolean {
  const value = isWithdrawn ? 1 : 0;
  return (
    database
      .prepare('UPDATE file SET withdrawn = @value WHERE id = @fileId AND withdrawn <> @value')
      .run({ fileId, value }).changes > 0
  );
}

function hiddenPapers(database: Database, fileId: number): number[] {
  return database
    .prepare<[number], number>(
      'SELECT DISTINCT paper.id FROM source JOIN paper ON paper.id = paper_id WHERE file_id = ? AND hidden = 1',
    )
    .pluck()
    .all(fileId);
}

/** Papers that nothing else tells of are only hidden or shown; the others are made anew. */
function regroupFile(database: Database, fileId: number, papers: Regrouper): void {
  const ids = database
    .prepare<[number], number>('SELECT DISTINCT paper_id FROM source WHERE file_id = ? ORDER BY paper_id')
    .pluck()
    .all(fileId);
  refreshHidden(database, ids);
  for (const paperId of ids) papers.noteMoved(paperId);
  const told = database
    .prepare<[string], number>(
      `SELECT id FROM paper WHERE id IN (SELECT value FROM json_each(?)) AND ${IS_TOLD} ORDER BY id`,
    )
    .pluck()
    .all(JSON.stringify(ids));
  for (const paperId of told) papers.regroup([paperId], null, { isForced: true });
}
