import { createHash } from 'node:crypto';
import type { Database } from '../database.ts';
import type { Regrouper } from '../merging/regroup.ts';
import { IS_TOLD, refreshHidden } from '../remembering/hidden-papers.ts';

/**
 * Lets a file stand again that was taken back with its imports: its papers are what all their sources say.
 * Belongs into a transaction that the regrouper has begun.
 * @returns papers that had been hidden, and are back; none when the file had not been taken back
 */
export function fileStands(database: Database, fileId: number, papers: Regrouper): number[] {
  const hidden = hiddenPapers(database, fileId);
  if (!setWithdrawn(database, fileId, false)) return [];
  regroupFile(database, fileId, papers);
  settleParts(database, partsOf(database, fileId), papers);
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
    if (!setWithdrawn(database, id, stands === 0)) continue;
    regroupFile(database, id, papers);
    settleParts(database, partsOf(database, id), papers);
  }
}

/** By which the words that the user gave an unread part are known among the files. */
export function mendedHash(partId: number, text: string): string {
  return createHash('sha256').update(`unread part ${partId}\n${text}`).digest('hex');
}

/**
 * Makes the words that the user gave unread parts stand, as a file does, while the part is mended by them and its own
 * file stands. Belongs into a transaction that the regrouper has begun.
 */
export function settleParts(database: Database, partIds: Iterable<number>, papers: Regrouper): void {
  const givenWords = database.prepare<[number], MendedPart>(
    `SELECT words.id AS fileId, words.hash, coalesce(mended_text, text) AS text,
       state = 'mended' AND own.withdrawn = 0 AS stands
     FROM file AS words JOIN unread ON unread.id = words.part_id
       JOIN import_file ON import_file.id = import_file_id JOIN file AS own ON own.id = import_file.file_id
     WHERE words.part_id = ?`,
  );
  for (const partId of partIds) {
    for (const { fileId, hash, text, stands } of givenWords.all(partId)) {
      const isStanding = stands === 1 && hash === mendedHash(partId, text);
      if (setWithdrawn(database, fileId, !isStanding)) regroupFile(database, fileId, papers);
    }
  }
}

interface MendedPart {
  readonly fileId: number;
  readonly hash: string;
  readonly text: string;
  readonly stands: number;
}

/** The parts of a file to which the user gave words. */
function partsOf(database: Database, fileId: number): number[] {
  return database
    .prepare<[number], number>(
      `SELECT DISTINCT unread.id FROM import_file JOIN unread ON unread.import_file_id = import_file.id
         JOIN file ON part_id = unread.id WHERE import_file.file_id = ? ORDER BY 1`,
    )
    .pluck()
    .all(fileId);
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

/** Papers that nothing tells of any more are only hidden; the others, and those that the user keeps, are made anew. */
function regroupFile(database: Database, fileId: number, papers: Regrouper): void {
  const ids = database
    .prepare<[number], number>('SELECT DISTINCT paper_id FROM source WHERE file_id = ? ORDER BY paper_id')
    .pluck()
    .all(fileId);
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
