import { expect, test } from 'vitest';
import { countedLabel, namingLabel } from './memory.ts';

test.each([
  ['Add tag', 1, 'Add tag'],
  ['Add tag', 14, 'Add tag to 14 papers'],
  ['Add tag “tides”', 14, 'Add tag “tides” to 14 papers'],
  ['Remove tag', 1400, 'Remove tag from 1,400 papers'],
  ['Mark as done', 3, 'Mark 3 papers as done'],
  ['Move to inbox', 3, 'Move 3 papers to inbox'],
  ['Rate', 2, 'Rate 2 papers'],
  ['Queue for reading', 2, 'Queue for reading, 2 papers'],
  ['Name colour', 0, 'Name colour'],
])('%s of %i papers', (label, count, words) => {
  expect(countedLabel(label, count)).toBe(words);
});

test('long names are cut in labels, between characters', () => {
  expect(namingLabel('Add tag', '🌊'.repeat(60))).toBe(`Add tag “${'🌊'.repeat(60)}”`);
  expect(namingLabel('Add tag', '🌊'.repeat(61))).toBe(`Add tag “${'🌊'.repeat(59)}…”`);
});
