/**
 * The index by which papers are found that a record may belong to: hashes of titles and abstracts. Triggers keep it
 * (migrations/0001-merge-keys.ts), in a small table; from there it goes to the large one in lots and in order. One by one each
 * hash would go to another page of a large library: at 1,000,000 papers that was half of what an import wrote.
 */
import { setImmediate } from 'node:timers/promises';
import type { Database } from '../database.ts';
import { durableLater } from '../durable-later.ts';

/** Hashes of a lot, two of most papers. The small table then has some 100 pages, of which a transaction changes most. */
const LOT = 40_000;

/** Hashes that are moved at once, in some 10 ms. */
const SLICE = 2000;

/** Moves the new hashes into the large table, slice by slice, once there are enough. @param stored told after each slice */
export async function moveMergeKeys(
  database: Database,
  stored: (count: number) => Promise<void>,
  lot = LOT,
): Promise<void> {
  const count = database.prepare<[], number>('SELECT count(*) FROM new_merge_key').pluck();
  if ((count.get() ?? 0) < lot) return;
  const last = database.prepare<[], { key: number | Buffer; id: number }>(
    `SELECT key, id FROM new_merge_key ORDER BY key, id LIMIT 1 OFFSET ${SLICE - 1}`,
  );
  const move = database.prepare(
    'INSERT OR IGNORE INTO merge_key SELECT key, id FROM new_merge_key ORDER BY key, id LIMIT ?',
  );
  const clear = database.prepare('DELETE FROM new_merge_key WHERE (key, id) <= (?, ?)');
  for (let isLast = false; !isLast; ) {
    durableLater(database, () => {
      const end = last.get();
      isLast = end === undefined;
      move.run(isLast ? -1 : SLICE);
      if (end === undefined) database.exec('DELETE FROM new_merge_key');
      else clear.run(end.key, end.id);
    });
    await stored(SLICE / 2);
    await setImmediate();
  }
}

/** Makes the index anew, in one statement: for repair. */
export function rebuildMergeIndex(database: Database): void {
  database.exec(`DELETE FROM new_merge_key;
    DELETE FROM merge_key;
    INSERT INTO merge_key SELECT key, paper_id FROM paper_title
      UNION SELECT substr(hash, 1, 6), id FROM version WHERE hash <> x''`);
}
