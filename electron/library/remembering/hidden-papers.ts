import type { Database } from '../database.ts';

/** Whether a file that stands tells of the paper, as SQL. */
export const IS_TOLD =
  'EXISTS (SELECT 1 FROM source JOIN file ON file.id = file_id WHERE source.paper_id = paper.id AND withdrawn = 0)';

/** Whether the user has made something of the paper, so that it stays when its imports are taken back; as SQL. */
export const IS_USED = `(
  EXISTS (SELECT 1 FROM annotation WHERE paper_id = paper.id)
  OR EXISTS (SELECT 1 FROM note WHERE paper_id = paper.id)
  OR EXISTS (SELECT 1 FROM paper_tag WHERE paper_id = paper.id)
  OR EXISTS (SELECT 1 FROM queue WHERE paper_id = paper.id)
  OR EXISTS (SELECT 1 FROM reading WHERE paper_id = paper.id
    AND (heading IS NOT NULL OR state <> 'inbox' OR starred = 1 OR rating > 0))
)`;

/** Hides the papers that are in the trash or that nothing tells of, and shows the others. */
export function refreshHidden(database: Database, paperIds: readonly number[]): void {
  database
    .prepare(
      `UPDATE paper SET hidden = wanted FROM (
         SELECT id AS wanted_id,
           EXISTS (SELECT 1 FROM trash WHERE paper_id = paper.id) OR NOT (${IS_TOLD} OR ${IS_USED}) AS wanted
         FROM paper WHERE id IN (SELECT value FROM json_each(?)))
       WHERE id = wanted_id AND hidden <> wanted`,
    )
    .run(JSON.stringify(paperIds));
}
