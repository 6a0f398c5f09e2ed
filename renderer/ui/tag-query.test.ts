import { expect, test } from 'vitest';
import { nextChoice, tagChoices, withoutTags, withTag } from './tag-query.ts';

test('a tag is asked for, left out, and neither', () => {
  const once = withTag('is:inbox "two  words"', 'to read/soon', 'with');
  expect(once).toBe('is:inbox "two words" tag:"to read/soon"');
  expect([...tagChoices(once)]).toEqual([['to read/soon', 'with']]);
  const twice = withTag(once, 'To Read/Soon', 'without');
  expect(twice).toBe('is:inbox "two words" -tag:"To Read/Soon"');
  expect([...tagChoices(twice)]).toEqual([['to read/soon', 'without']]);
  expect(withTag(twice, 'to read/soon', null)).toBe('is:inbox "two words"');
  expect([undefined, 'with', 'without'].map((one) => nextChoice(one as 'with' | undefined))).toEqual([
    'with',
    'without',
    null,
  ]);
});

test('other tags and parts stay', () => {
  expect(withTag('tag:a -tag:"b c" flow', 'b c', null)).toBe('tag:a flow');
  expect(withoutTags('tag:a is:done -tag:"b c"')).toBe('is:done');
  expect([...tagChoices('tag:a OR tag:b')]).toEqual([]);
  expect(withTag('', '🚀 "quoted"', 'with')).toBe('tag:“🚀 "quoted"”');
});
