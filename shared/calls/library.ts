import type { CheckReport, Overview } from '../library.ts';
import { call, nothing } from './call.ts';

/** Calls about the library as a whole. */
export const libraryCalls = {
  /** Counts, tags and imports for the sidebar. */
  'library.overview': call<Overview>()('library', nothing),
  /** Looks the library over. */
  'library.check': call<CheckReport>()('library', nothing),
} as const;
