import { fold } from '../../shared/fold.ts';
import type { Database } from './database.ts';
import { mergeAfter } from './index-merge.ts';

/** What dumps say of a paper that can be searched for. */
interface PaperTexts {
  /** Null where no dump names one: a heading derived from the abstract stands in the abstract already. */
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly comment: string | null;
  readonly venue: string | null;
  readonly categories: readonly string[];
  readonly institutions: readonly string[];
}

/** Columns of the index, in their order. Tags are found by their names instead (search/tag-words.ts). */
const COLUMNS = [
  'title',
  'authors',
  'abstract',
  'comment',
  'venue',
  'categories',
  'institutions',
  'note',
  'annotations',
] as const;

const INTO = `INTO paper_index (rowid, ${COLUMNS.join(', ')}) VALUES (?${', ?'.repeat(COLUMNS.length)})`;

/** Stands between texts of one column as a word that no folded text holds, so that no phrase reaches over it. */
const BREAK = ' ¶ ';

/** The folded texts of a paper of which only dumps tell, in the order of {@link COLUMNS}. */
export type IndexedTexts = readonly string[];

/** @param abstracts the text of each version, the current one first */
export function indexedTexts(paper: PaperTexts, abstracts: readonly string[]): IndexedTexts {
  return indexedWords(paper, foldAll(abstracts));
}

/** @param abstract the text of its only version, folded; empty for none */
export function indexedWords(paper: PaperTexts, abstract: string): IndexedTexts {
  return [
    fold(paper.title ?? ''),
    foldAll(paper.authors),
    abstract,
    fold(paper.comment ?? ''),
    fold(paper.venue ?? ''),
    foldAll(paper.categories),
    foldAll(paper.institutions),
    '',
    '',
  ];
}

/**
 * Puts new papers into the index, from texts in hand: for papers that have neither notes, annotations nor
 * headings of the user, and that are not in the index yet. Belongs into the transaction that stores them.
 */
export function indexNewPapers(
  database: Database,
  papers: Iterable<readonly [paperId: number, words: IndexedTexts]>,
): void {
  const insert = database.prepare(`INSERT ${INTO}`);
  for (const [paperId, words] of papers) insert.run(paperId, ...words);
}

/**
 * Brings the index rows of papers up to date with all that the library holds of them. Ids of papers that are gone
 * are taken out of the index. Belongs into the transaction that changed them.
 */
export function indexPapers(database: Database, paperIds: readonly number[]): void {
  writeIndexRows(database, paperIds);
  mergeAfter(database, paperIds.length);
}

/** As {@link indexPapers}, but merges no segments of the index, which would write out what FTS5 has gathered so far. */
export function writeIndexRows(database: Database, paperIds: readonly number[]): void {
  const settle = database.prepare('DELETE FROM index_due WHERE paper_id = ?');
  const paper = database.prepare<[number], PaperRow>(
    `SELECT title, authors, institutions, comment, categories, venue, version_id,
       (SELECT heading FROM reading WHERE paper_id = paper.id) AS heading,
       (SELECT text FROM note WHERE paper_id = paper.id) AS note
     FROM paper WHERE id = ?`,
  );
  const versions = database
    .prepare<[number, number | null], string>(
      'SELECT text FROM version WHERE paper_id = ? AND withdrawn = 0 ORDER BY id IS NOT ?, id',
    )
    .pluck();
  const annotations = database.prepare<[number], AnnotationRow>(
    `SELECT body, selectors,
       (SELECT json_group_array(name ORDER BY key) FROM annotation_tag JOIN tag ON tag.id = tag_id
        WHERE annotation_id = annotation.id) AS tags
     FROM annotation WHERE paper_id = ? ORDER BY created_ms, id`,
  );
  const write = database.prepare(`INSERT OR REPLACE ${INTO}`);
  // In the order of their numbers: FTS5 writes out what it has gathered when it must go back.
  for (const id of paperIds.toSorted((one, other) => one - other)) {
    settle.run(id);
    const row = paper.get(id);
    if (row === undefined) {
      unindexPapers(database, [id]);
      continue;
    }
    write.run(
      id,
      foldAll([row.heading ?? '', row.title ?? '']),
      foldAll(list(row.authors)),
      foldAll(versions.all(id, row.version_id)),
      fold(row.comment ?? ''),
      fold(row.venue ?? ''),
      foldAll(list(row.categories)),
      foldAll(list(row.institutions)),
      fold(row.note ?? ''),
      foldAll(annotations.all(id).flatMap(annotationTexts)),
    );
  }
}

