import { expect, test } from 'vitest';
import { describe as describeRange } from './anchoring.ts';
import { orphanCandidates } from './orphan-candidates.ts';

const OLD = 'We measure how tides move the sand of a harbour. Boats are counted by hand.';

function candidates(exact: string, text: string): [string, number][] {
  const start = OLD.indexOf(exact);
  return orphanCandidates(text, describeRange(OLD, { start, end: start + exact.length })).map(
    ({ range, score }) => [text.slice(range.start, range.end), Math.round(score * 100)],
  );
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
