import { expect, test } from 'vitest';
import { countedLabel } from './memory.ts';

test.each([
  ['Add tag', 1, 'Add tag'],
  ['Add tag', 14, 'Add tag to 14 papers'],
  ['Remove tag', 1400, 'Remove tag from 1,400 papers'],
  ['Mark as done', 3, 'Mark 3 papers as done'],
  ['Move to inbox', 3, 'Move 3 papers to inbox'],
  ['Rate', 2, 'Rate 2 papers'],
  ['Queue for reading', 2, 'Queue for reading, 2 papers'],
  ['Name colour', 0, 'Name colour'],
])('%s of %i papers', (label, count, words) => {
  expect(countedLabel(label, count)).toBe(words);
});
