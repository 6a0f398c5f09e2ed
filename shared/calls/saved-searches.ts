import { z } from 'zod';
import { type SavedSearch, SORTS } from '../search.ts';
import { call, nothing, queryText } from './call.ts';

/** Longest name of a saved search, in UTF-16 code units. */
const NAME_LENGTH = 300;

const id = z.int().positive();
const saved = {
  name: z.string().trim().min(1).max(NAME_LENGTH),
  query: queryText,
  sort: z.enum(SORTS),
};

/** Calls about the queries that the user keeps or asked lately. Counts of their papers: `search.counts`. */
export const savedSearchCalls = {
  /** In the order in which they were saved. */
  'savedSearch.list': call<SavedSearch[]>()('library', nothing),
  'savedSearch.save': call<SavedSearch>()('library', z.object(saved)),
  /** Gives a saved search another name, query or order. */
  'savedSearch.change': call<void>()('library', z.object({ id, ...saved })),
  'savedSearch.remove': call<void>()('library', z.object({ id })),
  /** The last fifty queries, the last one first. */
  'recentSearch.list': call<string[]>()('library', nothing),
  /** To be called when the user does something with what a query found, not at every letter. */
  'recentSearch.add': call<void>()('library', z.object({ query: z.string().trim().min(1).max(10_000) })),
  'recentSearch.clear': call<void>()('library', nothing),
} as const;
