import type { KeptPaper, Withdrawal } from '../../../shared/withdrawal.ts';
import type { Database } from '../database.ts';
import { IS_TOLD } from '../remembering/hidden-papers.ts';
import { changing } from '../remembering/history.ts';
import { requireRead } from './import-rows.ts';
import { settle } from './settle.ts';
import { settleNext } from './settle-later.ts';

/** Papers told of one by one; the others are counted. */
const MOST_KEPT = 200;

/**
 * Takes an import back: what its files said no longer counts, unless another import read them too. Papers that nothing
 * else tells of are gone from sight, but for those that the user has made something of.
 * @throws {PostilError} `not-found`, or `bad-request` while it runs
 */
export function withdrawImport(database: Database, importId: number): Withdrawal {
  return atOnce(withdrawing(database, importId, true));
}

/**
 * Brings an import again that was taken back, with all that it had brought. Others may have come meanwhile that are the
 * same papers, so each paper is grouped anew.
 * @throws {PostilError} `not-found`
 */
export function restoreImport(database: Database, importId: number): Withdrawal {
  return atOnce(withdrawing(database, importId, false));
}

function atOnce<Value>(steps: Generator<unknown, Value>): Value {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/**
 * The same in steps that take less than a tenth of a second each, so that other work can be done between them. The
 * first decides; what a crash leaves of the others is done when the library is opened again.
 * @returns yields the papers that each step has changed
 */
export function* withdrawing(
  database: Database,
  importId: number,
  isWithdrawn: boolean,
): Generator<readonly number[], Withdrawal> {
  requireRead(database, importId);
  const paperIds: number[] = [];
  const kept = new Map<number, KeptPaper>();
  const label = isWithdrawn ? 'Take back import' : 'Restore import';
  const begin = () =>
    changing(database, label, () => {
      database.prepare('UPDATE import SET withdrawn = ? WHERE id = ?').run(isWithdrawn ? 1 : 0, importId);
      return settle(database, { paperIds: [], importIds: [importId] });
    });
  let shownChange = 0;
  for (let step: () => number[] | null = begin; ; step = () => settleNext(database)) {
    const before = shownCount(database);
    const settled = step();
    if (settled === null) break;
    shownChange += shownCount(database) - before;
    paperIds.push(...settled);
    if (isWithdrawn) for (const paper of keptPapers(database, settled)) kept.set(paper.paperId, paper);
    yield settled;
  }
  return {
    importId,
    isWithdrawn,
    shownChange,
    kept: [...kept.values()].slice(0, MOST_KEPT),
    keptCount: kept.size,
    paperIds: [...new Set(paperIds)],
  };
}

/** By subtraction, since the hidden ones have an index of their own. */
function shownCount(database: Database): number {
  return (
    database
      .prepare<[], number>(
        'SELECT (SELECT count(*) FROM paper) - (SELECT count(*) FROM paper WHERE hidden = 1)',
      )
      .pluck()
      .get() ?? 0
  );
}

/** Those papers of which nothing tells any more, and that stay since the user has made something of them. */
function keptPapers(database: Database, paperIds: readonly number[]): KeptPaper[] {
  return database
    .prepare<[string], KeptRow>(
      `SELECT paper.id AS paperId, coalesce(reading.heading, paper.heading) AS heading,
         EXISTS (SELECT 1 FROM annotation WHERE paper_id = paper.id) AS annotations,
         EXISTS (SELECT 1 FROM note WHERE paper_id = paper.id) AS note,
         EXISTS (SELECT 1 FROM paper_tag WHERE paper_id = paper.id) AS tags
       FROM paper LEFT JOIN reading ON reading.paper_id = paper.id
       WHERE paper.id IN (SELECT value FROM json_each(?)) AND hidden = 0 AND NOT ${IS_TOLD}
       ORDER BY paper.id`,
    )
    .all(JSON.stringify(paperIds))
    .map(({ paperId, heading, ...has }) => ({ paperId, heading, because: reason(has) }));
}

interface KeptRow {
  readonly paperId: number;
  readonly heading: string;
  readonly annotations: number;
  readonly note: number;
  readonly tags: number;
}

function reason({ annotations, note, tags }: Omit<KeptRow, 'paperId' | 'heading'>): string {
  if (annotations === 1) return 'You have marked words in it.';
  if (note === 1) return 'You have written a note on it.';
  if (tags === 1) return 'You have tagged it.';
  return 'You have read, starred, rated, queued or renamed it.';
}
