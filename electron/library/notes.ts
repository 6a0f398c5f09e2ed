import type { Note } from '../../shared/library.ts';
import type { Database } from './database.ts';
import { changing } from './history.ts';
import { joinLastRevisions } from './note-log.ts';
import { indexPapers } from './paper-index.ts';
import { requirePapers } from './require-papers.ts';

/** The note of a paper; null when it has none. */
export function noteOf(database: Database, paperId: number): Note | null {
  return (
    database
      .prepare<unknown[], Note>('SELECT text, changed_ms AS changedMs FROM note WHERE paper_id = ?')
      .get(paperId) ?? null
  );
}

/**
 * Saves a note as it stands, to the byte: no trimming, no line ends changed, nothing normalised.
 * (Halves of surrogate pairs, which are no characters and have no bytes, become U+FFFD.)
 * Saving what is saved already changes nothing, its time included. Savings while typing join to one step of undo.
 * @returns null when the text is empty: then there is no note any more
 * @throws {PostilError} `not-found`
 */
export function saveNote(database: Database, paperId: number, text: string): Note | null {
  const wellFormed = text.toWellFormed();
  return changing(
    database,
    wellFormed === '' ? 'Remove note' : 'Edit note',
    () => {
      requirePapers(database, [paperId]);
      const before = noteOf(database, paperId);
      if ((before?.text ?? '') === wellFormed) return before;
      if (wellFormed === '') {
        database.prepare('DELETE FROM note WHERE paper_id = ?').run(paperId);
      } else {
        database
          .prepare(
            `INSERT INTO note (paper_id, text, changed_ms) VALUES (?, ?, ?)
             ON CONFLICT (paper_id) DO UPDATE SET text = excluded.text, changed_ms = excluded.changed_ms`,
          )
          .run(paperId, wellFormed, Date.now());
      }
      joinLastRevisions(database, paperId);
      indexPapers(database, [paperId]);
      return noteOf(database, paperId);
    },
    `note ${paperId}`,
  );
}
