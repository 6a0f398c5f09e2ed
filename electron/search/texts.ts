import { fold } from '../../shared/fold.ts';
import type { Database } from '../library/database.ts';
import type { RankedTexts } from './rank.ts';

/** Reads the texts of papers. */
export interface Texts {
  /** What a paper is ranked by. All empty for a paper that is gone. */
  rankedBy(paperId: number): RankedTexts;
  /** Every folded word of everything that belongs to a paper. */
  wordsOf(paperId: number): Set<string>;
}

type RankedRow = [
  title: string | null,
  heading: string | null,
  authors: string,
  abstract: string | null,
  note: string | null,
];

const RANKED_BY = `
SELECT title, reading.heading, authors, version.text, note.text
FROM paper
LEFT JOIN reading ON reading.paper_id = paper.id
LEFT JOIN version ON version.id = paper.version_id
LEFT JOIN note ON note.paper_id = paper.id
WHERE paper.id = ?`;

const ALL_TEXTS = `
SELECT concat_ws(char(10), title, comment, venue, authors, categories, institutions) FROM paper WHERE id = :id
UNION ALL SELECT heading FROM reading WHERE paper_id = :id AND heading IS NOT NULL
UNION ALL SELECT text FROM version WHERE paper_id = :id
UNION ALL SELECT text FROM note WHERE paper_id = :id
UNION ALL SELECT body FROM annotation WHERE paper_id = :id AND body IS NOT NULL
UNION ALL SELECT value ->> 'exact' FROM annotation, json_each(selectors) WHERE paper_id = :id AND value ->> 'exact' IS NOT NULL
UNION ALL SELECT name FROM paper_tag JOIN tag ON tag.id = tag_id WHERE paper_id = :id`;

/** Opens the texts of a library. */
export function openTexts(database: Database): Texts {
  const rankedBy = database.prepare<[number], RankedRow>(RANKED_BY).raw();
  const allTexts = database.prepare<{ id: number }, string>(ALL_TEXTS).pluck();
  return {
    rankedBy(paperId) {
      const [title, heading, authors, abstract, note] = rankedBy.get(paperId) ?? [null, null, '', null, null];
      const titles = heading === null ? (title ?? '') : `${heading}\n${title ?? ''}`;
      return { title: titles, authors, abstract: abstract ?? '', note: note ?? '' };
    },
    wordsOf(paperId) {
      const found = new Set<string>();
      for (const text of allTexts.all({ id: paperId }))
        for (const word of fold(text).split(' ')) found.add(word);
      found.delete('');
      return found;
    },
  };
}
