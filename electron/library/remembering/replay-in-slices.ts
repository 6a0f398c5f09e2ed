/** Undo, redo and taking back of changes of so many annotations that others would wait: slice by slice, as they were made. */
import { setImmediate } from 'node:timers/promises';
import type { Database } from '../database.ts';
import { changeToReplay, type Replayed, redo, undo } from './history.ts';
import { rowsNumbered, writeBack } from './history-rows.ts';
import { asOneChange, type InTurn, type Slices } from './slices.ts';
import {
  BACK_LABEL,
  changesSince,
  changeToTakeBack,
  type TakenBackRows,
  takeBack,
  takeBackTo,
  takeRowsBack,
} from './take-back.ts';

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
    const taken = await takePartsBack(database, inTurn, `Take back: ${label}`, parts.toReversed());
    return { ...taken, changeCount: 1 };
  });
}

/** As `takeBackTo`: one new change. In slices where all that was done since was done to annotations. */
export function takeBackToInSlices(
  database: Database,
  slices: Slices,
  changeId: number,
): Promise<TakenBackRows> {
  return slices.alone(async (inTurn) => {
    const changes = changesSince(database, changeId);
    const parts = await rowsByPapers(
      database,
      changes.map(({ id }) => id),
    );
    if (parts === null) return takeBackTo(database, changeId);
    return {
      ...(await takePartsBack(database, inTurn, BACK_LABEL, parts)),
      changeCount: changes.length,
    };
  });
}

/** @param parts numbers of rows, in the order in which they are to be taken back by one new change */
async function takePartsBack(
  database: Database,
  inTurn: InTurn,
  label: string,
  parts: readonly (readonly number[])[],
): Promise<Omit<TakenBackRows, 'changeCount'>> {
  const paperIds = new Set<number>();
  let leftAlone = 0;
  const works = parts.map((ids) => () => {
    const taken = takeRowsBack(database, rowsNumbered(database, ids), 0);
    for (const paperId of taken.paperIds) paperIds.add(paperId);
    leftAlone += taken.leftAlone;
  });
  await inTurn(asOneChange(database, label, works));
  return { paperIds: ascending(paperIds), leftAlone };
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
  if (!isLong(database, [changeId])) return null;
  const rows = await rowsOfLong(database, [changeId]);
  /** Last place of what must not be parted. */
  const lasts = new Map<string | number | null, number>();
  for (const [index, { annotationId, paperId }] of rows.entries()) {
    lasts.set(annotationId, index);
    lasts.set(paperId, index);
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

/**
 * The rows of changes by their numbers, all of a paper in one part, and tags that are new in the last one. Null for
 * changes that are small, or of rows that hang together otherwise: tags that were there before among them.
 */
async function rowsByPapers(database: Database, changeIds: readonly number[]): Promise<number[][] | null> {
  const hasOldTag = database.prepare(
    `SELECT 1 FROM history WHERE change_id IN (SELECT value FROM json_each(?))
       AND table_name = 'tag' AND before IS NOT NULL LIMIT 1`,
  );
  if (!isLong(database, changeIds) || hasOldTag.get(JSON.stringify(changeIds)) !== undefined) return null;
  const rows = await rowsOfLong(database, changeIds);
  // What annotations were tagged with names no paper.
  const paperOf = new Map(
    rows.flatMap(({ annotationId, paperId }) => (paperId === null ? [] : [[annotationId, paperId]])),
  );
  const papers = Map.groupBy(
    rows,
    ({ annotationId, paperId }) => paperId ?? paperOf.get(annotationId) ?? annotationId,
  );
  const tags = papers.get(null) ?? [];
  papers.delete(null);
  const parts: number[][] = [];
  for (const paper of papers.values()) {
    const part = parts.at(-1);
    const ids = paper.map(({ id }) => id);
    if (part === undefined || part.length >= ROWS_AT_ONCE) parts.push(ids);
    else for (const id of ids) part.push(id);
  }
  return [...parts, tags.map(({ id }) => id)];
}

/** Whether changes are of very many rows, all of annotations and their tags. */
function isLong(database: Database, changeIds: readonly number[]): boolean {
  const of = 'FROM history WHERE change_id IN (SELECT value FROM json_each(?))';
  const ids = JSON.stringify(changeIds);
  const isSmall = database
    .prepare<unknown[], number>(`SELECT count(*) <= ? FROM (SELECT 1 ${of} LIMIT ?)`)
    .pluck()
    .get(ROWS_AT_ONCE, ids, ROWS_AT_ONCE + 1);
  if (isSmall === 1) return false;
  const others = database.prepare(
    `SELECT 1 ${of} AND table_name NOT IN (SELECT value FROM json_each(?)) LIMIT 1`,
  );
  return others.get(ids, JSON.stringify(APART)) === undefined;
}

/** The rows of changes, in the order in which they were changed. */
async function rowsOfLong(database: Database, changeIds: readonly number[]): Promise<Row[]> {
  const select = database.prepare<unknown[], Row>(
    `SELECT id, CASE table_name WHEN 'annotation' THEN ifnull(after, before) ->> '$.id'
       WHEN 'annotation_tag' THEN ifnull(after, before) ->> '$.annotation_id' END AS annotationId, paper_id AS paperId
     FROM history WHERE change_id = ? AND id > ? ORDER BY id LIMIT ${ROWS_READ}`,
  );
  const rows: Row[] = [];
  for (const changeId of changeIds) {
    for (let some = select.all(changeId, 0); some.length > 0; ) {
      for (const row of some) rows.push(row);
      await setImmediate();
      some = select.all(changeId, some.at(-1)?.id);
    }
  }
  return rows;
}

interface Row {
  readonly id: number;
  readonly annotationId: string | null;
  readonly paperId: number | null;
}

function ascending(ids: Iterable<number>): number[] {
  return [...ids].sort((one, other) => one - other);
}
