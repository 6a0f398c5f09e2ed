import type {
  DuplicatePage,
  DuplicatePaper,
  DuplicateRule,
  LinkKind,
  Obstacle,
} from '../../../shared/duplicate.ts';
import type { Identifier } from '../../../shared/paper.ts';
import type { Database } from '../database.ts';
import { keepApart, mergePapers, type PaperPair } from './decisions.ts';

/** Pairs of which both papers are to be seen. */
const SHOWN = `possible_duplicate
  JOIN paper AS one ON one.id = paper_id AND one.hidden = 0
  JOIN paper AS other ON other.id = other_id AND other.hidden = 0`;

/** How many pairs of papers may be one. */
export function duplicateCount(database: Database): number {
  return database.prepare<[], number>(`SELECT count(*) FROM ${SHOWN}`).pluck().get() ?? 0;
}

/** Papers that may be one, the likeliest first. */
export function duplicatePage(database: Database, offset: number, limit: number): DuplicatePage {
  return database.transaction((): DuplicatePage => {
    const rows = database
      .prepare<[number, number], PairRow>(
        `SELECT paper_id, other_id, link, obstacle, score FROM ${SHOWN}
         ORDER BY score DESC, paper_id, other_id LIMIT ? OFFSET ?`,
      )
      .all(limit, offset);
    const read = paperReader(database);
    const pairs = rows.map(({ paper_id, other_id, ...reason }) => ({
      ...reason,
      papers: [read(paper_id), read(other_id)] as const,
    }));
    return { total: duplicateCount(database), pairs };
  })();
}

/** How many pairs a rule is about. */
export function countByRule(database: Database, rule: DuplicateRule): number {
  return pairsByRule(database, rule).length;
}

/** Decides of all pairs that a rule is about, in one change. @returns their number, and the papers that changed */
export function decideByRule(
  database: Database,
  rule: DuplicateRule,
  verdict: 'same' | 'apart',
): { readonly count: number; readonly paperIds: readonly number[] } {
  const pairs = pairsByRule(database, rule);
  if (pairs.length === 0) return { count: 0, paperIds: [] };
  const paperIds = verdict === 'same' ? mergePapers(database, pairs) : keepApart(database, pairs);
  return { count: pairs.length, paperIds };
}

function pairsByRule(database: Database, { sameTitle, score }: DuplicateRule): PaperPair[] {
  return database
    .prepare<[number, number], [number, number]>(
      `SELECT paper_id, other_id FROM ${SHOWN}
       WHERE score >= ? AND same_title >= ? AND obstacle <> 'arxiv' ORDER BY score DESC, paper_id, other_id`,
    )
    .raw()
    .all(score, sameTitle ? 1 : 0);
}

interface PairRow {
  readonly paper_id: number;
  readonly other_id: number;
  readonly link: LinkKind;
  readonly obstacle: Obstacle;
  readonly score: number;
}

interface PaperRow {
  readonly id: number;
  readonly heading: string;
  readonly authors: string;
  readonly year: number | null;
  readonly venue: string | null;
  readonly abstract: string | null;
}

const SCHEMES = { arxiv: 'arXiv:', doi: 'doi:', pmid: 'PMID ' } as const;

function paperReader(database: Database): (id: number) => DuplicatePaper {
  const paper = database.prepare<[number], PaperRow>(
    `SELECT paper.id, coalesce(reading.heading, paper.heading) AS heading, authors, year, venue, version.text AS abstract
     FROM paper LEFT JOIN reading ON reading.paper_id = paper.id LEFT JOIN version ON version.id = version_id
     WHERE paper.id = ?`,
  );
  const identifiers = database.prepare<[number], Identifier>(
    'SELECT scheme, value FROM paper_identifier WHERE paper_id = ? ORDER BY scheme, value',
  );
  const files = database
    .prepare<[number], string>(
      'SELECT DISTINCT name FROM source JOIN file ON file.id = file_id WHERE paper_id = ? ORDER BY name',
    )
    .pluck();
  return (id) => {
    const row = paper.get(id);
    if (row === undefined) throw new Error(`Paper ${id} of a possible duplicate is not there.`);
    return {
      ...row,
      authors: JSON.parse(row.authors),
      identifiers: identifiers.all(id).map(({ scheme, value }) => SCHEMES[scheme] + value),
      fileNames: files.all(id),
    };
  };
}
