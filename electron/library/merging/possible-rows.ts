import type { Database } from '../database.ts';
import type { PossibleDuplicate } from './merge.ts';

/** Prepares the statements that keep the list of possible duplicates. */
export function possibleRows(database: Database) {
  const any = database
    .prepare<{ id: number }, number>(
      'SELECT 1 FROM possible_duplicate WHERE paper_id = :id UNION ALL SELECT 1 FROM possible_duplicate WHERE other_id = :id LIMIT 1',
    )
    .pluck();
  const remove = database.prepare('DELETE FROM possible_duplicate WHERE paper_id = :id OR other_id = :id');
  const insert = database.prepare(
    `INSERT OR IGNORE INTO possible_duplicate (paper_id, other_id, link, obstacle, score, same_title)
       VALUES (?, ?, ?, ?, ?, ?)`,
  );
  return {
    /** Of papers that were grouped anew, lists those pairs and no others. @param pairs by JSON of two papers, ascending */
    replace(paperIds: Iterable<number>, pairs: ReadonlyMap<string, PossibleDuplicate>): void {
      for (const id of paperIds) if (any.get({ id }) !== undefined) remove.run({ id });
      for (const [papers, { link, obstacle, score, sameTitle }] of pairs) {
        const [one, other] = JSON.parse(papers) as [number, number];
        insert.run(one, other, link, obstacle, score, sameTitle ? 1 : 0);
      }
    },
  };
}
