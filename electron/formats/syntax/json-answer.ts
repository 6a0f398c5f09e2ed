/** Names by which the answers of APIs tell of the answer itself, in `{"total": 2, "results": [...]}` and the like. */
const ABOUT_THE_ANSWER: ReadonlySet<string> = new Set([
  '@_fa',
  '@computed',
  '@first',
  '@id',
  '@score',
  '@sent',
  '@total',
  '@xmlns',
  '_links',
  '_shards',
  '_stats',
  'aggregations',
  'apiMessage',
  'citingPaperInfo',
  'completions',
  'config',
  'count',
  'cursor',
  'cursorMark',
  'facets',
  'feed_url',
  'group_by',
  'header',
  'hitCount',
  'items-per-page',
  'jsonapi',
  'limit',
  'link',
  'links',
  'max_score',
  'maxScore',
  'message-type',
  'message-version',
  'messages',
  'meta',
  'next',
  'next_cursor',
  'nextCursor',
  'nextCursorMark',
  'nextPageToken',
  'nextPageUrl',
  'numFound',
  'numFoundExact',
  'offset',
  'opensearch:itemsPerPage',
  'opensearch:Query',
  'opensearch:startIndex',
  'opensearch:totalResults',
  'page',
  'params',
  'per_page',
  'previous',
  'query',
  'queryTime',
  'request',
  'responseHeader',
  'schema',
  'scrollId',
  'searchId',
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
  'total_records',
  'total_results',
  'total_searched',
  'totalHits',
  'totalResults',
  'uids',
  'version',
]);

/** Names by which answers and collections call the list of their records. */
const LISTS: ReadonlySet<string> = new Set([
  'articles',
  'citations',
  'collection',
  'data',
  'docs',
  'documents',
  'entries',
  'entry',
  'hit',
  'hits',
  'info',
  'items',
  'message',
  'notes',
  'papers',
  'publications',
  'recommendedPapers',
  'records',
  'references',
  'response',
  'result',
  'resultList',
  'results',
  'search-results',
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
