/** The annotations of the whole library: filtered, sorted, page by page, and as quotations. */
import type { z } from 'zod';
import type { AnnotationFilter, AnnotationPage, ListedAnnotation } from '../../../shared/annotation-list.ts';
import { fold } from '../../../shared/fold.ts';
import type { Identifier } from '../../../shared/paper.ts';
import { markdownQuotation, plainQuotation, type ReferredPaper } from '../../../shared/quotation.ts';
import type { Database } from '../database.ts';
import { annotationsById } from './annotations.ts';

/** A filter with all that may be left out. */
type Filter = z.output<typeof AnnotationFilter>;

/** Answers what is asked of all annotations. The ids that the last filter left are kept until the library changes. */
export interface AnnotationList {
  page(filter: Filter, offset: number, limit: number): AnnotationPage;
  ids(filter: Filter): readonly string[];
}

/** The list of a library's annotations. */
export function annotationList(database: Database): AnnotationList {
  const changes = database.prepare<unknown[], number>('SELECT total_changes()').pluck();
  let lastName = '';
  let last: readonly string[] = [];

  function ids(filter: Filter): readonly string[] {
    // Both: changes by this connection, and those by others.
    const name = `${changes.get()} ${database.pragma('data_version', { simple: true })} ${JSON.stringify(filter)}`;
    if (name !== lastName) last = filteredIds(database, filter);
    lastName = name;
    return last;
  }

  return {
    ids,
    page(filter, offset, limit) {
      const all = ids(filter);
      return { total: all.length, offset, items: listed(database, all.slice(offset, offset + limit)) };
    },
  };
}

const ORDERS = {
  newest: 'annotation.created_ms DESC, annotation.id',
  oldest: 'annotation.created_ms, annotation.id',
  paper: `ifnull(reading.heading, paper.heading) COLLATE NOCASE, paper.id,
    annotation.selectors ->> '$[0].start', annotation.created_ms, annotation.id`,
} as const;

interface FoundRow {
  readonly id: string;
  readonly texts: string;
  readonly heading: string;
}

function filteredIds(database: Database, filter: Filter): readonly string[] {
  const words = wordsOf(filter.words);
  const heading = wordsOf(filter.heading);
  const texts = `ifnull(body, '') || ' ' ||
    ifnull(selectors ->> '$[1].exact', ifnull(selectors ->> '$[0].exact', '')) || ' ' || ifnull((SELECT group_concat(name, ' ')
    FROM annotation_tag JOIN tag ON tag.id = tag_id WHERE annotation_id = annotation.id), '')`;
  const rows = database
    .prepare<unknown[], FoundRow>(
      `SELECT annotation.id, ${words.length > 0 ? texts : "''"} AS texts,
         ${heading.length > 0 ? 'ifnull(reading.heading, paper.heading)' : "''"} AS heading
       FROM annotation JOIN paper ON paper.id = annotation.paper_id LEFT JOIN reading ON reading.paper_id = paper.id
       WHERE paper.hidden = 0
         AND (@colours = '[]' OR annotation.colour IN (SELECT value FROM json_each(@colours)))
         AND (@style IS NULL OR style = @style)
         AND (@tagId IS NULL OR annotation.id IN (
           SELECT annotation_id FROM annotation_tag JOIN tag ON tag.id = tag_id JOIN tag AS wanted ON wanted.id = @tagId
           WHERE tag.id = wanted.id OR substr(tag.name, 1, length(wanted.name) + 1) = wanted.name || '/'))
         AND (@fromMs IS NULL OR created_ms >= @fromMs) AND (@beforeMs IS NULL OR created_ms < @beforeMs)
         ${
           words.length > 0
             ? `AND (paper.id IN (SELECT rowid FROM paper_index WHERE paper_index MATCH @match)
           OR paper.id IN (SELECT paper_id FROM index_due))`
             : ''
         }
       ORDER BY ${ORDERS[filter.sort]}`,
    )
    .all({
      colours: JSON.stringify(filter.colours),
      style: filter.style,
      tagId: filter.tagId,
      fromMs: filter.fromMs,
      beforeMs: filter.beforeMs,
      match: `annotations : (${words.map((word) => `"${word}"*`).join(' AND ')})`,
    });
  // The index tells papers; which of their annotations has the words is seen by reading them.
  return rows.filter((row) => holds(row.texts, words) && holds(row.heading, heading)).map(({ id }) => id);
}

function wordsOf(text: string): readonly string[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '');
}

/** Whether each word begins one of the text. */
function holds(text: string, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const folded = ` ${fold(text)}`;
  return words.every((word) => folded.includes(` ${word}`));
}

/** Annotations with their papers, in the order of the ids; those that are gone are left out. */
export function listed(database: Database, ids: readonly string[]): ListedAnnotation[] {
  const papers = new Map<number, ReferredPaper>();
  return annotationsById(database, ids).map((annotation) => {
    const paper = papers.get(annotation.paperId) ?? referredPaper(database, annotation.paperId);
    papers.set(annotation.paperId, paper);
    return { annotation, paper };
  });
}

function referredPaper(database: Database, paperId: number): ReferredPaper {
  const row = database
    .prepare<unknown[], { heading: string; authors: string; year: number | null }>(
      `SELECT ifnull(reading.heading, paper.heading) AS heading, authors, year
       FROM paper LEFT JOIN reading ON reading.paper_id = paper.id WHERE paper.id = ?`,
    )
    .get(paperId);
  const identifiers = database
    .prepare<unknown[], Identifier>(
      'SELECT scheme, value FROM paper_identifier WHERE paper_id = ? ORDER BY scheme, value',
    )
    .all(paperId);
  const { heading = '', authors = '[]', year = null } = row ?? {};
  return { heading, authors: JSON.parse(authors) as string[], year, identifiers };
}

/** Annotations as quotations with their references, one below the other. */
export function quotations(database: Database, ids: readonly string[], form: 'text' | 'markdown'): string {
  const quoted = form === 'markdown' ? markdownQuotation : plainQuotation;
  return listed(database, ids)
    .map(({ annotation, paper }) => quoted(annotation, paper))
    .join('\n\n');
}
