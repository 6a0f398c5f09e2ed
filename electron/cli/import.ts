import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportedFile, ImportProgress, ImportReport } from '../../shared/import.ts';
import { copyLibrary, openLibrary } from '../library/database.ts';
import { importFiles } from '../library/importing/import.ts';
import { importReport } from '../library/importing/import-report.ts';
import { libraryError } from '../library/library-error.ts';
import { libraryFile } from '../library/library-file.ts';
import {
  type Command,
  complain,
  EXIT,
  type ExitCode,
  type Invocation,
  oneLine,
  print,
  UsageError,
} from './command.ts';
import { youngGenerationLimiter } from './limit-young-generation.ts';
import { importText, progressText } from './text.ts';

/** Ctrl+C reaches us twice through the launcher: by the terminal and passed on. Within this time it counts once. */
const ONE_INTERRUPT_MS = 500;

/** `postil import`: reads files and folders into the library, which it makes where there is none. */
export const importCommand: Command = {
  usage:
    'postil import  [--library DIR] [--dry-run] [--json] PATH...    file, folder, .gz, .zip, .tar, or - for standard input',
  options: ['dry-run'],
  run: runImport,
};

async function runImport(invocation: Invocation): Promise<ExitCode> {
  const { folder, words: paths, options } = invocation;
  if (paths.length === 0)
    throw new UsageError('postil import needs a file or folder, or - for standard input.');
  const report =
    options['dry-run'] === true ? await importIntoCopy(folder, paths) : await importInto(folder, paths);
  print(invocation, importJson(report), () => importText(report));
  for (const { path, problem: reason } of report.files) {
    if (reason !== null) complain(`${path}: ${reason.message} ${reason.advice}`);
  }
  return importExit(report);
}

/** A dry run imports in earnest, into a copy: nothing less tells what merging will do. */
async function importIntoCopy(folder: string, paths: readonly string[]): Promise<ImportReport> {
  const scratch = mkdtempSync(join(tmpdir(), 'postil-'));
  try {
    const copy = join(scratch, 'library');
    if (existsSync(libraryFile(folder))) copyLibrary(folder, copy);
    return await importInto(copy, paths);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function importInto(folder: string, paths: readonly string[]): Promise<ImportReport> {
  const database = openLibrary(folder);
  let interruptedMs: number | null = null;
  // What was read until then stays, and is reported; who cannot wait for that interrupts again.
  const interrupt = () => {
    const nowMs = performance.now();
    if (interruptedMs !== null && nowMs - interruptedMs > ONE_INTERRUPT_MS) process.exit(EXIT.interrupted);
    interruptedMs ??= nowMs;
  };
  process.on('SIGINT', interrupt);
  const limitYoungGeneration = youngGenerationLimiter();
  try {
    const { importId } = await importFiles(database, paths, {
      onProgress(progress) {
        limitYoungGeneration();
        tellProgress(progress);
      },
      onChanged: () => undefined,
      isCancelled: () => interruptedMs !== null,
    });
    return importReport(database, importId, Number.MAX_SAFE_INTEGER);
  } catch (thrown) {
    throw libraryError(thrown, folder);
  } finally {
    process.off('SIGINT', interrupt);
    if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE);
    database.close();
  }
}

/** To the beginning of a terminal's line, and nothing left in it: ECMA-48, 8.3.41 (EL). */
const CLEAR_LINE = '\r\u001b[K';

/** Says on a terminal how far the import is, in one line that is written over; a file or pipe gets no such lines. */
function tellProgress(progress: ImportProgress): void {
  if (!process.stderr.isTTY) return;
  // Terminals that do not know their width say 0.
  const line = oneLine(progressText(progress)).slice(0, Math.max(1, (process.stderr.columns || 80) - 1));
  process.stderr.write(`${CLEAR_LINE}${line}`);
}

function importJson(report: ImportReport) {
  return {
    files: report.files.map(
      ({ path, format, bytes, records, added, merged, unchanged, unread, durationMs }) => ({
        path,
        format,
        bytes,
        records,
        added,
        merged,
        unchanged,
        unread: unread.map(({ line, reason, text }) => ({ line, reason, text })),
        ms: Math.round(durationMs),
      }),
    ),
    papers: report.paperCount,
    ms: Math.round(report.durationMs),
  };
}

function importExit(report: ImportReport): ExitCode {
  if (report.state === 'cancelled') return EXIT.interrupted;
  const has = (is: (file: ImportedFile) => boolean) => report.files.some(is);
  if (has((file) => file.problem !== null)) return EXIT.unusable;
  return has((file) => file.unreadCount > 0) ? EXIT.someUnread : EXIT.done;
}
