import { dirname } from 'node:path';
import type { importCalls } from '../../../shared/calls/imports.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { type DryRuns, isWorthADryRun } from '../importing/dry-run.ts';
import type { ImportQueue } from '../importing/import-queue.ts';
import { importReport, withoutFolders } from '../importing/import-report.ts';
import { leaveImport } from '../importing/import-rows.ts';
import { findInputFiles } from '../importing/input-files.ts';
import { readAgain } from '../importing/mend.ts';
import { keepText } from '../importing/pasted-text.ts';
import { dismissParts, restoreParts, tray, trayPage } from '../importing/unread.ts';
import type { LibraryContext } from './context.ts';

/** Answers the import calls. */
export function importHandlers(
  { database, changed }: LibraryContext,
  imports: ImportQueue,
  dryRuns: DryRuns,
): HandlersOf<keyof typeof importCalls> {
  const inputsOf = (paths: readonly string[]) => paths.map((path) => ({ path, shown: path }));
  return {
    'import.run': ({ paths }) => imports.run(inputsOf(paths)),
    async 'import.offer'({ paths }) {
      const inputs = inputsOf(paths);
      const files = await findInputFiles(inputs);
      if (isWorthADryRun(files)) dryRuns.begin(inputs, files);
      else imports.start(inputs);
    },
    'import.text': ({ text, from }) => imports.start([keepText(dirname(database.name), text, from)]),
    'import.accept': ({ dryRunId }) => imports.start(dryRuns.end(dryRunId)),
    'import.decline'({ dryRunId }) {
      dryRuns.end(dryRunId);
    },
    'import.report': ({ importId }) => withoutFolders(database, importReport(database, importId)),
    'import.cancel': ({ importId }) => imports.cancel(importId),
    'import.pause': ({ importId }) => imports.pause(importId),
    'import.continue': ({ importId }) => imports.goOn(importId),
    'import.resume': ({ importId }) => imports.resume(importId),
    'import.leave': ({ importId }) => leaveImport(database, importId),
    'unread.tray': () => tray(database),
    'unread.page': (request) => trayPage(database, request),
    'unread.dismiss': (choice) => dismissParts(database, choice),
    'unread.restore': (choice) => restoreParts(database, choice),
    'unread.readAgain'({ unreadId, text }) {
      const mended = readAgain(database, unreadId, text);
      changed(mended.paperIds);
      return mended;
    },
  };
}
