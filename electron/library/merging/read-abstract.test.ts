import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../../shared/fold.ts';
import { hashAbstract } from './normalise.ts';
import { readAbstract } from './read-abstract.ts';
import { sketch } from './sketch.ts';

const pieces = oneof(
  constantFrom('Wheels', 'TURN', 'x2', ' ', '  ', '\n', ', ', '.', '-', '$', '{', '\\alpha', '\\"o', '&amp;'),
  constantFrom('é', '—', '数', 'a'.repeat(70), '\u0000', '_', '~', 'of', 'the', 'turning'),
  string({ maxLength: 6 }),
);
const texts = array(pieces, { maxLength: 120 }).map((all) => all.join(' '));

test('what is read in one go is what each reads by itself', () => {
  assert(
    property(texts, (text) => {
      expect(readAbstract(text)).toEqual({
        hash: hashAbstract(text),
        sketch: sketch(text),
        folded: fold(text),
      });
    }),
  );
});

test('a plain text is read as one that is not plain for the sake of a dash', () => {
  assert(
    property(texts, (text) => {
      const { hash, sketch: sketched } = readAbstract(text);
      const dashed = readAbstract(`${text} —`);
      expect(dashed.hash).toEqual(hash);
      expect(dashed.sketch).toEqual(sketched);
    }),
  );
});

test('a long text has all its words', () => {
  const text = Array.from({ length: 5000 }, (_, index) => `word${index}`).join(' ');
  expect(readAbstract(text).folded).toBe(text);
  expect(readAbstract(`${text} —`).sketch).toEqual(readAbstract(text).sketch);
});
