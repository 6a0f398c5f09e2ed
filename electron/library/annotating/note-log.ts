/**
 * The log of notes: what each writing of a note took away and put in, whoever wrote it. Triggers of the writing
 * connection keep it, and with it the history of notes and the links between them, so that a long note is not
 * written into history twice with every word typed.
 */
import { linksIn } from '../../../shared/note.ts';
import type { Database } from '../database.ts';

/** One place of a text replaced: `inserted` stands at `start` where `removed` stood. In UTF-16 code units. */
export interface Splice {
  readonly start: number;
  readonly removed: string;
  readonly inserted: string;
}

/** The smallest splice that makes one text of another; it cuts no surrogate pair in two, which could not be stored. */
export function spliceBetween(before: string, after: string): Splice {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start -= 1;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail += 1;
  }
  // A low surrogate where the kept tail begins: its high one was replaced, so it goes with it.
  if (tail > 0 && (before.charCodeAt(before.length - tail) & 0xfc00) === 0xdc00) tail -= 1;
  return {
    start,
    removed: before.slice(start, before.length - tail),
    inserted: after.slice(start, after.length - tail),
  };
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

/** The text before a splice, from the one after it. @throws {Error} when the splice does not fit the text */
export function withoutSplice(text: string, { start, removed, inserted }: Splice): string {
  if (!text.startsWith(inserted, start)) throw new Error('The log of notes does not fit a note.');
  return text.slice(0, start) + removed + text.slice(start + inserted.length);
}

/** Makes a writing connection keep the log. TEMP, since the schema trusts no functions but SQLite's own. */
export function keepNoteLog(database: Database): void {
  const options = { deterministic: true };
  database.function('note_splice', options, (before: string, after: string) => {
    const { start, removed, inserted } = spliceBetween(before, after);
    return JSON.stringify([start, removed, inserted]);
  });
  database.function('note_links', options, (text: string) =>
    JSON.stringify(
      linksIn(text).map(({ paperId, annotationId }) =>
        annotationId === null ? ['paper', String(paperId)] : ['annotation', annotationId],
      ),
    ),
  );
  database.exec(
    noteTrigger('INSERT', '1', "''", 'NEW.text') +
      noteTrigger(
        'UPDATE',
        'OLD.text IS NOT NEW.text OR OLD.changed_ms IS NOT NEW.changed_ms',
        'OLD.text',
        'NEW.text',
      ) +
      noteTrigger('DELETE', '1', 'OLD.text', "''"),
  );
}

function noteTrigger(event: string, condition: string, before: string, after: string): string {
  const row = event === 'DELETE' ? 'OLD' : 'NEW';
  const json = (side: 'OLD' | 'NEW') =>
    `json_object('paper_id', ${side}.paper_id, 'changed_ms', ${side}.changed_ms, 'revision_id',
       (SELECT max(id) FROM note_revision WHERE paper_id = ${side}.paper_id))`;
  // What was stands in history first, under the newest revision there was; what is then, under the one just made.
  return `
CREATE TEMP TRIGGER note_${event.toLowerCase()}_log AFTER ${event} ON main.note WHEN ${condition} BEGIN
  INSERT INTO history (change_id, table_name, paper_id, before)
    SELECT id, 'note', ${row}.paper_id, ${event === 'INSERT' ? 'NULL' : json('OLD')} FROM current_change;
  INSERT INTO note_revision (paper_id, change_id, made_ms, splice)
    SELECT ${row}.paper_id, (SELECT id FROM current_change), CAST(unixepoch('subsec') * 1000 AS INTEGER),
      note_splice(${before}, ${after})
    WHERE ${before} IS NOT ${after};
  UPDATE history SET after = ${event === 'DELETE' ? 'NULL' : json('NEW')}
    WHERE id = (SELECT max(id) FROM history) AND EXISTS (SELECT 1 FROM current_change);
  DELETE FROM note_link WHERE paper_id = ${row}.paper_id;
  INSERT OR IGNORE INTO note_link (paper_id, kind, target)
    SELECT ${row}.paper_id, value ->> 0, value ->> 1 FROM json_each(note_links(${after}))
    WHERE EXISTS (SELECT 1 FROM paper WHERE id = ${row}.paper_id);
END;`;
}

