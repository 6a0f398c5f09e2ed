import { expect, test } from 'vitest';
import { AnnotationFilter } from '../../../shared/annotation-list.ts';
import type { Database } from '../database.ts';
import { INDEXED_AT_ONCE, indexDue } from '../paper-index.ts';
import { undo } from '../remembering/history.ts';
import { inventedAbstract, inventedLibrary } from '../safekeeping/invented-library.ts';
import { annotationList, quotations } from './annotation-list.ts';
import { addAnnotation, changeAnnotations, removeAnnotations } from './annotations.ts';

function mark(
  database: Database,
  paperId: number,
  words: string,
  more: Partial<Parameters<typeof addAnnotation>[1]> = {},
) {
  const start = inventedAbstract(paperId).indexOf(words);
  const range = { start, end: start + words.length };
  return addAnnotation(database, {
    paperId,
    versionId: paperId,
    range,
    colour: 'yellow',
    body: null,
    ...more,
  }).id;
}

function listOf(database: Database) {
  const list = annotationList(database);
  return (filter: AnnotationFilter = {}) => list.ids(AnnotationFilter.parse(filter));
}

test('each filter leaves what it should, and what is added or removed shows at once', () => {
  using library = inventedLibrary(6);
  const { database } = library;
  const ids = listOf(database);
  expect(ids()).toEqual([]);
  const method = mark(database, 2, 'naïve cases', { colour: 'blue', tags: ['Method'] });
  const claim = mark(database, 2, 'neither labels nor patience', { body: 'Is that *so*?' });
  const line = mark(database, 3, 'Experiments', { style: 'underline', colour: 'green' });
  const all = (filter: AnnotationFilter) => new Set(ids(filter));
  expect(all({})).toEqual(new Set([method, claim, line]));
  expect(all({ colours: ['blue', 'green'] })).toEqual(new Set([method, line]));
  expect(all({ style: 'underline' })).toEqual(new Set([line]));
  expect(all({ words: 'NAIVE cas' })).toEqual(new Set([method]));
  expect(all({ words: 'so' })).toEqual(new Set([claim]));
  expect(all({ words: 'method' })).toEqual(new Set([method]));
  expect(all({ words: 'labels cases' })).toEqual(new Set());
  expect(all({ heading: 'invented matt' })).toEqual(new Set([line]));
  const tagId = database.prepare<unknown[], number>('SELECT id FROM tag').pluck().get() ?? 0;
  expect(all({ tagId })).toEqual(new Set([method]));
  const nested = mark(database, 2, 'We study', { tags: ['Method/Sampling', 'Methods'] });
  expect(all({ tagId })).toEqual(new Set([method, nested]));
  removeAnnotations(database, [nested]);
  expect(all({ fromMs: 0, beforeMs: 10 })).toEqual(new Set());
  database.exec('UPDATE paper SET hidden = 1 WHERE id = 2');
  expect(all({})).toEqual(new Set([line]));
  removeAnnotations(database, [line]);
  expect(all({})).toEqual(new Set());
});

test('sorted by time or by paper and place, in pages', () => {
  using library = inventedLibrary(6);
  const { database } = library;
  const late = mark(database, 6, 'naïve cases');
  const early = mark(database, 6, 'We study');
  const other = mark(database, 3, 'Experiments');
  for (const [index, id] of [late, other, early].entries()) {
    database.prepare('UPDATE annotation SET created_ms = ? WHERE id = ?').run(index, id);
  }
  const ids = listOf(database);
  expect(ids({ sort: 'newest' })).toEqual([early, other, late]);
  expect(ids({ sort: 'oldest' })).toEqual([late, other, early]);
  expect(ids({ sort: 'paper' })).toEqual([other, early, late]);
  const page = annotationList(database).page(AnnotationFilter.parse({ sort: 'paper' }), 1, 1);
  expect(page).toMatchObject({ total: 3, offset: 1, items: [{ annotation: { id: early } }] });
  expect(page.items[0]?.paper).toEqual({
    heading: 'On invented matter 6',
    authors: ['Ada Moor', 'Bo Lind'],
    year: 2024,
    identifiers: [
      { scheme: 'arxiv', value: '2405.00006' },
      { scheme: 'doi', value: '10.5555/invented.6' },
    ],
  });
});

test('many are changed in one step', () => {
  using library = inventedLibrary(3);
  const { database } = library;
  const marks = [1, 2, 3].map((paperId) => mark(database, paperId, 'We study'));
  const ids = listOf(database);
  changeAnnotations(database, ids(), { colour: 'pink', addTags: ['seen'] });
  expect(ids({ colours: ['pink'], words: 'seen' })).toHaveLength(3);
  undo(database);
  expect(ids({ colours: ['pink'] })).toEqual([]);
  removeAnnotations(database, marks);
  undo(database);
  expect(ids()).toHaveLength(3);
});

test('quoted with a reference, as text and as Markdown', () => {
  using library = inventedLibrary(3);
  const { database } = library;
  const one = mark(database, 3, 'naïve cases', { body: 'Which?' });
  expect(quotations(database, [one], 'text')).toBe(
    `“naïve cases”\nWhich?\n(Moor and Lind 2024, On invented matter 3, arXiv:2405.00003, postil://annotation/${one})`,
  );
  expect(quotations(database, [one, one], 'markdown')).toContain(
    `> naïve cases\n>\n> — [Moor and Lind 2024, On invented matter 3, arXiv:2405.00003](postil://annotation/${one})\n\nWhich?\n\n> naïve`,
  );
});

test('very many are tagged and deleted in one step, found at once here and by a search once they are indexed', () => {
  using library = inventedLibrary(INDEXED_AT_ONCE + 1);
  const { database } = library;
  database.exec(
    `INSERT INTO annotation SELECT 'mark-' || id, id, version_id, 'yellow', 'highlight', NULL, '[]', id, id FROM paper`,
  );
  const ids = listOf(database);
  const all = ids();
  const indexed = database
    .prepare("SELECT count(*) FROM paper_index WHERE annotations MATCH 'tides'")
    .pluck();
  const index = database.transaction(() => indexDue(database, 200));
  const expectTagged = (count: number) => {
    expect(ids({ words: 'tides' })).toHaveLength(count);
    while (index().length > 0);
    expect([ids({ words: 'tides' }).length, indexed.get()]).toEqual([count, count]);
  };
  changeAnnotations(database, all, { addTags: ['tides'] });
  expect(indexed.get()).toBe(0);
  expectTagged(all.length);
  removeAnnotations(database, all);
  expectTagged(0);
  undo(database);
  expectTagged(all.length);
  undo(database);
  expectTagged(0);
});
