import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printQuery } from './print-query.ts';
import { parseQuery, type Query } from './query.ts';
import { isExcluded, toggled, within, withoutPart } from './query-parts.ts';

/** The query with its part at that place toggled, and so on. */
function cycle(query: string, index: number): string[] {
  const found: string[] = [];
  for (let text = query; found.length < 3; ) {
    const part = parseQuery(text).parts[index];
    if (part === undefined) break;
    text = toggled(text, part);
    found.push(text);
    if (isExcluded(part)) break;
  }
  return found;
}

const words = fc.constantFrom('kiva', 'zarpo', 'SE(3)', 'title:lumbi', 'is:starred', '--trist', 'tag:"a b"');
const queries = fc.array(
  fc.oneof(
    words,
    words.map((word) => `-${word.replace(/^-+/, '')}`),
    fc.tuple(words, words).map(([left, right]) => `${left} OR ${right}`),
    fc.tuple(words, words).map(([left, right]) => `(${left} ${right})`),
    fc.constantFrom('"two words"', '-(a b)', 'sampl*', 'NOT lumbi', 'NOT (a b)'),
  ),
  { minLength: 1, maxLength: 5 },
);

describe('parts', () => {
  test('are shown as they stand', () => {
    const text = ' flow  -"score matching" a OR b (c d) year:2024';
    expect(
      parseQuery(text).parts.map((part) => [isExcluded(part), text.slice(part.start, part.end)]),
    ).toEqual([
      [false, 'flow'],
      [true, '-"score matching"'],
      [false, 'a OR b'],
      [false, '(c d)'],
      [false, 'year:2024'],
    ]);
  });

  test.each([
    ['flow survey', 1, ['flow -survey', 'flow ']],
    ['flow survey', 0, ['-flow survey', 'survey']],
    ['a OR b c', 0, ['-(a OR b) c', 'c']],
    ['x "a b" y', 1, ['x -"a b" y', 'x y']],
    ['x AND NOT y', 1, ['x AND ']],
    ['tag:"to read"', 0, ['-tag:"to read"', '']],
  ])('of %s go from included to excluded to off', (query, index, steps) => {
    expect(cycle(query, index)).toEqual(steps);
  });

  test('change alone when they are toggled', () => {
    fc.assert(
      fc.property(queries, fc.nat(4), (list, at) => {
        const text = list.join(' ');
        const before = parseQuery(text);
        const index = at % before.parts.length;
        const part = before.parts[index];
        if (part === undefined) return;
        const after = parseQuery(toggled(text, part));
        const rest = (all: readonly Query[]) =>
          all.filter((_, place) => place !== index).map((other) => printQuery(other));
        if (!isExcluded(part)) {
          const [now] = after.query.parts.slice(index);
          expect(now && printQuery(now)).toBe(printQuery({ kind: 'not', part: part.part }));
          expect(rest(after.query.parts)).toEqual(rest(before.query.parts));
        } else expect(after.query.parts.map(printQuery)).toEqual(rest(before.query.parts));
        expect(after.problems).toEqual([]);
      }),
    );
  });

  test('that are taken out leave no blanks behind', () => {
    const text = 'one  two  three';
    const [, two] = parseQuery(text).parts;
    expect(two && withoutPart(text, two)).toBe('one  three');
  });
});

describe('within', () => {
  test.each([
    ['score OR flow', 'image OR video', 'score OR flow image OR video'],
    ['"not closed', 'x', '"not closed" x'],
    ['(a b', 'x', '(a b) x'],
    ['diff', 'image', 'diff* image'],
    ['', 'image', 'image'],
    ['image', ' ', 'image*'],
  ])('%s, then %s', (query, narrower, both) => {
    expect(within(query, narrower)).toBe(both);
  });

  test('asks for the parts of both', () => {
    fc.assert(
      fc.property(queries, queries, (one, other) => {
        const [left, right] = [`${one.join(' ')} `, `${other.join(' ')} `];
        const print = (text: string) => parseQuery(text).query.parts.map(printQuery);
        expect(print(`${within(left, right)} `)).toEqual([...print(left), ...print(right)]);
      }),
    );
  });
});
