import { namingLabel } from '../../../shared/memory.ts';
import type { ReadingState } from '../../../shared/paper.ts';
import { type Database, transact } from '../database.ts';
import { indexPapers } from '../paper-index.ts';
import { changing } from '../remembering/history.ts';
import { requirePapers } from '../require-papers.ts';

/** Gives a paper a heading of the user's; an empty one takes it back. @throws {PostilError} `not-found` */
export function setHeading(database: Database, paperId: number, heading: string): void {
  const given = heading.replace(/\s+/gu, ' ').trim();
  changing(database, given === '' ? 'Take back heading' : namingLabel('Edit heading:', given), () => {
    requirePapers(database, [paperId]);
    setReading(database, [paperId], 'heading', given === '' ? null : given);
    indexPapers(database, [paperId]);
  });
}

const STATE_LABELS: Readonly<Record<ReadingState, string>> = {
  inbox: 'Move to inbox',
  reading: 'Mark as being read',
  done: 'Mark as done',
};

/** Sets how far the user has come with papers. @throws {PostilError} `not-found` */
export function setState(database: Database, paperIds: readonly number[], state: ReadingState): void {
  changing(database, STATE_LABELS[state], () => {
    requirePapers(database, paperIds);
    setReading(database, paperIds, 'state', state);
  });
}

/** Gives papers a star or takes it. @throws {PostilError} `not-found` */
export function setStarred(database: Database, paperIds: readonly number[], starred: boolean): void {
  changing(database, starred ? 'Add star' : 'Remove star', () => {
    requirePapers(database, paperIds);
    setReading(database, paperIds, 'starred', starred ? 1 : 0);
  });
}

/** Rates papers from 1 to 5; 0 takes the rating away. @throws {PostilError} `not-found` */
export function setRating(database: Database, paperIds: readonly number[], rating: number): void {
  changing(database, rating === 0 ? 'Take rating away' : 'Rate', () => {
    requirePapers(database, paperIds);
    setReading(database, paperIds, 'rating', rating);
  });
}

/** Reading on after so long is another reading; what comes sooner only moves the place, in milliseconds. */
const SAME_READING_MS = 60_000;

/**
 * Remembers that a paper was read just now, and down to where (0 to 1). No step of undo: nobody would miss it.
 * @returns whether that is news to the lists @throws {PostilError} `not-found`
 */
export function noteReading(database: Database, paperId: number, place: number): boolean {
  return transact(database, () => {
    requirePapers(database, [paperId]);
    const nowMs = Date.now();
    const beforeMs = database
      .prepare<unknown[], number | null>('SELECT read_ms FROM last_read WHERE paper_id = ?')
      .pluck()
      .get(paperId);
    database
      .prepare(
        `INSERT INTO last_read (paper_id, read_ms, place) VALUES (@paperId, @nowMs, @place)
         ON CONFLICT (paper_id) DO UPDATE SET read_ms = @nowMs, place = @place`,
      )
      .run({ paperId, nowMs, place });
    return nowMs - (beforeMs ?? 0) > SAME_READING_MS;
  });
}

/** What a paper without a row in `reading` has. */
const UNREAD = { heading: null, state: 'inbox', starred: 0, rating: 0 } as const;

/** Touches only rows that become different: an untouched paper gets no row, and history no change. */
function setReading<Column extends keyof typeof UNREAD>(
  database: Database,
  paperIds: readonly number[],
  column: Column,
  value: string | number | null,
): void {
  const ids = JSON.stringify(paperIds);
  database
    .prepare(
      `UPDATE reading SET ${column} = @value
       WHERE paper_id IN (SELECT value FROM json_each(@ids)) AND ${column} IS NOT @value`,
    )
    .run({ ids, value });
  if (value === UNREAD[column]) return;
  database
    .prepare(
      `INSERT INTO reading (paper_id, ${column}) SELECT value, @value FROM json_each(@ids) WHERE true
       ON CONFLICT (paper_id) DO NOTHING`,
    )
    .run({ ids, value });
}
