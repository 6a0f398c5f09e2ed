import type { savedSearchCalls } from '../../../shared/calls/saved-searches.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import {
  addRecentSearch,
  changeSavedSearch,
  clearRecentSearches,
  recentSearches,
  removeSavedSearch,
  savedSearches,
  saveSearch,
} from '../organising/saved-searches.ts';
import type { LibraryContext } from './context.ts';

/** Answers the calls about saved and recent searches. */
export function savedSearchHandlers({ database }: LibraryContext): HandlersOf<keyof typeof savedSearchCalls> {
  return {
    'savedSearch.list': () => savedSearches(database),
    'savedSearch.save': ({ name, query, sort }) => saveSearch(database, name, query, sort),
    'savedSearch.change': (saved) => changeSavedSearch(database, saved),
    'savedSearch.remove': ({ id }) => removeSavedSearch(database, id),
    'recentSearch.list': () => recentSearches(database),
    'recentSearch.add': ({ query }) => addRecentSearch(database, query),
    'recentSearch.clear': () => clearRecentSearches(database),
  };
}
