import { describe, expect, it } from 'vitest';
import type { Tag } from '../../shared/library.ts';
import { isKnown, suggestions } from './tag-suggestions.ts';

const tags: Tag[] = ['method/diffusion', 'Diffusion', 'to read', 'no-diffusion', 'éclair'].map(
  (name, index) => ({
    id: index + 1,
    name,
    colour: 'grey',
    digit: null,
    paperCount: index,
  }),
);

function names(typed: string): string[] {
  return suggestions(typed, tags).map((tag) => tag.name);
}

describe('suggestions', () => {
  it('puts beginnings before parts, the most used first', () => {
    expect(names('diff')).toEqual(['Diffusion', 'no-diffusion', 'method/diffusion']);
  });

  it('takes no heed of case and accents', () => {
    expect(names('ECL')).toEqual(['éclair']);
  });

  it('knows a name in whatever case and accents', () => {
    expect(isKnown('E\u0301CLAIR', tags)).toBe(true);
    expect(isKnown('éclairs', tags)).toBe(false);
  });

  it('offers all when nothing is typed, none when nothing fits', () => {
    expect(names('')).toHaveLength(5);
    expect(names('xyz')).toEqual([]);
  });
});
