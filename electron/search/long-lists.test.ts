import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openLibraryReadOnly } from '../library/database.ts';
import { writtenLibrary } from '../library/safekeeping/written-library.ts';
import { openSearch, type Search } from './search.ts';

/** More than gathering reads of common words; see ENTRIES of gather.ts. */
const PAPERS = 64_000;
/** Each so manieth paper has a tag, whose word stands in no text. */
const LABELLED = 150;
const library = writtenLibrary();
let reader: Database;
let search: Search;

/** Words of a paper by its number: `common` stands in all but every seventh, `often` in every second, and so on. */
function wordsOf(id: number): string[] {
  return [
    ...(id % 7 === 0 ? [] : ['common']),
    ...(id % 2 === 0 ? ['often'] : []),
    ...(id % 100 === 0 ? ['seldom'] : []),
    ...(id % 1000 === 0 ? ['hardly'] : []),
    ...(id % LABELLED === 0 ? ['labelled'] : []),
  ];
}

beforeAll(() => {
  const { database } = library;
  database.transaction(() => {
    const insert =
      database.prepare(`INSERT INTO paper (id, derived_heading, authors, institutions, categories, version_id, added_ms)
      VALUES (:id, :text, '[]', '[]', '[]', :id, 1)`);
    const version = database.prepare(
      `INSERT INTO version (id, paper_id, text, label) VALUES (:id, :id, :text, '')`,
    );
    const index = database.prepare('INSERT INTO paper_index (rowid, abstract) VALUES (:id, :text)');
    for (let id = 1; id <= PAPERS; id += 1) {
      const text = wordsOf(id).filter((word) => word !== 'labelled');
      const row = { id, text: text.join(' ') };
      insert.run(row);
      version.run(row);
      index.run(row);
    }
    database.exec(`INSERT INTO tag (id, name, key) VALUES (1, 'labelled', 'labelled')`);
    const tag = database.prepare('INSERT INTO paper_tag (paper_id, tag_id) VALUES (?, 1)');
    for (let id = LABELLED; id <= PAPERS; id += LABELLED) tag.run(id);
  })();
  reader = openLibraryReadOnly(library.folder);
  search = openSearch(reader);
});

afterAll(() => {
  reader.close();
  library[Symbol.dispose]();
});

test.each([
  'common',
  'common often',
  'seldom common',
  'hardly common often',
  'seldom often common',
  'often labelled common',
  'common often -seldom',
])('what %s finds is what a scan finds, however long the lists are', (query) => {
  const [asked, excluded] = query.split(' -');
  const fitting = Array.from({ length: PAPERS }, (_, index) => index + 1).filter((id) => {
    const words = wordsOf(id);
    return (asked ?? '').split(' ').every((word) => words.includes(word)) && !words.includes(excluded ?? '');
  });
  for (const isReady of [false, true]) {
    const { total, exactTotal } = search.page({ query: `${query} `, offset: 0, limit: 10 });
    const found = search.ids(`${query} `, true);
    expect({ exactTotal, found: [...found].sort((left, right) => left - right), isReady }).toEqual({
      exactTotal: fitting.length,
      found: fitting,
      isReady,
    });
    expect(total).toBeGreaterThanOrEqual(exactTotal);
    while (!search.prepare(1000));
  }
});
