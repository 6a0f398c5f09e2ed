import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fold } from '../../shared/fold.ts';
import type { Page } from '../../shared/library.ts';
import { type Database, openLibraryReadOnly } from '../library/database.ts';
import { indexPapers } from '../library/paper-index.ts';
import { type WrittenLibrary, writtenLibrary } from '../library/safekeeping/written-library.ts';
import { openSearch, type Search } from './search.ts';

let library: WrittenLibrary;
let reader: Database;
let search: Search;

beforeEach(() => {
  library = writtenLibrary();
  reader = openLibraryReadOnly(library.folder);
  search = openSearch(reader);
});

afterEach(() => {
  reader.close();
  library[Symbol.dispose]();
});

function page(query: string, offset = 0, limit = 50): Page {
  return search.page({ query, offset, limit });
}

function ids(query: string, by: Search = search): number[] {
  return by.page({ query, offset: 0, limit: 500 }).hits.map(({ paper }) => paper.id);
}

/** Ids of the exact tier, ascending. */
function exactIds(query: string): number[] {
  const { hits } = page(query, 0, 500);
  return hits.flatMap(({ tier, paper }) => (tier === 'exact' ? [paper.id] : [])).sort((a, b) => a - b);
}

// Words that are no forms, twins or beginnings of each other, nor nearly so.
const vocabulary = ['kiva', 'zarpo', 'lumbi', 'quofa', 'trist', 'bexut', 'oxigu'];
const texts = fc.array(fc.constantFrom(...vocabulary), { maxLength: 8 }).map((words) => words.join(' '));
const papers = fc.record({ abstract: texts, title: texts, note: texts });
const queries = fc
  .array(
    fc.oneof(
      fc.constantFrom(...vocabulary),
      fc.constantFrom(...vocabulary).map((word) => `-${word}`),
      fc
        .tuple(fc.constantFrom(...vocabulary), fc.constantFrom(...vocabulary))
        .map((pair) => `"${pair.join(' ')}"`),
      fc
        .tuple(fc.constantFrom(...vocabulary), fc.constantFrom(...vocabulary))
        .map((pair) => pair.join(' OR ')),
      fc.constantFrom(...vocabulary).map((word) => `title:${word}`),
      fc.constantFrom(...vocabulary).map((word) => `${word.slice(0, 3)}*`),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => `${parts.join(' ')} `);

/** What a reader of all papers would find. */
function scan(all: readonly { abstract: string; title: string; note: string }[], query: string): number[] {
  const found: number[] = [];
  const parts = query.trim().match(/-?"[^"]*"|\S+(?: OR \S+)*/g) ?? [];
  for (const [index, paper] of all.entries()) {
    const fields = [paper.title, paper.abstract, paper.note].map((text) => ` ${fold(text)} `);
    const holds = (word: string): boolean => fields.some((text) => text.includes(word));
    const fulfils = (part: string): boolean => {
      if (part.includes(' OR ')) return part.split(' OR ').some((word) => holds(` ${word} `));
      if (part.startsWith('-')) return !fulfils(part.slice(1));
      if (part.startsWith('"')) return holds(` ${part.slice(1, -1)} `);
      if (part.startsWith('title:')) return fields[0]?.includes(` ${part.slice(6)} `) ?? false;
      if (part.endsWith('*')) return holds(` ${part.slice(0, -1)}`);
      return holds(` ${part} `);
    };
    if (parts.every(fulfils)) found.push(index + 1);
  }
  return found;
}

describe('against a plain scan', () => {
  test('the exact tier is what the scan finds', () => {
    fc.assert(
      fc.property(
        fc.array(papers, { minLength: 1, maxLength: 12 }),
        fc.array(queries, { maxLength: 8 }),
        (all, asked) => {
          library.database.prepare('DELETE FROM paper').run();
          library.database.exec(`INSERT INTO paper_index (paper_index) VALUES ('delete-all')`);
          library.write(all, 1);
          for (const query of asked) expect(exactIds(query), query).toEqual(scan(all, query));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a search kept up to date answers as one opened afresh', () => {
    const change = fc.record({ id: fc.integer({ min: 1, max: 6 }), paper: fc.option(papers, { nil: null }) });
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 10 }),
        fc.array(queries, { maxLength: 4 }),
        (changes, asked) => {
          for (const { id, paper } of changes) {
            if (paper === null) {
              library.database.prepare('DELETE FROM paper WHERE id = ?').run(id);
              indexPapers(library.database, [id]);
            } else library.write([paper], id);
            search.refresh([id]);
            const fresh = openSearch(reader);
            for (const query of ['', ...asked]) expect(ids(query), query).toEqual(ids(query, fresh));
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('any text', () => {
  test('gets an answer', () => {
    library.write([
      { abstract: 'Some "quoted" words (and brackets) on NEAR, AND, OR: a*b ^c {d} e-f.', title: 'T' },
    ]);
    const pieces = fc.constantFrom(
      '"',
      '(',
      ')',
      '-',
      '*',
      ' ',
      'OR',
      'AND',
      'NOT',
      'NEAR(',
      ':',
      'title:',
      '^',
      '{',
      '}',
      '+',
      "'",
      ';',
      '--',
      '\0',
      '\u202e',
      '🦆',
      '\ud800',
      'words',
      'a',
      '½',
      'title : ',
      'rank',
      '\\',
      'tag:',
      'in:',
      '..',
      'year:',
      '扩',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(pieces, { maxLength: 15 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (query) => {
        expect(page(query).query).toBe(query);
      }),
      { numRuns: 1500 },
    );
    for (const query of [
      'words '.repeat(150_000),
      '"'.repeat(100_000),
      '('.repeat(100_000),
      'x'.repeat(1_000_000),
    ]) {
      expect(page(query).query).toBe(query);
    }
  });

  test('of too many words is searched by its rarest', () => {
    const long = Array.from({ length: 60 }, (_, index) => `word${index}x`).join(' ');
    library.write([{ abstract: long }, { abstract: 'nothing of it' }]);
    expect(ids(long)).toEqual([1]);
    expect(page(long).notUnderstood).toEqual(['Only the 24 rarest of the 60 words were looked for.']);
  });

  test('that is not understood is answered by its rest', () => {
    library.write([{ abstract: 'kestrels' }]);
    const found = page('is:purple kestrels');
    expect(found.hits).toHaveLength(1);
    expect(found.notUnderstood).toEqual([expect.stringContaining('purple')]);
    expect(page('a* kestrels').notUnderstood).toHaveLength(1);
  });
});
