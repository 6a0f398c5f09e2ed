import { parseLink } from '../../../shared/link.ts';
import type { NamedPaper } from '../../../shared/memory.ts';
import { type LinkTarget, linkText } from '../../../shared/note.ts';
import type { Database } from '../database.ts';
import { namedPaper, WITH_NAMES } from '../remembering/timeline.ts';

/** Papers whose notes link to a paper or to one of its annotations, by heading. */
export function mentionsOf(database: Database, paperId: number): NamedPaper[] {
  const ids = database
    .prepare<unknown[], number>(
      `${WITH_NAMES}
       SELECT paper_id FROM name JOIN note_link ON kind = 'paper' AND target = name.id || '' UNION
       SELECT note_link.paper_id FROM annotation JOIN note_link ON kind = 'annotation' AND target = annotation.id
         WHERE annotation.paper_id = @paperId`,
    )
    .pluck()
    .all({ paperId });
  return ids
    .filter((id) => id !== paperId)
    .flatMap((id) => namedPaper(database, id) ?? [])
    .toSorted((one, other) => one.heading.localeCompare(other.heading));
}

/** Papers that the note of a paper links to, themselves or in one of their annotations. */
export function linkedPapers(database: Database, paperId: number): number[] {
  return database
    .prepare<unknown[], number>(
      `SELECT id FROM note_link JOIN paper ON id = CAST(target AS INTEGER) WHERE note_link.paper_id = @paperId AND kind = 'paper'
       UNION SELECT annotation.paper_id FROM note_link JOIN annotation ON annotation.id = target
         WHERE note_link.paper_id = @paperId AND kind = 'annotation'`,
    )
    .pluck()
    .all({ paperId });
}

/** What links lead to, in their order; those that lead to nothing (any more) are left out. */
export function linkTargets(database: Database, links: readonly string[]): LinkTarget[] {
  const annotation = database.prepare<unknown[], { paperId: number; quote: string | null }>(
    `SELECT paper_id AS paperId,
       (SELECT value ->> '$.exact' FROM json_each(selectors) WHERE value ->> '$.type' = 'TextQuoteSelector') AS quote
     FROM annotation WHERE id = ?`,
  );
  return links.flatMap((text) => {
    const link = parseLink(text);
    if (link === null) return [];
    const marked = link.annotationId === null ? undefined : annotation.get(link.annotationId);
    const paperId = link.paperId ?? marked?.paperId;
    const paper = paperId === undefined ? null : namedPaper(database, presentPaper(database, paperId));
    return paper === null ? [] : [{ link: linkText(link), paper, quote: marked?.quote ?? null }];
  });
}

/** The paper that one was joined with, and that one with, as far as papers are gone. */
function presentPaper(database: Database, paperId: number): number {
  return (
    database
      .prepare<unknown[], number>(
        `WITH RECURSIVE way (id) AS (
           SELECT @paperId UNION SELECT into_id FROM way JOIN joined_paper ON joined_paper.id = way.id
             WHERE NOT EXISTS (SELECT 1 FROM paper WHERE paper.id = way.id)
         ) SELECT id FROM way WHERE EXISTS (SELECT 1 FROM paper WHERE paper.id = way.id) LIMIT 1`,
      )
      .pluck()
      .get({ paperId }) ?? paperId
  );
}
