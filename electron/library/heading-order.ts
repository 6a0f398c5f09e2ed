/**
 * Enters new papers into the order of headings (`paper_heading`), in lots that are sorted first: one by one each would
 * go to another page of a large library, which cost a fifth of an import at 1,000,000 papers. Until then
 * search/sorting.ts puts them where they belong.
 */
import { setImmediate } from 'node:timers/promises';
import type { Database } from './database.ts';
import { durableLater } from './durable-later.ts';

/** Papers of a lot: the more, the fewer pages each of them changes, and the more are sorted by each search meanwhile. */
export const HEADING_LOT = 20_000;

/** About how long others wait for a slice of a lot. */
const SLICE_MS = 20;

/** Papers of which the headings are read at once, in some 10 ms. */
const READ_AT_ONCE = 4000;

/**
 * Enters the papers that are not, slice by slice. Whoever works in between only makes their order a little worse.
 * @param atLeast not before there are so many, about
 * @param stored told after each slice of how many papers
 */
export async function enterHeadings(
  database: Database,
  atLeast: number,
  stored: (count: number) => Promise<void>,
): Promise<void> {
  const place = database
    .prepare<[], { entered: number; newest: number }>(
      'SELECT entered, ifnull((SELECT max(id) FROM paper), 0) AS newest FROM heading_place',
    )
    .get();
  if (place === undefined || place.newest - place.entered < Math.max(1, atLeast)) return;
  const { entered, newest } = place;
  const read = database.prepare<[number, number], { id: number; beginning: string }>(
    `SELECT id, lower(substr(heading, 1, 32)) AS beginning FROM paper WHERE id > ? AND id <= ? ORDER BY id LIMIT ${READ_AT_ONCE}`,
  );
  const begin = database.prepare('UPDATE heading_place SET entering = ?');
  const end = database.prepare('UPDATE heading_place SET entered = ?');
  // As it is by then, where it is still there.
  const enter = database.prepare(
    'INSERT OR IGNORE INTO paper_heading SELECT substr(heading, 1, 32), id FROM paper WHERE id = ?',
  );
  durableLater(database, () => begin.run(newest));
  const papers: { readonly id: number; readonly beginning: string }[] = [];
  for (let last = entered; ; ) {
    const lot = read.all(last, newest);
    papers.push(...lot);
    last = lot.at(-1)?.id ?? newest;
    await setImmediate();
    if (lot.length < READ_AT_ONCE) break;
  }
  papers.sort((one, other) => (one.beginning < other.beginning ? -1 : 1));
  let at = 0;
  do {
    await setImmediate();
    const from = at;
    durableLater(database, () => {
      const endMs = performance.now() + SLICE_MS;
      for (; at < papers.length && performance.now() < endMs; at += 1) enter.run(papers[at]?.id);
      if (at === papers.length) end.run(newest);
    });
    await stored(at - from);
  } while (at < papers.length);
}

/** Enters all papers anew, in one statement: for repair. */
export function rebuildHeadings(database: Database): void {
  database.exec(`DELETE FROM paper_heading;
    INSERT INTO paper_heading SELECT substr(heading, 1, 32), id FROM paper ORDER BY 1 COLLATE NOCASE, 2;
    INSERT OR REPLACE INTO heading_place SELECT 1, ifnull(max(id), 0), ifnull(max(id), 0) FROM paper`);
}
