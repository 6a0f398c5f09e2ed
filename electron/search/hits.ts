import type { Hit } from '../../shared/library.ts';
import type { HeadingOrigin, ReadingState, TagMark } from '../../shared/paper.ts';
import type { Database } from '../library/database.ts';
import { type Matcher, marksIn, snippetOf } from './snippet.ts';

/** A paper found, before its texts are fetched for showing. */
export interface Found {
  readonly paperId: number;
  readonly score: number;
  readonly tier: Hit['tier'];
}

interface SummaryRow {
  readonly id: number;
  readonly title: string | null;
  readonly heading: string;
  readonly ownHeading: string | null;
  readonly authors: string;
  readonly institutions: string;
  readonly arxivId: string | null;
  readonly year: number | null;
  readonly tags: string;
  readonly state: ReadingState | null;
  readonly starred: number | null;
  readonly rating: number | null;
  readonly isQueued: number;
  readonly lastReadMs: number | null;
  readonly hasNote: number;
  readonly annotationCount: number;
  readonly abstract: string | null;
}

/** Papers as the list shows them, with their abstracts for the snippet. All at once, in half of the time that asking for each takes. */
export const SUMMARY = `
SELECT paper.id, title, paper.heading, reading.heading AS ownHeading, authors, institutions, year, state, starred,
  rating, (SELECT read_ms FROM last_read WHERE paper_id = paper.id) AS lastReadMs,
   EXISTS (SELECT 1 FROM queue WHERE paper_id = paper.id) AS isQueued,
  (SELECT value FROM paper_identifier WHERE paper_id = paper.id AND scheme = 'arxiv' ORDER BY value LIMIT 1) AS arxivId,
  (SELECT json_group_array(json_object('id', id, 'name', name, 'colour', colour) ORDER BY name)
    FROM paper_tag JOIN tag ON tag.id = tag_id WHERE paper_id = paper.id) AS tags,
  EXISTS (SELECT 1 FROM note WHERE paper_id = paper.id) AS hasNote,
  (SELECT count(*) FROM annotation WHERE paper_id = paper.id) AS annotationCount,
  version.text AS abstract
FROM json_each(?) JOIN paper ON paper.id = json_each.value
LEFT JOIN reading ON reading.paper_id = paper.id
LEFT JOIN version ON version.id = paper.version_id`;

/** Makes the hits of some papers, in their order. */
export type HitsOf = (found: readonly Found[], matcher: Matcher) => Hit[];

/** Makes hits of papers found. */
export function openHits(database: Database): HitsOf {
  const select = database.prepare<[string], SummaryRow>(SUMMARY);

  return (found, matcher) => {
    const hits: Hit[] = [];
    const rows = new Map(
      select.all(`[${found.map(({ paperId }) => paperId).join(',')}]`).map((row) => [row.id, row]),
    );
    for (const { paperId, score, tier } of found) {
      const row = rows.get(paperId);
      // Papers found are those of the same transaction.
      if (row === undefined) throw new Error(`Paper ${paperId} is in the index but not in the library.`);
      const heading = row.ownHeading ?? row.heading;
      hits.push({
        paper: {
          id: row.id,
          heading,
          headingOrigin: headingOrigin(row),
          title: row.title,
          authors: JSON.parse(row.authors) as string[],
          institutions: JSON.parse(row.institutions) as string[],
          arxivId: row.arxivId,
          year: row.year,
          tags: JSON.parse(row.tags) as TagMark[],
          state: row.state ?? 'inbox',
          starred: row.starred === 1,
          rating: row.rating ?? 0,
          isQueued: row.isQueued === 1,
          lastReadMs: row.lastReadMs,
          hasNote: row.hasNote === 1,
          annotationCount: row.annotationCount,
        },
        score,
        tier,
        snippet: snippetOf(row.abstract ?? '', matcher),
        headingMarks: marksIn(heading, matcher),
      });
    }
    return hits;
  };
}

function headingOrigin(row: SummaryRow): HeadingOrigin {
  if (row.ownHeading !== null) return 'user';
  return row.title === null ? 'abstract' : 'title';
}
