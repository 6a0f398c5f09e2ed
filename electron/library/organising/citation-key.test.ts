import { expect, test } from 'vitest';
import { undo } from '../remembering/history.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import { citationKeyOf, setCitationKey } from './citation-key.ts';

function withFacts(
  papers: readonly (readonly [authors: readonly string[], year: number | null, title: string])[],
) {
  const library = inventedLibrary(papers.length);
  papers.forEach(([authors, year, title], index) => {
    library.database
      .prepare('UPDATE paper SET authors = ?, year = ?, title = ? WHERE id = ?')
      .run(JSON.stringify(authors), year, title, index + 1);
  });
  return library;
}

test('author, year and the first telling word, in plain letters; told apart by letters behind', () => {
  using library = withFacts([
    [['Ashvi Tidewell'], 2017, 'Attention to the Tides'],
    [['Tidewell, B.'], 2017, 'The attention of ebbs'],
    [['Łukasz Møller-Čapek'], 2020, 'On Über-Moorings'],
    [[], null, '—'],
    [['A Tidewell'], 2017, 'Attention'],
  ]);
  const { database } = library;
  const keys = [1, 2, 3, 4, 5].map((id) => citationKeyOf(database, id));
  expect(keys[0]).toBe('tidewell2017attention');
  expect(keys[1]).toBe('tidewell2017attentiona');
  expect(keys[2]).toMatch(/^[a-z]+2020[a-z]+$/);
  expect(keys[3]).toBe('paper');
  expect(keys[4]).toBe('tidewell2017attentionb');
});

test('a key stays when the paper changes, and is given to no other one after it was changed', () => {
  using library = withFacts([
    [['A Ebb'], 2001, 'Sand'],
    [['B Ebb'], 2001, 'Sand'],
    [['C Ebb'], 2001, 'Sand'],
  ]);
  const { database } = library;
  expect(citationKeyOf(database, 1)).toBe('ebb2001sand');
  database.prepare('UPDATE paper SET year = 2002').run();
  expect(citationKeyOf(database, 1)).toBe('ebb2001sand');
  setCitationKey(database, 1, ' Ebb:sand ');
  database.prepare('UPDATE paper SET year = 2001').run();
  expect(citationKeyOf(database, 2)).toBe('ebb2001sanda');
  expect(() => setCitationKey(database, 2, 'ebb:SAND')).toThrow('is the key of');
  expect(() => setCitationKey(database, 2, 'ébb')).toThrow('cannot be a citation key');
  undo(database);
  expect(citationKeyOf(database, 1)).toBe('ebb2001sand');
});

test('hundreds of papers of one author, year and word have the letters in order', () => {
  using library = inventedLibrary(800, false);
  const { database } = library;
  database.exec(`UPDATE paper SET title = 'Sand', authors = '["A Ebb"]', year = 2001`);
  database.pragma('synchronous = OFF');
  const keys = Array.from({ length: 800 }, (_, index) => citationKeyOf(database, index + 1));
  expect(new Set(keys).size).toBe(800);
  expect([keys[0], keys[1], keys[26], keys[27], keys[702], keys[703]]).toEqual([
    'ebb2001sand',
    'ebb2001sanda',
    'ebb2001sandz',
    'ebb2001sandaa',
    'ebb2001sandzz',
    'ebb2001sandaaa',
  ]);
});
