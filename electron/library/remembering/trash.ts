import { type Database, transact } from '../database.ts';
import { unindexPapers } from '../paper-index.ts';
import { requirePapers } from '../require-papers.ts';
import { refreshHidden } from './hidden-papers.ts';
import { changing } from './history.ts';

/** Puts papers into the trash: out of sight, and to be restored whole. @throws {PostilError} `not-found` */
export function trashPapers(database: Database, paperIds: readonly number[]): void {
  changing(database, 'Move to trash', () => {
    requirePapers(database, paperIds);
    database
      .prepare(
        'INSERT INTO trash (paper_id, trashed_ms) SELECT value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING',
      )
      .run(Date.now(), JSON.stringify(paperIds));
    refreshHidden(database, paperIds);
  });
}

/** Takes papers out of the trash again. @throws {PostilError} `not-found` */
export function restorePapers(database: Database, paperIds: readonly number[]): void {
  changing(database, 'Restore from trash', () => {
    requirePapers(database, paperIds);
    database
      .prepare('DELETE FROM trash WHERE paper_id IN (SELECT value FROM json_each(?))')
      .run(JSON.stringify(paperIds));
    refreshHidden(database, paperIds);
  });
}

/** How many papers are in the trash. */
export function trashCount(database: Database): number {
  return database.prepare<[], number>('SELECT count(*) FROM trash').pluck().get() ?? 0;
}

/** Rows of history that are about some papers: their own, and those that would bring them back. */
const HISTORY_OF = `history WHERE paper_id IN (SELECT value FROM json_each(@ids))
  OR (paper_id IS NULL AND table_name = 'paper' AND coalesce(before, after) ->> '$.id' IN (SELECT value FROM json_each(@ids)))
  OR (paper_id IS NULL AND table_name IN ('version', 'source')
    AND (before ->> '$.paper_id' IN (SELECT value FROM json_each(@ids))
      OR after ->> '$.paper_id' IN (SELECT value FROM json_each(@ids))))`;

/**
 * Deletes the papers in the trash for good, with their sources, all that the user has made of them and its history.
 * The only end of anything; no step of undo.
 * @returns the papers that are gone
 */
export function emptyTrash(database: Database): number[] {
  return transact(database, () => {
    const paperIds = database
      .prepare<[], number>('SELECT paper_id FROM trash ORDER BY paper_id')
      .pluck()
      .all();
    if (paperIds.length === 0) return [];
    const ids = JSON.stringify(paperIds);
    // Sources, versions and what the user has made of them go with the papers.
    database.prepare('DELETE FROM paper WHERE id IN (SELECT value FROM json_each(@ids))').run({ ids });
    database
      .prepare('DELETE FROM note_revision WHERE paper_id IN (SELECT value FROM json_each(@ids))')
      .run({ ids });
    database.prepare(`DELETE FROM ${HISTORY_OF}`).run({ ids });
    database.exec('DELETE FROM change WHERE id NOT IN (SELECT change_id FROM history)');
    unindexPapers(database, paperIds);
    return paperIds;
  });
}
