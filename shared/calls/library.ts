import { z } from 'zod';
import type { Overview } from '../library.ts';
import { call, innerCall, nothing } from './call.ts';

/** Calls about the library as a whole. */
export const libraryCalls = {
  /** Counts and imports for the sidebar. */
  'library.overview': call<Overview>()('library', nothing),
  /** Copies the library with all that lies in its folder into an empty or new one, and looks the copy over. */
  'library.copyTo': innerCall<void>()('library', z.object({ folder: z.string().min(1) })),
} as const;
