import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hitsIn } from '../../shared/hits.ts';
import { SORTS } from '../../shared/search.ts';
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

function ids(query: string, options: Partial<Parameters<Search['page']>[0]> = {}): number[] {
  return search.page({ query, offset: 0, limit: 500, ...options }).hits.map(({ paper }) => paper.id);
}

describe('exactly', () => {
  test('bends no word', () => {
    library.write([{ abstract: 'on difusion' }, { abstract: 'two diffusions' }]);
    library.write(Array.from({ length: 30 }, () => ({ abstract: 'on diffusion' })));
    expect(ids('difusion ')).toHaveLength(31);
    expect(ids('difusion ', { exactly: true })).toEqual([1]);
    expect(ids('diffusion ', { exactly: true }), 'endings are no mistakes').toContain(2);
    expect(search.page({ query: 'difusion ', offset: 0, limit: 9, exactly: true }).bent).toEqual([]);
    expect(search.count('difusion ')).toBe(1);
  });
});

test('half of a misspelt word finds what it may become', () => {
  library.write(Array.from({ length: 30 }, () => ({ abstract: 'diffusion of heat' })));
  for (const query of ['difus', 'heat difusi', 'diffsu']) {
    const page = search.page({ query, offset: 0, limit: 5 });
    expect(page.exactTotal, query).toBe(0);
    expect(page.total, query).toBe(30);
    expect(page.bent[0]?.to, query).toBe('diffusion');
  }
  expect(ids('difus '), 'a whole word that means nothing').toEqual([]);
});

describe('facts', () => {
  test('are told apart by their fields', () => {
    library.write([
      { abstract: 'one', institutions: ['Orval Institute'], categories: ['cs.LG'], venue: 'Tidal Letters' },
      { abstract: 'two', comment: 'Seen in Orval, for Tidal Letters, cs.LG', categories: ['math.PR'] },
      { abstract: 'Orval Institute', categories: [] },
    ]);
    expect(ids('in:"orval institute"')).toEqual([1]);
    expect(ids('venue:tidal')).toEqual([1]);
    expect(ids('category:cs.LG')).toEqual([1]);
    expect(ids('category:cs')).toEqual([1]);
    expect(ids('comment:orval')).toEqual([2]);
    expect(ids('orval').sort()).toEqual([1, 2, 3]);
  });

  test('of the time of reading', () => {
    library.write([
      { abstract: 'a', lastReadMs: new Date(2026, 2, 5).getTime() },
      { abstract: 'b', lastReadMs: new Date(2025, 2, 5).getTime() },
      { abstract: 'c' },
    ]);
    expect(ids('read:2026')).toEqual([1]);
    expect(ids('read:2025-03..')).toEqual([2, 1]);
    expect(ids('-read:..2025')).toEqual([3, 1]);
  });

  test('hidden papers are in no answer that does not ask for them', () => {
    library.write([
      { abstract: 'tides of honey' },
      { abstract: 'tides of honey', hidden: true },
      { abstract: 'tides and honey' },
    ]);
    expect(ids('')).toEqual([3, 1]);
    for (const query of ['tides ', 'honye ', '"tides of" ', '-wasps', 'tides OR wasps', 'is:inbox']) {
      expect(ids(query), query).not.toContain(2);
      expect(ids(query), query).not.toEqual([]);
    }
    expect(ids('is:trashed')).toEqual([2]);
    expect(ids('is:trashed tides ')).toEqual([2]);
    expect(search.like({ text: 'tides of honey' }, 0, 9).page.hits).toHaveLength(2);
    library.database.exec('UPDATE paper SET hidden = 0; DELETE FROM trash');
    expect(ids('')).toEqual([3, 2, 1]);
    expect(ids('is:trashed')).toEqual([]);
  });
});

