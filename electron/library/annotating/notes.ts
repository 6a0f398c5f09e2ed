import { NOTE_LENGTH } from '../../../shared/calls/notes.ts';
import { PostilError } from '../../../shared/errors.ts';
import type { Note, NoteRevision } from '../../../shared/note.ts';
import type { Database } from '../database.ts';
import { dueForIndex, indexPapers } from '../paper-index.ts';
import { changing } from '../remembering/history.ts';
import { requirePapers } from '../require-papers.ts';
import { currentText, joinLastRevisions, lastRevision, readSplice, textAt } from './note-log.ts';

/** The note of a paper; null when it has none. */
export function noteOf(database: Database, paperId: number): Note | null {
  return (
    database
      .prepare<unknown[], Note>('SELECT text, changed_ms AS changedMs FROM note WHERE paper_id = ?')
      .get(paperId) ?? null
  );
}

/**
 * Saves a note as it stands, to the byte: no trimming, no line ends changed, nothing normalised; an empty text removes it.
 * (Halves of surrogate pairs, which are no characters and have no bytes, become U+FFFD.)
 * Saving what is saved already changes nothing, its time included. Savings while typing join to one step of undo.
 * @param indexing `later` leaves its words to `indexDue`, so that a long note does not hold up who types it
 * @throws {PostilError} `not-found`
 */
export function saveNote(
  database: Database,
  paperId: number,
  text: string,
  indexing: 'now' | 'later' = 'now',
): void {
  const label = text === '' ? 'Remove note' : 'Edit note';
  writeNote(database, paperId, text.toWellFormed(), label, `note ${paperId}`, indexing);
}

/** What stands between two offsets (UTF-16 code units) of a note is replaced. */
export interface NoteSplice {
  readonly start: number;
  readonly end: number;
  readonly inserted: string;
}

/**
 * The text of a note with a stretch replaced.
 * @param since the writing (see note-log.ts) whose text the offsets are of
 * @returns null when the note stands at another writing by now, or when there is no such text
 */
export function splicedText(
  database: Database,
  paperId: number,
  since: number,
  { start, end, inserted }: NoteSplice,
): string | null {
  if (lastRevision(database, paperId) !== since) return null;
  const text = currentText(database, paperId);
  if (start > end || end > text.length) return null;
  const spliced = text.slice(0, start) + inserted + text.slice(end);
  return spliced.isWellFormed() && spliced.length <= NOTE_LENGTH ? spliced : null;
}

function writeNote(
  database: Database,
  paperId: number,
  text: string,
  label: string,
  subject: string | null,
  indexing: 'now' | 'later',
): void {
  changing(
    database,
    label,
    () => {
      requirePapers(database, [paperId]);
      const before = currentText(database, paperId);
      if (before === text) return;
      if (text === '') {
        database.prepare('DELETE FROM note WHERE paper_id = ?').run(paperId);
      } else {
        database
          .prepare(
            `INSERT INTO note (paper_id, text, changed_ms) VALUES (?, ?, ?)
             ON CONFLICT (paper_id) DO UPDATE SET text = excluded.text, changed_ms = excluded.changed_ms`,
          )
          .run(paperId, text, Date.now());
      }
      joinLastRevisions(database, paperId, text);
      if (indexing === 'now') indexPapers(database, [paperId]);
      else dueForIndex(database, paperId);
    },
    subject,
  );
}

/** Most writings that the history of one note lists. */
const MOST_REVISIONS = 500;

/** The writings of a paper's note, newest first. */
export function noteRevisions(database: Database, paperId: number): NoteRevision[] {
  return database
    .prepare<unknown[], { id: number; atMs: number; splice: string }>(
      'SELECT id, made_ms AS atMs, splice FROM note_revision WHERE paper_id = ? ORDER BY id DESC LIMIT ?',
    )
    .all(paperId, MOST_REVISIONS)
    .map(({ id, atMs, splice }) => {
      const { removed, inserted } = readSplice(splice);
      return { id, atMs, added: inserted.length, removed: removed.length };
    });
}

/** The text that a note had after one of its writings. @throws {PostilError} `not-found` */
export function noteTextAt(database: Database, revisionId: number): string {
  const text = textAt(database, revisionId);
  if (text === null) {
    throw new PostilError('not-found', 'This text of the note is no longer known.', 'Choose another one.');
  }
  return text;
}

/** Gives a note the text back that it had after one of its writings. @throws {PostilError} `not-found` */
export function restoreNote(database: Database, paperId: number, revisionId: number): Note | null {
  writeNote(database, paperId, noteTextAt(database, revisionId), 'Restore note', null, 'now');
  return noteOf(database, paperId);
}
