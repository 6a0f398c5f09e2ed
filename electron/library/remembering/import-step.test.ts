import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_FIELDS, type PaperFields } from '../../../shared/paper.ts';
import { addAnnotation } from '../annotating/annotations.ts';
import { saveNote } from '../annotating/notes.ts';
import type { Database } from '../database.ts';
import { importFiles } from '../importing/import.ts';
import { beginImport, enqueueImport, finishImport } from '../importing/import-rows.ts';
import { importRecords } from '../importing/invented-import.ts';
import { settleNext } from '../importing/settle-later.ts';
import { withdrawImport } from '../importing/withdraw.ts';
import { setStarred } from '../organising/reading.ts';
import { addTag } from '../organising/tags.ts';
import { checkLibrary } from '../safekeeping/check.ts';
import { inventedAbstract, inventedLibrary } from '../safekeeping/invented-library.ts';
import { redo, undo } from './history.ts';
import { takeBack, takeBackTo } from './take-back.ts';
import { timeline } from './timeline.ts';
import { restorePapers, trashPapers } from './trash.ts';

type Act = (database: Database) => unknown;

const SHOWN = 'SELECT id FROM paper WHERE hidden = 0 ORDER BY id';
const number = fc.nat(30);

function onPaper(n: number, work: (database: Database, paperId: number) => unknown): Act {
  return (database) => {
    const ids = database.prepare<[], number>(SHOWN).pluck().all();
    const paperId = ids[n % Math.max(1, ids.length)];
    if (paperId !== undefined) work(database, paperId);
  };
}

/** What a file says of one of five papers: by its text, its DOI, or both, so that files complete and join papers. */
const record = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom('text', 'doi', 'both')).map(
  ([n, what]): PaperFields => ({
    ...NO_FIELDS,
    ...(what === 'doi' ? { title: `Harbour notes ${n}` } : { abstract: inventedAbstract(n) }),
    ...(what === 'text' ? {} : { identifiers: [{ scheme: 'doi', value: `10.5555/harbour.${n}` }] }),
  }),
);

const anImport = fc
  .tuple(fc.uniqueArray(record, { minLength: 1, maxLength: 4, selector: (one) => JSON.stringify(one) }))
  .map(([records]): Act => {
    return (database) => importRecords(database, records, JSON.stringify(records), true);
  });

const change: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: anImport },
  number.map((n) => onPaper(n, (database, id) => addTag(database, [id], ['tides', 'sand'][n % 2] ?? ''))),
  number.map((n) => onPaper(n, (database, id) => saveNote(database, id, `note ${n}`))),
  number.map((n) => onPaper(n, (database, id) => setStarred(database, [id], n % 3 > 0))),
  number.map((n) => onPaper(n, (database, id) => trashPapers(database, [id]))),
  number.map((n) => onPaper(n, (database, id) => restorePapers(database, [id]))),
  number.map((n) =>
    onPaper(n, (database, id) => {
      const versions = database.prepare(
        'SELECT id FROM version WHERE paper_id = ? AND withdrawn = 0 ORDER BY id',
      );
      const versionId = versions.pluck().get(id);
      if (typeof versionId !== 'number') return;
      const range = { start: n, end: n + 5 };
      addAnnotation(database, { paperId: id, versionId, range, colour: 'pink', body: null });
    }),
  ),
);

/** All that is seen: papers by what stands in them, and what the user has made of them. */
function state(database: Database): unknown {
  const all = (sql: string) => database.prepare(sql).all();
  return {
    papers: all(`SELECT paper.id, title, heading, text FROM paper LEFT JOIN version ON version.id = version_id
      WHERE hidden = 0 ORDER BY 1`),
    identifiers: all(`SELECT paper_identifier.* FROM paper_identifier JOIN paper ON id = paper_id
      WHERE hidden = 0 ORDER BY 1, 2, 3`),
    annotations: all(`SELECT annotation.id, annotation.paper_id, text FROM annotation
      JOIN version ON version.id = version_id AND version.paper_id = annotation.paper_id ORDER BY 1`),
    rows: ['reading', 'tag', 'paper_tag', 'note', 'trash'].map((table) =>
      all(`SELECT * FROM ${table} ORDER BY 1, 2`),
    ),
  };
}

