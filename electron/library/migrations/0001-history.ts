/**
 * The user's own tables, with the columns that history keeps, those of the key first; notes have triggers of their own
 * (note-log.ts).
 */
const remembered = {
  reading: ['paper_id', 'heading', 'state', 'starred', 'rating'],
  queue: ['paper_id', 'position'],
  tag: ['id', 'name', 'key', 'colour', 'digit'],
  paper_tag: ['paper_id', 'tag_id'],
  annotation: [
    'id',
    'paper_id',
    'version_id',
    'colour',
    'style',
    'body',
    'selectors',
    'created_ms',
    'changed_ms',
  ],
  annotation_tag: ['annotation_id', 'tag_id'],
  colour_meaning: ['colour', 'meaning'],
  note_template: ['id', 'name', 'text'],
  citation_key: ['paper_id', 'key'],
  saved_search: ['id', 'name', 'query', 'sort'],
  unread: ['id', 'state', 'mended_text', 'new_reason'],
  tray_move: ['id', 'away', 'part_ids'],
  import: ['id', 'withdrawn'],
  decision: ['one', 'other', 'verdict', 'one_keys', 'other_keys'],
  trash: ['paper_id', 'trashed_ms'],
} as const;

/** Tables of which a row is told from others by its first two columns; of all others by the first. */
const keyedByTwo: ReadonlySet<string> = new Set(['paper_tag', 'annotation_tag', 'decision']);

/**
 * Refuses to change the key of a row while a change is being made: undo finds rows by their keys, and would pass this
 * one over. Whoever wants to is to delete the one row and insert the other.
 */
function keyTrigger(table: string, keys: readonly string[]): string {
  const differs = keys.map((key) => `OLD.${key} IS NOT NEW.${key}`).join(' OR ');
  return `
CREATE TRIGGER ${table}_keeps_key BEFORE UPDATE OF ${keys.join(', ')} ON ${table}
WHEN (${differs}) AND EXISTS (SELECT 1 FROM current_change) BEGIN
  SELECT RAISE(ABORT, 'A row of ${table} that history remembers keeps its key.');
END;`;
}

/** Keep dismissed_part what the acts of the tray make of it, also when undo and redo take them away and back. */
function trayTriggers(): string {
  const trigger = (event: 'INSERT' | 'DELETE', row: 'NEW' | 'OLD', away: 0 | 1) => `
CREATE TRIGGER tray_move_${event.toLowerCase()}_moves AFTER ${event} ON tray_move BEGIN
  INSERT OR IGNORE INTO dismissed_part (part_id) SELECT value FROM json_each(${row}.part_ids)
    WHERE ${row}.away = ${away} AND value NOT IN (SELECT id FROM unread WHERE state = 'mended');
  DELETE FROM dismissed_part
    WHERE ${row}.away <> ${away} AND part_id IN (SELECT value FROM json_each(${row}.part_ids));
END;`;
  return trigger('INSERT', 'NEW', 1) + trigger('DELETE', 'OLD', 0);
}

function triggersOf(table: string, columns: readonly string[]): string {
  const row = (side: 'OLD' | 'NEW') =>
    `json_object(${columns.map((column) => `'${column}', ${side}.${column}`).join(', ')})`;
  const paper = (side: 'OLD' | 'NEW') => (columns.includes('paper_id') ? `${side}.paper_id` : 'NULL');
  const differs = columns.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(' OR ');
  const trigger = (event: string, paperId: string, before: string, after: string, condition = '1') => `
CREATE TRIGGER ${table}_${event.toLowerCase()}_history AFTER ${event} ON ${table} WHEN ${condition} BEGIN
  INSERT INTO history (change_id, table_name, paper_id, before, after)
    SELECT id, '${table}', ${paperId}, ${before}, ${after} FROM current_change;
END;`;
  return [
    trigger('INSERT', paper('NEW'), 'NULL', row('NEW')),
    trigger('UPDATE', paper('NEW'), row('OLD'), row('NEW'), differs),
    trigger('DELETE', paper('OLD'), row('OLD'), 'NULL'),
  ].join('');
}

/** Triggers that write each change of the user's tables into history, and that keep what follows from the tray. */
export function historyTriggers(): string {
  const triggers = Object.entries(remembered).flatMap(([table, columns]) => [
    triggersOf(table, columns),
    keyTrigger(table, columns.slice(0, keyedByTwo.has(table) ? 2 : 1)),
  ]);
  return triggers.join('\n') + keyTrigger('note', ['paper_id']) + trayTriggers();
}
