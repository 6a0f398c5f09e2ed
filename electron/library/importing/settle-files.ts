/**
 * Groups the papers of files anew that came to stand or fell with their imports. At 0.2 ms a paper that would keep edits
 * waiting for seconds: it is done in slices, between which others have their turn (settle-later.ts), and how far it has
 * come is committed with the papers.
 */
import type { Database } from '../database.ts';
import type { Regrouper } from '../merging/regroup.ts';
import { IS_TOLD, refreshHidden } from '../remembering/hidden-papers.ts';

/** About how long a transaction looks at papers; what has changed of them is then indexed, which takes as long again at most. */
const SLICE_MS = 40;

/** Sources whose papers are looked at together, some 10 ms at most. */
const LOT = 50;

/** Notes that the papers of a file are to be grouped anew, from its beginning. Belongs into a transaction. */
export function unsettleFile(database: Database, fileId: number): void {
  database
    .prepare(
      'INSERT OR REPLACE INTO unsettled_file (file_id, change_id) VALUES (?, (SELECT id FROM current_change))',
    )
    .run(fileId);
}

/**
 * Groups papers of unsettled files anew, the file first that was noted last, for as long as a slice may take. Only of
 * files that were noted under the change that is being made. Belongs into a transaction that the regrouper has begun.
 */
export function settleSlice(database: Database, papers: Regrouper): void {
  const next = database.prepare<[], Unsettled>(
    `SELECT id, file_id AS fileId, byte_start AS byteStart FROM unsettled_file
     WHERE change_id IS (SELECT id FROM current_change) ORDER BY id DESC LIMIT 1`,
  );
  const sources = database.prepare<[number, number, number], { byteStart: number; paperId: number }>(
    `SELECT byte_start AS byteStart, paper_id AS paperId FROM source WHERE file_id = ? AND byte_start >= ?
     ORDER BY byte_start LIMIT ?`,
  );
  const goOn = database.prepare('UPDATE unsettled_file SET byte_start = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM unsettled_file WHERE id = ?');
  const endMs = performance.now() + SLICE_MS;
  for (let file = next.get(); file !== undefined && performance.now() < endMs; file = next.get()) {
    const lot = sources.all(file.fileId, file.byteStart, LOT);
    regroupPapers(database, [...new Set(lot.map(({ paperId }) => paperId))], papers);
    if (lot.length < LOT) remove.run(file.id);
    else goOn.run((lot.at(-1)?.byteStart ?? 0) + 1, file.id);
  }
}

interface Unsettled {
  readonly id: number;
  readonly fileId: number;
  readonly byteStart: number;
}

/** Papers that nothing tells of any more are only hidden; the others, and those that the user keeps, are made anew. */
function regroupPapers(database: Database, ids: readonly number[], papers: Regrouper): void {
  refreshHidden(database, ids);
  for (const paperId of ids) papers.noteShown(paperId);
  const shown = database
    .prepare<[string], number>(
      `SELECT id FROM paper WHERE id IN (SELECT value FROM json_each(?)) AND (hidden = 0 OR ${IS_TOLD}) ORDER BY id`,
    )
    .pluck()
    .all(JSON.stringify(ids));
  for (const paperId of shown) papers.regroup([paperId], null, { isForced: true });
}
