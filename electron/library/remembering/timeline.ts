import type { DaySummary, NamedPaper, TimelineEntry, TimelinePage } from '../../../shared/memory.ts';
import type { Database } from '../database.ts';
import { importChangeId } from './import-step.ts';

/** Entries of one page. */
const PAGE_LENGTH = 100;

/** A paper by the heading that it is shown with. @returns null when it is gone */
export function namedPaper(database: Database, paperId: number): NamedPaper | null {
  return (
    database
      .prepare<unknown[], NamedPaper>(
        `SELECT id, coalesce(reading.heading, paper.heading) AS heading
         FROM paper LEFT JOIN reading ON paper_id = id WHERE id = ?`,
      )
      .get(paperId) ?? null
  );
}

/** The paper of a change, when it was one alone that is still there. */
export function onlyPaperOf(database: Database, changeId: number): NamedPaper | null {
  const paperIds = database
    .prepare<unknown[], number>(
      'SELECT DISTINCT paper_id FROM history WHERE change_id = ? AND paper_id IS NOT NULL LIMIT 2',
    )
    .pluck()
    .all(changeId);
  return paperIds[0] === undefined || paperIds.length > 1 ? null : namedPaper(database, paperIds[0]);
}

interface Row {
  readonly kind: 'change' | 'import';
  readonly id: number;
  readonly atMs: number;
}

const OF_LIBRARY = `
  SELECT 'change' AS kind, id, made_ms AS atMs FROM change WHERE made_ms <= @beforeMs AND import_id IS NULL
  UNION ALL SELECT 'import', id, started_ms FROM import WHERE started_ms <= @beforeMs`;

/** Numbers of a paper: its own and, as `name`, those of papers that it was joined with and that are gone. SQL with `@paperId`. */
export const WITH_NAMES = `WITH RECURSIVE name (id) AS (
  SELECT CAST(@paperId AS INTEGER) UNION SELECT joined_paper.id FROM name JOIN joined_paper ON into_id = name.id
    WHERE NOT EXISTS (SELECT 1 FROM paper WHERE paper.id = joined_paper.id))`;

const OF_PAPER = `${WITH_NAMES}
  SELECT 'change' AS kind, id, made_ms AS atMs FROM change
    WHERE made_ms <= @beforeMs AND import_id IS NULL
      AND id IN (SELECT change_id FROM history WHERE paper_id IN name)
  UNION ALL SELECT 'import', id, started_ms FROM import
    WHERE started_ms <= @beforeMs AND id IN (SELECT import_id FROM source WHERE paper_id = @paperId)`;

/**
 * What was done to the library, or to one paper, newest first: changes of the user and imports.
 * @param paperId null for the whole library
 * @param beforeMs the moment from which to go back; entries of one millisecond are never torn apart
 */
export function timeline(database: Database, paperId: number | null, beforeMs: number): TimelinePage {
  return database.transaction(() => {
    const found = database
      .prepare<unknown[], Row>(
        `SELECT kind, id, atMs FROM (${paperId === null ? OF_LIBRARY : OF_PAPER})
         ORDER BY atMs DESC, kind, id DESC LIMIT @limit`,
      )
      .all({ beforeMs, limit: PAGE_LENGTH * 10, ...(paperId === null ? {} : { paperId }) });
    const last = found[PAGE_LENGTH - 1];
    const rows = last === undefined ? found : found.filter(({ atMs }) => atMs >= last.atMs);
    const entries = rows.map((row) => entryOf(database, row));
    const days = new Set(paperId === null ? rows.map(({ atMs }) => dayOf(atMs)) : []);
    return {
      entries,
      days: [...days].map((day) => summaryOf(database, day)),
      nextBeforeMs: found[rows.length]?.atMs ?? null,
    };
  })();
}

function entryOf(database: Database, { kind, id, atMs }: Row): TimelineEntry {
  if (kind === 'change') {
    const { label, paperCount, undone } = database
      .prepare<unknown[], { label: string; paperCount: number; undone: number }>(
        'SELECT label, paper_count AS paperCount, undone FROM change WHERE id = ?',
      )
      .get(id) ?? { label: '', paperCount: 0, undone: 0 };
    const paper = paperCount === 1 ? onlyPaperOf(database, id) : null;
    return { kind, id, atMs, label, paperCount, paper, isUndone: undone === 1 };
  }
  const files = database
    .prepare<unknown[], { path: string; added: number; merged: number }>(
      'SELECT path, added, merged FROM import_file WHERE import_id = ? ORDER BY id',
    )
    .all(id);
  return {
    kind,
    id,
    atMs,
    changeId: importChangeId(database, id),
    isUndone: database.prepare('SELECT 1 FROM import WHERE id = ? AND withdrawn = 1').get(id) !== undefined,
    fileNames: files.map(({ path }) => path.split(/[\\/]/).at(-1) ?? path),
    addedCount: files.reduce((sum, { added }) => sum + added, 0),
    mergedCount: files.reduce((sum, { merged }) => sum + merged, 0),
  };
}

/** The day of a moment in the zone of the machine, as `YYYY-MM-DD`. */
function dayOf(ms: number): string {
  const date = new Date(ms);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Which number of a summary the rows of a table count for. */
const COUNTED_AS = {
  paper_tag: 'tagged',
  annotation: 'annotated',
  note: 'noted',
  reading: 'marked',
} as const satisfies Readonly<Record<string, keyof DaySummary>>;

function summaryOf(database: Database, day: string): DaySummary {
  const fromMs = new Date(`${day}T00:00`).getTime();
  const next = new Date(fromMs);
  next.setDate(next.getDate() + 1);
  const range = { fromMs, toMs: next.getTime() };
  const counts = { tagged: 0, annotated: 0, noted: 0, marked: 0 };
  const changed = database
    .prepare<unknown[], { table: keyof typeof COUNTED_AS; papers: number }>(
      `SELECT table_name AS "table", count(DISTINCT paper_id) AS papers
       FROM change JOIN history ON change_id = change.id
       WHERE made_ms >= @fromMs AND made_ms < @toMs AND undone = 0 AND import_id IS NULL
         AND table_name IN ('paper_tag', 'annotation', 'note', 'reading') GROUP BY table_name`,
    )
    .all(range);
  for (const { table, papers } of changed) counts[COUNTED_AS[table]] = papers;
  const imported = database
    .prepare<unknown[], number>(
      `SELECT ifnull(sum(added), 0) FROM import JOIN import_file ON import_id = import.id
       WHERE started_ms >= @fromMs AND started_ms < @toMs AND withdrawn = 0`,
    )
    .pluck()
    .get(range);
  return { day, imported: imported ?? 0, ...counts };
}
