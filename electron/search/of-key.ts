import { type KeyFacts, plainKey } from '../../shared/citation-key.ts';
import type { Database } from '../library/database.ts';
import type { Postings } from './postings.ts';

/** Papers of one year, of some numbers, that have no citation key yet. */
export const WITHOUT_KEY = `SELECT id, title, heading, authors, year FROM paper
  WHERE id IN (SELECT value FROM json_each(?)) AND year = ? AND id NOT IN (SELECT paper_id FROM citation_key)`;

/** Papers without a title, whose key is made from the beginning of their text. */
const UNTITLED = 'SELECT id FROM paper WHERE title IS NULL';

/**
 * The papers of a citation key: the one that has it; where none has, those that would get it, since papers are given
 * their keys when they are first opened or exported. The latter are sought by the word behind the year, so those
 * without a year, and those whose key was once changed, are found by the key that they have alone.
 */
export function papersOfKey(database: Database, postings: Postings, wanted: string): readonly number[] {
  const owners = database
    .prepare<[string], number>('SELECT paper_id FROM citation_key WHERE key = ?')
    .pluck()
    .all(wanted);
  if (owners.length > 0) return owners;
  const key = wanted.toLowerCase();
  const { year, word } = /^[a-z]*(?<year>\d{4})(?<word>[a-z][a-z0-9]+)$/.exec(key)?.groups ?? {};
  if (year === undefined || word === undefined) return [];
  const untitled = new Set(database.prepare<[], number>(UNTITLED).pluck().all());
  const ids = [
    ...postings.of(word, 'title', false),
    ...(untitled.size === 0 ? [] : postings.of(word, 'abstract', false).filter((id) => untitled.has(id))),
  ];
  return database
    .prepare<[string, number], KeyFacts & { readonly id: number }>(WITHOUT_KEY)
    .all(JSON.stringify(ids), Number(year))
    .filter((paper) => plainKey(paper) === key)
    .map(({ id }) => id);
}
