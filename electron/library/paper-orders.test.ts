import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sort } from '../../shared/search.ts';
import { openSearch } from '../search/search.ts';
import { type Database, openLibrary, openLibraryReadOnly } from './database.ts';
import { enterOrders, rebuildOrders } from './paper-orders.ts';
import { inventedLibrary } from './safekeeping/invented-library.ts';

/** What may happen to papers between two looks at their order. */
type Act =
  | { readonly kind: 'add' | 'rename'; readonly title: string }
  | { readonly kind: 'remove' | 'bring back' | 'enter' | 'break off' | 'rebuild' };

const titles = fc.constantFrom(
  'Tides',
  'tides',
  'Tides of the moor',
  'A',
  '',
  'Ångström',
  `${'Long '.repeat(9)}a`,
);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constantFrom('add', 'add', 'rename'), title: titles }),
  fc.record({ kind: fc.constantFrom('remove', 'bring back', 'enter', 'break off', 'rebuild') }),
);

/** A paper whose date, or that it has none, follows from its title. */
function addPaper(database: Database, title: string, id: number | null = null): void {
  database
    .prepare(
      `INSERT INTO paper (id, title, published, authors, institutions, categories, added_ms)
       VALUES (?, ?, ?, '[]', '[]', '[]', 1)`,
    )
    .run(id, title, dateOf(title));
}

function dateOf(title: string): string | null {
  return title.length < 2 ? null : `20${10 + title.length}`;
}

test('papers stand in the order of their headings and dates, whenever they are entered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
      using library = inventedLibrary(0);
      const { database, folder } = library;
      const reader = openLibraryReadOnly(folder);
      const removed: { id: number; title: string }[] = [];
      const last = database.prepare<[], { id: number; title: string }>(
        'SELECT id, title FROM paper ORDER BY id % 3, id DESC LIMIT 1',
      );
      for (const one of acts) {
        const paper = last.get();
        if (one.kind === 'add') addPaper(database, one.title);
        else if (one.kind === 'enter') await enterOrders(database, 0, () => Promise.resolve());
        else if (one.kind === 'rebuild') rebuildOrders(database);
        else if (one.kind === 'bring back') {
          const back = removed.pop();
          if (back !== undefined) addPaper(database, back.title, back.id);
        } else if (one.kind === 'break off') {
          // As a process leaves it that is killed between two slices.
          database.exec(`UPDATE order_place SET entering = (SELECT ifnull(max(id), 0) FROM paper);
            INSERT OR IGNORE INTO paper_heading SELECT substr(heading, 1, 32), id FROM paper
              WHERE id % 2 AND id > (SELECT entered FROM order_place);
            INSERT OR IGNORE INTO paper_date SELECT ifnull(published, ''), id FROM paper
              WHERE id % 3 AND id > (SELECT entered FROM order_place)`);
        } else if (paper !== undefined) {
          if (one.kind === 'rename') {
            database
              .prepare('UPDATE paper SET title = ?, published = ? WHERE id = ?')
              .run(one.title, dateOf(one.title), paper.id);
          } else {
            database.prepare('DELETE FROM paper WHERE id = ?').run(paper.id);
            removed.push(paper);
          }
        }
      }
      const search = openSearch(reader);
      const shown = (sort: Sort, query = '') =>
        search.page({ query, offset: 0, limit: 50, sort }).hits.map(({ paper }) => paper.id);
      const papers = (rest: string) =>
        database.prepare<[], number>(`SELECT id FROM paper ${rest}`).pluck().all();
      expect(shown('title')).toEqual(papers('ORDER BY heading COLLATE NOCASE, id'));
      expect(shown('newest')).toEqual(papers('ORDER BY published DESC, id DESC'));
      expect(shown('oldest')).toEqual(papers('ORDER BY published NULLS LAST, id'));
      expect(shown('newest', 'year:2015..2025')).toEqual(
        papers(`WHERE published BETWEEN '2015' AND '2025' ORDER BY published DESC, id DESC`),
      );
      reader.close();
    }),
    { numRuns: 60 },
  );
});

test('lots are entered when they are large enough, and the rest at last', async () => {
  using library = inventedLibrary(30);
  const { database, folder } = library;
  const entered = (from: Database) => from.prepare('SELECT count(*) FROM paper_heading').pluck().get();
  await enterOrders(database, 31, () => Promise.resolve());
  expect(entered(database)).toBe(0);
  const told: number[] = [];
  await enterOrders(database, 30, (count) => Promise.resolve(void told.push(count)));
  expect(entered(database)).toBe(30);
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(2 * 30);
  database.close();
  const again = openLibrary(folder);
  addPaper(again, 'One more');
  await enterOrders(again, 0, () => Promise.resolve());
  expect(entered(again)).toBe(31);
  again.close();
});