test('any sequence of changes, imports included, undone, gives each state back; redone, it gives it forth', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 10 }), (changes) => {
      using library = inventedLibrary(0);
      const { database } = library;
      database.pragma('synchronous = OFF');
      const newest = () => database.prepare('SELECT max(id) FROM change').pluck().get();
      const states = [state(database)];
      for (const make of changes) {
        const last = newest();
        make(database);
        // A note written on is the same step.
        states.splice(newest() === last ? -1 : states.length, 1, state(database));
      }
      for (const before of states.slice(0, -1).toReversed()) {
        undo(database);
        settleWhole(database);
        expect(state(database)).toEqual(before);
      }
      expect(undo(database)).toBeNull();
      for (const after of states.slice(1)) {
        redo(database);
        settleWhole(database);
        expect(state(database)).toEqual(after);
      }
      expect(redo(database)).toBeNull();
      expect(checkLibrary(database).problems).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

/** What undo leaves to later slices of time. */
function settleWhole(database: Database): void {
  for (let papers = settleNext(database); papers !== null; papers = settleNext(database));
}

const SMALL: PaperFields = { ...NO_FIELDS, abstract: inventedAbstract(1) };

test('what was made of its papers is undone before the import is; one that is taken back alone keeps them', () => {
  using library = inventedLibrary(0);
  const { database } = library;
  const importId = importRecords(database, [SMALL, { ...SMALL, abstract: inventedAbstract(2) }], 'a', true);
  addTag(database, [1], 'tides');
  const shown = () => database.prepare(SHOWN).pluck().all();
  const line = () =>
    timeline(database, null, Number.MAX_SAFE_INTEGER).entries.find(
      ({ kind, id }) => kind === 'import' && id === importId,
    );

  expect(line()).toMatchObject({ id: importId, changeId: 1, isUndone: false });
  takeBack(database, 1);
  expect(shown()).toEqual([1]);
  expect(line()).toMatchObject({ changeId: 1, isUndone: true });
  undo(database);
  expect(shown()).toEqual([1, 2]);

  takeBackTo(database, 1);
  expect(shown()).toEqual([]);
  undo(database);
  expect(shown()).toEqual([1, 2]);

  undo(database);
  expect(undo(database)).toEqual({ label: 'Import', paperIds: null });
  expect(shown()).toEqual([]);
  redo(database);
  setStarred(database, [2], true);
  expect(redo(database)).toBeNull();
  withdrawImport(database, importId);
  undo(database);
  expect(shown()).toEqual([1, 2]);
});

test('the timeline of a paper that an import joined with another tells of both', () => {
  using library = inventedLibrary(0);
  const { database } = library;
  const identifiers = [{ scheme: 'doi' as const, value: '10.5555/harbour.1' }];
  importRecords(database, [{ ...NO_FIELDS, title: 'Harbour notes', identifiers }], 'a', true);
  importRecords(database, [SMALL], 'b', true);
  addTag(database, [2], 'tides');
  importRecords(database, [{ ...SMALL, identifiers }], 'c', true);
  const labels = (paperId: number) =>
    timeline(database, paperId, Number.MAX_SAFE_INTEGER).entries.flatMap((entry) =>
      entry.kind === 'change' ? entry.label : [],
    );
  expect(labels(1)).toEqual(['Add tag “tides”']);
  undo(database);
  expect(labels(1)).toEqual([]);
  expect(labels(2)).toEqual(['Add tag “tides”']);
});

test('an import that is still read is not undone, what was done since it began is', () => {
  using library = inventedLibrary(2);
  const { database } = library;
  setStarred(database, [1], true);
  const importId = enqueueImport(database, [{ path: '/dumps/listing.txt', shown: '/dumps/listing.txt' }]);
  beginImport(database, importId);
  setStarred(database, [2], true);
  expect(undo(database)).toEqual({ label: 'Add star', paperIds: [2] });
  expect(() => undo(database)).toThrow('The import of listing.txt is still being read.');
  expect(() => takeBackTo(database, 1)).toThrow('The import of listing.txt is still being read.');

  finishImport(database, importId, false);
  // It brought nothing at all.
  expect(undo(database)).toEqual({ label: 'Add star', paperIds: [1] });
});

test('an import is called by what it brought', async () => {
  using library = inventedLibrary(0);
  const { database, folder } = library;
  const path = join(folder, 'listing.bib');
  writeFileSync(path, '@article{one, title = {Harbour notes}, author = {Ada Moor}}\n\n');
  await importFiles(database, [path], { onProgress: none, onChanged: none, isCancelled: () => false });
  expect(undo(database)?.label).toBe('Import of 1 paper from “listing.bib”');
  await importFiles(database, [path], { onProgress: none, onChanged: none, isCancelled: () => false });
  expect(database.prepare(SHOWN).pluck().all()).toEqual([1]);
  await importFiles(database, [path], { onProgress: none, onChanged: none, isCancelled: () => false });
  expect(undo(database)?.label).toBe('Import from “listing.bib”');
  expect(database.prepare(SHOWN).pluck().all()).toEqual([1]);
});

function none(): void {}