describe('sorting', () => {
  beforeEach(() => {
    library.write([
      { abstract: 'tides', title: 'beta', year: 2021, lastReadMs: 5 },
      { abstract: 'tides', title: 'Alpha', year: 2023 },
      { abstract: 'tides', title: 'gamma' },
      { abstract: 'tydes', title: 'delta', year: 2022, lastReadMs: 9, ownHeading: 'Aaa' },
    ]);
  });

  test.each([
    ['newest', [2, 4, 1, 3]],
    ['oldest', [1, 4, 2, 3]],
    ['added', [4, 3, 2, 1]],
    ['title', [4, 2, 1, 3]],
    ['read', [4, 1, 3, 2]],
    ['best', [4, 3, 2, 1]],
  ] as const)('by %s', (sort, wanted) => {
    expect(ids('', { sort })).toEqual(wanted);
  });

  test('by title puts headings of the user’s own where they belong', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'B', 'b', 'c'), minLength: 1, maxLength: 3 });
    // Long ones are alike in all that the index has of them, or in all but a letter.
    const beginnings = fc.constantFrom('', '', 'b'.repeat(31), 'b'.repeat(32), 'B'.repeat(40));
    const name = fc.tuple(beginnings, letters).map((parts) => parts.join(''));
    const own = name.map((ownHeading) => ({ ownHeading }));
    const paper = fc
      .tuple(name, fc.option(own))
      .map(([title, heading]) => ({ abstract: 'x', title, ...heading }));
    const papers = fc.array(paper, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(papers, (all) => {
        library.database.prepare('DELETE FROM paper').run();
        library.database.exec(`INSERT INTO paper_index (paper_index) VALUES ('delete-all')`);
        library.write(all, 1);
        const headings = all.map((one) => ({ ownHeading: one.title, ...one }).ownHeading.toLowerCase());
        const { hits } = openSearch(reader).page({ query: '', offset: 0, limit: 50, sort: 'title' });
        const found = hits.map((hit) => hit.paper.id);
        expect([...found].sort((left, right) => left - right)).toEqual(all.map((_, index) => index + 1));
        expect(found.map((id) => headings[id - 1])).toEqual([...headings].sort());
      }),
      { numRuns: 60 },
    );
  });

  test('leaves exact hits above near ones', () => {
    library.write(Array.from({ length: 30 }, (_, index) => ({ abstract: 'tides', title: `t${index}` })));
    for (const sort of ['title', 'oldest'] as const) {
      const found = ids('tydes ', { sort });
      expect(found).toEqual([4, ...ids('tides ', { sort, exactly: true })]);
      expect(found).toHaveLength(34);
    }
  });

  test('knows a paper that was just read, a heading that was just given', () => {
    expect(ids('', { sort: 'read' })[0]).toBe(4);
    library.write([{ abstract: 'tides', title: 'gamma', lastReadMs: 99 }], 3);
    expect(ids('', { sort: 'read' })[0]).toBe(3);
  });

  test('loses and doubles no paper', () => {
    for (const sort of SORTS)
      for (const query of ['', 'tides ', 'is:inbox']) {
        expect([...ids(query, { sort })].sort(), `${sort} ${query}`).toEqual([...ids(query)].sort());
      }
  });
});

