import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { inflectionStem, stem } from './stem.ts';

test.each([
  ['graph', 'graphs'],
  ['sample', 'samples', 'sampled', 'sampling'],
  ['study', 'studies', 'studied'],
  ['model', 'models', 'modelled', 'modelling', 'modeling'],
  ['generalize', 'generalise', 'generalises', 'generalising'],
  ['optimisation', 'optimization', 'optimizations'],
  ['analyse', 'analyze', 'analyses', 'analyzing'],
  ['behavior', 'behaviour', 'behaviours'],
  ['center', 'centre', 'centres'],
  ['class', 'classes'],
  ['control', 'controlled', 'controlling'],
])('%s and %s are forms of one word', (...forms) => {
  expect(new Set(forms.map(inflectionStem)).size).toBe(1);
});

test.each([
  ['general', 'generic'],
  ['universe', 'university'],
  ['plan', 'plane'],
  ['call', 'cale'],
  ['hous', 'hour'],
])('%s and %s are not', (left, right) => {
  expect(inflectionStem(left)).not.toBe(inflectionStem(right));
});

test.each([
  ['formal', 'formalism', 'formalize'],
  ['diffuse', 'diffusion', 'diffusive'],
  ['relate', 'relational', 'relation'],
])('%s and %s are related', (...words) => {
  expect(new Set(words.map(stem)).size).toBe(1);
});

test('takes any word, and leaves those that are not English alone', () => {
  for (const word of ['r2', 'модели', '扩', 'is', 'λογοσ'])
    expect([inflectionStem(word), stem(word)]).toEqual([word, word]);
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,20}$/), (word) => {
      expect(stem(word)).not.toBe('');
      expect(inflectionStem(word)).not.toBe('');
    }),
  );
});
