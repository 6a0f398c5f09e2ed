/**
 * Merging of the index: FTS5 writes the words of each transaction as a segment of its own, and merges six of a size into
 * one. By itself (`automerge`) it does so whenever 64 pages have come, 64 pages of each level at once and within a commit,
 * for which edits then waited up to a fifth of a second. Here each change merges a little.
 */
import { setImmediate } from 'node:timers/promises';
import type { Database } from './database.ts';
import { durableLater } from './durable-later.ts';

/** Pages that are merged at once, in some 10 ms; and while nobody waits, since each slice has a cost of its own. */
const SLICE = 32;
const LARGE_SLICE = 128;

/**
 * Pages that are merged for a paper, at most: its words fill a tenth of a page, which is merged once a level, of which
 * 1,000,000 papers have five or six.
 */
const PAGES_OF_PAPER = 1;

/**
 * Merges so many pages of segments, about, where there are six of a size. Belongs into a transaction, last.
 * @returns whether there were
 */
export function mergeSegments(database: Database, pages: number): boolean {
  const changes = database.prepare<[], number>('SELECT total_changes()').pluck();
  const before = changes.get() ?? 0;
  database.prepare(`INSERT INTO paper_index (paper_index, rank) VALUES ('merge', ?)`).run(pages);
  // https://www.sqlite.org/fts5.html#the_merge_command: less than two where there was nothing to be done.
  return (changes.get() ?? 0) - before > 1;
}

/** Pages that are merged after a change, in some 5 ms. */
const FEWEST = 16;

/** Merges what a change of so many papers makes necessary. Belongs into its transaction, last. */
export function mergeAfter(database: Database, papers: number): void {
  mergeSegments(database, Math.max(FEWEST, papers * PAGES_OF_PAPER));
}

/** Merges, slice by slice, what so many new papers make necessary. */
export async function mergeForPapers(database: Database, papers: number, isAtWork: boolean): Promise<void> {
  const slice = isAtWork ? SLICE : LARGE_SLICE;
  for (let left = papers * PAGES_OF_PAPER; left > 0; left -= slice) {
    if (!durableLater(database, () => mergeSegments(database, slice))) return;
    await setImmediate();
  }
}