describe('explanations', () => {
  const words = ['kiva', 'zarpo', 'lumbi', 'quofa'];
  const texts = fc.array(fc.constantFrom(...words, 'kivas'), { maxLength: 8 }).map((list) => list.join(' '));

  test('add up to the score of the hit', () => {
    const papers = fc.record({ abstract: texts, title: texts, note: texts, comment: texts });
    const queries = fc.array(fc.constantFrom(...words, 'kvia', '"zarpo lumbi"', '-quofa', 'lum*'), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(papers, { minLength: 1, maxLength: 6 }), queries, (all, parts) => {
        library.database.prepare('DELETE FROM paper').run();
        library.database.exec(`INSERT INTO paper_index (paper_index) VALUES ('delete-all')`);
        library.write(all, 1);
        const query = `${parts.join(' ')} `;
        for (const hit of search.page({ query, offset: 0, limit: 50 }).hits) {
          const told = search.explain(query, false, hit.paper.id);
          expect(told.tier).toBe(hit.tier);
          expect(told.score).toBeCloseTo(hit.score, 3);
          const sum = [...told.words, ...told.closeness].reduce((before, { score }) => before + score, 0);
          expect(sum).toBeCloseTo(told.score, 9);
          expect(told.conditions.every(({ isFulfilled }) => isFulfilled)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('say which form was found where', () => {
    library.write([
      {
        title: 'Score models',
        abstract: 'We match a score with samplers.',
        note: 'scores!',
        tags: ['score'],
      },
      { abstract: 'other words on something' },
      { abstract: 'other words on something else' },
    ]);
    const told = search.explain('score samplrs -honey ', false, 1);
    expect(told.tier).toBe('near');
    expect(told.words[0]).toMatchObject({ word: 'score', found: 'score', how: 'typed', papers: 1 });
    expect(told.words[0]?.places).toEqual(
      expect.arrayContaining([
        { part: 'title', count: 1 },
        { part: 'abstract', count: 1 },
        { part: 'note', count: 1 },
        { part: 'tags', count: 1 },
      ]),
    );
    expect(told.words[1]).toMatchObject({ word: 'samplrs', found: 'samplers', how: 'bent' });
    expect(told.conditions).toEqual([{ text: '-honey', isFulfilled: true }]);
    expect(search.explain('score ', false, 2)).toMatchObject({ tier: null, score: 0 });
  });
});

describe('likeness', () => {
  beforeEach(() => {
    const filler = Array.from({ length: 60 }, (_, index) => ({
      abstract: `Study number ${index} of weather over wide fields and towns.`,
    }));
    library.write([
      { abstract: 'Bees keep the colour of flowers constant by opponent receptors.' },
      { abstract: 'Opponent receptors of a bee, and the colours that it sees in a flower.' },
      { abstract: 'Glaciers retreat from valleys.' },
      ...filler,
    ]);
  });

  test('of a paper, with the words that decided', () => {
    const { page, words, shared } = search.like({ paperId: 1 }, 0, 10);
    expect(page.hits.map(({ paper }) => paper.id)).toEqual([2]);
    expect(words.map(({ word }) => word)).toEqual(expect.arrayContaining(['bees', 'opponent', 'receptors']));
    expect(words.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
    expect(shared[0]).toEqual(expect.arrayContaining(['bees', 'receptors']));
    expect(page.hits[0]?.snippet.marks.length).toBeGreaterThan(2);
  });

  test('of a pasted text; of nothing there is none', () => {
    const { page } = search.like({ text: 'What a BEE sees: colours, flowers, opponent receptors' }, 0, 10);
    expect(page.hits.map(({ paper }) => paper.id).sort()).toEqual([1, 2]);
    for (const text of ['', '   ', 'the of and', 'zzzz', '\0"*', '🦆']) {
      expect(search.like({ text }, 0, 10)).toMatchObject({ page: { hits: [], total: 0 }, words: [] });
    }
    expect(search.like({ paperId: 99_999 }, 0, 10).page.hits).toEqual([]);
  });
});

test('the reader marks the forms that the snippet marks', () => {
  const abstract = 'Sampling a Schr\\"odinger bridge: samples, sampled; generalised behaviour of diffusions';
  library.write([{ abstract }]);
  for (const query of [
    'sample schrodinger ',
    'generalize behavior ',
    'diffu',
    'brigde ',
    '"a schrodinger"',
  ]) {
    const page = search.page({ query, offset: 0, limit: 1 });
    const [hit] = page.hits;
    expect(hit?.snippet.text, query).toBe(abstract);
    expect(hit?.snippet.marks.length, query).toBeGreaterThan(0);
    expect(hitsIn(abstract, page.words), query).toEqual(hit?.snippet.marks);
  }
});
