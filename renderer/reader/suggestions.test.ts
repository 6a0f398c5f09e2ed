import { describe, expect, it } from 'vitest';
import type { Tag } from '../../shared/library.ts';
import { suggestions } from './suggestions.ts';

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

  it('offers all when nothing is typed, none when nothing fits', () => {
    expect(names('')).toHaveLength(5);
    expect(names('xyz')).toEqual([]);
  });
});
