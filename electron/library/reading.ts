import type { ReadingState } from '../../shared/paper.ts';
import type { Database } from './database.ts';
import { changing } from './history.ts';
import { indexPapers } from './paper-index.ts';
import { requirePapers } from './require-papers.ts';

/** Gives a paper a heading of the user's; an empty one takes it back. @throws {PostilError} `not-found` */
export function setHeading(database: Database, paperId: number, heading: string): void {
  const given = heading.replace(/\s+/gu, ' ').trim();
  changing(database, given === '' ? 'Take back heading' : 'Edit heading', () => {
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

/** What a paper without a row in `reading` has. */
const UNREAD = { heading: null, state: 'inbox', starred: 0 } as const;

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
