import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Page } from '../../shared/library.ts';
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

describe('what is found', () => {
  test('every text of a paper', () => {
    library.write([
      {
        abstract: 'The abstract tells of kestrels.',
        olderAbstract: 'It told of falcons once.',
        title: 'Gliding at dusk',
        ownHeading: 'Dusk paper',
        authors: ['Zoë Ångqvist'],
        institutions: ['Institute of Tides'],
        comment: 'Accepted in Orval',
        note: 'Ask **Mirela**',
        marked: 'underlined clause',
        tags: ['topic/wings'],
      },
      { abstract: 'Something else entirely.' },
    ]);
    for (const query of [
      'kestrels',
      'falcons',
      'gliding',
      '"dusk paper"',
      'zoe angqvist',
      'tides',
      'orval',
      'mirela',
      'underlined',
      'wings',
      'kestrels mirela falcons',
    ]) {
      expect(exactIds(query), query).toEqual([1]);
    }
  });

  test('whatever way it is written', () => {
    library.write([
      { abstract: 'The Schr\\"odinger equation and $\\alpha$-stable noise on $\\mathrm{SE}(3)$ by R2-G2.' },
      { abstract: 'A Rao-Blackwellised estimator generalises behaviour of nonlocal kernels.' },
      { abstract: '我们提出一种扩散模型。' },
      { abstract: 'Метод Ёлкина для моделей.' },
      { abstract: 'نموذج الذكاء' },
    ]);
    const found: readonly (readonly [string, number])[] = [
      ['Schrödinger', 1],
      ['schroedinger', 1],
      ['Schr\\"{o}dinger', 1],
      ['α stable', 1],
      ['SE(3)', 1],
      ['SE3', 1],
      ['r2g2', 1],
      ['R2 G2', 1],
      ['rao-blackwellized', 2],
      ['raoblackwellised', 2],
      ['generalize behavior', 2],
      ['non-local', 2],
      ['kernel', 2],
      ['扩散', 3],
      ['елкин', 4],
      ['الذكاء', 5],
    ];
    for (const [query, id] of found) expect(exactIds(query), query).toEqual([id]);
    expect(exactIds('散扩'), 'characters typed together are a phrase').toEqual([]);
  });

  test('the last word as a beginning, while it is typed', () => {
    library.write([{ abstract: 'Diffusion on graphs.' }, { abstract: 'Difference equations.' }]);
    expect(exactIds('diff')).toEqual([1, 2]);
    expect(exactIds('diff graphs')).toEqual([]);
    expect(exactIds('diff* graphs')).toEqual([1]);
    expect(exactIds('graphs diffu')).toEqual([1]);
    expect(exactIds('graphs d'), 'one letter does not narrow').toEqual([1]);
  });

  test('constraints hold over all hits', () => {
    library.write([
      { abstract: 'score matching for flows' },
      { abstract: 'matching the score of flows' },
      { abstract: 'flows of honey' },
    ]);
    expect(ids('flows "score matching"')).toEqual([1]);
    expect(ids('flows -score').sort()).toEqual([3]);
    expect(ids('flows -"score matching"').sort()).toEqual([2, 3]);
    expect(ids('honey OR matching').sort()).toEqual([1, 2, 3]);
    expect(ids('(honey OR matching) -score')).toEqual([3]);
    expect(ids('-flows')).toEqual([]);
  });

  test('facts', () => {
    library.write([
      {
        abstract: 'one',
        title: 'T',
        year: 2023,
        starred: true,
        tags: ['a/b'],
        arxiv: '2301.00001',
        note: 'n',
      },
      { abstract: 'two', year: 2024, state: 'reading', tags: ['a'], marked: 'two' },
      { year: 2025, state: 'done', tags: ['ab'], institutions: ['Institute of Tides'] },
    ]);
    library.database.exec("INSERT INTO citation_key VALUES (1, 'brook2024Tides')");
    const found: readonly (readonly [string, readonly number[]])[] = [
      ['', [3, 2, 1]],
      ['is:starred', [1]],
      ['is:inbox', [1]],
      ['is:reading', [2]],
      ['-is:done', [2, 1]],
      ['tag:a', [2, 1]],
      ['tag:"A/B"', [1]],
      ['has:note', [1]],
      ['has:annotation', [2]],
      ['has:abstract', [2, 1]],
      ['has:title', [1]],
      ['has:arxiv', [1]],
      ['year:2024..', [3, 2]],
      ['year:2023..2024', [2, 1]],
      ['arxiv:2301.00001v2', [1]],
      ['2301.00001', [1]],
      ['https://arxiv.org/abs/2301.00001v3', [1]],
      ['year:2023.. AND NOT is:done', [2, 1]],
      ['key:BROOK2024tides', [1]],
      ['key:brook', []],
      ['in:"institute of tides"', [3]],
      ['in:7', []],
      ['added:1970', [3, 2, 1]],
      ['added:today', []],
      ['is:starred two', []],
      ['year:2024 OR is:starred', [2, 1]],
    ];
    for (const [query, wanted] of found) expect(ids(query), query).toEqual(wanted);
  });
});

