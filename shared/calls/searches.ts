import { z } from 'zod';
import type { Page } from '../library.ts';
import { PaperId } from '../paper.ts';
import { call, innerCall, queryText } from './call.ts';

/** Calls that find papers. */
export const searchCalls = {
  /** The papers that a query finds, page by page; an empty query finds all, the newest import first, in the order of its files. The newest query wins: older ones answer `cancelled`. */
  'papers.page': call<Page>()(
    'search',
    z.object({ query: queryText, offset: z.int().nonnegative(), limit: z.int().positive().max(500) }),
  ),
  /** Tells the search thread which papers changed; null for many or all. */
  'search.refresh': innerCall<void>()('search', z.object({ paperIds: z.array(PaperId).nullable() })),
} as const;
