import { fold } from '../../shared/fold.ts';
import type { Database } from '../library/database.ts';
import type { RankedTexts } from './rank.ts';

/** Reads the texts of papers. */
export interface Texts {
  /** What a paper is ranked by. All empty for a paper that is gone. */
  rankedBy(paperId: number): RankedTexts;
  /** Folded words of what it is not ranked by, which most papers have nothing of: annotations, tags, older versions. */
  otherWordsOf(paperId: number): Set<string>;
}

/** Opens the texts of a library. */
export function openTexts(database: Database): Texts {
  const rankedBy = database.prepare<[number], RankedRow>(RANKED_BY).raw();
  const others = database.prepare<{ id: number }, string>(OTHERS).pluck();
  return {
    rankedBy(paperId) {
      const row = rankedBy.get(paperId);
      if (row === undefined) return { title: '', authors: '', abstract: '', note: '', facts: '' };
      const [title, heading, authors, abstract, note, facts] = row;
      const titles = heading === null ? (title ?? '') : `${heading}\n${title ?? ''}`;
      return { title: titles, authors, abstract: abstract ?? '', note: note ?? '', facts };
    },
    otherWordsOf: (paperId) => wordsIn(others.all({ id: paperId })),
  };
}

/** All folded words of a paper. */
export function allWordsOf(texts: Texts, paperId: number): Set<string> {
  return new Set([...texts.otherWordsOf(paperId), ...wordsIn(Object.values(texts.rankedBy(paperId)))]);
}

function wordsIn(texts: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const text of texts) for (const word of fold(text).split(' ')) found.add(word);
  found.delete('');
  return found;
}

type RankedRow = [
  title: string | null,
  heading: string | null,
  authors: string,
  abstract: string | null,
  note: string | null,
  facts: string,
];

/** What a paper is ranked by. */
export const RANKED_BY = `
SELECT title, reading.heading, authors, version.text, note.text,
  concat_ws(char(10), comment, venue, categories, institutions)
FROM paper
LEFT JOIN reading ON reading.paper_id = paper.id
LEFT JOIN version ON version.id = paper.version_id
LEFT JOIN note ON note.paper_id = paper.id
WHERE paper.id = ?`;

/** What belongs to a paper besides. */
export const OTHERS = `
SELECT text FROM version WHERE paper_id = :id AND id IS NOT (SELECT version_id FROM paper WHERE id = :id)
UNION ALL SELECT body FROM annotation WHERE paper_id = :id AND body IS NOT NULL
UNION ALL SELECT value ->> 'exact' FROM annotation, json_each(selectors)
  WHERE paper_id = :id AND value ->> 'exact' IS NOT NULL
UNION ALL SELECT name FROM annotation JOIN annotation_tag ON annotation_id = annotation.id
  JOIN tag ON tag.id = tag_id WHERE paper_id = :id
UNION ALL SELECT name FROM paper_tag JOIN tag ON tag.id = tag_id WHERE paper_id = :id`;
