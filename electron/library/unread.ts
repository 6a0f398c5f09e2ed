/** The tray: parts of dumps that could not be read, until the user mends or dismisses them. */
import type { CallRequest } from '../../shared/contract.ts';
import type { Tray, TrayFile, TrayPart, TrayReason } from '../../shared/import.ts';
import type { Database } from './database.ts';
import { changing } from './history.ts';

/** Reasons that the tray lists; rarer ones are found under their files. */
const MOST_REASONS = 200;

/** What the tray holds, counted. */
export function tray(database: Database): Tray {
  return database.transaction(
    (): Tray => ({
      openCount: openUnreadCount(database),
      dismissedCount: countOf(database, 'dismissed'),
      files: database
        .prepare<[], TrayFile>(
          `SELECT file.id AS fileId, file.name, file.format, sum(parts.number) AS partCount
           FROM (SELECT import_file_id, count(*) AS number FROM unread WHERE state = 'open'
                 GROUP BY import_file_id) AS parts
             JOIN import_file ON import_file.id = import_file_id JOIN file ON file.id = file_id
           GROUP BY file.id ORDER BY file.id DESC`,
        )
        .all(),
      reasons: database
        .prepare<[number], TrayReason>(
          `SELECT coalesce(new_reason, reason) AS reason, count(*) AS partCount FROM unread WHERE state = 'open'
           GROUP BY 1 ORDER BY partCount DESC, reason LIMIT ?`,
        )
        .all(MOST_REASONS),
    }),
  )();
}

/** Parts that wait in the tray. */
export function openUnreadCount(database: Database): number {
  return countOf(database, 'open');
}

function countOf(database: Database, state: 'open' | 'dismissed'): number {
  // As a constant, so that the index of that state serves.
  const sql = `SELECT count(*) FROM unread WHERE state = '${state}'`;
  return database.prepare<[], number>(sql).pluck().get() ?? 0;
}

/** Some parts of the tray, by file, the newest first, in the order of the file. */
export function trayPage(
  database: Database,
  { state, fileId, reason, offset, limit }: CallRequest<'unread.page'>,
): TrayPart[] {
  return database
    .prepare<unknown[], TrayPart>(
      `SELECT unread.id, import_id AS importId, byte_start AS byteStart, byte_end AS byteEnd, line, reason, text,
         state, mended_text AS mendedText, new_reason AS newReason, file.id AS fileId, file.name AS fileName
       FROM (SELECT unread.id FROM unread JOIN import_file ON import_file.id = import_file_id
             WHERE state = '${state}' AND file_id = coalesce(:fileId, file_id)
               AND (:reason IS NULL OR coalesce(new_reason, reason) = :reason)
             ORDER BY file_id DESC, byte_start, unread.id LIMIT :limit OFFSET :offset) AS page
         JOIN unread ON unread.id = page.id JOIN import_file ON import_file.id = import_file_id
         JOIN file ON file.id = file_id
       ORDER BY file.id DESC, byte_start, unread.id`,
    )
    .all({ fileId, reason, limit, offset });
}

/** Puts parts away. */
export function dismissParts(database: Database, choice: CallRequest<'unread.dismiss'>): void {
  setState(database, choice, 'open', 'dismissed', 'Dismiss unread parts');
}

/** Brings dismissed parts back. */
export function restoreParts(database: Database, choice: CallRequest<'unread.restore'>): void {
  setState(database, choice, 'dismissed', 'open', 'Restore unread parts');
}

function setState(
  database: Database,
  choice: CallRequest<'unread.dismiss'>,
  from: 'open' | 'dismissed',
  to: 'open' | 'dismissed',
  label: string,
): void {
  const [condition, value] = whichParts(choice);
  changing(database, label, () =>
    database.prepare(`UPDATE unread SET state = '${to}' WHERE state = '${from}' AND ${condition}`).run(value),
  );
}

/** A condition and what is bound in it. */
function whichParts(choice: CallRequest<'unread.dismiss'>): [condition: string, value: string | number] {
  switch (choice.kind) {
    case 'parts':
      return ['id IN (SELECT value FROM json_each(?))', JSON.stringify(choice.ids)];
    case 'file':
      return ['import_file_id IN (SELECT id FROM import_file WHERE file_id = ?)', choice.fileId];
    case 'reason':
      return ['coalesce(new_reason, reason) = ?', choice.reason];
  }
}
