/** Names by which the answers of APIs tell of the answer itself, in `{"total": 2, "results": [...]}` and the like. */
const ABOUT_THE_ANSWER: ReadonlySet<string> = new Set([
  '_links',
  '_shards',
  'aggregations',
  'count',
  'cursor',
  'cursorMark',
  'facets',
  'group_by',
  'hitCount',
  'items-per-page',
  'jsonapi',
  'limit',
  'links',
  'max_score',
  'message-type',
  'message-version',
  'meta',
  'next',
  'next_cursor',
  'nextCursor',
  'nextCursorMark',
  'nextPageToken',
  'numFound',
  'offset',
  'page',
  'params',
  'per_page',
  'previous',
  'query',
  'request',
  'responseHeader',
  'schema',
  'start',
  'start-index',
  'status',
  'success',
  'time',
  'timed_out',
  'token',
  'took',
  'total',
  'total-results',
  'total_results',
  'totalResults',
  'version',
]);

/** Names by which answers and collections call the list of their records. */
const LISTS: ReadonlySet<string> = new Set([
  'articles',
  'data',
  'docs',
  'documents',
  'entries',
  'hits',
  'items',
  'message',
  'notes',
  'papers',
  'publications',
  'records',
  'references',
  'response',
  'result',
  'resultList',
  'results',
  'works',
]);

/** Whether a member of this name says something of an answer rather than of a paper. */
export function isAbout(key: string | null): boolean {
  return key !== null && ABOUT_THE_ANSWER.has(key);
}

/** Whether a member of this name is the list of an answer's records. */
export function isList(key: string | null): boolean {
  return key !== null && LISTS.has(key);
}

/** Longest text that an answer says of itself, such as the address of its next page. */
export const LONGEST_ABOUT = 1000;

/** Whether a text is one value rather than a stretch of the file that a stray quotation mark made into one. */
export function isShort(text: string): boolean {
  return text.length < LONGEST_ABOUT && !/["']\s*[:,]/.test(text);
}
