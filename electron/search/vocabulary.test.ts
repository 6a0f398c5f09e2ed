import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../shared/fold.ts';
import { rebuildPaperIndex } from '../library/paper-index.ts';
import { inventedLibrary } from '../library/safekeeping/invented-library.ts';
import { openVocabulary, type Vocabulary } from './vocabulary.ts';

const LONG_MS = 60_000;

function full(vocabulary: Vocabulary): Vocabulary {
  expect(vocabulary.fill(LONG_MS)).toBe(true);
  return vocabulary;
}

test('tells the same while it is filled as when it is full', () => {
  using library = inventedLibrary(200);
  const vocabulary = openVocabulary(library.database, { words: () => [] });
  const tell = () =>
    ['glaciers', 'slowly', 'experiment', 'nowhere', 'disagrees', 'method'].map((word) => [
      vocabulary.has(word),
      vocabulary.papersWith(word),
      vocabulary.papersBeginning(word.slice(0, 4)),
      vocabulary.familyOf(word),
    ]);
  const before = tell();
  full(vocabulary);
  expect(tell()).toEqual(before);
  expect(before[0]).toEqual([true, 40, 40, { inflections: [], related: [] }]);
  expect(before[2]?.[3]).toEqual({ inflections: ['experiments'], related: [] });
});

test('finds words one edit away, or two for long words, as a plain comparison does', () => {
  using library = inventedLibrary(30);
  const vocabulary = openVocabulary(library.database, { words: () => [] });
  const words = new Set<string>();
  for (const text of library.database.prepare<[], string>('SELECT text FROM version').pluck().all()) {
    for (const word of fold(text).split(' ')) words.add(word);
  }
  for (const text of ['on invented matter', 'ada moor bo lind', 'institute of tides', 'cs lg']) {
    for (const word of text.split(' ')) words.add(word);
  }
  for (let id = 3; id <= 30; id += 3) words.add(String(id));
  const letters = fc.constantFrom(...'abcdeilnorstuy');
  const edited = fc
    .tuple(fc.constantFrom(...words), fc.nat(), letters, fc.nat({ max: 3 }))
    .map(([word, place, letter, kind]) => {
      const at = place % word.length;
      const behind = word.slice(at + 1);
      if (kind === 0) return word.slice(0, at) + letter + behind;
      if (kind === 1) return word.slice(0, at) + behind;
      if (kind === 2) return word.slice(0, at) + letter + word.slice(at);
      return word.slice(0, at) + behind.slice(0, 1) + word.charAt(at) + behind.slice(1);
    })
    .filter((word) => word !== '');
  fc.assert(
    fc.property(edited, (word) => {
      const near = vocabulary.near(word).map((neighbour) => neighbour.word);
      const once = [...words].filter((other) => other !== word && distance(word, other) === 1);
      const twice = [...words].filter((other) => levenshtein(word, other) === 2);
      const wanted = once.length > 0 || word.length < 8 ? once : twice;
      expect(near.sort()).toEqual(wanted.sort());
    }),
    { numRuns: 200 },
  );
});

test('takes in new words at once, and forgets old ones when it counts anew', () => {
  using library = inventedLibrary(5);
  const vocabulary = full(openVocabulary(library.database, { words: () => [] }));
  vocabulary.add(['quolls']);
  expect(vocabulary.has('quolls')).toBe(true);
  expect(vocabulary.near('quols').map(({ word }) => word)).toEqual(['quolls']);
  library.database.exec(`UPDATE version SET text = 'numbats only'; UPDATE paper SET title = NULL`);
  rebuildPaperIndex(library.database);
  vocabulary.recount();
  expect(vocabulary.has('glaciers'), 'the old count serves until the new one is done').toBe(true);
  full(vocabulary);
  expect(vocabulary.has('glaciers')).toBe(false);
  expect(vocabulary.has('quolls')).toBe(false);
  expect(vocabulary.papersWith('numbats')).toBe(5);
});

/** Edits of one letter, a swap of neighbours counted as one; right for what is one edit away. */
function distance(left: string, right: string): number {
  if (left.length === right.length) {
    const off = [...left].flatMap((letter, at) => (letter === right[at] ? [] : [at]));
    const [first = 0, second = 0] = off;
    const swapped = left[first] === right[second] && left[second] === right[first];
    if (off.length === 2 && second === first + 1 && swapped) return 1;
  }
  return levenshtein(left, right);
}

function levenshtein(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let one = 1; one <= left.length; one += 1) {
    const next = [one];
    for (let two = 1; two <= right.length; two += 1) {
      const replaced = (row[two - 1] ?? 0) + (left[one - 1] === right[two - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[two] ?? 0) + 1, (next[two - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
