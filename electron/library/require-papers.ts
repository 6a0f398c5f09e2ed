import { PostilError } from '../../shared/errors.ts';
import type { Database } from './database.ts';

/** Refuses ids of papers that are not there. @throws {PostilError} `not-found` */
export function requirePapers(database: Database, paperIds: readonly number[]): void {
  const missing = database
    .prepare('SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM paper WHERE id = value) LIMIT 1')
    .get(JSON.stringify(paperIds));
  if (missing !== undefined) throw paperNotFound();
}

/** What is thrown for a paper that is not there. */
export function paperNotFound(): PostilError {
  return new PostilError(
    'not-found',
    'This paper is no longer in the library.',
    'It may have been joined with another one; search for it.',
  );
}
