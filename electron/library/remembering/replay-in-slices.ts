/** Undo, redo and taking back of changes of so many annotations that others would wait: slice by slice, as they were made. */
import { setImmediate } from 'node:timers/promises';
import type { Database } from '../database.ts';
import { changeToReplay, changingInPart, type Replayed, redo, undo } from './history.ts';
import { rowsNumbered, writeBack } from './history-rows.ts';
import type { InTurn, Slices } from './slices.ts';
import { changeToTakeBack, type TakenBackRows, takeBack, takeRowsBack } from './take-back.ts';

/** So many rows are written back in one go at least, in some 20 ms: for so long no edit is taken. */
export const ROWS_AT_ONCE = 1000;

/** So many rows are looked through in one go. */
const ROWS_READ = 10_000;

/** Tables whose rows hang together by their annotation alone. A tag that is new comes before them all, and goes last. */
const APART = ['annotation', 'annotation_tag', 'tag'];

/**
 * As `undo`, of any change. Who is killed in between leaves the change done as far as it is not yet taken back, and the
 * next undo takes back the rest. When something else was changed meanwhile, it cannot be made again.
 */
export function undoInSlices(database: Database, slices: Slices): Promise<Replayed | null> {
  return slices.alone(async (inTurn) => {
    const change = changeToReplay(database, 'before');
    const parts = change === undefined ? null : await rowsInParts(database, change.id);
    if (change === undefined || parts === null) return undo(database);
    const paperIds = await replayParts(database, inTurn, parts.toReversed(), 'before', () => {
      const isLast =
        database.prepare('SELECT 1 FROM change WHERE id > ? AND undone = 0').get(change.id) === undefined;
      const end = isLast ? 'UPDATE change SET undone = 1 WHERE id = ?' : 'DELETE FROM change WHERE id = ?';
      database.prepare(end).run(change.id);
    });
    return { label: change.label, paperIds };
  });
}

/** As `redo`, of any change. Who is killed in between leaves a change that is done, as far as it was made again. */
export function redoInSlices(database: Database, slices: Slices): Promise<Replayed | null> {
  return slices.alone(async (inTurn) => {
    const change = changeToReplay(database, 'after');
    const parts = change === undefined ? null : await rowsInParts(database, change.id);
    if (change === undefined || parts === null) return redo(database);
    const { changes } = database
      .prepare('UPDATE change SET undone = 0 WHERE id = ? AND undone = 1')
      .run(change.id);
    // Something else was changed while its rows were looked through: it went as all that was undone.
    if (changes === 0) return null;
    return { label: change.label, paperIds: await replayParts(database, inTurn, parts, 'after', () => {}) };
  });
}

/** As `takeBack`, of any change: one new change. */
export function takeBackInSlices(
  database: Database,
  slices: Slices,
  changeId: number,
): Promise<TakenBackRows> {
  return slices.alone(async (inTurn) => {
    const { label } = changeToTakeBack(database, changeId);
    const parts = await rowsInParts(database, changeId);
    if (parts === null) return takeBack(database, changeId);
    let made: number | null = null;
    const paperIds = new Set<number>();
    let leftAlone = 0;
    await inTurn(
      parts.toReversed().map((ids) => () => {
        made = changingInPart(database, `Take back: ${label}`, made, () => {
          const taken = takeRowsBack(database, rowsNumbered(database, ids), 0);
          for (const paperId of taken.paperIds) paperIds.add(paperId);
          leftAlone += taken.leftAlone;
        });
      }),
    );
    return { paperIds: ascending(paperIds), changeCount: 1, leftAlone };
  });
}

/** @param end what belongs into the last transaction @returns papers that changed, ascending */
async function replayParts(
  database: Database,
  inTurn: InTurn,
  parts: readonly (readonly number[])[],
  to: 'before' | 'after',
  end: () => void,
): Promise<number[]> {
  const paperIds = new Set<number>();
  await inTurn(
    parts.map((ids, index) => () => {
      database.pragma('defer_foreign_keys = ON');
      // Read only now: an import may have moved them meanwhile.
      const written = writeBack(database, rowsNumbered(database, ids), to, 0);
      for (const paperId of written.paperIds) paperIds.add(paperId);
      if (index === parts.length - 1) end();
    }),
  );
  return ascending(paperIds);
}

/**
 * The rows of a change by their numbers, in parts that are written back each by itself: all of an annotation and of a
 * paper stand in one. Null for a change that is small, or of rows that hang together otherwise.
 */
async function rowsInParts(database: Database, changeId: number): Promise<number[][] | null> {
  const isSmall = database
    .prepare<unknown[], number>(
      'SELECT count(*) <= ? FROM (SELECT 1 FROM history WHERE change_id = ? LIMIT ?)',
    )
    .pluck()
    .get(ROWS_AT_ONCE, changeId, ROWS_AT_ONCE + 1);
  if (isSmall === 1) return null;
  const others = database.prepare(
    'SELECT 1 FROM history WHERE change_id = ? AND table_name NOT IN (SELECT value FROM json_each(?)) LIMIT 1',
  );
  if (others.get(changeId, JSON.stringify(APART)) !== undefined) return null;

  const select = database.prepare<unknown[], Row>(
    `SELECT id, CASE table_name WHEN 'annotation' THEN ifnull(after, before) ->> '$.id'
       WHEN 'annotation_tag' THEN ifnull(after, before) ->> '$.annotation_id' END AS annotationId, paper_id AS paperId
     FROM history WHERE change_id = ? AND id > ? ORDER BY id LIMIT ${ROWS_READ}`,
  );
  const rows: Row[] = [];
  /** Last place of what must not be parted. */
  const lasts = new Map<string | number | null, number>();
  for (let some = select.all(changeId, 0); some.length > 0; ) {
    for (const row of some) {
      lasts.set(row.annotationId, rows.length);
      lasts.set(row.paperId, rows.length);
      rows.push(row);
    }
    await setImmediate();
    some = select.all(changeId, rows.at(-1)?.id);
  }
  lasts.delete(null);
  const parts: number[][] = [];
  let part: number[] = [];
  let until = 0;
  for (const [index, { id, annotationId, paperId }] of rows.entries()) {
    if (index % ROWS_READ === 0) await setImmediate();
    part.push(id);
    until = Math.max(until, lasts.get(annotationId) ?? 0, lasts.get(paperId) ?? 0);
    if (index < until || part.length < ROWS_AT_ONCE) continue;
    parts.push(part);
    part = [];
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

interface Row {
  readonly id: number;
  readonly annotationId: string | null;
  readonly paperId: number | null;
}

function ascending(ids: Iterable<number>): number[] {
  return [...ids].sort((one, other) => one - other);
}
