import { afterEach, beforeEach, expect, test } from 'vitest';
import { redo, undo } from '../remembering/history.ts';
import { type WrittenLibrary, writtenLibrary } from '../safekeeping/written-library.ts';
import {
  addRecentSearch,
  changeSavedSearch,
  clearRecentSearches,
  recentSearches,
  removeSavedSearch,
  savedSearches,
  saveSearch,
} from './saved-searches.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = writtenLibrary();
});
afterEach(() => library[Symbol.dispose]());

test('a saved search is kept, changed, removed, and all of it undone', () => {
  const { database } = library;
  const flows = saveSearch(database, 'Flows', 'flow -survey', 'newest');
  expect(savedSearches(database)).toEqual([{ id: 1, name: 'Flows', query: 'flow -survey', sort: 'newest' }]);
  const renamed = { ...flows, name: 'Flow matching', query: '"flow matching"' };
  changeSavedSearch(database, renamed);
  expect(savedSearches(database)).toEqual([renamed]);
  removeSavedSearch(database, flows.id);
  expect(savedSearches(database)).toEqual([]);
  expect(undo(database)?.label).toBe('Remove saved search');
  expect(savedSearches(database)).toEqual([renamed]);
  undo(database);
  expect(savedSearches(database)).toEqual([flows]);
  undo(database);
  expect(savedSearches(database)).toEqual([]);
  redo(database);
  expect(savedSearches(database)).toEqual([flows]);
  expect(() => removeSavedSearch(database, 99)).toThrow('gone');
  expect(() => changeSavedSearch(database, { ...flows, id: 99 })).toThrow('gone');
});

test('of recent searches the last fifty are kept, each once, until they are cleared', () => {
  const { database } = library;
  for (let index = 0; index < 60; index += 1) addRecentSearch(database, `query ${index}`);
  addRecentSearch(database, 'query 30');
  const recent = recentSearches(database);
  expect(recent).toHaveLength(50);
  expect(recent.slice(0, 2)).toEqual(['query 30', 'query 59']);
  expect(new Set(recent).size).toBe(50);
  expect(undo(database), 'they are no step of undo').toBeNull();
  clearRecentSearches(database);
  expect(recentSearches(database)).toEqual([]);
});
