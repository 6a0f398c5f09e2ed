import type { OpenPaper, Overview } from '../../shared/library.ts';
import type {
  HeadingOrigin,
  Identifier,
  Paper,
  ReadingState,
  Source,
  TagMark,
  Version,
} from '../../shared/paper.ts';
import { readIdentifierLine } from '../formats/fields/identifiers.ts';
import { annotationsOf } from './annotating/annotations.ts';
import { mentionsOf } from './annotating/note-links.ts';
import { noteOf } from './annotating/notes.ts';
import type { Database } from './database.ts';
import { importSummaries } from './importing/import-report.ts';
import { openUnreadCount } from './importing/unread.ts';
import { duplicateCount } from './merging/duplicates.ts';
import { readFields } from './merging/stored-fields.ts';
import { citationKeyOf } from './organising/citation-key.ts';
import { trashCount } from './remembering/trash.ts';
import { paperNotFound } from './require-papers.ts';

/** Everything that the reader shows of a paper. @throws {PostilError} `not-found` */
export function openPaper(database: Database, paperId: number): OpenPaper {
  return database.transaction(() => {
    const paper = readPaper(database, paperId);
    return {
      paper,
      annotations: annotationsOf(database, paperId),
      note: noteOf(database, paperId),
      mentions: mentionsOf(database, paperId),
      citationKey: citationKeyOf(database, paperId),
    };
  })();
}

/**
 * The number of the paper that a text names: by its number in the library, `arXiv:ID` or `doi:DOI`. Where a DOI
 * has several papers, the oldest. Null when the text names none that is here.
 */
export function findPaper(database: Database, name: string): number | null {
  const identifier = readIdentifierLine(name)?.identifier;
  const id =
    identifier === undefined
      ? database.prepare<unknown[], number>('SELECT id FROM paper WHERE id = ?').pluck().get(Number(name))
      : database
          .prepare<unknown[], number | null>(
            'SELECT min(paper_id) FROM paper_identifier WHERE scheme = ? AND value = ?',
          )
          .pluck()
          .get(identifier.scheme, identifier.value);
  return id ?? null;
}

interface PaperRow {
  readonly title: string | null;
  readonly heading: string;
  readonly givenHeading: string | null;
  readonly authors: string;
  readonly institutions: string;
  readonly published: string | null;
  readonly year: number | null;
  readonly comment: string | null;
  readonly categories: string;
  readonly venue: string | null;
  readonly versionId: number | null;
  readonly addedMs: number;
  readonly state: ReadingState;
  readonly starred: number;
  readonly rating: number;
  readonly isQueued: number;
  readonly lastReadMs: number | null;
  readonly readPlace: number | null;
}

function readPaper(database: Database, id: number): Paper {
  const row = database
    .prepare<unknown[], PaperRow>(
      `SELECT title, paper.heading, reading.heading AS givenHeading, authors, institutions, published, year,
         comment, categories, venue, version_id AS versionId, added_ms AS addedMs,
         ifnull(state, 'inbox') AS state, ifnull(starred, 0) AS starred, ifnull(rating, 0) AS rating,
         EXISTS (SELECT 1 FROM queue WHERE paper_id = paper.id) AS isQueued,
         read_ms AS lastReadMs, place AS readPlace
       FROM paper LEFT JOIN reading ON reading.paper_id = paper.id
         LEFT JOIN last_read ON last_read.paper_id = paper.id WHERE paper.id = ?`,
    )
    .get(id);
  if (row === undefined) throw paperNotFound();
  const identifiers = database
    .prepare<unknown[], Identifier>(
      'SELECT scheme, value FROM paper_identifier WHERE paper_id = ? ORDER BY scheme, value',
    )
    .all(id);
  const versions = database
    .prepare<unknown[], Version>(
      'SELECT id, text, label FROM version WHERE paper_id = ? AND withdrawn = 0 ORDER BY id',
    )
    .all(id);
  return {
    id,
    heading: row.givenHeading ?? row.heading,
    headingOrigin: headingOrigin(row),
    title: row.title,
    authors: textList(row.authors),
    institutions: textList(row.institutions),
    arxivId: identifiers.find(({ scheme }) => scheme === 'arxiv')?.value ?? null,
    year: row.year,
    tags: tagMarks(database, id),
    state: row.state,
    starred: row.starred === 1,
    rating: row.rating,
    isQueued: row.isQueued === 1,
    lastReadMs: row.lastReadMs,
    readPlace: row.readPlace,
    hasNote: database.prepare('SELECT 1 FROM note WHERE paper_id = ?').get(id) !== undefined,
    annotationCount: countOf(database, 'annotation WHERE paper_id = ?', id),
    identifiers,
    published: row.published,
    comment: row.comment,
    categories: textList(row.categories),
    venue: row.venue,
    addedMs: row.addedMs,
    currentVersion: versions.find((version) => version.id === row.versionId) ?? null,
    versions,
    sources: sourcesOf(database, id),
  };
}