/** Puts a paper down as one to be indexed later. Belongs into the transaction that changed it. */
export function dueForIndex(database: Database, paperId: number): void {
  database.prepare('INSERT OR IGNORE INTO index_due (paper_id) VALUES (?)').run(paperId);
}

/** So many papers are indexed with the change of them, in some 0.3 s; that of more is not to last longer. */
export const INDEXED_AT_ONCE = 1000;

/**
 * As {@link indexPapers}, but puts papers down to be indexed later when they are too many.
 * @param atOnce no more than so many are indexed now
 */
export function indexManyPapers(
  database: Database,
  paperIds: readonly number[],
  atOnce = INDEXED_AT_ONCE,
): void {
  if (paperIds.length <= atOnce) indexPapers(database, paperIds);
  else {
    database
      .prepare('INSERT OR IGNORE INTO index_due (paper_id) SELECT value FROM json_each(?)')
      .run(JSON.stringify(paperIds));
  }
}

/** Whether any paper is to be indexed later. */
export function isIndexDue(database: Database): boolean {
  return database.prepare('SELECT 1 FROM index_due LIMIT 1').get() !== undefined;
}

/**
 * Indexes papers that are due. Belongs into a transaction.
 * @param most no more than so many
 * @returns them; none when none is due any more
 */
export function indexDue(database: Database, most = Number.MAX_SAFE_INTEGER): readonly number[] {
  const paperIds = database
    .prepare<unknown[], number>('SELECT paper_id FROM index_due ORDER BY paper_id LIMIT ?')
    .pluck()
    .all(most);
  if (paperIds.length > 0) indexPapers(database, paperIds);
  return paperIds;
}

/** The papers in whose index rows names of these tags stand: on one of their annotations. */
export function papersOfAnnotationTags(database: Database, tagIds: readonly number[]): number[] {
  return database
    .prepare<unknown[], number>(
      `SELECT DISTINCT paper_id FROM annotation_tag JOIN annotation ON annotation.id = annotation_id
       WHERE tag_id IN (SELECT value FROM json_each(?)) ORDER BY paper_id`,
    )
    .pluck()
    .all(JSON.stringify(tagIds));
}

/** Takes papers out of the index, whether they are in it or not. Belongs into the transaction that removes them. */
export function unindexPapers(database: Database, paperIds: readonly number[]): void {
  const remove = database.prepare('DELETE FROM paper_index WHERE rowid = ?');
  for (const id of paperIds) remove.run(id);
}

/** Throws the whole index away and makes it anew, in one transaction. For repair: it takes a minute per million papers. */
export function rebuildPaperIndex(database: Database): void {
  database.transaction(() => {
    database.exec(`INSERT INTO paper_index (paper_index) VALUES ('delete-all'); DELETE FROM index_due`);
    writeIndexRows(database, database.prepare<[], number>('SELECT id FROM paper ORDER BY id').pluck().all());
  })();
}

interface PaperRow {
  readonly title: string | null;
  readonly authors: string;
  readonly institutions: string;
  readonly comment: string | null;
  readonly categories: string;
  readonly venue: string | null;
  readonly version_id: number | null;
  readonly heading: string | null;
  readonly note: string | null;
}

interface AnnotationRow {
  readonly body: string | null;
  readonly selectors: string;
  readonly tags: string;
}

function annotationTexts(row: AnnotationRow): string[] {
  const texts: string[] = [];
  for (const selector of JSON.parse(row.selectors) as { readonly exact?: string }[]) {
    if (selector.exact !== undefined) texts.push(selector.exact);
  }
  if (row.body !== null) texts.push(row.body);
  return [...texts, ...list(row.tags)];
}

function foldAll(texts: readonly string[]): string {
  const [first] = texts;
  if (texts.length <= 1) return first === undefined ? '' : fold(first);
  return texts
    .map(fold)
    .filter((text) => text !== '')
    .join(BREAK);
}

/** Lists are stored as JSON arrays of strings, by us. */
function list(json: string): string[] {
  return json === '[]' ? [] : (JSON.parse(json) as string[]);
}
