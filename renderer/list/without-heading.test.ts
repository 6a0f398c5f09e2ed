import { describe, expect, it } from 'vitest';
import { withoutHeading } from './without-heading.ts';

describe('withoutHeading', () => {
  it('goes on where the heading was cut', () => {
    const snippet = { text: 'We propose a new way of reading papers.', marks: [{ start: 24, end: 31 }] };
    expect(withoutHeading(snippet, 'We propose a new way…')).toEqual({
      text: '… of reading papers.',
      marks: [{ start: 5, end: 12 }],
    });
  });

  it('begins with the next sentence where the heading was a whole one', () => {
    expect(withoutHeading({ text: 'Short. Then more.', marks: [] }, 'Short').text).toBe('Then more.');
  });

  it('leaves snippets from elsewhere, and those that hold nothing more', () => {
    const elsewhere = { text: '… from the middle', marks: [] };
    expect(withoutHeading(elsewhere, 'We propose')).toBe(elsewhere);
    const same = { text: 'We propose.', marks: [] };
    expect(withoutHeading(same, 'We propose')).toBe(same);
  });

  it('cuts also what leads to the words of the heading', () => {
    const snippet = { text: 'We propose Quill, a new way of reading papers.', marks: [] };
    expect(withoutHeading(snippet, 'Quill, a new way').text).toBe('… of reading papers.');
  });

  it('keeps words of the search', () => {
    const snippet = { text: 'We propose a way.', marks: [{ start: 3, end: 10 }] };
    expect(withoutHeading(snippet, 'We propose…')).toBe(snippet);
  });
});
