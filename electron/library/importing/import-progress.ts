import type { ImportProgress } from '../../../shared/import.ts';
import type { FormerFiles } from './import-rows.ts';
import type { InputFile } from './input-files.ts';

/** Time between two reports of progress. */
const PROGRESS_MS = 100;

/** Rates are told when so long has been read: those of the first moments say nothing. */
const RATE_AFTER_MS = 500;

/** {@link ImportProgress} as it is counted. */
export interface ProgressCount {
  importId: number;
  fileName: string;
  filesDone: number;
  filesTotal: number;
  /** Bytes of the files that are done with. */
  bytesBefore: number;
  bytesDone: number;
  bytesTotal: number;
  added: number;
  merged: number;
  unchanged: number;
  unread: number;
  isPaused: boolean;
  /** Time spent before now, pauses left out. */
  workedMs: number;
  /** When work went on last, by `performance.now()`. */
  sinceMs: number;
  /** Bytes and records of a former attempt, which say nothing of the present rate. */
  readonly formerRecords: number;
  formerBytes: number;
  /** Time of the last report, by `performance.now()`. */
  toldMs: number;
}

/** At the beginning, or where an import is taken up that was broken off. */
export function progressCount(
  importId: number,
  files: readonly InputFile[],
  former: FormerFiles,
): ProgressCount {
  const sum = (count: (row: FormerFiles['rows'][number]) => number) =>
    former.rows.reduce((total, row) => total + count(row), 0);
  return {
    importId,
    fileName: '',
    filesDone: 0,
    filesTotal: files.length,
    bytesBefore: 0,
    bytesDone: 0,
    bytesTotal: files.reduce((total, { bytes }) => total + (bytes ?? 0), 0),
    added: sum(({ added }) => added),
    merged: sum(({ merged }) => merged),
    unchanged: sum(({ unchanged }) => unchanged),
    unread: 0,
    isPaused: false,
    workedMs: 0,
    sinceMs: performance.now(),
    formerRecords: sum(({ added, merged, unchanged }) => added + merged + unchanged),
    formerBytes: 0,
    toldMs: Number.NEGATIVE_INFINITY,
  };
}

/** Tells how far an import is, unless that was done a moment ago. */
export function tellProgress(
  count: ProgressCount,
  onProgress: (progress: ImportProgress) => void,
  isUrgent = false,
): void {
  const nowMs = performance.now();
  if (!isUrgent && nowMs - count.toldMs < PROGRESS_MS) return;
  count.toldMs = nowMs;
  const workedMs = count.workedMs + (count.isPaused ? 0 : nowMs - count.sinceMs);
  const records = count.added + count.merged + count.unchanged;
  const { bytesDone, bytesTotal } = count;
  const bytesRead = bytesDone - count.formerBytes;
  const isKnown = workedMs >= RATE_AFTER_MS && bytesRead > 0;
  onProgress({
    importId: count.importId,
    fileName: count.fileName,
    filesDone: count.filesDone,
    filesTotal: count.filesTotal,
    bytesDone,
    bytesTotal,
    records,
    added: count.added,
    merged: count.merged,
    unchanged: count.unchanged,
    unread: count.unread,
    workedMs,
    recordsPerSecond: isKnown ? ((records - count.formerRecords) / workedMs) * 1000 : null,
    leftMs: isKnown ? (Math.max(0, bytesTotal - bytesDone) / bytesRead) * workedMs : null,
    isPaused: count.isPaused,
  });
}

/** Stops the clock for the time of a pause, or lets it go on. */
export function setPaused(count: ProgressCount, isPaused: boolean): void {
  const nowMs = performance.now();
  if (isPaused) count.workedMs += nowMs - count.sinceMs;
  count.sinceMs = nowMs;
  count.isPaused = isPaused;
}
