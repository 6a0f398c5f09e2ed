import { combine } from './combine.ts';
import type { Database } from './database.ts';
import { indexPapers } from './paper-index.ts';
import { paperRows, titleKeysOf } from './paper-rows.ts';

/** A stretch of a file. */
interface Stretch {
  readonly file_id: number;
  readonly byte_start: number;
  readonly byte_end: number;
}

/**
 * Takes back the records that stand in a stretch of a file: papers that nothing else tells of are gone, the others are
 * what their other sources say. Belongs into a transaction of the caller.
 * @returns papers changed or gone
 */
export function withdrawSources(database: Database, { file_id, byte_start, byte_end }: Stretch): number[] {
  const where = 'source WHERE file_id = ? AND byte_start >= ? AND byte_start < ?';
  const paperIds = database
    .prepare<unknown[], number>(`SELECT DISTINCT paper_id FROM ${where} ORDER BY paper_id`)
    .pluck()
    .all(file_id, byte_start, byte_end);
  if (paperIds.length === 0) return [];
  database.prepare(`DELETE FROM ${where}`).run(file_id, byte_start, byte_end);
  const rows = paperRows(database);
  for (const paperId of paperIds) {
    const sources = rows.sourcesOf(paperId);
    if (sources.length === 0) {
      database.prepare('DELETE FROM paper WHERE id = ?').run(paperId);
      continue;
    }
    for (const version of rows.versionsOf(paperId)) {
      const isTold = sources.some(({ versionId }) => versionId === version.id);
      if (!isTold && !rows.isAnnotated(paperId, version.id)) rows.deleteVersion(version.id);
    }
    const fields = sources.map((source) => source.fields);
    const paper = combine(fields);
    const shown = sources.find((source) => source.fields.abstract === paper.abstract)?.versionId ?? null;
    rows.updatePaper(paperId, paper, shown);
    rows.deleteNames(paperId);
    rows.insertNames(paperId, paper.identifiers, titleKeysOf(fields));
  }
  indexPapers(database, paperIds);
  return paperIds;
}
