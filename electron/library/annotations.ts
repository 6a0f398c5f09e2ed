import { randomUUID } from 'node:crypto';
import { anchor, describe as describeRange, snapToGraphemes } from '../../shared/anchoring.ts';
import type { Annotation, HighlightColour, Selector, TextRange } from '../../shared/annotation.ts';
import { PostilError } from '../../shared/errors.ts';
import type { Database } from './database.ts';
import { changing } from './history.ts';
import { indexPapers } from './paper-index.ts';

interface AnnotationRow {
  readonly id: string;
  readonly paperId: number;
  readonly versionId: number;
  readonly colour: HighlightColour;
  readonly body: string | null;
  readonly selectors: string;
  readonly createdMs: number;
  readonly changedMs: number;
  /** Of the paper's current version; null when it has none. */
  readonly text: string | null;
}

const SELECT = `SELECT annotation.id, annotation.paper_id AS paperId, annotation.version_id AS versionId, colour,
    body, selectors, created_ms AS createdMs, changed_ms AS changedMs, version.text
  FROM annotation JOIN paper ON paper.id = annotation.paper_id LEFT JOIN version ON version.id = paper.version_id`;

/** The annotations of a paper in the order of its text, orphans last. */
export function annotationsOf(database: Database, paperId: number): Annotation[] {
  return database
    .prepare<unknown[], AnnotationRow>(`${SELECT} WHERE annotation.paper_id = ?`)
    .all(paperId)
    .map(annotationOf)
    .sort(inTextOrder);
}

function inTextOrder(one: Annotation, other: Annotation): number {
  const start = (annotation: Annotation) => annotation.range?.start ?? Number.MAX_SAFE_INTEGER;
  const end = (annotation: Annotation) => annotation.range?.end ?? Number.MAX_SAFE_INTEGER;
  return start(one) - start(other) || end(one) - end(other) || one.createdMs - other.createdMs;
}

function annotationOf(row: AnnotationRow): Annotation {
  const { text, ...annotation } = row;
  const selectors = JSON.parse(row.selectors) as Selector[];
  return {
    ...annotation,
    motivation: row.body === null ? 'highlighting' : 'commenting',
    selectors,
    range: text === null ? null : anchor(text, selectors),
  };
}

/** @throws {PostilError} `not-found` */
function readAnnotation(database: Database, id: string): Annotation {
  const row = database.prepare<unknown[], AnnotationRow>(`${SELECT} WHERE annotation.id = ?`).get(id);
  if (row === undefined) {
    throw new PostilError('not-found', 'This annotation is gone.', 'Undo brings it back if you removed it.');
  }
  return annotationOf(row);
}

/** What the user marks. */
export interface NewAnnotation {
  readonly paperId: number;
  /** The version on whose text the range was chosen. */
  readonly versionId: number;
  readonly range: TextRange;
  readonly colour: HighlightColour;
  /** Null or empty for a plain highlight. */
  readonly body: string | null;
}

/**
 * Marks words of a version. The range is widened to whole grapheme clusters.
 * @throws {PostilError} `not-found` when paper or version are gone, `bad-request` for a range beyond the text
 *   or without a word in it
 */
export function addAnnotation(database: Database, wanted: NewAnnotation): Annotation {
  const body = bodyOf(wanted.body);
  return changing(database, body === null ? 'Highlight' : 'Comment', () => {
    const text = database
      .prepare<unknown[], string>('SELECT text FROM version WHERE id = ? AND paper_id = ?')
      .pluck()
      .get(wanted.versionId, wanted.paperId);
    if (text === undefined) {
      throw new PostilError(
        'not-found',
        'The text that was marked is no longer in the library.',
        'Open the paper again and mark it there.',
      );
    }
    const id = randomUUID();
    const nowMs = Date.now();
    database
      .prepare(
        `INSERT INTO annotation (id, paper_id, version_id, colour, body, selectors, created_ms, changed_ms)
         VALUES (@id, @paperId, @versionId, @colour, @body, @selectors, @nowMs, @nowMs)`,
      )
      .run({
        id,
        paperId: wanted.paperId,
        versionId: wanted.versionId,
        colour: wanted.colour,
        body,
        selectors: JSON.stringify(describeRange(text, wholeRange(text, wanted.range))),
        nowMs,
      });
    indexPapers(database, [wanted.paperId]);
    return readAnnotation(database, id);
  });
}

function wholeRange(text: string, range: TextRange): TextRange {
  if (range.start < 0 || range.start >= range.end || range.end > text.length) {
    throw new PostilError(
      'bad-request',
      `The text has ${text.length} characters, so ${range.start} to ${range.end} is not in it.`,
      'Open the paper again and mark it there.',
    );
  }
  const whole = snapToGraphemes(text, range);
  if (text.slice(whole.start, whole.end).trim() === '') {
    throw new PostilError('bad-request', 'Nothing but blanks was marked.', 'Mark at least one word.');
  }
  return whole;
}

/** Changes colour and comment; an empty body makes it a plain highlight. @throws {PostilError} `not-found` */
export function changeAnnotation(
  database: Database,
  id: string,
  colour: HighlightColour,
  body: string | null,
): Annotation {
  return changing(database, 'Change annotation', () => {
    const before = readAnnotation(database, id);
    const wanted = bodyOf(body);
    if (before.colour === colour && before.body === wanted) return before;
    database
      .prepare('UPDATE annotation SET colour = ?, body = ?, changed_ms = ? WHERE id = ?')
      .run(colour, wanted, Date.now(), id);
    indexPapers(database, [before.paperId]);
    return readAnnotation(database, id);
  });
}

/** Removes an annotation. @returns as it was @throws {PostilError} `not-found` */
export function removeAnnotation(database: Database, id: string): Annotation {
  return changing(database, 'Remove annotation', () => {
    const before = readAnnotation(database, id);
    database.prepare('DELETE FROM annotation WHERE id = ?').run(id);
    indexPapers(database, [before.paperId]);
    return before;
  });
}

function bodyOf(body: string | null): string | null {
  return body === null || body.trim() === '' ? null : body.toWellFormed();
}
