import { isAbsolute } from 'node:path';
import type { Problem } from '../../../shared/errors.ts';
import {
  type ImportedFile,
  type ImportReport,
  type ImportSummary,
  UNREAD_IN_REPORT,
  type UnreadPart,
} from '../../../shared/import.ts';
import type { Database } from '../database.ts';
import { fileName, type ImportRow, importRow, importState, inputsOf } from './import-rows.ts';

/**
 * What became of an import, also while it runs.
 * @param mostUnread unread parts that are listed, of all files together; they are counted all
 * @throws {PostilError} `not-found`
 */
export function importReport(
  database: Database,
  importId: number,
  mostUnread = UNREAD_IN_REPORT,
): ImportReport {
  const act = importRow(database, importId);
  const unread = database.prepare<[number, number], UnreadPart>(
    'SELECT line, reason, text FROM unread WHERE import_file_id = ? ORDER BY byte_start, id LIMIT ?',
  );
  let room = mostUnread;
  const files = database
    .prepare<[number], FileRow>(
      `SELECT import_file.id, path, added, merged, unchanged, duration_ms, problem, remark, format, bytes, name,
         (SELECT count(*) FROM unread WHERE import_file_id = import_file.id) AS unreadCount
       FROM import_file LEFT JOIN file ON file.id = file_id WHERE import_id = ? ORDER BY import_file.id`,
    )
    .all(importId)
    .map((row): ImportedFile => {
      const parts = row.unreadCount === 0 || room === 0 ? [] : unread.all(row.id, room);
      room -= parts.length;
      return {
        path: row.path,
        format: row.format,
        bytes: row.bytes ?? 0,
        records: row.added + row.merged + row.unchanged,
        added: row.added,
        merged: row.merged,
        unchanged: row.unchanged,
        unread: parts,
        unreadCount: row.unreadCount,
        durationMs: row.duration_ms,
        problem: row.problem === null ? null : (JSON.parse(row.problem) as Problem),
        sameAs: row.name === null || row.name === fileName(row.path) ? null : row.name,
        remark: row.remark,
      };
    });
  const count = (sql: string, ...values: readonly number[]) =>
    database
      .prepare<unknown[], number>(sql)
      .pluck()
      .get(...values) ?? 0;
  return {
    importId,
    startedMs: act.started_ms,
    state: importState(act),
    files,
    paperCount: count('SELECT (SELECT count(*) FROM paper) - (SELECT count(*) FROM paper WHERE hidden = 1)'),
    trashedCount: count(
      `SELECT count(*) FROM trash WHERE EXISTS (
         SELECT 1 FROM source JOIN import_file ON import_file.file_id = source.file_id
         WHERE source.paper_id = trash.paper_id AND import_file.import_id = ?)`,
      importId,
    ),
    durationMs: files.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
}

/** All imports, newest first. */
export function importSummaries(database: Database): ImportSummary[] {
  const paths = database
    .prepare<[number], string>('SELECT path FROM import_file WHERE import_id = ? ORDER BY id')
    .pluck();
  return database
    .prepare<[], SummaryRow>(
      `SELECT import.*,
         (SELECT coalesce(sum(added + merged + unchanged), 0) FROM import_file WHERE import_id = import.id) AS records,
         (SELECT count(*) FROM import_file JOIN unread ON import_file_id = import_file.id
           WHERE import_id = import.id) AS unread
       FROM import ORDER BY id DESC`,
    )
    .all()
    .map((row) => {
      const state = importState(row);
      // What the user gave: an archive or a folder stands for the files in it.
      const given = inputsOf(row).map(({ shown }) => shown);
      const named = given.length > 0 ? given : paths.all(row.id);
      return {
        id: row.id,
        startedMs: row.started_ms,
        state,
        isWithdrawn: row.withdrawn === 1,
        isOffered: state === 'broken-off' && row.left_off === 0 && row.withdrawn === 0 && row.inputs !== '[]',
        finishedMs: row.finished_ms,
        fileNames: named.map(fileName),
        recordCount: row.records,
        unreadCount: row.unread,
      };
    });
}

interface FileRow {
  readonly id: number;
  readonly path: string;
  readonly added: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly duration_ms: number;
  readonly problem: string | null;
  readonly remark: string | null;
  readonly format: string | null;
  readonly bytes: number | null;
  /** Under which its bytes were read first. */
  readonly name: string | null;
  readonly unreadCount: number;
}

interface SummaryRow extends ImportRow {
  readonly records: number;
  readonly unread: number;
}

/** The report as the window gets it: the page is told no folders but those in what was dropped. */
export function withoutFolders(database: Database, report: ImportReport): ImportReport {
  const inputs = inputsOf(importRow(database, report.importId));
  const within = (path: string) => {
    const input = inputs.find(
      ({ shown }) => path === shown || (/^[/\\]/.test(path.slice(shown.length)) && path.startsWith(shown)),
    );
    return input === undefined ? fileName(path) : fileName(input.shown) + path.slice(input.shown.length);
  };
  // The longest first: one may be the beginning of another.
  const paths = inputs
    .map(({ shown }) => shown)
    .filter((shown) => isAbsolute(shown))
    .toSorted((one, other) => other.length - one.length);
  const unfolded = (message: string) =>
    paths.reduce((said, path) => said.replaceAll(path, fileName(path)), message);
  const named = (problem: Problem): Problem => ({ ...problem, message: unfolded(problem.message) });
  const files = report.files.map((file) => ({
    ...file,
    path: within(file.path),
    problem: file.problem && named(file.problem),
  }));
  return { ...report, files };
}
