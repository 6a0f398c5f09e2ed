import type { exportCalls } from '../../../shared/calls/exports.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { papersOfAnnotations } from '../annotating/annotations.ts';
import { writeExport } from '../exports/write-export.ts';
import type { LibraryContext } from './context.ts';

/** Answers the export calls of the library thread. */
export function exportHandlers({
  database,
}: LibraryContext): HandlersOf<Extract<keyof typeof exportCalls, `export.${string}`>> {
  return {
    'export.write': ({ format, path, annotationIds = null, ...chosen }) => {
      const paperIds = chosen.paperIds ?? papersOfAnnotations(database, annotationIds ?? []);
      return writeExport(database, { format, paperIds, annotationIds }, path);
    },
  };
}
