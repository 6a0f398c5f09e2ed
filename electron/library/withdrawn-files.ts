import type { Database } from './database.ts';
import type { Regrouper } from './regroup.ts';

/**
 * Lets a file stand again that was taken back with its imports: its papers are what all their sources say.
 * Belongs into a transaction that the regrouper has begun.
 * @returns papers that had been hidden, and are back; none when the file had not been taken back
 */
export function fileStands(database: Database, fileId: number, papers: Regrouper): number[] {
  const { changes } = database
    .prepare('UPDATE file SET withdrawn = 0 WHERE id = ? AND withdrawn = 1')
    .run(fileId);
  return changes === 0 ? [] : regroupFile(database, fileId, papers);
}

/** Makes the papers of a file anew after it was taken back or stands again. @returns those that were hidden before and are back */
export function regroupFile(database: Database, fileId: number, papers: Regrouper): number[] {
  const ids = database
    .prepare<[number], number>('SELECT DISTINCT paper_id FROM source WHERE file_id = ? ORDER BY paper_id')
    .pluck()
    .all(fileId);
  const back: number[] = [];
  for (const paperId of ids) {
    const wasHidden = papers.rows.isHidden(paperId);
    papers.regroup([paperId], null, { isForced: true });
    if (wasHidden && !papers.rows.isHidden(paperId)) back.push(paperId);
  }
  return back;
}
