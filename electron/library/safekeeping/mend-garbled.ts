import type { Database } from '../database.ts';
import { hashAbstract } from '../merging/normalise.ts';
import { TEXTS, unfitNotes } from './check-contents.ts';

/**
 * Of rows that were saved from a damaged file some are garbled although they could be read. Their texts stay as far as
 * they are text; what means nothing any more goes. Belongs into a transaction, with foreign keys off.
 */
export function mendGarbled(database: Database): void {
  // Whatever is no text comes back from here with signs of replacement.
  database.function('as_text', { deterministic: true }, (value: unknown) => value);
  for (const [table, columns] of Object.entries(TEXTS)) {
    for (const column of columns) database.exec(`UPDATE ${table} SET ${column} = as_text(${column})`);
  }
  for (const column of ['authors', 'institutions', 'categories']) {
    database.exec(`UPDATE paper SET ${column} = '[]' WHERE NOT json_valid(${column})`);
  }
  database.exec(`
    UPDATE source SET fields = '{}' WHERE NOT json_valid(fields);
    DELETE FROM history WHERE NOT json_valid(before) OR NOT json_valid(after);
    DELETE FROM change WHERE id NOT IN (SELECT change_id FROM history);`);
  hashAnew(database);
  logAnew(database);
}

/** Abstracts that changed are other abstracts: they prove nothing by the hash of what they were. */
function hashAnew(database: Database): void {
  database.function('hash_abstract', { deterministic: true }, (text: unknown) => hashAbstract(String(text)));
  database.exec(
    `UPDATE version SET hash = hash_abstract(text) WHERE hash <> x'' AND hash <> hash_abstract(text)`,
  );
}

/** Notes whose log of writings does not lead to them begin a new one. */
function logAnew(database: Database): void {
  const papers = [...unfitNotes(database)];
  const texts = database.prepare<[number], string>('SELECT text FROM note WHERE paper_id = ?').pluck();
  const forget = [
    database.prepare('DELETE FROM note_revision WHERE paper_id = ?'),
    database.prepare(`DELETE FROM history WHERE table_name = 'note' AND paper_id = ?`),
  ];
  const begin = database.prepare('INSERT INTO note_revision (paper_id, made_ms, splice) VALUES (?, ?, ?)');
  for (const paper of papers) {
    for (const statement of forget) statement.run(paper);
    const text = texts.get(paper);
    if (text !== undefined) begin.run(paper, Date.now(), JSON.stringify([0, '', text]));
  }
}
