/**
 * Enters new papers into the orders by heading and by date (`paper_heading`, `paper_date`), in lots that are sorted first:
 * one by one each would go to another page of a large library, which cost a third of an import at 1,000,000 papers. Until
 * then search/sorting.ts puts them where they belong.
 */
import { setImmediate } from 'node:timers/promises';
import type { Database } from './database.ts';
import { durableLater } from './durable-later.ts';

/** Papers of a lot: the more, the fewer pages each of them changes, and the more are sorted by each search meanwhile. */
export const ORDER_LOT = 20_000;

/** About how long others wait for a slice of a lot. */
const SLICE_MS = 20;

/** Papers that are read at once, in some 10 ms. */
const READ_AT_ONCE = 4000;

/** The orders: what papers are sorted by, as text, and how each is entered, as it is by then, where it is still there. */
const ORDERS = [
  {
    by: 'lower(substr(heading, 1, 32))',
    enter: 'INSERT OR IGNORE INTO paper_heading SELECT substr(heading, 1, 32), id FROM paper WHERE id = ?',
  },
  {
    by: `ifnull(published, '')`,
    enter: `INSERT OR IGNORE INTO paper_date SELECT ifnull(published, ''), id FROM paper WHERE id = ?`,
  },
] as const;

/**
 * Enters the papers that are not, slice by slice. Whoever works in between only makes their order a little worse.
 * @param atLeast not before there are so many, about
 * @param stored told after each slice of how many papers, of all in either order
 */
export async function enterOrders(
  database: Database,
  atLeast: number,
  stored: (count: number) => Promise<void>,
): Promise<void> {
  const place = database
    .prepare<[], { entered: number; newest: number }>(
      'SELECT entered, ifnull((SELECT max(id) FROM paper), 0) AS newest FROM order_place',
    )
    .get();
  if (place === undefined || place.newest - place.entered < Math.max(1, atLeast)) return;
  const { entered, newest } = place;
  durableLater(database, () => database.prepare('UPDATE order_place SET entering = ?').run(newest));
  for (const { by, enter } of ORDERS) {
    const papers = await papersOf(database, by, entered, newest);
    const statement = database.prepare(enter);
    for (let at = 0; at < papers.length; ) {
      const from = at;
      durableLater(database, () => {
        const endMs = performance.now() + SLICE_MS;
        for (; at < papers.length && performance.now() < endMs; at += 1) statement.run(papers[at]?.id);
      });
      await stored(at - from);
      await setImmediate();
    }
  }
  durableLater(database, () => database.prepare('UPDATE order_place SET entered = ?').run(newest));
}

/** Papers in an order, after one and up to another. */
async function papersOf(
  database: Database,
  by: string,
  after: number,
  newest: number,
): Promise<readonly { readonly id: number }[]> {
  const read = database.prepare<[number, number], { id: number; text: string }>(
    `SELECT id, ${by} AS text FROM paper WHERE id > ? AND id <= ? ORDER BY id LIMIT ${READ_AT_ONCE}`,
  );
  const papers: { readonly id: number; readonly text: string }[] = [];
  for (let last = after; ; ) {
    const lot = read.all(last, newest);
    papers.push(...lot);
    last = lot.at(-1)?.id ?? newest;
    await setImmediate();
    if (lot.length < READ_AT_ONCE) break;
  }
  papers.sort((one, other) => (one.text < other.text ? -1 : 1));
  await setImmediate();
  return papers;
}

/** Enters all papers anew, in one statement an order: for repair. */
export function rebuildOrders(database: Database): void {
  database.exec(`DELETE FROM paper_heading;
    INSERT INTO paper_heading SELECT substr(heading, 1, 32), id FROM paper ORDER BY 1 COLLATE NOCASE, 2;
    DELETE FROM paper_date;
    INSERT INTO paper_date SELECT ifnull(published, ''), id FROM paper ORDER BY 1, 2;
    INSERT OR REPLACE INTO order_place SELECT 1, ifnull(max(id), 0), ifnull(max(id), 0) FROM paper`);
}
