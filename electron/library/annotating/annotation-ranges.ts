import { type Annotation, marksAdjoin, type TextRange } from '../../../shared/annotation.ts';
import { PostilError } from '../../../shared/errors.ts';
import type { Database } from '../database.ts';
import { indexPapers } from '../paper-index.ts';
import { changing } from '../remembering/history.ts';
import {
  deleteAnnotations,
  describeIn,
  insertAnnotation,
  inTextOrder,
  putTags,
  readAnnotation,
} from './annotations.ts';

/** An annotation that has its place in the paper's current version. */
interface Placed extends Annotation {
  readonly range: TextRange;
}

/**
 * Puts an annotation on other words: extends it, shrinks it, or gives an orphan its place back.
 * @throws {PostilError} `not-found`, `bad-request` as for a new one
 */
export function setAnnotationRange(
  database: Database,
  id: string,
  versionId: number,
  range: TextRange,
): Annotation {
  return changing(database, 'Move annotation', () => {
    const before = readAnnotation(database, id);
    if (
      before.versionId === versionId &&
      before.range?.start === range.start &&
      before.range.end === range.end
    ) {
      return before;
    }
    place(database, before, versionId, range);
    indexPapers(database, [before.paperId]);
    return readAnnotation(database, id);
  });
}

/**
 * Makes one annotation of several that overlap or adjoin, in the paper's current version: the first in the text
 * gets the words, tags and comments of all; colour and style are its own.
 * @throws {PostilError} `not-found`; `bad-request` when words stand between them, or one is an orphan
 */
export function mergeAnnotations(database: Database, ids: readonly string[]): Annotation {
  return changing(database, 'Merge annotations', () => {
    const all = [...new Set(ids)].map((id) => placed(readAnnotation(database, id))).sort(inTextOrder);
    const [first, ...others] = all;
    if (first === undefined) throw new PostilError('bad-request', 'No annotation was named.', 'Choose two.');
    const { id: versionId, text } = currentVersion(database, first.paperId);
    let { end } = first.range;
    for (const { paperId, range } of others) {
      if (paperId !== first.paperId || !marksAdjoin(text, { start: first.range.start, end }, range)) {
        throw new PostilError(
          'bad-request',
          'Words stand between these annotations.',
          'Merge annotations that overlap or follow each other.',
        );
      }
      end = Math.max(end, range.end);
    }
    const bodies = all.flatMap(({ body }) => (body === null ? [] : [body]));
    const body = [...new Set(bodies)].join('\n\n');
    deleteAnnotations(
      database,
      others.map(({ id }) => id),
    );
    putTags(
      database,
      first.id,
      others.flatMap(({ tags }) => tags.map(({ name }) => name)),
    );
    place(database, first, versionId, { start: first.range.start, end });
    database.prepare('UPDATE annotation SET body = ? WHERE id = ?').run(body === '' ? null : body, first.id);
    indexPapers(database, [first.paperId]);
    return readAnnotation(database, first.id);
  });
}

/**
 * Makes two annotations of one. The first keeps the comment; both have the tags.
 * @param at where it is parted, in UTF-16 code units of the paper's current version
 * @returns both, in the order of the text
 * @throws {PostilError} `not-found`; `bad-request` when there are no words on both sides
 */
export function splitAnnotation(
  database: Database,
  id: string,
  at: number,
): readonly [Annotation, Annotation] {
  return changing(database, 'Split annotation', () => {
    const before = placed(readAnnotation(database, id));
    const { id: versionId, text } = currentVersion(database, before.paperId);
    const { start, end } = before.range;
    const [left, right] = [text.slice(start, Math.max(start, at)), text.slice(Math.max(start, at), end)];
    if (left.trim() === '' || right.trim() === '') {
      throw new PostilError(
        'bad-request',
        'An annotation is split between two of its words.',
        'Put the caret between them.',
      );
    }
    place(database, before, versionId, { start, end: start + left.trimEnd().length });
    const second = { ...before, versionId, body: null, tags: before.tags.map(({ name }) => name) };
    const range = { start: end - right.trimStart().length, end };
    const secondId = insertAnnotation(database, second, describeIn(database, { ...second, range }));
    putTags(database, secondId, second.tags);
    indexPapers(database, [before.paperId]);
    return [readAnnotation(database, id), readAnnotation(database, secondId)];
  });
}

function place(database: Database, { id, paperId }: Annotation, versionId: number, range: TextRange): void {
  database
    .prepare('UPDATE annotation SET version_id = ?, selectors = ?, changed_ms = ? WHERE id = ?')
    .run(versionId, JSON.stringify(describeIn(database, { paperId, versionId, range })), Date.now(), id);
}

function placed(annotation: Annotation): Placed {
  const { range } = annotation;
  if (range === null) {
    throw new PostilError(
      'bad-request',
      'The words of this annotation are not in the current version.',
      'Give it a place in this version first.',
    );
  }
  return { ...annotation, range };
}

function currentVersion(database: Database, paperId: number): { readonly id: number; readonly text: string } {
  const version = database
    .prepare<unknown[], { id: number; text: string }>(
      'SELECT version.id, text FROM paper JOIN version ON version.id = paper.version_id WHERE paper.id = ?',
    )
    .get(paperId);
  if (version === undefined)
    throw new Error(`Paper ${paperId} has annotations in a text that it does not have.`);
  return version;
}
