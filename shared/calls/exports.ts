import { z } from 'zod';
import { AnnotationId } from '../annotation.ts';
import { type Exported, ExportFormat } from '../export.ts';
import { call, innerCall, papers } from './call.ts';

const what = {
  format: ExportFormat,
  /** Left out where annotations are named: then those that they are in. */
  paperIds: papers.optional(),
  /** Only these annotations; left out for all of the papers. */
  annotationIds: z.array(AnnotationId).min(1).max(1_000_000).optional(),
};

/** Calls that write papers and annotations to files. */
export const exportCalls = {
  /** Asks the user for a file and writes it; null when the user thought better of it. The page learns no path. */
  'window.export': call<Exported | null>()('main', z.object(what)),
  /** Writes a file. */
  'export.write': innerCall<Exported>()('library', z.object({ ...what, path: z.string() })),
} as const;
