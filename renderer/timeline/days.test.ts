import { expect, test } from 'vitest';
import { dayInWords, summaryInWords } from './days.ts';

test.each([
  ['2026-11-22', 'Today'],
  ['2026-11-21', 'Yesterday'],
  ['2026-11-17', 'Tuesday'],
  ['2026-11-01', '1 November 2026'],
])('%s is %s', (day, words) => {
  expect(dayInWords(day, new Date(2026, 10, 22, 15))).toBe(words);
});

test('a day is summed up in papers', () => {
  const nothing = { day: '2026-11-22', imported: 0, tagged: 0, annotated: 0, noted: 0, marked: 0 };
  expect(summaryInWords({ ...nothing, imported: 14, tagged: 3 })).toBe('14 papers imported, 3 tagged');
  expect(summaryInWords({ ...nothing, noted: 1 })).toBe('1 paper noted on');
  expect(summaryInWords(nothing)).toBe('');
});
