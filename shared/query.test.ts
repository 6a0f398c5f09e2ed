import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printQuery } from './print-query.ts';
import { parseQuery, QUERY_PARTS, type Query, TEXT_FIELDS } from './query.ts';
import { HAS, IS, SPANS } from './query-facts.ts';

function parts(text: string): readonly Query[] {
  return parseQuery(text).query.parts;
}

function problems(text: string): string[] {
  return parseQuery(text).problems.map(({ message, start, end }) => `${text.slice(start, end)} | ${message}`);
}

describe('parseQuery', () => {
  test('takes words, the last one as a beginning while it is being typed', () => {
    expect(parts('score match')).toEqual([
      { kind: 'word', field: null, text: 'score', beginning: 'no' },
      { kind: 'word', field: null, text: 'match', beginning: 'typing' },
    ]);
    expect(parts('match ')).toEqual([{ kind: 'word', field: null, text: 'match', beginning: 'no' }]);
    expect(parts('sampl* x')[0]).toEqual({ kind: 'word', field: null, text: 'sampl', beginning: 'asked' });
  });

  test.each([
    ['"score matching" x', '"score matching" x'],
    ['“score matching”', '"score matching"'],
    ['"not closed', '"not closed"'],
    ['-survey flow', '-survey flow'],
    ['-"large language" a', '-"large language" a'],
    ['a OR b c', 'a OR b c'],
    ['a AND b AND NOT c', 'a b -c'],
    ['NOT "a b" (c AND d) NOT (e OR f)', '-"a b" (c d) -(e OR f)'],
    ['a OR NOT NOT -b Not and', 'a OR -b Not and'],
    ['(a b) OR c', '(a b) OR c'],
    ['-(a OR b) c', '-(a OR b) c'],
    ['SE(3) R2-G2 p(x|y)', 'SE(3) R2-G2 p(x|y)'],
    ['(see SE(3) flows) x', '(see SE(3) flows) x'],
    ['title:flow Author:"de la Cruz" note:why*', 'title:flow author:"de la Cruz" note:why*'],
    ['category:cs.LG', 'category:"cs.LG"'],
    ['tag:x/y tag:"to read/"', 'tag:"x/y" tag:"to read"'],
    ['IS:Starred has:note', 'is:starred has:note'],
    [
      'year:2024 year:2025..2023 year:..1999 year:2020..',
      'year:2024 year:2023..2025 year:..1999 year:2020..',
    ],
    ['added:last-week added:2024-03..2024-04-15', 'added:last-week added:2024-03..2024-04-15'],
    ['arxiv:2401.00001v3 arxiv:arXiv:math/0309136', 'arxiv:2401.00001 arxiv:math/0309136'],
    ['doi:https://doi.org/10.1000/182', 'doi:10.1000/182'],
    [
      '2401.00001v2 math/0309136 math.AG/0309136',
      'arxiv:2401.00001 arxiv:math/0309136 arxiv:math.ag/0309136',
    ],
    [
      'https://arxiv.org/abs/2401.00001v1 -http://www.arxiv.org/pdf/2401.00001.pdf?download=1',
      'arxiv:2401.00001 -arxiv:2401.00001',
    ],
    ['10.1000/182. https://dx.doi.org/10.1000/182', 'doi:10.1000/182 doi:10.1000/182'],
    ['2423.00001 1.5 and/or 10.5/x "2401.00001"', '2423.00001 1.5 and/or 10.5/x "2401.00001"'],
    ['in:3 in:import-12 in:"Invented University"', 'in:3 in:12 in:"Invented University"'],
  ])('reads %s', (text, printed) => {
    expect(printQuery(parseQuery(text).query)).toBe(printed);
    expect(problems(text)).toEqual([]);
  });

  test('takes a pasted title for its words', () => {
    const title =
      'Catalight: An Open-Source (and Fast) Reactor -- "Plasmonic" H$_2$ & Schr\\"odinger\'s Equation';
    expect(printQuery(parseQuery(title).query)).toBe(
      'Catalight: An Open-Source (and Fast) Reactor "Plasmonic" H$_2$ Schr\\"odinger\'s Equation',
    );
    expect(problems(`${title} Abstract: We`)).toEqual([]);
  });

  test.each([
    [
      'is:purple x',
      'is:purple | is: does not know “purple”. It knows starred, inbox, reading, done, queued, unread, trashed.',
      'x',
    ],
    [
      'year:soon x',
      'year:soon | year: does not know “soon”. Write year:2024, year:2023..2025, year:2023.. or year:..2025.',
      'x',
    ],
    [
      'titel:flow',
      'titel:flow | There is no field titel: to search in; its words are searched everywhere. Did you mean title:?',
      'titel:flow',
    ],
    [
      'autor:brook',
      'autor:brook | There is no field autor: to search in; its words are searched everywhere. Did you mean author:?',
      'autor:brook',
    ],
    [
      'colour:red',
      'colour:red | There is no field colour: to search in; its words are searched everywhere.',
      'colour:red',
    ],
    ['title: x', 'title: | Nothing stands behind title:', 'x'],
    ['OR x', 'OR | OR stands between two things to search for.', 'x'],
    ['x OR', 'OR | OR stands between two things to search for.', 'x'],
    ['x NOT', 'NOT | NOT stands before what is not to be found.', 'x'],
    ['(x NOT) y', 'NOT | NOT stands before what is not to be found.', 'x y'],
    ['(a b', '( | This bracket is not closed.', '(a b)'],
  ])('says what it does not understand of %s', (text, problem, rest) => {
    expect(problems(text)).toEqual([problem]);
    expect(printQuery(parseQuery(text).query)).toBe(rest);
  });

  test('reads a limited number of parts and brackets', () => {
    expect(parts('word '.repeat(QUERY_PARTS + 5))).toHaveLength(QUERY_PARTS);
    expect(parseQuery('word '.repeat(QUERY_PARTS + 5)).problems).toHaveLength(1);
    expect(parseQuery('('.repeat(100_000)).query.parts.length).toBeLessThanOrEqual(QUERY_PARTS);
  });

  test('answers to any text, and prints what it reads as the same', () => {
    const pieces = fc.constantFrom(
      '"',
      '“',
      '”',
      '(',
      ')',
      '-',
      '--',
      '*',
      ' ',
      'OR',
      ' OR ',
      'AND ',
      ' NOT ',
      'NOT',
      ':',
      'title:',
      'is:',
      'starred',
      'year:',
      '2024',
      '..',
      'tag:',
      'in:',
      'import-',
      '3',
      '\\"',
      'word',
      'ü',
      '\0',
      '扩',
      'arxiv:',
      'added:',
      '2024-01',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(pieces, { maxLength: 25 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseQuery(text);
        for (const { start, end } of parsed.problems) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        const printed = printQuery(parsed.query);
        expect(printQuery(parseQuery(printed).query)).toBe(printed);
      }),
      { numRuns: 3000 },
    );
  });

  test('prints any tree so that it is read as the same', () => {
    const texts = fc.constantFrom('kiva', 'Zarpo', 'SE(3)', 'α-x', 'p(x|y)', '扩散', "don't", 'b/c', '1.5');
    const fields = fc.constantFrom(null, ...TEXT_FIELDS.filter((field) => field !== 'category'));
    const days = fc.constantFrom(null, '2026', '2026-11', '2026-11-22');
    const leaf: fc.Arbitrary<Query> = fc.oneof(
      fc.record({
        kind: fc.constant('word' as const),
        field: fields,
        text: texts,
        beginning: fc.constantFrom('no' as const, 'asked' as const),
      }),
      fc.record({
        kind: fc.constant('phrase' as const),
        field: fc.constantFrom(null, ...TEXT_FIELDS),
        text: fc.constantFrom('a b', 'say “x”', 'OR', '-x', 'is:starred'),
      }),
      fc.record({ kind: fc.constant('tag' as const), name: fc.constantFrom('x/y', 'to read', 'ä "b"') }),
      fc.record({ kind: fc.constant('is' as const), what: fc.constantFrom(...IS) }),
      fc.record({ kind: fc.constant('has' as const), what: fc.constantFrom(...HAS) }),
      fc.record({
        kind: fc.constantFrom('added' as const, 'read' as const),
        span: fc.constantFrom(...SPANS),
      }),
      fc
        .tuple(fc.constantFrom('added' as const, 'read' as const), days, days)
        .filter(([, from, to]) => (from ?? to) !== null && (from === null || to === null || from <= to))
        .map(([kind, from, to]) => ({ kind, from, to })),
      fc
        .tuple(fc.integer({ min: 1000, max: 2999 }), fc.integer({ min: 0, max: 50 }))
        .map(([from, more]) => ({ kind: 'year' as const, from, to: from + more })),
      fc.constant({ kind: 'identifier' as const, scheme: 'arxiv' as const, value: '2401.00001' }),
      fc.constant({ kind: 'identifier' as const, scheme: 'doi' as const, value: '10.1000/182' }),
      fc.constant({ kind: 'key' as const, key: 'Brook2024tides' }),
      fc.record({ kind: fc.constant('import' as const), importId: fc.integer({ min: 1, max: 99 }) }),
      fc.constant({ kind: 'institution' as const, name: 'Université "de" Orval' }),
    );
    const { tree } = fc.letrec<{ tree: Query; all: Query; any: Query; not: Query }>((tie) => ({
      tree: fc.oneof({ maxDepth: 3 }, leaf, tie('all'), tie('any'), tie('not')),
      all: fc
        .array(tie('tree'), { minLength: 2, maxLength: 3 })
        .map((parts): Query => ({ kind: 'all', parts })),
      any: fc
        .array(
          tie('tree').filter(({ kind }) => kind !== 'any'),
          { minLength: 2, maxLength: 3 },
        )
        .map((parts): Query => ({ kind: 'any', parts })),
      not: tie('tree')
        .filter(({ kind }) => kind !== 'not')
        .map((part): Query => ({ kind: 'not', part })),
    }));
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 4 }), (parts) => {
        // A blank behind it: nothing is still being typed.
        const printed = `${printQuery({ kind: 'all', parts })} `;
        expect(parseQuery(printed)).toMatchObject({ query: { kind: 'all', parts }, problems: [] });
      }),
      { numRuns: 1000 },
    );
  });
});
