import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openLibrary } from './database.ts';
import {
  indexedTexts,
  indexNewPapers,
  indexPapers,
  rebuildPaperIndex,
  unindexPapers,
} from './paper-index.ts';

let folder: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postil-index-'));
  database = openLibrary(folder);
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function find(query: string): unknown[] {
  return database
    .prepare('SELECT rowid FROM paper_index WHERE paper_index MATCH ? ORDER BY rowid')
    .pluck()
    .all(query);
}

/** Every word with its papers, columns and places. */
function contents(): unknown[] {
  database.exec(
    `CREATE VIRTUAL TABLE IF NOT EXISTS temp.places USING fts5vocab (main, paper_index, instance)`,
  );
  return database.prepare('SELECT term, doc, col, "offset" FROM temp.places ORDER BY 1, 2, 3, 4').raw().all();
}

function addPaper(id: number, title: string | null, abstracts: readonly string[]): void {
  database
    .prepare(
      `INSERT INTO paper (id, title, derived_heading, authors, institutions, comment, categories, venue, added_ms)
       VALUES (?, ?, 'Heading', '["Édith Gödel","Bo Li"]', '["Invented University"]', 'Accepted', '["cs.LG"]', NULL, 1)`,
    )
    .run(id, title);
  const version = database.prepare(
    `INSERT INTO version (paper_id, text, label, hash) VALUES (?, ?, 'v', x'00')`,
  );
  for (const text of abstracts) {
    const { lastInsertRowid } = version.run(id, text);
    database.prepare('UPDATE paper SET version_id = ? WHERE id = ?').run(lastInsertRowid, id);
  }
}

test('finds a paper by everything that belongs to it, folded', () => {
  addPaper(1, 'A title', ['First text of the $\\alpha$-process.', 'Second text.']);
  database.prepare(`INSERT INTO reading (paper_id, heading) VALUES (1, 'My heading')`).run();
  database.prepare(`INSERT INTO note (paper_id, text, changed_ms) VALUES (1, '**Reread** Möbius', 1)`).run();
  database
    .prepare(`INSERT INTO annotation VALUES ('a', 1, 1, 'yellow', 'highlight', 'why so', ?, 1, 1)`)
    .run(JSON.stringify([{ type: 'TextQuoteSelector', exact: 'the marked', prefix: '', suffix: '' }]));
  indexPapers(database, [1]);
  for (const query of [
    'title: title',
    'title: heading',
    'authors: godel',
    'abstract: alpha',
    'abstract: second',
    'comment: accepted',
    'institutions: invented',
    'categories: "cs lg"',
    'note: mobius',
    'annotations: why',
    'annotations: marked',
  ]) {
    expect(find(query), query).toEqual([1]);
  }
  expect(find('authors: "godel bo"'), 'no phrase reaches from one name into the next').toEqual([]);
});

test('an index kept up to date is the index made anew', () => {
  for (const id of [1, 2, 3])
    addPaper(id, id === 2 ? null : `Title ${id}`, [`Text number ${id}`, `Text ${id} again`]);
  const abstracts = (id: number) => [`Text ${id} again`, `Text number ${id}`];
  const shared = {
    authors: ['Édith Gödel', 'Bo Li'],
    comment: 'Accepted',
    venue: null,
    categories: ['cs.LG'],
  };
  indexNewPapers(
    database,
    [1, 2, 3].map((paperId) => {
      const title = paperId === 2 ? null : `Title ${paperId}`;
      const texts = { ...shared, title, institutions: ['Invented University'] };
      return [paperId, indexedTexts(texts, abstracts(paperId))] as const;
    }),
  );
  const fresh = contents();
  indexPapers(database, [2, 3, 1, 2]);
  expect(contents()).toEqual(fresh);
  database.prepare(`INSERT INTO note (paper_id, text, changed_ms) VALUES (2, 'noted', 1)`).run();
  database.prepare('DELETE FROM paper WHERE id = 3').run();
  indexPapers(database, [2, 3, 4]);
  const kept = contents();
  rebuildPaperIndex(database);
  expect(contents()).toEqual(kept);
  expect(find('noted')).toEqual([2]);
  expect(find('text')).toEqual([1, 2]);
  unindexPapers(database, [1, 9]);
  expect(find('text')).toEqual([2]);
});
