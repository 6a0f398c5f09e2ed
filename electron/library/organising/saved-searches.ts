import { PostilError } from '../../../shared/errors.ts';
import type { SavedSearch, Sort } from '../../../shared/search.ts';
import { type Database, transact } from '../database.ts';
import { changing } from '../remembering/history.ts';

/** Recent searches that are kept. */
const KEPT = 50;

/** What the user keeps, in the order in which it was saved. */
export function savedSearches(database: Database): SavedSearch[] {
  return database
    .prepare<[], SavedSearch>('SELECT id, name, query, sort FROM saved_search ORDER BY id')
    .all();
}

/** Keeps a query. */
export function saveSearch(database: Database, name: string, query: string, sort: Sort): SavedSearch {
  return changing(database, 'Save search', () => {
    const insert = database.prepare('INSERT INTO saved_search (name, query, sort) VALUES (?, ?, ?)');
    return { id: Number(insert.run(name, query, sort).lastInsertRowid), name, query, sort };
  });
}

/** Changes what a saved search is called, asks for and is sorted by. @throws {PostilError} `not-found` */
export function changeSavedSearch(database: Database, { id, name, query, sort }: SavedSearch): void {
  changing(database, 'Change saved search', () => {
    const update = database.prepare('UPDATE saved_search SET name = ?, query = ?, sort = ? WHERE id = ?');
    if (update.run(name, query, sort, id).changes === 0) throw gone();
  });
}

/** Keeps a query no longer. @throws {PostilError} `not-found` */
export function removeSavedSearch(database: Database, id: number): void {
  changing(database, 'Remove saved search', () => {
    if (database.prepare('DELETE FROM saved_search WHERE id = ?').run(id).changes === 0) throw gone();
  });
}

function gone(): PostilError {
  return new PostilError('not-found', 'That saved search is gone.', 'Undo brings it back.');
}

/** Queries asked lately, the last one first. */
export function recentSearches(database: Database): string[] {
  return database.prepare<[], string>('SELECT query FROM recent_search ORDER BY used_ms DESC').pluck().all();
}

/** Takes note of a query that was asked. */
export function addRecentSearch(database: Database, query: string): void {
  transact(database, () => {
    // Two in one millisecond keep their order.
    const last = database.prepare<[], number | null>('SELECT max(used_ms) FROM recent_search').pluck().get();
    const nowMs = Math.max(Date.now(), (last ?? 0) + 1);
    database.prepare('INSERT OR REPLACE INTO recent_search (query, used_ms) VALUES (?, ?)').run(query, nowMs);
    database
      .prepare(
        'DELETE FROM recent_search WHERE used_ms < (SELECT used_ms FROM recent_search ORDER BY used_ms DESC LIMIT 1 OFFSET ?)',
      )
      .run(KEPT - 1);
  });
}

/** Forgets all queries asked. */
export function clearRecentSearches(database: Database): void {
  database.prepare('DELETE FROM recent_search').run();
}
