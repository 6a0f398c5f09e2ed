/** The tray: parts of dumps that could not be read, until the user mends or dismisses them. */
import type { CallRequest } from '../../../shared/contract.ts';
import type { Tray, TrayFile, TrayPart, TrayReason } from '../../../shared/import.ts';
import type { Database } from '../database.ts';
import { changing } from '../remembering/history.ts';

/** Reasons that the tray lists; rarer ones are found under their files. */
const MOST_REASONS = 200;

/** What became of the files whose imports were taken back, as SQL: their parts are out of sight with their papers. */
const OF_TAKEN_BACK = `SELECT import_file.id FROM file JOIN import_file ON import_file.file_id = file.id
  WHERE file.withdrawn = 1`;

/** Whether a part waits in the tray, and whether it was put away, as SQL. The state as a constant, for its index. */
const IS_OPEN = `state = 'open' AND import_file_id NOT IN (${OF_TAKEN_BACK})`;
const WAITS = `${IS_OPEN} AND unread.id NOT IN (SELECT part_id FROM dismissed_part)`;
const IS_AWAY = `${IS_OPEN} AND unread.id IN (SELECT part_id FROM dismissed_part)`;

/** What the tray holds, counted. */
export function tray(database: Database): Tray {
  return database.transaction(
    (): Tray => ({
      openCount: openUnreadCount(database),
      dismissedCount:
        countOf(database, 'dismissed_part') - countOf(database, `${TAKEN_BACK} AND ${PUT_AWAY}`),
      files: database
        .prepare<[], TrayFile>(
          `SELECT file.id AS fileId, file.name, file.format, sum(parts.number) AS partCount
           FROM (SELECT import_file_id, count(*) AS number FROM unread WHERE ${WAITS}
                 GROUP BY import_file_id) AS parts
             JOIN import_file ON import_file.id = import_file_id JOIN file ON file.id = file_id
           GROUP BY file.id ORDER BY file.id DESC`,
        )
        .all(),
      reasons: database
        .prepare<[number], TrayReason>(
          `SELECT coalesce(new_reason, reason) AS reason, count(*) AS partCount FROM unread WHERE ${WAITS}
           GROUP BY 1 ORDER BY partCount DESC, reason LIMIT ?`,
        )
        .all(MOST_REASONS),
    }),
  )();
}

/** Parts that wait in the tray. By subtraction: of all that are open, few were put away, and few files taken back. */
export function openUnreadCount(database: Database): number {
  return (
    countOf(database, "unread WHERE state = 'open'") -
    countOf(database, 'dismissed_part') -
    countOf(database, `${TAKEN_BACK} AND NOT ${PUT_AWAY}`)
  );
}

/** Open parts of files whose imports were taken back, and whether they had been put away; as SQL. */
const TAKEN_BACK = `unread WHERE state = 'open' AND import_file_id IN (${OF_TAKEN_BACK})`;
const PUT_AWAY = 'unread.id IN (SELECT part_id FROM dismissed_part)';

function countOf(database: Database, rows: string): number {
  return database.prepare<[], number>(`SELECT count(*) FROM ${rows}`).pluck().get() ?? 0;
}

/** Some parts of the tray, by file, the newest first, in the order of the file. */
export function trayPage(
  database: Database,
  { state, fileId, reason, offset, limit }: CallRequest<'unread.page'>,
): TrayPart[] {
  return database
    .prepare<unknown[], TrayPart>(
      `SELECT unread.id, import_id AS importId, byte_start AS byteStart, byte_end AS byteEnd, line, reason, text,
         '${state}' AS state, mended_text AS mendedText, new_reason AS newReason, file.id AS fileId, file.name AS fileName
       FROM (SELECT unread.id FROM unread JOIN import_file ON import_file.id = import_file_id
             WHERE ${state === 'open' ? WAITS : IS_AWAY} AND file_id = coalesce(:fileId, file_id)
               AND (:reason IS NULL OR coalesce(new_reason, reason) = :reason)
             ORDER BY file_id DESC, byte_start, unread.id LIMIT :limit OFFSET :offset) AS page
         JOIN unread ON unread.id = page.id JOIN import_file ON import_file.id = import_file_id
         JOIN file ON file.id = file_id
       ORDER BY file.id DESC, byte_start, unread.id`,
    )
    .all({ fileId, reason, limit, offset });
}

/** Puts parts away. One row and one step of undo, however many they are. */
export function dismissParts(database: Database, choice: CallRequest<'unread.dismiss'>): void {
  changing(database, 'Dismiss unread parts', () => moveParts(database, choice, true));
}

/** Brings dismissed parts back. */
export function restoreParts(database: Database, choice: CallRequest<'unread.restore'>): void {
  changing(database, 'Restore unread parts', () => moveParts(database, choice, false));
}

/** Moves those of the parts that are not there yet. Belongs into a change. */
export function moveParts(database: Database, choice: CallRequest<'unread.dismiss'>, isAway: boolean): void {
  const [condition, value] = whichParts(choice);
  database
    .prepare(
      `INSERT INTO tray_move (away, part_ids) SELECT ?, json_group_array(id) FROM unread
       WHERE ${isAway ? WAITS : IS_AWAY} AND ${condition} HAVING count(*) > 0`,
    )
    .run(isAway ? 1 : 0, value);
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
