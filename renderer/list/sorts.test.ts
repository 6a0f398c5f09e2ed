import { expect, test } from 'vitest';
import { sortName, sortsFor, viewKind } from './sorts.ts';

test.each([
  ['', 'all'],
  ['is:inbox', 'is'],
  ['is:queued', 'queue'],
  ['in:3 tag:"a b"', 'import'],
  ['tag:flow', 'tag'],
  ['is:queued flow', 'search'],
  ['is:inbox ("score matching" OR year:2024)', 'search'],
  ['tag:flow -survey', 'tag'],
])('%j is a view of the kind %s', (query, kind) => {
  expect(viewKind(query)).toBe(kind);
});

test('without words nothing fits best, but the queue has an order of its own', () => {
  expect(sortsFor('search')[0]).toBe('best');
  expect(sortsFor('all')).toEqual(['added', 'newest', 'oldest', 'title', 'read']);
  expect(sortName(sortsFor('queue')[0] ?? 'added', 'queue')).toBe('Queue order');
  expect(sortName('best', 'search')).toBe('Best match');
});
