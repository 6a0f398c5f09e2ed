import { basename } from 'node:path';
import { PostilError, type Problem } from '../../shared/errors.ts';
import type { ImportedFile, ImportReport, ImportSummary, UnreadPart } from '../../shared/library.ts';
import type { Database } from './database.ts';

/**
 * What became of an import, also while it runs.
 * @throws {PostilError} `not-found`
 */
export function importReport(database: Database, importId: number): ImportReport {
  const act = database
    .prepare<[number], ImportRow>('SELECT started_ms, finished_ms, cancelled FROM import WHERE id = ?')
    .get(importId);
  if (act === undefined) {
    throw new PostilError('not-found', `There is no import ${importId}.`, 'Choose one of the list.');
  }
  const unread = database.prepare<[number], UnreadPart>(
    'SELECT line, reason, text FROM unread WHERE import_file_id = ? ORDER BY byte_start, id',
  );
  const files = database
    .prepare<[number], FileRow>(
      `SELECT import_file.id, path, added, merged, unchanged, duration_ms, problem, format, bytes
       FROM import_file LEFT JOIN file ON file.id = file_id WHERE import_id = ? ORDER BY import_file.id`,
    )
    .all(importId)
    .map(
      (row): ImportedFile => ({
        path: row.path,
        format: row.format,
        bytes: row.bytes ?? 0,
        records: row.added + row.merged + row.unchanged,
        added: row.added,
        merged: row.merged,
        unchanged: row.unchanged,
        unread: unread.all(row.id),
        durationMs: row.duration_ms,
        problem: row.problem === null ? null : (JSON.parse(row.problem) as Problem),
      }),
    );
  const paperCount = database.prepare<[], number>('SELECT count(*) FROM paper').pluck().get() ?? 0;
  return {
    importId,
    startedMs: act.started_ms,
    state: act.finished_ms === null ? 'running' : act.cancelled === 1 ? 'cancelled' : 'done',
    files,
    paperCount,
    durationMs: (act.finished_ms ?? Date.now()) - act.started_ms,
  };
}

/** All imports, newest first. */
export function importSummaries(database: Database): ImportSummary[] {
  const paths = database
    .prepare<[number], string>('SELECT path FROM import_file WHERE import_id = ? ORDER BY id')
    .pluck();
  return database
    .prepare<[], SummaryRow>(
      `SELECT id, started_ms, finished_ms,
         (SELECT coalesce(sum(added + merged + unchanged), 0) FROM import_file WHERE import_id = import.id) AS records,
         (SELECT count(*) FROM import_file JOIN unread ON import_file_id = import_file.id
           WHERE import_id = import.id) AS unread
       FROM import ORDER BY id DESC`,
    )
    .all()
    .map((row) => ({
      id: row.id,
      startedMs: row.started_ms,
      finishedMs: row.finished_ms,
      fileNames: paths.all(row.id).map((path) => basename(path)),
      recordCount: row.records,
      unreadCount: row.unread,
    }));
}

interface ImportRow {
  readonly started_ms: number;
  readonly finished_ms: number | null;
  readonly cancelled: number;
}

interface FileRow {
  readonly id: number;
  readonly path: string;
  readonly added: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly duration_ms: number;
  readonly problem: string | null;
  readonly format: string | null;
  readonly bytes: number | null;
}

interface SummaryRow {
  readonly id: number;
  readonly started_ms: number;
  readonly finished_ms: number | null;
  readonly records: number;
  readonly unread: number;
}

/** The report as the window gets it: files by name alone, for the page is told no paths. */
export function withoutFolders(report: ImportReport): ImportReport {
  return { ...report, files: report.files.map((file) => ({ ...file, path: basename(file.path) })) };
}
