/** Taking back what is not the last step of undo: one change alone, or all since a moment. Both are changes themselves. */
import { PostilError } from '../../shared/errors.ts';
import type { Database } from './database.ts';
import { changing } from './history.ts';
import { type HistoryRow, type RowWriter, rowsOf, rowWriter, writeBack } from './history-rows.ts';

/** What a change that took others back did. */
export interface TakenBackRows {
  readonly paperIds: readonly number[];
  /** Changes that were taken back. */
  readonly changeCount: number;
  /** Rows that had to stay as they are, since they were changed again later or others need them. */
  readonly leftAlone: number;
}

interface Made {
  readonly id: number;
  readonly label: string;
  readonly undone: number;
}

/**
 * Takes one change back, whatever came after it; what was changed again since stays as it is.
 * @throws {PostilError} `not-found` when there is no such change, or when it is undone already
 */
export function takeBack(database: Database, changeId: number): TakenBackRows {
  const change = madeChange(database, changeId);
  return changing(database, `Take back: ${change.label}`, () => {
    const writer = carefulWriter(database);
    const paperIds = new Set<number>();
    let left: readonly HistoryRow[] = rowsOf(database, changeId);
    // Rows may need one another in another order than the one they were changed in: each round writes what it can.
    for (let before = Number.POSITIVE_INFINITY; left.length > 0 && left.length < before; ) {
      before = left.length;
      const written = writeBack(database, left, 'before', writer);
      for (const paperId of written.paperIds) paperIds.add(paperId);
      left = written.leftAlone.toReversed();
    }
    return { paperIds: [...paperIds], changeCount: 1, leftAlone: left.length };
  });
}

/**
 * Takes the library back to before a change: all since then, that one included, is taken back by one new change.
 * @throws {PostilError} `not-found`
 */
export function takeBackTo(database: Database, changeId: number): TakenBackRows {
  madeChange(database, changeId);
  return changing(database, 'Take the library back', () => {
    const changeIds = database
      .prepare<unknown[], number>('SELECT id FROM change WHERE id >= ? AND undone = 0 ORDER BY id DESC')
      .pluck()
      .all(changeId)
      .filter((id) => !isBeingMade(database, id));
    // As undo does: only all together do the rows fit each other.
    database.pragma('defer_foreign_keys = ON');
    const paperIds = new Set<number>();
    let leftAlone = 0;
    for (const id of changeIds) {
      const written = writeBack(database, rowsOf(database, id), 'before');
      for (const paperId of written.paperIds) paperIds.add(paperId);
      leftAlone += written.leftAlone.length;
    }
    return { paperIds: [...paperIds], changeCount: changeIds.length, leftAlone };
  });
}

function isBeingMade(database: Database, changeId: number): boolean {
  return database.prepare('SELECT 1 FROM current_change WHERE id = ?').get(changeId) !== undefined;
}

function madeChange(database: Database, changeId: number): Made {
  const change = database
    .prepare<unknown[], Made>('SELECT id, label, undone FROM change WHERE id = ?')
    .get(changeId);
  if (change === undefined || change.undone === 1) {
    throw new PostilError('not-found', 'This change is taken back already.', 'Look at the timeline again.');
  }
  return change;
}

/** Leaves rows alone that others need, where undo could rely on those being gone. */
function carefulWriter(database: Database): RowWriter {
  const write = rowWriter(database);
  const isUsed = database
    .prepare(
      `SELECT 1 FROM paper_tag WHERE tag_id = @id UNION ALL SELECT 1 FROM annotation_tag WHERE tag_id = @id LIMIT 1`,
    )
    .pluck();
  return (table, paperId, from, into) => {
    if (table === 'tag' && into === null && isUsed.get({ id: JSON.parse(from ?? '{}').id }) !== undefined) {
      return false;
    }
    try {
      return write(table, paperId, from, into) || writeColumns(database, table, from, into);
    } catch (thrown) {
      const { code } = thrown as { readonly code?: string };
      // The name is another one's by now, or what it belongs to is gone.
      if (code?.startsWith('SQLITE_CONSTRAINT') === true) return false;
      throw thrown;
    }
  };
}

type Row = Readonly<Record<string, string | number | null>>;

/** What a paper is to the user before any change: the row that is not there yet. */
const UNTOUCHED: Row = { heading: null, state: 'inbox', starred: 0, rating: 0 };

/** Of a row of `reading`, which many changes share, takes back the columns that this one changed and none did since. */
function writeColumns(database: Database, table: string, from: string | null, into: string | null): boolean {
  if (table !== 'reading' || from === null) return false;
  const after: Row = JSON.parse(from);
  const before: Row = into === null ? { ...after, ...UNTOUCHED } : JSON.parse(into);
  const columns = Object.keys(after).filter((column) => after[column] !== before[column]);
  if (columns.length === 0) return false;
  const set = columns.map((column) => `${column} = ?`).join(', ');
  const same = columns.map((column) => `${column} IS ?`).join(' AND ');
  const values = (row: Row) => columns.map((column) => row[column]);
  return (
    database
      .prepare(`UPDATE reading SET ${set} WHERE paper_id = ? AND ${same}`)
      .run(...values(before), after.paper_id, ...values(after)).changes > 0
  );
}