describe('order', () => {
  test('a word that was bent is the commoner one, not the rarer', () => {
    library.write([
      ...Array.from({ length: 30 }, (_, index) => ({ abstract: `Models of tide ${index}.` })),
      { abstract: 'Modes of a drum.' },
    ]);
    expect(page('modles').bent[0]).toEqual({ from: 'modles', to: 'models' });
    const [first] = page('modles').hits;
    expect(first?.snippet.text).toContain('Models');
  });

  test('where a paper stands', () => {
    library.write([{ abstract: 'Kestrels.' }, { abstract: 'Terns.' }, { abstract: 'Kestrels again.' }]);
    const kestrels = ids('kestrels');
    expect(kestrels.map((id) => search.place('kestrels', 'best', false, id))).toEqual([0, 1]);
    expect(search.place('kestrels', 'best', false, 2)).toBeNull();
  });

  test('exact hits first, and what was bent is named', () => {
    library.write([
      { abstract: 'Diffusion diffusion diffusion, nothing but diffusion of heat.' },
      { abstract: 'A difusion model, misspelt by its authors.' },
      ...Array.from({ length: 60 }, () => ({ abstract: 'More on diffusion.' })),
    ]);
    const found = page('difusion');
    expect(found.exactTotal).toBe(1);
    expect(found.total).toBe(62);
    expect(found.hits[0]).toMatchObject({ tier: 'exact', paper: { id: 2 } });
    expect(found.hits[1]).toMatchObject({ tier: 'near' });
    expect(found.bent).toEqual([{ from: 'difusion', to: 'diffusion' }]);
    expect(page('diffusion').bent).toEqual([]);
    expect(page('difussion').hits[0]?.tier).toBe('near');
  });

  test('a title finds its paper though it is misspelt and not all in the abstract', () => {
    library.write([
      {
        abstract:
          'Pollen drifts over mountains; a neural surrogate learns what the coarse solver gets wrong.',
      },
      { abstract: 'Honeybees keep colour constant; a spiking model explains how.' },
      { abstract: 'Glaciers retreat in a neural network of sensors.' },
    ]);
    const found = page('Brambleflow: Neurl Surrogates of Pollen Drfit over Montains');
    expect(found.hits[0]?.paper.id).toBe(1);
    expect(found.hits[0]?.tier).toBe('near');
    expect(found.bent).toContainEqual({ from: 'neurl', to: 'neural' });
  });

  test('title and own notes count more, closeness counts', () => {
    const other = 'Sampling is considered here among other things, at some length, for its own sake.';
    library.write([
      { abstract: `${other} Something on sampling.` },
      { abstract: other, title: 'Sampling' },
      { abstract: `${other} The score is given; some matching of pairs follows.` },
      { abstract: `${other} We use score matching.` },
    ]);
    expect(ids('sampling ')[0]).toBe(2);
    expect(ids('score matching ')).toEqual([4, 3]);
  });

  test('titles about a word come first also among very many', () => {
    library.write([{ abstract: 'Of tides.', title: 'Tides' }]);
    library.write(Array.from({ length: 400 }, (_, index) => ({ abstract: `Of tides and number ${index}.` })));
    const found = page('tides ');
    expect(found.total).toBe(401);
    expect(found.hits[0]?.paper.id).toBe(1);
  });

  test('pages are parts of one order', () => {
    library.write(Array.from({ length: 330 }, (_, index) => ({ abstract: `Paper on tides ${index % 7}.` })));
    for (const query of ['', 'tides', 'tides 3', 'is:inbox']) {
      const whole = ids(query);
      const parts = [0, 100, 200, 300].flatMap((offset) =>
        page(query, offset, 100).hits.map(({ paper }) => paper.id),
      );
      expect(parts, query).toEqual(whole);
      expect(new Set(whole).size, query).toBe(page(query).total);
    }
    expect(page('', 1000).hits).toEqual([]);
  });
});

