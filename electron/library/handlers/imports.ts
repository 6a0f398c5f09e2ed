import type { importCalls } from '../../../shared/calls/imports.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import type { ImportQueue } from '../import-queue.ts';
import { importReport, withoutFolders } from '../import-report.ts';
import type { LibraryContext } from './context.ts';

/** Answers the import calls. */
export function importHandlers(
  { database }: LibraryContext,
  imports: ImportQueue,
): HandlersOf<keyof typeof importCalls> {
  return {
    'import.run': ({ paths }) => imports.run(paths),
    'import.report': ({ importId }) => withoutFolders(importReport(database, importId)),
    'import.cancel': ({ importId }) => imports.cancel(importId),
  };
}
