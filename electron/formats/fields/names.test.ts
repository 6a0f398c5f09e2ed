import { describe, expect, test } from 'vitest';
import { readName, readNameField, readNames } from './names.ts';

describe('readNames', () => {
  test.each([
    ['Knuth, D.; Liskov, B.', ['Knuth, D.', 'Liskov, B.']],
    ['Donald Knuth, Barbara Liskov', ['Donald Knuth', 'Barbara Liskov']],
    ['Donald Knuth, Barbara Liskov, and Ida Brandt', ['Donald Knuth', 'Barbara Liskov', 'Ida Brandt']],
    ['Knuth, Donald E.', ['Knuth, Donald E.']],
    ['Ten Tije, Albert J.', ['Ten Tije, Albert J.']],
    ['Liu R., Adler D.G.', ['Liu R.', 'Adler D.G.']],
    ['Knuth, D., Liskov, B.', ['Knuth, D.', 'Liskov, B.']],
    ["['Knuth, D.', \"O'Neil, B.\"]", ['Knuth, D.', "O'Neil, B."]],
    ['Liu, Fengyuan (57190000001); Li, Chun (5)', ['Liu, Fengyuan', 'Li, Chun']],
    ['余敏, 朱江', ['余敏', '朱江']],
    ['Ida Brandt et al.', ['Ida Brandt']],
    ['', []],
    ['nan', []],
  ])('%j', (text, names) => {
    expect(readNames(text)).toEqual(names);
  });
});

test('a field for one name is divided by "and" and semicolons only', () => {
  expect(readNameField('de Jongh, Felix E.')).toEqual(['de Jongh, Felix E.']);
  expect(readNameField('Okafor, Ngozi and Brandt, Ida')).toEqual(['Okafor, Ngozi', 'Brandt, Ida']);
});

test('marks of footnotes are no part of a name', () => {
  expect(readName('Ida Brandt*†')).toBe('Ida Brandt');
  expect(readName('[Anonymous]')).toBe(null);
});
