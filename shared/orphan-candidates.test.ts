import { expect, test } from 'vitest';
import { describe as describeRange } from './anchoring.ts';
import { orphanCandidates } from './orphan-candidates.ts';

const OLD = 'We measure how tides move the sand of a harbour. Boats are counted by hand.';

function candidates(exact: string, text: string, oldText: string | null = null): [string, number | null][] {
  const start = OLD.indexOf(exact);
  const selectors = describeRange(OLD, { start, end: start + exact.length });
  return orphanCandidates(text, selectors, oldText).map(({ range, score }) => [
    text.slice(range.start, range.end),
    score && Math.round(score * 100),
  ]);
}

test('finds where words may have gone, in whole words, the likest first', () => {
  const text = 'Counting boats by hand. We measured how tides moved sand; how tides move the sands, too.';
  const found = candidates('how tides move the sand', text);
  expect(found[0]).toEqual(['how tides move the sands', 100]);
  expect(found[1]?.[0]).toBe('how tides moved sand');
});

test('finds nothing for words that are not there, or too short to tell', () => {
  expect(
    candidates('Boats are counted by hand', 'Quite another text about the growth of moss on walls.'),
  ).toEqual([]);
  expect(candidates('sand', 'sand')).toEqual([]);
});

test('offers what came in the place of the words', () => {
  const text = 'We measure how tides move the sand of a harbour. An owl keeps score of them all.';
  expect(candidates('Boats are counted', text)).toEqual([]);
  expect(candidates('Boats are counted', text, OLD)).toEqual([['An owl keeps score of them all', null]]);
  // Nothing came where a sentence was only taken away.
  expect(candidates('Boats are counted', 'We measure how tides move the sand of a harbour.', OLD)).toEqual(
    [],
  );
});

test('few words are not said to be where others are half alike', () => {
  expect(candidates('by hand', 'The band plays on by land and sea.')).toEqual([]);
});
