import type { Database } from '../database.ts';
import { movePaperHistory, moveVersionHistory } from '../remembering/history-moves.ts';

/**
 * Makes one paper of two stored ones: all that the user has made of `from`, and all its sources and versions, become
 * those of `into`; `from` is gone. Nothing of the user's is lost: tags and annotations of both, the notes one after
 * the other, the star of either, the better rating, the state of the one read furthest, the heading of `into` or else of `from`.
 * The fields of `into` are as they were: its sources have changed, so they must be combined anew.
 * Belongs into the transaction of the record or the decision that joins them.
 */
export function joinPapers(database: Database, from: number, into: number): void {
  database
    .prepare(
      `INSERT INTO reading (paper_id, heading, state, starred, rating)
         SELECT :into, heading, state, starred, rating FROM reading WHERE paper_id = :from
       ON CONFLICT (paper_id) DO UPDATE SET
         heading = coalesce(reading.heading, excluded.heading),
         starred = max(reading.starred, excluded.starred),
         rating = max(reading.rating, excluded.rating),
         state = CASE
           WHEN 'done' IN (reading.state, excluded.state) THEN 'done'
           WHEN 'reading' IN (reading.state, excluded.state) THEN 'reading'
           ELSE 'inbox' END`,
    )
    .run({ from, into });
  database
    .prepare('UPDATE OR IGNORE last_read SET paper_id = :into WHERE paper_id = :from')
    .run({ from, into });
  database
    .prepare(
      'INSERT OR IGNORE INTO paper_tag (paper_id, tag_id) SELECT :into, tag_id FROM paper_tag WHERE paper_id = :from',
    )
    .run({ from, into });
  database
    .prepare(
      `INSERT INTO note (paper_id, text, changed_ms)
         SELECT :into, text, changed_ms FROM note WHERE paper_id = :from
       ON CONFLICT (paper_id) DO UPDATE SET
         text = CASE WHEN instr(note.text, excluded.text) > 0 THEN note.text
           ELSE note.text || char(10, 10) || excluded.text END,
         changed_ms = max(note.changed_ms, excluded.changed_ms)`,
    )
    .run({ from, into });
  // A new row, not the old one under another key: undo finds rows by their keys.
  database
    .prepare(
      'INSERT OR IGNORE INTO queue (paper_id, position) SELECT :into, position FROM queue WHERE paper_id = :from',
    )
    .run({ from, into });
  // One of the two is not in the trash: then the paper is not.
  database
    .prepare(
      'DELETE FROM trash WHERE paper_id = :into AND NOT EXISTS (SELECT 1 FROM trash WHERE paper_id = :from)',
    )
    .run({ from, into });
  moveVersions(database, from, into);
  database.prepare('UPDATE annotation SET paper_id = :into WHERE paper_id = :from').run({ from, into });
  database.prepare('UPDATE source SET paper_id = :into WHERE paper_id = :from').run({ from, into });
  database
    .prepare('INSERT OR REPLACE INTO joined_paper (id, into_id) VALUES (:from, :into)')
    .run({ from, into });
  // Undo must find the paper under the number that it has now.
  movePaperHistory(database, from, into);
  moveCitationKey(database, from, into);
  // What is left in other tables goes with it.
  database.prepare('DELETE FROM paper WHERE id = ?').run(from);
}

/** A key stands once: it leaves the one paper before it comes to the other, as two rows by which undo finds it. */
function moveCitationKey(database: Database, from: number, into: number): void {
  const key = database
    .prepare<{ from: number; into: number }, string>(
      `DELETE FROM citation_key WHERE paper_id = :from
         AND NOT EXISTS (SELECT 1 FROM citation_key WHERE paper_id = :into) RETURNING key`,
    )
    .pluck()
    .get({ from, into });
  if (key === undefined) return;
  database.prepare('INSERT INTO citation_key (paper_id, key) VALUES (?, ?)').run(into, key);
}

/** A text that both papers have stays one version: that of `into`, to which annotations and sources turn. */
function moveVersions(database: Database, from: number, into: number): void {
  const shared = database
    .prepare<{ from: number; into: number }, { gone: number; kept: number }>(
      `SELECT gone.id AS gone, kept.id AS kept FROM version AS gone
         JOIN version AS kept ON kept.paper_id = :into AND kept.text = gone.text
       WHERE gone.paper_id = :from`,
    )
    .all({ from, into });
  for (const { gone, kept } of shared) {
    database
      .prepare('UPDATE annotation SET version_id = ? WHERE version_id = ? AND paper_id = ?')
      .run(kept, gone, from);
    moveVersionHistory(database, { paperId: from, versionId: gone }, { paperId: from, versionId: kept });
    database
      .prepare('UPDATE source SET version_id = ? WHERE version_id = ? AND paper_id = ?')
      .run(kept, gone, from);
    database.prepare('DELETE FROM version WHERE id = ?').run(gone);
  }
  database.prepare('UPDATE version SET paper_id = :into WHERE paper_id = :from').run({ from, into });
}
