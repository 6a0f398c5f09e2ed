import { z } from 'zod';
import type { Page } from '../library.ts';
import { PaperId, type PaperSummary } from '../paper.ts';
import { type Completion, type Explanation, type LikeAnswer, SORTS } from '../search.ts';
import { call, innerCall, queryText } from './call.ts';

const part = { offset: z.int().nonnegative(), limit: z.int().positive().max(500) };

/** Whether words are looked for as they are typed, with their endings, and never bent. */
const exactly = z.boolean().default(false);

/** Calls that find papers. */
export const searchCalls = {
  /** The papers that a query finds, page by page; an empty query finds all, the newest import first, in the order of its files. The newest query wins: older ones answer `cancelled`. */
  'papers.page': call<Page>()(
    'search',
    z.object({ query: queryText, ...part, sort: z.enum(SORTS).default('best'), exactly }),
  ),
  /** Papers that a few words name, taken as words alone; for links in notes, beside the list and its query. */
  'papers.named': call<readonly PaperSummary[]>()(
    'search',
    z.object({ words: z.string().max(200), limit: z.int().positive().max(50) }),
  ),
  /** All papers that a query finds, in their order: to do something with them. */
  'papers.ids': call<readonly number[]>()('search', z.object({ query: queryText, exactly })),
  /** Where a paper stands among those that a query finds, zero-based; null when it is not among them. */
  'papers.place': call<number | null>()(
    'search',
    z.object({ query: queryText, sort: z.enum(SORTS).default('best'), exactly, paperId: PaperId }),
  ),
  /** Ways to go on with a query at its caret. The newest request wins, as with pages. */
  'search.complete': call<Completion>()(
    'search',
    z.object({ query: queryText, caret: z.int().nonnegative() }),
  ),
  /** Why a paper stands where it stands among what a query finds. */
  'search.explain': call<Explanation>()('search', z.object({ query: queryText, paperId: PaperId, exactly })),
  /** Papers like another, or like a pasted text, page by page, with the words that decided it. */
  'search.like': call<LikeAnswer>()(
    'search',
    z.union([z.object({ paperId: PaperId, ...part }), z.object({ text: queryText, ...part })]),
  ),
  /** How many papers each query finds exactly. Counted one by one: pages that are asked for meanwhile come between. */
  'search.counts': call<number[]>()('search', z.object({ queries: z.array(queryText).max(1000) })),
  /** Tells the search thread which papers changed; null for many or all. */
  'search.refresh': innerCall<void>()('search', z.object({ paperIds: z.array(PaperId).nullable() })),
} as const;