interface RevisionRow {
  readonly id: number;
  readonly paperId: number;
  readonly changeId: number | null;
  readonly splice: string;
}

const COLUMNS = 'id, paper_id AS paperId, change_id AS changeId, splice';

/** Reads a splice as the log holds it. */
export function readSplice(json: string): Splice {
  const [start, removed, inserted]: [number, string, string] = JSON.parse(json);
  return { start, removed, inserted };
}

/**
 * The text that a note had after a writing of the log; empty where there was no note then.
 * @returns null when the log does not know that writing (any more)
 */
export function textAt(database: Database, revisionId: number): string | null {
  const paperId = database
    .prepare<unknown[], number>('SELECT paper_id FROM note_revision WHERE id = ?')
    .pluck()
    .get(revisionId);
  if (paperId === undefined) return null;
  let text = currentText(database, paperId);
  const later = database
    .prepare<unknown[], string>(
      'SELECT splice FROM note_revision WHERE paper_id = ? AND id > ? ORDER BY id DESC',
    )
    .pluck();
  for (const splice of later.iterate(paperId, revisionId)) text = withoutSplice(text, readSplice(splice));
  return text;
}

/** The text of a paper's note; empty where it has none. */
export function currentText(database: Database, paperId: number): string {
  return (
    database.prepare<unknown[], string>('SELECT text FROM note WHERE paper_id = ?').pluck().get(paperId) ?? ''
  );
}

/** The last writing of a paper's note, at which it stands; null when it never had one. */
export function lastRevision(database: Database, paperId: number): number | null {
  return (
    database
      .prepare<unknown[], number | null>('SELECT max(id) FROM note_revision WHERE paper_id = ?')
      .pluck()
      .get(paperId) ?? null
  );
}

/** Beyond what the two take alone, so much more may the one take that they are joined to, in UTF-16 code units. */
const JOINED_EXTRA = 1000;

/** What takes away more than some words, in UTF-16 code units, is not joined: what stood there was said to be saved. */
const JOINED_REMOVED = 40;
/** Longer stretches than this, in UTF-16 code units, that another takes the place of are mostly moved, not lost. */
const LONGEST_KEPT = 10_000;

/**
 * Makes one of the last two writings of a note where both belong to the same change, so that the log has an entry a
 * step of undo, not one a second. Two far apart in a long text stay two: joined they would hold all between; so do two
 * of which the later takes much away, which could not be had again.
 * @param text what the note is now
 */
export function joinLastRevisions(database: Database, paperId: number, text: string): void {
  const [last, former] = database
    .prepare<unknown[], RevisionRow>(
      `SELECT ${COLUMNS} FROM note_revision WHERE paper_id = ? ORDER BY id DESC LIMIT 2`,
    )
    .all(paperId);
  if (last === undefined || former === undefined) return;
  if (last.changeId === null || last.changeId !== former.changeId) return;
  if (takesMuchAway(readSplice(last.splice))) return;
  const before = withoutSplice(withoutSplice(text, readSplice(last.splice)), readSplice(former.splice));
  const { start, removed, inserted } = spliceBetween(before, text);
  const joined = JSON.stringify([start, removed, inserted]);
  if (joined.length > last.splice.length + former.splice.length + JOINED_EXTRA) return;
  database.prepare('DELETE FROM note_revision WHERE id = ?').run(former.id);
  database.prepare('UPDATE note_revision SET splice = ? WHERE id = ?').run(joined, last.id);
}

function takesMuchAway({ removed, inserted }: Splice): boolean {
  if (removed.length <= JOINED_REMOVED) return false;
  return removed.length <= LONGEST_KEPT || removed.length - inserted.length > JOINED_REMOVED;
}
