import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { tokenAt } from '../../shared/query-token.ts';
import type { Suggestion } from '../../shared/search.ts';
import { ask } from '../postil.ts';

/** Most lines under the box: what is found stands below them. */
const MOST = 6;

/** A line under the box: a way to go on with what is typed, or what was asked before. */
export type BoxLine =
  | { readonly kind: 'suggestion'; readonly suggestion: Suggestion }
  | { readonly kind: 'recent'; readonly query: string }
  | { readonly kind: 'forget' };

/** The key of the recent searches among the answers. */
export const RECENT = ['recent-searches'] as const;

const NONE: readonly BoxLine[] = [];

/**
 * Lines for what is typed: ways to go on, or recent searches in an empty box. Typing does not wait for them: until
 * new ones are there the former stay, and taking one looks up anew what it replaces.
 * @param caret in UTF-16 code units
 * @returns the lines, and whether those for what is typed are still to come
 */
export function useSuggestions(
  typed: string,
  caret: number,
  isOpen: boolean,
): { readonly lines: readonly BoxLine[]; readonly isDue: boolean } {
  const token = tokenAt(typed, caret);
  const isAsking = isOpen && typed !== '' && (token.field !== null || token.value !== '');
  const { data: completion, isFetching } = useQuery({
    queryKey: ['completion', typed, caret],
    enabled: isAsking,
    queryFn: () => ask('search.complete', { query: typed, caret }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const recent = useQuery({
    queryKey: RECENT,
    enabled: isOpen && typed === '',
    queryFn: () => ask('recentSearch.list', undefined),
  }).data;
  return { lines: isOpen ? linesFor() : NONE, isDue: isAsking && isFetching };

  function linesFor(): readonly BoxLine[] {
    if (typed === '') {
      if (recent === undefined || recent.length === 0) return NONE;
      return [
        ...recent.slice(0, MOST).map((query): BoxLine => ({ kind: 'recent', query })),
        { kind: 'forget' },
      ];
    }
    if (!isAsking || completion === undefined) return NONE;
    return completion.suggestions
      .slice(0, MOST)
      .map((suggestion): BoxLine => ({ kind: 'suggestion', suggestion }));
  }
}
