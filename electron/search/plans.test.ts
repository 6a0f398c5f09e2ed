import { afterAll, expect, test } from 'vitest';
import { writtenLibrary } from '../library/safekeeping/written-library.ts';
import { KEYS, namesSql } from './complete.ts';
import { FACT_SQL, HAS_SQL, IS_SQL } from './constraint.ts';
import { HIDDEN, INDEX_STATE, NEWEST_FIRST } from './context.ts';
import { PARTS } from './explain.ts';
import { SUMMARY } from './hits.ts';
import { WITHOUT_KEY } from './of-key.ts';
import { LIST } from './postings.ts';
import { ALIKE, OWN_HEADINGS, SORTED } from './sorting.ts';
import { HAS_OTHERS, OTHERS, RANKED_BY } from './texts.ts';

const library = writtenLibrary();
afterAll(() => library[Symbol.dispose]());

/** How SQLite would carry a statement out, a step a line. */
function plan(sql: string): string {
  const explained = `EXPLAIN QUERY PLAN ${sql.replaceAll(/\?|:id/g, '1')}`;
  const steps = library.database.prepare(explained).all() as { detail: string }[];
  return steps.map(({ detail }) => detail).join('\n');
}

test.each([
  ['a hit', SUMMARY],
  ['what papers are ranked by', RANKED_BY],
  ['what it holds besides', OTHERS],
  ['whether it holds more', HAS_OTHERS],
  ['all its parts', PARTS],
  ['the state of the index', INDEX_STATE],
  ['whether it has a citation key', WITHOUT_KEY],
])('%s is looked up by its number', (_what, sql) => {
  expect(plan(sql)).not.toMatch(/SCAN (?!value|json_each|CONSTANT)/);
});

test.each(['authors', 'venue', 'categories', 'institutions'] as const)(
  'names of %s are read of the papers given',
  (column) => {
    expect(plan(namesSql(column))).toMatch(/SEARCH paper USING INTEGER PRIMARY KEY/);
  },
);

test.each([
  ...Object.entries(FACT_SQL),
  ...Object.entries(IS_SQL),
  ...Object.entries(HAS_SQL),
  ['hidden', HIDDEN],
])('papers by %s are found in an index', (_what, sql) => {
  expect(plan(sql)).toMatch(/USING (?:COVERING )?INDEX|SCAN (?:note|paper_tag|trash)$|PRIMARY KEY/);
  expect(plan(sql)).not.toMatch(/TEMP B-TREE|SCAN paper$/m);
});

test.each([...Object.entries(SORTED), ['added', NEWEST_FIRST]])(
  'papers by %s are walked along an index',
  (_name, sql) => {
    // But for new ones, which are merged with them.
    const walked = plan(sql).replace(/RIGHT\nSEARCH paper USING INTEGER PRIMARY KEY \(rowid>\?\)[\s\S]*/, '');
    expect(walked).toMatch(/COVERING INDEX|SCAN paper_heading|SCAN paper_date/);
    expect(walked).not.toMatch(/TEMP B-TREE/);
    expect(walked).not.toMatch(/SCAN paper$/m);
  },
);

test('headings of the user’s own find their places among the others in an index', () => {
  expect(plan(OWN_HEADINGS)).toMatch(/SEARCH paper_heading USING PRIMARY KEY \(beginning>\?\)/);
  expect(plan(OWN_HEADINGS)).toMatch(/SEARCH paper USING INTEGER PRIMARY KEY \(rowid>\?\)/);
  expect(plan(ALIKE)).toMatch(/SCAN paper_heading\n/);
  expect(plan(ALIKE)).toMatch(/SEARCH other USING PRIMARY KEY \(beginning=\?/);
});

test('citation keys that begin alike stand together in their index', () => {
  expect(plan(KEYS)).toMatch(/SEARCH citation_key USING COVERING INDEX \S+ \(key>\? AND key<\?\)/);
  expect(plan(KEYS)).not.toMatch(/TEMP B-TREE/);
});

test('lists are read in the order of the index', () => {
  expect(plan(LIST.replace('?', `'x'`))).not.toMatch(/TEMP B-TREE/);
});
