import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepTelling, messagesNow, silence, tell } from './messages.ts';

/** Longer than anything is said in passing. */
const LONG_MS = 60 * 60 * 1000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  silence();
  vi.useRealTimers();
});

test('what was done is said in passing', () => {
  tell('Undone: Add tag');
  expect(messagesNow().status).toBe('Undone: Add tag');
  vi.advanceTimersByTime(LONG_MS);
  expect(messagesNow().status).toBe('');
});

test('what is going on is said until it ends, also where something was said shortly before', () => {
  tell('Undone: Add tag');
  const end = keepTelling('Step 1 of 2…');
  vi.advanceTimersByTime(LONG_MS);
  expect(messagesNow().status).toBe('Step 1 of 2…');
  end();
  expect(messagesNow().status).toBe('');
});

test('its end takes nothing away that was said since', () => {
  const end = keepTelling('Step 1 of 2…');
  tell('Copied.');
  end();
  expect(messagesNow().status).toBe('Copied.');
});