function headingOrigin(row: PaperRow): HeadingOrigin {
  if (row.givenHeading !== null) return 'user';
  return row.title === null ? 'abstract' : 'title';
}

function tagMarks(database: Database, paperId: number): TagMark[] {
  return database
    .prepare<unknown[], TagMark>(
      `SELECT tag.id, name, colour FROM paper_tag JOIN tag ON tag.id = tag_id WHERE paper_id = ? ORDER BY key`,
    )
    .all(paperId);
}

interface SourceRow {
  readonly id: number;
  readonly importId: number;
  readonly fileName: string;
  readonly format: string | null;
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly line: number;
  readonly fields: string;
  readonly versionId: number | null;
  readonly withdrawn: number;
}

function sourcesOf(database: Database, paperId: number): Source[] {
  return database
    .prepare<unknown[], SourceRow>(
      `SELECT source.id, import_id AS importId, name AS fileName, format, byte_start AS byteStart,
         byte_end AS byteEnd, line, fields, version_id AS versionId, withdrawn
       FROM source JOIN file ON file.id = file_id WHERE paper_id = ? ORDER BY source.id`,
    )
    .all(paperId)
    .map(({ byteStart, byteEnd, line, fields, format, withdrawn, ...source }) => ({
      ...source,
      isWithdrawn: withdrawn === 1,
      format: format ?? '',
      place: { byteStart, byteEnd, line },
      fields: readFields(fields, null),
    }));
}

/** Counts and imports for the sidebar. */
export function overview(database: Database): Overview {
  return database.transaction(() => {
    const paperCount = countOf(database, 'paper') - countOf(database, 'paper WHERE hidden = 1');
    const readingCount = shownCount(database, `reading WHERE state = 'reading'`);
    const doneCount = shownCount(database, `reading WHERE state = 'done'`);
    return {
      paperCount,
      inboxCount: paperCount - readingCount - doneCount,
      readingCount,
      doneCount,
      starredCount: shownCount(database, 'reading WHERE starred = 1'),
      duplicateCount: duplicateCount(database),
      trashCount: trashCount(database),
      unreadCount: openUnreadCount(database),
      queuedCount: shownCount(database, 'queue WHERE true'),
      tagCount: countOf(database, 'tag'),
      imports: importSummaries(database),
    };
  })();
}

/** Rows of papers that are to be seen. @param what a table and a condition */
function shownCount(database: Database, what: string): number {
  return (
    countOf(database, what) -
    countOf(database, `${what} AND paper_id IN (SELECT id FROM paper WHERE hidden = 1)`)
  );
}

function countOf(database: Database, what: string, ...values: unknown[]): number {
  return (
    database
      .prepare<unknown[], number>(`SELECT count(*) FROM ${what}`)
      .pluck()
      .get(...values) ?? 0
  );
}

function textList(json: string): string[] {
  return JSON.parse(json);
}
