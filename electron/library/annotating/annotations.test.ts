import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Database } from '../database.ts';
import { undo } from '../remembering/history.ts';
import { inventedAbstract, inventedLibrary } from '../safekeeping/invented-library.ts';
import {
  addAnnotation,
  annotationsOf,
  changeAnnotations,
  readAnnotation,
  removeAnnotations,
} from './annotations.ts';

function mark(database: Database, start: number, end: number, body: string | null = null) {
  return addAnnotation(database, {
    paperId: 1,
    versionId: 1,
    range: { start, end },
    colour: 'yellow',
    body,
  });
}

const TEXT = inventedAbstract(1);

test('sits on the words that were marked', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const start = TEXT.indexOf('Harbour');
  const made = mark(database, start, start + 7, 'A *name*.');
  expect(made).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    paperId: 1,
    versionId: 1,
    motivation: 'commenting',
    colour: 'yellow',
    style: 'highlight',
    body: 'A *name*.',
    tags: [],
    selectors: [
      { type: 'TextPositionSelector', start, end: start + 7 },
      expect.objectContaining({ type: 'TextQuoteSelector', exact: 'Harbour' }),
    ],
    range: { start, end: start + 7 },
    createdMs: expect.any(Number),
    changedMs: made.createdMs,
  });
  expect(annotationsOf(database, 1)).toEqual([made]);
});

test('any range of the text is taken, whole letters at least; any other is refused', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  database.pragma('synchronous = OFF');
  const offset = fc.integer({ min: -3, max: TEXT.length + 3 });
  fc.assert(
    fc.property(offset, offset, (start, end) => {
      if (start >= 0 && start < end && end <= TEXT.length && TEXT.slice(start, end).trim() !== '') {
        const { range } = mark(database, start, end);
        expect(range?.start).toBeLessThanOrEqual(start);
        expect(range?.end).toBeGreaterThanOrEqual(end);
      } else {
        expect(() => mark(database, start, end)).toThrow(expect.objectContaining({ code: 'bad-request' }));
      }
    }),
  );
  const emoji = TEXT.indexOf('🙂');
  expect(mark(database, emoji + 1, emoji + 2).range).toEqual({ start: emoji, end: emoji + 2 });
});

test('a version that is gone or another paper’s is not found', () => {
  using library = inventedLibrary(2);
  const { database } = library;
  const notFound = expect.objectContaining({ code: 'not-found' });
  const wanted = { range: { start: 0, end: 2 }, colour: 'blue', body: null } as const;
  expect(() => addAnnotation(database, { paperId: 1, versionId: 2, ...wanted })).toThrow(notFound);
  expect(() => addAnnotation(database, { paperId: 9, versionId: 9, ...wanted })).toThrow(notFound);
});

test('colour and comment change; an empty comment makes a highlight again', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const made = mark(database, 3, 8);
  expect(made.motivation).toBe('highlighting');
  expect(changeAnnotations(database, [made.id], { colour: 'pink', body: 'Zugspitze' })).toEqual([1]);
  expect(readAnnotation(database, made.id)).toMatchObject({ colour: 'pink', motivation: 'commenting' });
  const found = database.prepare("SELECT rowid FROM paper_index WHERE paper_index MATCH 'zugspitze'").pluck();
  expect(found.all()).toEqual([1]);
  changeAnnotations(database, [made.id], { body: ' ' });
  expect(readAnnotation(database, made.id)).toMatchObject({
    colour: 'pink',
    motivation: 'highlighting',
    body: null,
  });
  expect(found.all()).toEqual([]);
  removeAnnotations(database, [made.id]);
  expect(annotationsOf(database, 1)).toEqual([]);
  expect(() => removeAnnotations(database, [made.id])).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
});

test('several are changed, tagged and removed in one step of undo each', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const ids = [mark(database, 3, 8).id, mark(database, 10, 20).id];
  const rows = () =>
    annotationsOf(database, 1).map(({ colour, style, tags }) => [
      colour,
      style,
      tags.map(({ name }) => name),
    ]);
  changeAnnotations(database, ids, { colour: 'blue', style: 'underline', addTags: ['Zeta', 'alpha/β'] });
  const all = [
    ['blue', 'underline', ['alpha/β', 'Zeta']],
    ['blue', 'underline', ['alpha/β', 'Zeta']],
  ];
  expect(rows()).toEqual(all);
  const found = database.prepare("SELECT rowid FROM paper_index WHERE annotations MATCH 'zeta'").pluck();
  expect(found.all()).toEqual([1]);
  removeAnnotations(database, ids);
  expect([rows(), found.all()]).toEqual([[], []]);
  expect(undo(database)?.label).toBe('Remove annotations');
  expect([rows(), found.all()]).toEqual([all, [1]]);
  const tags = annotationsOf(database, 1)[0]?.tags.map(({ id }) => id);
  changeAnnotations(database, ids, { removeTags: tags });
  expect([rows()[0]?.[2], found.all()]).toEqual([[], []]);
  undo(database);
  undo(database);
  expect(rows().map(([colour]) => colour)).toEqual(['yellow', 'yellow']);
  expect(database.prepare('SELECT count(*) FROM tag').pluck().get()).toBe(0);
});

test('a new version carries annotations over, or says that it lost them; they come in the order of the text', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const start = TEXT.indexOf('nine invented');
  mark(database, start, start + 13);
  const lost = TEXT.indexOf('Earlier');
  mark(database, lost, lost + 7);
  const text = `An erratum was added. ${TEXT.replace(/Earlier.*else\. /, '')}`;
  database
    .prepare("INSERT INTO version (id, paper_id, text, label, hash) VALUES (2, 1, ?, 'v2', x'02')")
    .run(text);
  database.exec('UPDATE paper SET version_id = 2 WHERE id = 1');
  const moved = text.indexOf('nine invented');
  expect(annotationsOf(database, 1).map(({ range, versionId }) => [range, versionId])).toEqual([
    [{ start: moved, end: moved + 13 }, 1],
    [null, 1],
  ]);
  database.exec('UPDATE paper SET version_id = NULL WHERE id = 1');
  expect(annotationsOf(database, 1).map(({ range }) => range)).toEqual([null, null]);
});

test('words that changed around a mark are followed from the text on which it was made, and without it by the quote', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const start = TEXT.indexOf('needs neither labels nor patience');
  mark(database, start, start + 33);
  const text = TEXT.replace('labels nor patience', 'labels nor much patience');
  database
    .prepare("INSERT INTO version (id, paper_id, text, label, hash) VALUES (2, 1, ?, 'v2', x'02')")
    .run(text);
  database.exec('UPDATE paper SET version_id = 2 WHERE id = 1');
  const words = () =>
    annotationsOf(database, 1).map(({ range }) => range && text.slice(range.start, range.end));
  expect(words()).toEqual(['needs neither labels nor much patience']);
  database.exec('DELETE FROM version WHERE id = 1');
  expect(words()).toEqual(['needs neither labels nor much patience']);
});
