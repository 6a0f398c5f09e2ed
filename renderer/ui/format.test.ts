import { describe, expect, it } from 'vitest';
import { counted, dateInWords, durationInWords, momentInWords, shortAuthors } from './format.ts';

describe('format', () => {
  it('counts', () => {
    expect(counted(1, 'paper')).toBe('1 paper');
    expect(counted(0, 'paper')).toBe('0 papers');
    expect(counted(12_345, 'entry', 'entries')).toBe('12,345 entries');
  });

  it('shortens authors', () => {
    expect(shortAuthors(['A', 'B', 'C'])).toBe('A, B, C');
    expect(shortAuthors(['A', 'B', 'C', 'D'])).toBe('A, B and 2 others');
  });

  it('writes dates as exactly as they are known', () => {
    expect(dateInWords('2025')).toBe('2025');
    expect(dateInWords('2025-06')).toBe('June 2025');
    expect(dateInWords('2025-06-09')).toBe('9 June 2025');
    expect(dateInWords('in press')).toBe('in press');
  });

  it('writes moments near and far', () => {
    const now = new Date(2026, 10, 21, 18, 30).getTime();
    expect(momentInWords(new Date(2026, 10, 21, 9, 5).getTime(), now)).toBe('09:05');
    expect(momentInWords(new Date(2026, 1, 3).getTime(), now)).toBe('3 Feb');
    expect(momentInWords(new Date(2024, 1, 3).getTime(), now)).toBe('3 Feb 2024');
  });

  it('writes durations', () => {
    expect(durationInWords(420)).toBe('0.4 s');
    expect(durationInWords(34_000)).toBe('34 s');
    expect(durationInWords(180_000)).toBe('3 min');
  });
});
