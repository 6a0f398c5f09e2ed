import { PostilError } from '../../../shared/errors.ts';
import type { KeptPaper, Withdrawal } from '../../../shared/withdrawal.ts';
import type { Database } from '../database.ts';
import { IS_TOLD } from '../remembering/hidden-papers.ts';
import { changing } from '../remembering/history.ts';
import { importRow, importState } from './import-rows.ts';
import { settle } from './settle.ts';

/** Papers told of one by one; the others are counted. */
const MOST_KEPT = 200;

/**
 * Takes an import back: what its files said no longer counts, unless another import read them too. Papers that nothing
 * else tells of are gone from sight, but for those that the user has made something of.
 * @throws {PostilError} `not-found`, or `bad-request` while it runs
 */
export function withdrawImport(database: Database, importId: number): Withdrawal {
  return setWithdrawn(database, importId, true);
}

/**
 * Brings an import again that was taken back, with all that it had brought. Others may have come meanwhile that are the
 * same papers, so each paper is grouped anew, in one transaction: nothing else is done on this thread for about 0.2 ms a
 * paper, 2 s for 10,000, and as long again when the taking back is undone. Taking back itself only hides, at 6 µs a paper.
 * @throws {PostilError} `not-found`
 */
export function restoreImport(database: Database, importId: number): Withdrawal {
  return setWithdrawn(database, importId, false);
}

function setWithdrawn(database: Database, importId: number, isWithdrawn: boolean): Withdrawal {
  const state = importState(importRow(database, importId));
  if (state === 'running' || state === 'waiting') {
    const message = 'This import is still being read.';
    throw new PostilError('bad-request', message, 'Wait for its end or stop it, then take it back.');
  }
  return changing(database, isWithdrawn ? 'Take back import' : 'Restore import', () => {
    const before = shownCount(database);
    database.prepare('UPDATE import SET withdrawn = ? WHERE id = ?').run(isWithdrawn ? 1 : 0, importId);
    const paperIds = settle(database, { paperIds: [], importIds: [importId] });
    const kept = isWithdrawn ? keptPapers(database, importId) : [];
    return {
      importId,
      isWithdrawn,
      shownChange: shownCount(database) - before,
      kept: kept.slice(0, MOST_KEPT),
      keptCount: kept.length,
      paperIds,
    };
  });
}

function shownCount(database: Database): number {
  return database.prepare<[], number>('SELECT count(*) FROM paper WHERE hidden = 0').pluck().get() ?? 0;
}

/** Papers that only this import and others taken back told of, and that stay since the user has made something of them. */
function keptPapers(database: Database, importId: number): KeptPaper[] {
  return database
    .prepare<[{ importId: number }], KeptRow>(
      `SELECT paper.id AS paperId, coalesce(reading.heading, paper.heading) AS heading,
         EXISTS (SELECT 1 FROM annotation WHERE paper_id = paper.id) AS annotations,
         EXISTS (SELECT 1 FROM note WHERE paper_id = paper.id) AS note,
         EXISTS (SELECT 1 FROM paper_tag WHERE paper_id = paper.id) AS tags
       FROM paper LEFT JOIN reading ON reading.paper_id = paper.id
       WHERE hidden = 0 AND NOT ${IS_TOLD} AND paper.id IN (
         SELECT source.paper_id FROM source JOIN import_file ON import_file.file_id = source.file_id
         WHERE import_file.import_id = @importId
         UNION SELECT source.paper_id FROM import_file JOIN unread ON unread.import_file_id = import_file.id
           JOIN file ON part_id = unread.id JOIN source ON source.file_id = file.id
         WHERE import_file.import_id = @importId)
       ORDER BY paper.id`,
    )
    .all({ importId })
    .map(({ paperId, heading, ...has }) => ({ paperId, heading, because: reason(has) }));
}

interface KeptRow {
  readonly paperId: number;
  readonly heading: string;
  readonly annotations: number;
  readonly note: number;
  readonly tags: number;
}

function reason({ annotations, note, tags }: Omit<KeptRow, 'paperId' | 'heading'>): string {
  if (annotations === 1) return 'You have marked words in it.';
  if (note === 1) return 'You have written a note on it.';
  if (tags === 1) return 'You have tagged it.';
  return 'You have read, starred, rated, queued or renamed it.';
}
