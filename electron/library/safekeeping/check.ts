import { dirname } from 'node:path';
import { z } from 'zod';
import { type Selector, Selectors } from '../../../shared/annotation.ts';
import { PostilError } from '../../../shared/errors.ts';
import type { CheckReport } from '../../../shared/library.ts';
import { tagKey } from '../../../shared/tag.ts';
import type { Database } from '../database.ts';
import { libraryError } from '../library-error.ts';
import { changedAbstracts, garbledTexts, unfitNotes } from './check-contents.ts';

/** Of each kind of problem so many are told one by one. */
const TOLD = 20;

function notes(database: Database): string[] {
  return [...unfitNotes(database)].map(
    (id) => `The note of paper ${id} does not fit the log of its writings.`,
  );
}

/** What is looked at within the rows. */
const CONTENTS = [garbledTexts, changedAbstracts, notes].map(
  (look) => (database: Database) => capped([...look(database)]),
);

/**
 * Looks a library over: its pages and indexes, what belongs together, whether every annotation sits on the
 * words that were marked, and whether texts are what was read and written. Reads everything once: some seconds for 100,000 papers.
 */
export function checkLibrary(database: Database): CheckReport {
  const problems: string[] = [];
  for (const look of [pages, references, sources, versions, index, derived, annotations, tags, ...CONTENTS]) {
    try {
      problems.push(...look(database));
    } catch (thrown) {
      // Damage can show itself by an error instead of an answer; it is what this was asked for.
      const known = libraryError(thrown, dirname(database.name));
      if (!(known instanceof PostilError)) throw thrown;
      problems.push(`${known.message} (${thrown instanceof Error ? thrown.message : String(thrown)})`);
    }
  }
  return {
    paperCount: count(database, 'paper'),
    annotationCount: count(database, 'annotation'),
    noteCount: count(database, 'note'),
    tagCount: count(database, 'tag'),
    problems: [...new Set(problems)],
  };
}

/** SQLite's own check, that of the full-text index included. */
function pages(database: Database): string[] {
  return database
    .prepare<unknown[], string>(`PRAGMA integrity_check(${TOLD})`)
    .pluck()
    .all()
    .filter((line) => line !== 'ok')
    .map((line) => `The file is damaged: ${line}.`);
}

function references(database: Database): string[] {
  return database
    .prepare<unknown[], { table: string; parent: string; number: number }>(
      'SELECT "table", parent, count(*) AS number FROM pragma_foreign_key_check GROUP BY "table", parent',
    )
    .all()
    .map(({ table, parent, number }) => `${number} rows of ${table} belong to no ${parent}.`);
}

function sources(database: Database): string[] {
  return [
    ...told(
      database,
      'SELECT id FROM paper WHERE NOT EXISTS (SELECT 1 FROM source WHERE paper_id = paper.id)',
      (id) => `Paper ${id} has no source.`,
    ),
    ...told(
      database,
      `SELECT id FROM source WHERE version_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM version WHERE id = source.version_id AND paper_id = source.paper_id)`,
      (id) => `Source ${id} names a version that its paper does not have.`,
    ),
  ];
}

function versions(database: Database): string[] {
  return told(
    database,
    `SELECT id FROM paper WHERE version_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM version WHERE id = paper.version_id AND paper_id = paper.id)`,
    (id) => `Paper ${id} shows a version that is not its own.`,
  );
}

/** One row of the index a paper. FTS5 keeps one row a document in its table `docsize`. */
function index(database: Database): string[] {
  return [
    ...told(
      database,
      'SELECT id FROM paper WHERE id NOT IN (SELECT id FROM paper_index_docsize)',
      (id) => `Paper ${id} is not in the search index.`,
    ),
    ...told(
      database,
      'SELECT id FROM paper_index_docsize WHERE id NOT IN (SELECT id FROM paper)',
      (id) => `The search index holds paper ${id}, which is not there.`,
    ),
  ];
}

/** What SQLite does not vouch for, since triggers and imports keep it: merge-index.ts and paper-orders.ts. */
function derived(database: Database): string[] {
  // Without the plus the key of the title would make SQLite convert those of the table, and read it whole for each.
  const isKept = (key: string, id: string) =>
    ['merge_key', 'new_merge_key']
      .map((table) => `EXISTS (SELECT 1 FROM ${table} AS kept WHERE kept.key = ${key} AND kept.id = ${id})`)
      .join(' OR ');
  const entered = 'FROM paper WHERE id <= (SELECT entered FROM order_place)';
  return [
    ...told(
      database,
      `SELECT paper_id FROM paper_title WHERE NOT (${isKept('+paper_title.key', 'paper_id')})`,
      (id) => `Paper ${id} is not found by its title when records are merged.`,
    ),
    ...told(
      database,
      `SELECT id FROM version WHERE hash <> x'' AND NOT (${isKept('substr(version.hash, 1, 6)', 'version.id')})`,
      (id) => `Version ${id} is not found by its text when records are merged.`,
    ),
    ...told(
      database,
      `SELECT id ${entered} AND NOT EXISTS
         (SELECT 1 FROM paper_heading WHERE beginning = substr(heading, 1, 32) AND paper_id = paper.id)`,
      (id) => `Paper ${id} is missing where papers are put in order by heading.`,
    ),
    ...told(
      database,
      `SELECT id ${entered} AND NOT EXISTS
         (SELECT 1 FROM paper_date WHERE published = ifnull(paper.published, '') AND paper_id = paper.id)`,
      (id) => `Paper ${id} is missing where papers are put in order by date.`,
    ),
  ];
}

interface MarkRow {
  readonly id: string;
  readonly text: string;
  readonly selectors: string;
}

/** The words kept with an annotation against those at its place, in the text that it was made on. */
function annotations(database: Database): string[] {
  const rows = database
    .prepare<unknown[], MarkRow>(
      `SELECT annotation.id, version.text, selectors FROM annotation JOIN version ON version.id = version_id`,
    )
    .iterate();
  const problems: string[] = [];
  for (const { id, text, selectors } of rows) {
    if (!isOnItsWords(text, selectors))
      problems.push(`Annotation ${id} is not on the words that were marked.`);
  }
  return problems;
}

/** Whether the words kept with an annotation stand at its place in a text. @param stored selectors, as JSON */
export function isOnItsWords(text: string, stored: string): boolean {
  const selectors = selectorsOf(stored);
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  const place = selectors.find((selector) => selector.type === 'TextPositionSelector');
  return quote !== undefined && (place === undefined || text.slice(place.start, place.end) === quote.exact);
}

/** The selectors of an annotation; none where they are garbled. @param stored as JSON, if they still are */
export function selectorsOf(stored: string): readonly Selector[] {
  try {
    return Selectors.parse(JSON.parse(stored));
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof z.ZodError) return [];
    throw thrown;
  }
}

function tags(database: Database): string[] {
  return database
    .prepare<unknown[], { name: string; key: string }>('SELECT name, key FROM tag')
    .all()
    .filter(({ name, key }) => tagKey(name) !== key)
    .map(({ name }) => `Tag ${name} is filed under another name.`);
}

function told(database: Database, sql: string, sentence: (id: number) => string): string[] {
  return capped(database.prepare<unknown[], number>(sql).pluck().all().map(sentence));
}

function capped(sentences: readonly string[]): string[] {
  const more = sentences.length > TOLD ? [`And ${sentences.length - TOLD} more of this kind.`] : [];
  return [...sentences.slice(0, TOLD), ...more];
}

function count(database: Database, table: string): number {
  return database.prepare<unknown[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
}
