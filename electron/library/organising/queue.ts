/** The reading queue: papers in the order in which they are to be read. */
import type { Database } from '../database.ts';
import { changing } from '../remembering/history.ts';
import { requirePapers } from '../require-papers.ts';

/** Where papers are put in the queue: at an end, or before one that stands in it. */
export type QueuePlace = 'first' | 'last' | { readonly before: number };

/** Room between the positions of neighbours: so often the gap between two of them can be halved. */
const GAP = 2 ** 20;

/**
 * Puts papers into the queue in the order given, or moves those that stand there already.
 * @throws {PostilError} `not-found`
 */
export function enqueue(database: Database, paperIds: readonly number[], place: QueuePlace): void {
  changing(database, 'Queue for reading', () => {
    requirePapers(database, paperIds);
    const ids = [...new Set(paperIds)];
    const isOwn = new Set(ids);
    const others = database
      .prepare<[], { id: number; position: number }>(
        'SELECT paper_id AS id, position FROM queue ORDER BY position, paper_id',
      )
      .all()
      .filter(({ id }) => !isOwn.has(id));
    const before = typeof place === 'object' ? others.findIndex(({ id }) => id === place.before) : -1;
    const at = place === 'first' ? 0 : before < 0 ? others.length : before;
    const low = others[at - 1]?.position;
    const high = others[at]?.position;
    const write = database.prepare(
      `INSERT INTO queue (paper_id, position) VALUES (?, ?)
       ON CONFLICT (paper_id) DO UPDATE SET position = excluded.position`,
    );
    const step = low === undefined || high === undefined ? GAP : Math.floor((high - low) / (ids.length + 1));
    if (step > 0) {
      const first = low !== undefined ? low + step : (high ?? 0) - step * ids.length;
      for (const [index, id] of ids.entries()) write.run(id, first + index * step);
    } else {
      const all = [
        ...others.slice(0, at).map(({ id }) => id),
        ...ids,
        ...others.slice(at).map(({ id }) => id),
      ];
      for (const [index, id] of all.entries()) write.run(id, (index + 1) * GAP);
    }
  });
}

/** Takes papers out of the queue. */
export function dequeue(database: Database, paperIds: readonly number[]): void {
  changing(database, 'Take out of the queue', () => {
    database
      .prepare('DELETE FROM queue WHERE paper_id IN (SELECT value FROM json_each(?))')
      .run(JSON.stringify(paperIds));
  });
}
