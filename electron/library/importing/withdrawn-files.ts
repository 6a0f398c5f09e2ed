import { createHash } from 'node:crypto';
import type { Database } from '../database.ts';
import { unsettleFile } from './settle-files.ts';

/**
 * Lets a file stand again that was taken back with its imports; its papers are to be settled. Belongs into a transaction.
 * @returns papers that are hidden, and will come back; none when the file had not been taken back
 */
export function fileStands(database: Database, fileId: number): number[] {
  if (!setWithdrawn(database, fileId, false)) return [];
  unsettleParts(database, partsOf(database, fileId));
  return hiddenPapers(database, fileId);
}

/**
 * Makes the files of an import stand or not, as the imports say that read them; their papers are to be settled.
 * Belongs into a transaction.
 */
export function unsettleImport(database: Database, importId: number): void {
  const files = database
    .prepare<[number], { id: number; stands: number }>(
      `SELECT DISTINCT file_id AS id, EXISTS (
         SELECT 1 FROM import_file AS other JOIN import ON import.id = other.import_id
         WHERE other.file_id = import_file.file_id AND import.withdrawn = 0) AS stands
       FROM import_file WHERE import_id = ? AND file_id IS NOT NULL`,
    )
    .all(importId);
  for (const { id, stands } of files) {
    if (setWithdrawn(database, id, stands === 0)) unsettleParts(database, partsOf(database, id));
  }
}

/** By which the words that the user gave an unread part are known among the files. */
export function mendedHash(partId: number, text: string): string {
  return createHash('sha256').update(`unread part ${partId}\n${text}`).digest('hex');
}

/**
 * Makes the words that the user gave unread parts stand, as a file does, while the part is mended by them and its own
 * file stands; their papers are to be settled. Belongs into a transaction.
 */
export function unsettleParts(database: Database, partIds: Iterable<number>): void {
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
      setWithdrawn(database, fileId, !isStanding);
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

/** @returns whether that is new, so that the papers of the file are to be settled */
function setWithdrawn(database: Database, fileId: number, isWithdrawn: boolean): boolean {
  const value = isWithdrawn ? 1 : 0;
  const isNew =
    database
      .prepare('UPDATE file SET withdrawn = @value WHERE id = @fileId AND withdrawn <> @value')
      .run({ fileId, value }).changes > 0;
  if (isNew) unsettleFile(database, fileId);
  return isNew;
}

function hiddenPapers(database: Database, fileId: number): number[] {
  return database
    .prepare<[number], number>(
      `SELECT DISTINCT paper.id FROM source JOIN paper ON paper.id = paper_id
       WHERE file_id = ? AND hidden = 1 AND NOT EXISTS (SELECT 1 FROM trash WHERE trash.paper_id = paper.id)`,
    )
    .pluck()
    .all(fileId);
}
