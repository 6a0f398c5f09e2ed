import { describe as describeRange } from '../../../shared/anchoring.ts';
import type { Selector } from '../../../shared/annotation.ts';
import type { Database } from '../database.ts';
import { isOnItsWords, selectorsOf } from '../safekeeping/check.ts';
import { mendGarbled } from '../safekeeping/mend-garbled.ts';
import { combine } from './combine.ts';
import { paperRows, titleKeysOf } from './paper-rows.ts';

/** What papers and files are called of which the name was lost. */
const NAMELESS = 'Saved from a damaged library';

/**
 * Makes rows that were saved one by one a library again: what others refer to and was lost gets a stand-in; what has
 * no meaning without a row that is gone, goes. Belongs into a transaction, with foreign keys off.
 */
export function reunite(database: Database): { readonly strippedPapers: number } {
  const run = (sql: string, ...values: unknown[]) => database.prepare(sql).run(...values).changes;
  const ids = (sql: string) => database.prepare<[], number>(sql).pluck().all();
  mendGarbled(database);
  run(
    `INSERT INTO file (id, hash, name, bytes) SELECT DISTINCT file_id, 'lost ' || file_id, ?, 0 FROM source
       WHERE file_id NOT IN (SELECT id FROM file)`,
    NAMELESS,
  );
  run(`INSERT INTO import (id, started_ms, finished_ms) SELECT DISTINCT import_id, 0, 0 FROM source
       WHERE import_id NOT IN (SELECT id FROM import)`);

  const owners = ['source', 'version', 'note', 'reading', 'annotation', 'paper_tag', 'queue']
    .map((table) => `SELECT paper_id FROM ${table}`)
    .join(' UNION ');
  const lostPapers = ids(`${owners} EXCEPT SELECT id FROM paper`);
  const addPaper = database.prepare(
    `INSERT INTO paper (id, derived_heading, authors, institutions, categories, added_ms) VALUES (?, ?, '[]', '[]', '[]', 0)`,
  );
  for (const id of lostPapers) addPaper.run(id, NAMELESS);

  standInForTexts(database);
  run(`UPDATE source SET version_id = NULL WHERE version_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM version WHERE id = source.version_id AND paper_id = source.paper_id)`);
  run(`UPDATE paper SET version_id = (SELECT max(id) FROM version WHERE paper_id = paper.id AND withdrawn = 0)
       WHERE version_id IS NULL OR NOT EXISTS (SELECT 1 FROM version WHERE id = paper.version_id AND paper_id = paper.id)`);

  const rows = paperRows(database);
  for (const id of lostPapers) {
    const sources = rows.sourcesOf(id);
    if (sources.length === 0) continue;
    const fields = sources.map((source) => source.fields);
    const paper = combine(fields);
    const versionId = sources.find((source) => source.fields.abstract === paper.abstract)?.versionId ?? null;
    rows.updatePaper(id, paper, versionId);
    rows.setNames(id, paper.identifiers, titleKeysOf(fields));
  }
  const strippedPapers = standInForSources(database);
  dropLoose(database);
  return { strippedPapers };
}

/** An annotation whose text was lost or has changed keeps the words that were marked, and its comment without them. */
function standInForTexts(database: Database): void {
  const marks = database
    .prepare<[], { id: string; paper_id: number; text: string | null; selectors: string }>(
      `SELECT annotation.id, annotation.paper_id, text, selectors
       FROM annotation LEFT JOIN version ON version.id = version_id`,
    )
    .all()
    .map((mark) => ({ ...mark, exact: markedWords(mark.selectors) }))
    .filter(
      ({ text, selectors, exact }) => exact === null || text === null || !isOnItsWords(text, selectors),
    );
  const add = database.prepare(`INSERT INTO version (paper_id, text, label) VALUES (?, ?, ?)`);
  const move = database.prepare('UPDATE annotation SET version_id = ?, selectors = ? WHERE id = ?');
  for (const { id, paper_id: paperId, selectors, exact } of marks) {
    const words = exact ?? NAMELESS;
    const range = { start: 0, end: words.length };
    const moved: readonly Selector[] =
      exact === null
        ? describeRange(words, range)
        : selectorsOf(selectors).map((selector) =>
            'start' in selector ? { ...selector, ...range } : selector,
          );
    const { lastInsertRowid } = add.run(paperId, words, NAMELESS);
    move.run(lastInsertRowid, JSON.stringify(moved), id);
  }
}

/** The words that were marked; null where nothing tells them any more. @param stored selectors as JSON, if they still are */
function markedWords(stored: string): string | null {
  for (const selector of selectorsOf(stored)) if ('exact' in selector) return selector.exact;
  return null;
}

function standInForSources(database: Database): number {
  const papers = database
    .prepare<[], number>(
      'SELECT id FROM paper WHERE NOT EXISTS (SELECT 1 FROM source WHERE paper_id = paper.id)',
    )
    .pluck()
    .all();
  if (papers.length === 0) return 0;
  const importId = database
    .prepare('INSERT INTO import (started_ms, finished_ms) VALUES (0, 0)')
    .run().lastInsertRowid;
  const file = database
    .prepare(`INSERT INTO file (hash, name, bytes) VALUES ('saved papers', ?, 0)`)
    .run(NAMELESS);
  database
    .prepare('INSERT INTO import_file (import_id, file_id, path, done) VALUES (?, ?, ?, 1)')
    .run(importId, file.lastInsertRowid, NAMELESS);
  const add = database.prepare(
    `INSERT INTO source (paper_id, import_id, file_id, byte_start, byte_end, line, version_id, fields)
     SELECT id, ?, ?, id, id, 1, version_id, json_object('t', title, 'a', json(authors))
     FROM paper WHERE id = ?`,
  );
  for (const id of papers) add.run(importId, file.lastInsertRowid, id);
  return papers.length;
}

/** Rows that refer to nothing go; what referred to them then too. */
function dropLoose(database: Database): void {
  const loose = database.prepare<[], { table: string; parent: string; fkid: number }>(
    'SELECT DISTINCT "table", parent, fkid FROM pragma_foreign_key_check',
  );
  let dropped = 1;
  while (dropped > 0) {
    dropped = 0;
    for (const { table, parent, fkid } of loose.all()) {
      const [key] = database
        .prepare<[string, number], { from: string; to: string | null }>(
          'SELECT "from", "to" FROM pragma_foreign_key_list(?) WHERE id = ?',
        )
        .all(table, fkid);
      if (key === undefined) continue;
      const column = `"${key.from}"`;
      dropped += database
        .prepare(
          `DELETE FROM "${table}" WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT "${key.to ?? 'id'}" FROM "${parent}")`,
        )
        .run().changes;
    }
  }
}
