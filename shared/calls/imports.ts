import { z } from 'zod';
import type { ImportReport } from '../library.ts';
import { call, innerCall } from './call.ts';

/** Calls about imports. */
export const importCalls = {
  /** Reads files and folders into the library; answers when all is read. Only main and the command line name paths. */
  'import.run': innerCall<ImportReport>()('library', z.object({ paths: z.array(z.string().min(1)).min(1) })),
  /** What became of an import. */
  'import.report': call<ImportReport>()('library', z.object({ importId: z.int().positive() })),
  /** Stops the running import after the record in hand; what was read stays. */
  'import.cancel': call<void>()('library', z.object({ importId: z.int().positive() })),
} as const;
