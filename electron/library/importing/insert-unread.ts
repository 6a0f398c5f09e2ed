import type { Unread } from '../../../shared/paper.ts';
import type { Database } from '../database.ts';

/**
 * Keeps a part that no reader understood.
 * @param state `again` for one that does not wait in the tray; see {@link unreadState}
 */
export function insertUnread(
  database: Database,
  importFileId: number,
  { place, text, reason }: Unread,
  state: 'open' | 'again' = 'open',
): void {
  const { byteStart, byteEnd, line } = place;
  database
    .prepare(
      `INSERT INTO unread (import_file_id, byte_start, byte_end, line, text, reason, state)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(importFileId, byteStart, byteEnd, line, text, reason, state);
}

/** Whether a part of a file that was read before stands in the tray already, or was dealt with there. */
export function unreadState(database: Database, importFileId: number, { place }: Unread): 'open' | 'again' {
  const before = database
    .prepare(
      `SELECT 1 FROM import_file AS own
       JOIN import_file AS other ON other.file_id = own.file_id AND other.id <> own.id
       JOIN unread ON import_file_id = other.id AND byte_start = ?
       WHERE own.id = ? LIMIT 1`,
    )
    .get(place.byteStart, importFileId);
  return before === undefined ? 'open' : 'again';
}
