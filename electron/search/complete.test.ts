import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openLibraryReadOnly } from '../library/database.ts';
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

/** The query with each suggestion taken. The caret stands at its end. */
function completed(query: string): string[] {
  const { start, end, suggestions } = search.complete(query, query.length);
  return suggestions.map(({ text }) => query.slice(0, start) + text + query.slice(end));
}

test('goes on with fields, values, tags, names and words of the library', () => {
  library.write([
    {
      abstract: 'diffusion of diffuse light',
      tags: ['Größe/diff', 'other'],
      authors: ['Jörg Müller', 'Ann Diffley'],
      venue: 'Tidal Letters',
      categories: ['cs.LG'],
      institutions: ['Institute of Tides'],
    },
    { abstract: 'diffusion again', tags: ['other'], authors: ['Jörg Müller'], categories: ['cs.CL'] },
  ]);
  expect(completed('is:st')).toEqual(['is:starred ']);
  expect(completed('x added:last-w')).toEqual(['x added:last-week ']);
  expect(completed('tag:gro')).toEqual(['tag:"Größe/diff" ']);
  expect(completed('tag:')).toEqual(['tag:"other" ', 'tag:"Größe/diff" ']);
  expect(completed('author:mul')).toEqual(['author:"Jörg Müller" ']);
  expect(completed('-author:"jorg m')).toEqual(['-author:"Jörg Müller" ']);
  expect(completed('category:')).toEqual(expect.arrayContaining(['category:"cs.LG" ', 'category:"cs.CL" ']));
  expect(completed('venue:ti')).toEqual(['venue:"Tidal Letters" ']);
  expect(completed('in:tid')).toEqual(['in:"Institute of Tides" ']);
  expect(completed('diff')).toEqual([
    'tag:"Größe/diff" ',
    'author:"Ann Diffley" ',
    'diffusion ',
    'diffley ',
    'diffuse ',
  ]);
  expect(completed('title:diffu')).toEqual(['title:diffusion ', 'title:diffuse ']);
  expect(completed('ti')[0]).toBe('title:');
  library.database.exec("INSERT INTO citation_key VALUES (1, 'Mueller2024light'), (2, 'mueller2024again')");
  expect(completed('key:MUEL')).toEqual(['key:mueller2024again ', 'key:Mueller2024light ']);
  expect(completed('key:n')).toEqual([]);
  expect(completed('year:')).toEqual([]);
  expect(search.complete('diffusion', 4).suggestions.length, 'in the middle of a word').toBeGreaterThan(0);
});

test('puts what more papers have first, and knows what was just added', () => {
  library.write(Array.from({ length: 5 }, () => ({ abstract: 'tides', tags: ['tide/new'] })));
  library.write([{ abstract: 'tidings', tags: ['tide/old'] }]);
  expect(search.complete('tag:tide', 8).suggestions.map(({ label, papers }) => [label, papers])).toEqual([
    ['tide/new', 5],
    ['tide/old', 1],
  ]);
  library.write([{ abstract: 'x', tags: ['tide/latest'] }]);
  expect(completed('tag:tide/l')).toEqual(['tag:"tide/latest" ']);
});

test('has an answer to any text and caret', () => {
  library.write([{ abstract: 'Some words', tags: ['a "quoted" tag'], authors: ['A "B" C'] }]);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc
          .array(
            fc.constantFrom('tag:', 'author:', 'in:', '"', '*', 'a', 'so', ' ', '-', '(', '\0', '扩', 'NEAR'),
            {
              maxLength: 8,
            },
          )
          .map((parts) => parts.join('')),
      ),
      fc.nat(40),
      (query, caret) => {
        const { start, end } = search.complete(query, caret);
        expect(start).toBeLessThanOrEqual(end);
      },
    ),
    { numRuns: 500 },
  );
  expect(search.complete('x'.repeat(1_000_000), 1_000_000).suggestions).toEqual([]);
});
