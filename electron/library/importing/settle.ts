import type { Database } from '../database.ts';
import { mergeAfter } from '../index-merge.ts';
import type { RecordKeys } from '../merging/decision-rows.ts';
import { hashAbstract } from '../merging/normalise.ts';
import { type Regrouper, regrouper } from '../merging/regroup.ts';
import { refreshHidden } from '../remembering/hidden-papers.ts';
import { settleSlice } from './settle-files.ts';
import { unsettleImport, unsettleParts } from './withdrawn-files.ts';

/** What a change of sources or decisions may have made untrue. */
export interface Unsettled {
  /** Papers to be grouped anew. */
  readonly paperIds: Iterable<number>;
  /** Records of which something was decided. */
  readonly records?: Iterable<RecordKeys>;
  /** Imports that were taken back or brought again. */
  readonly importIds?: Iterable<number>;
  /** Unread parts that were mended, or of which that was taken back. */
  readonly partIds?: Iterable<number>;
  /** Papers that went into the trash or out of it. */
  readonly trashedIds?: Iterable<number>;
  /** See `Regrouping`. */
  readonly homes?: ReadonlyMap<number, number>;
}

/**
 * Makes papers again what sources and decisions say, after the user's or by undo. Belongs into a transaction. Where
 * files came to stand or fell, more may be left than one transaction should do: see settle-later.ts.
 * @returns the papers that are new, changed or gone
 */
export function settle(database: Database, unsettled: Unsettled): number[] {
  const { paperIds, records = [], importIds = [], partIds = [], trashedIds = [], homes } = unsettled;
  const papers = regrouper(database, Date.now());
  papers.begin();
  const seeds = new Set(paperIds);
  for (const keys of records) for (const paperId of papers.papersOfKeys(keys)) seeds.add(paperId);
  for (const paperId of seeds) mendVersions(database, paperId, papers);
  // First of all: whose files do not stand have no say.
  for (const importId of importIds) unsettleImport(database, importId);
  unsettleParts(database, partIds);
  settleSlice(database, papers);
  const isThere = database.prepare('SELECT 1 FROM paper WHERE id = ?');
  for (const paperId of [...seeds].sort((one, other) => one - other)) {
    papers.noteMoved(paperId);
    if (isThere.get(paperId) === undefined) continue;
    papers.regroup([paperId], null, homes === undefined ? { isForced: true } : { isForced: true, homes });
  }
  const trashed = [...trashedIds];
  refreshHidden(database, trashed);
  papers.joinNear();
  const changed = papers.flush();
  mergeAfter(database, changed.length);
  return [...new Set([...changed, ...trashed])];
}

/** Versions that history brought back lack what follows from their text. */
function mendVersions(database: Database, paperId: number, papers: Regrouper): void {
  const versions = database
    .prepare<[number], { id: number; text: string }>(
      `SELECT id, text FROM version WHERE paper_id = ? AND hash = x''`,
    )
    .all(paperId);
  for (const { id, text } of versions) {
    database.prepare('UPDATE version SET hash = ? WHERE id = ?').run(hashAbstract(text), id);
    papers.noteVersion(id, text);
  }
}
