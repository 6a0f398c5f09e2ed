/** Columns by which rows that follow from the sources are brought back. The hash of a version follows from its text. */
const DERIVED = {
  paper: [
    'id',
    'title',
    'derived_heading',
    'authors',
    'institutions',
    'published',
    'year',
    'comment',
    'categories',
    'venue',
    'version_id',
    'added_ms',
  ],
  version: ['id', 'paper_id', 'text', 'label'],
  source: ['id', 'paper_id', 'version_id'],
} as const;

/** JSON of a row of {@link DERIVED}, as SQL. @param from `OLD`, `NEW` or the table's name */
export function derivedRow(table: keyof typeof DERIVED, from: string): string {
  return `json_object(${DERIVED[table].map((column) => `'${column}', ${from}.${column}`).join(', ')})`;
}

/**
 * Of what follows from the sources, the rows that a decision of the user moves or removes, so that undoing it brings
 * papers and texts back under their numbers. New rows are remembered by regroup.ts: a trigger would cost every import.
 * And keeps `paper_heading` and `paper_date` what follows from papers that are entered there.
 */
export function derivedTriggers(): string {
  return `
CREATE TRIGGER paper_order_insert AFTER INSERT ON paper WHEN NEW.id <= (SELECT entering FROM order_place) BEGIN
  INSERT OR IGNORE INTO paper_heading VALUES (substr(NEW.heading, 1, 32), NEW.id);
  INSERT OR IGNORE INTO paper_date VALUES (ifnull(NEW.published, ''), NEW.id);
END;
CREATE TRIGGER paper_heading_update AFTER UPDATE OF title, derived_heading ON paper
WHEN OLD.heading <> NEW.heading AND NEW.id <= (SELECT entering FROM order_place) BEGIN
  DELETE FROM paper_heading WHERE beginning = substr(OLD.heading, 1, 32) AND paper_id = OLD.id;
  INSERT OR IGNORE INTO paper_heading VALUES (substr(NEW.heading, 1, 32), NEW.id);
END;
CREATE TRIGGER paper_date_update AFTER UPDATE OF published ON paper
WHEN OLD.published IS NOT NEW.published AND NEW.id <= (SELECT entering FROM order_place) BEGIN
  DELETE FROM paper_date WHERE published = ifnull(OLD.published, '') AND paper_id = OLD.id;
  INSERT OR IGNORE INTO paper_date VALUES (ifnull(NEW.published, ''), NEW.id);
END;
CREATE TRIGGER paper_order_delete AFTER DELETE ON paper WHEN OLD.id <= (SELECT entering FROM order_place) BEGIN
  DELETE FROM paper_heading WHERE beginning = substr(OLD.heading, 1, 32) AND paper_id = OLD.id;
  DELETE FROM paper_date WHERE published = ifnull(OLD.published, '') AND paper_id = OLD.id;
END;
CREATE TRIGGER paper_delete_history AFTER DELETE ON paper BEGIN
  INSERT INTO history (change_id, table_name, paper_id, before, after)
    SELECT id, 'paper', NULL, ${derivedRow('paper', 'OLD')}, NULL FROM current_change;
END;
CREATE TRIGGER version_update_history AFTER UPDATE OF paper_id ON version WHEN OLD.paper_id <> NEW.paper_id BEGIN
  INSERT INTO history (change_id, table_name, paper_id, before, after)
    SELECT id, 'version', NULL, json_object('id', NEW.id, 'paper_id', OLD.paper_id), json_object('id', NEW.id, 'paper_id', NEW.paper_id)
    FROM current_change;
END;
CREATE TRIGGER version_delete_history AFTER DELETE ON version BEGIN
  INSERT INTO history (change_id, table_name, paper_id, before, after)
    SELECT id, 'version', NULL, ${derivedRow('version', 'OLD')}, NULL FROM current_change;
END;
CREATE TRIGGER source_update_history AFTER UPDATE OF paper_id, version_id ON source
WHEN OLD.paper_id <> NEW.paper_id OR OLD.version_id IS NOT NEW.version_id BEGIN
  INSERT INTO history (change_id, table_name, paper_id, before, after)
    SELECT id, 'source', NULL, ${derivedRow('source', 'OLD')}, ${derivedRow('source', 'NEW')} FROM current_change;
END;
`;
}
