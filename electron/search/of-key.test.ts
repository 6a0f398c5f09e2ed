import { expect, test } from 'vitest';
import { openLibraryReadOnly } from '../library/database.ts';
import { citationKeyOf } from '../library/organising/citation-key.ts';
import { writtenLibrary } from '../library/safekeeping/written-library.ts';
import { openSearch } from './search.ts';

test('a citation key finds its paper, and before it was made the papers that would get it', () => {
  using library = writtenLibrary();
  library.write([
    { title: 'On the Tides of Harbours', authors: ['Ada Brook'], year: 2024 },
    { title: 'Tides, again', authors: ['Brook, Bea'], year: 2024 },
    { title: 'Tides', authors: ['Ada Brook'], year: 2023 },
    { title: 'Sand and tides', authors: ['Ada Brook'], year: 2024 },
    { abstract: 'Shells move at night.', year: 2020 },
  ]);
  const found = (query: string) => {
    const reader = openLibraryReadOnly(library.folder);
    const { hits } = openSearch(reader).page({ query, offset: 0, limit: 50 });
    reader.close();
    return hits.map(({ paper }) => paper.id);
  };
  expect(found('key:Brook2024tides')).toEqual([2, 1]);
  expect(found('key:brook2024tide')).toEqual([]);
  expect(found('key:2024tides')).toEqual([]);
  expect(found('key:brook2023tides')).toEqual([3]);

  for (const id of [1, 2, 3, 4, 5]) {
    const key = citationKeyOf(library.database, id);
    expect(found(`key:${key}`)).toEqual([id]);
  }
});
