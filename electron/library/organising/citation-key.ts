import { type KeyFacts, plainKey } from '../../../shared/citation-key.ts';
import { PostilError } from '../../../shared/errors.ts';
import type { Database } from '../database.ts';
import { changing } from '../remembering/history.ts';
import { paperNotFound, requirePapers } from '../require-papers.ts';

/**
 * The citation key of a paper: `vaswani2017attention`. Made when it is first asked for, from first author, year and
 * title as they are then, and kept from then on, also when those change. To be called on the writing connection.
 * @throws {PostilError} `not-found`
 */
export function citationKeyOf(database: Database, paperId: number): string {
  return knownKey(database, paperId) ?? makeKey(database, paperId);
}

function knownKey(database: Database, paperId: number): string | undefined {
  return database
    .prepare<unknown[], string>('SELECT key FROM citation_key WHERE paper_id = ?')
    .pluck()
    .get(paperId);
}

/** No change of the user's, hence outside of history: what was looked at is not to be undone. */
function makeKey(database: Database, paperId: number): string {
  const facts = database
    .prepare<unknown[], KeyFacts>('SELECT title, heading, authors, year FROM paper WHERE id = ?')
    .get(paperId);
  if (facts === undefined) throw paperNotFound();
  const isTaken = database
    .prepare<unknown[], number>(
      `SELECT 1 FROM citation_key WHERE key = @key COLLATE NOCASE UNION ALL
       SELECT 1 FROM history WHERE table_name = 'citation_key' AND before ->> '$.key' = @key COLLATE NOCASE
         AND paper_id IS NOT @paperId LIMIT 1`,
    )
    .pluck();
  const plain = plainKey(facts);
  const key =
    plain +
    letters(firstFree((count) => isTaken.get({ key: plain + letters(count), paperId }) !== undefined));
  database.prepare('INSERT INTO citation_key (paper_id, key) VALUES (?, ?)').run(paperId, key);
  return key;
}

/**
 * A number that is free and behind one that is not, by doubling and halving: thousands of papers may want one key.
 * The first free one, as long as none was given back.
 */
function firstFree(isTaken: (count: number) => boolean): number {
  let taken = -1;
  let free = 0;
  while (isTaken(free)) {
    taken = free;
    free = 2 * free + 1;
  }
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (isTaken(middle)) taken = middle;
    else free = middle;
  }
  return free;
}

/** Nothing, then a, b, … z, aa, ab, …: what tells papers of one author, year and word apart. */
function letters(count: number): string {
  let rest = count;
  let made = '';
  while (rest > 0) {
    rest -= 1;
    made = String.fromCharCode(97 + (rest % 26)) + made;
    rest = Math.floor(rest / 26);
  }
  return made;
}

/** What a citation key may be: what BibTeX and Pandoc both take without quoting. */
const KEY = /^[A-Za-z0-9](?:[\w:.+/-]{0,98}[A-Za-z0-9])?$/;

/**
 * Gives a paper a citation key of the user's.
 * @throws {PostilError} `bad-request` when it is none or another paper has it; `not-found`
 */
export function setCitationKey(database: Database, paperId: number, wanted: string): void {
  const key = wanted.trim();
  if (!KEY.test(key)) {
    throw new PostilError(
      'bad-request',
      `“${key.slice(0, 60)}” cannot be a citation key.`,
      'Use up to 100 letters and digits without accents; - _ : . + / may stand between them.',
    );
  }
  requirePapers(database, [paperId]);
  citationKeyOf(database, paperId);
  changing(database, 'Edit citation key', () => {
    const other = database
      .prepare<unknown[], string>(
        `SELECT heading FROM citation_key JOIN paper ON paper.id = paper_id WHERE key = ? AND paper_id <> ?`,
      )
      .pluck()
      .get(key, paperId);
    if (other !== undefined) {
      throw new PostilError(
        'bad-request',
        `${key} is the key of “${other}”.`,
        'Choose another citation key.',
      );
    }
    database.prepare('UPDATE citation_key SET key = ? WHERE paper_id = ?').run(key, paperId);
  });
}