describe('names', () => {
  const names = [
    'HazelDock',
    'PepperLog',
    'Brambleflow',
    'NoTide',
    'K2-P2',
    'WQH',
    'OrbiTok',
    'MCoV',
    'AB-MuxQ',
    'T3Ns',
  ];
  const spellings: Readonly<Record<string, readonly string[]>> = {
    HazelDock: ['hazeldok', 'hazel dock', 'HzaelDock', 'HazelDuck'],
    PepperLog: ['peperlog', 'pepper-log', 'PepprLog'],
    Brambleflow: ['bramble flow', 'Bramblefolw', 'brambelflow'],
    NoTide: ['no tide', 'NoTied', 'notde'],
    'K2-P2': ['k2p2', 'K2 P2', 'K2-P3'],
    WQH: ['whq', 'WQHH'],
    OrbiTok: ['orbitock', 'OribTok', 'OrbTok'],
    MCoV: ['mcvo', 'MCoVV'],
    'AB-MuxQ': ['abmuxq', 'AB MuxQ', 'AB-MuxK', 'ab-mxuq', 'abmuxk'],
    T3Ns: ['t3n', 'T3Sn', 'T3Nss'],
  };

  test('come first, also misspelt', () => {
    library.write(
      names.map((name, index) => ({
        abstract: `We study tides of kind ${index} with great care. We introduce ${name}, a method that needs no tide
          gauge, a dock, a flow or a log. ${name} is better than earlier work on no less than ${index + 5} data sets.`,
      })),
    );
    for (const [index, name] of names.entries()) {
      for (const query of [name, name.toLowerCase(), ...(spellings[name] ?? [])]) {
        expect(ids(query)[0], query).toBe(index + 1);
      }
    }
  });
});

describe('snippets', () => {
  test('show and mark the words, in abstract and heading', () => {
    const filler = 'This sentence is about nothing in particular and goes on for a while. '.repeat(6);
    library.write([
      {
        title: 'On Kestrels',
        abstract: `${filler}Here the Möbius kestrel\nflies over $x^{2} + \\alpha$. ${filler}`,
      },
    ]);
    const [hit] = page('mobius kestrel').hits;
    const marked = hit?.snippet.marks.map(({ start, end }) => hit.snippet.text.slice(start, end));
    expect(marked).toEqual(['Möbius', 'kestrel']);
    expect(hit?.snippet.text).toMatch(/^… .*Möbius kestrel flies over \$x\^\{2\} \+ \\alpha\$.* …$/);
    expect(hit?.headingMarks).toEqual([{ start: 3, end: 11 }]);
    expect(page('mobius kestrel').words).toEqual(expect.arrayContaining(['mobius', 'kestrel', 'kestrels']));
    expect(page('').hits[0]?.snippet.marks).toEqual([]);
    expect(page('').hits[0]?.snippet.text).toMatch(/^This sentence/);
  });

  test('have their marks in the text, ascending and apart', () => {
    const pieces = fc.constantFrom(
      'alpha',
      '\\alpha',
      'α',
      '$',
      ' ',
      '½',
      '\n',
      'beta',
      'gamma ',
      '. ',
      'é',
      '𝒜',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 150 }), (parts) => {
        library.write([{ abstract: parts.join('') }], 1);
        for (const { snippet, headingMarks, paper } of page('alpha OR beta OR 1').hits) {
          for (const [text, marks] of [
            [snippet.text, snippet.marks],
            [paper.heading, headingMarks],
          ] as const) {
            let before = 0;
            for (const { start, end } of marks) {
              expect(start).toBeGreaterThanOrEqual(before);
              expect(end).toBeGreaterThan(start);
              expect(end).toBeLessThanOrEqual(text.length);
              before = end;
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
