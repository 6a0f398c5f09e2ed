import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../../shared/paper.ts';
import { addAnnotation } from '../annotating/annotations.ts';
import { saveNote } from '../annotating/notes.ts';
import type { Database } from '../database.ts';
import { importRecords } from '../importing/invented-import.ts';
import { settleNext } from '../importing/settle-later.ts';
import { restoreImport, withdrawImport } from '../importing/withdraw.ts';
import { keepApart, mergePapers, takeApart } from '../merging/decisions.ts';
import { setHeading, setStarred } from '../organising/reading.ts';
import { addTag } from '../organising/tags.ts';
import { checkLibrary } from '../safekeeping/check.ts';
import { inventedAbstract, inventedLibrary } from '../safekeeping/invented-library.ts';
import { redo, undo } from './history.ts';
import { takeBack, takeBackTo } from './take-back.ts';
import { restorePapers, trashPapers } from './trash.ts';

type Act = (database: Database) => unknown;

const PAPERS = 5;
const number = fc.nat(30);

/** The n-th of what is there, so that generated acts mostly meet something. */
function nth(database: Database, sql: string, n: number): number | undefined {
  const ids = database.prepare<[], number>(sql).pluck().all();
  return ids[n % Math.max(1, ids.length)];
}

const SHOWN = 'SELECT id FROM paper WHERE hidden = 0 ORDER BY id';

function onPaper(n: number, work: (database: Database, paperId: number) => unknown): Act {
  return (database) => {
    const paperId = nth(database, SHOWN, n);
    if (paperId !== undefined) work(database, paperId);
  };
}

/** What is refused, such as parting sources that say the same, changes nothing. */
function attempt(act: Act): Act {
  return (database) => {
    try {
      act(database);
    } catch (thrown) {
      if ((thrown as { readonly name?: string }).name !== 'PostilError') throw thrown;
    }
  };
}

/** Changes of the user's. */
const change: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(number, number, fc.boolean()).map(([n, m, isSame]) =>
      attempt((database) => {
        const [one = 0, other = 0] = [nth(database, SHOWN, n), nth(database, SHOWN, m)];
        if (one !== other) (isSame ? mergePapers : keepApart)(database, [[one, other]]);
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(number, number).map(([n, m]) =>
      attempt(
        onPaper(n, (database, id) => {
          const source = nth(database, `SELECT id FROM source WHERE paper_id = ${id}`, m);
          takeApart(database, id, [source ?? 0]);
        }),
      ),
    ),
  },
  fc.tuple(number, fc.boolean()).map(
    ([n, isBack]): Act =>
      (database) => {
        const importId = nth(database, 'SELECT id FROM import', n) ?? 0;
        (isBack ? withdrawImport : restoreImport)(database, importId);
      },
  ),
  fc.tuple(number, fc.boolean()).map(
    ([n, isBack]): Act =>
      (database) => {
        const id = nth(database, isBack ? 'SELECT paper_id FROM trash' : SHOWN, n);
        if (id !== undefined) (isBack ? restorePapers : trashPapers)(database, [id]);
      },
  ),
  number.map((n) => onPaper(n, (database, id) => addTag(database, [id], ['tides', 'sand'][n % 2] ?? ''))),
  number.map((n) => onPaper(n, (database, id) => saveNote(database, id, `note ${n}`))),
  number.map((n) => onPaper(n, (database, id) => setStarred(database, [id], n % 3 > 0))),
  number.map((n) =>
    onPaper(n, (database, id) => setHeading(database, id, n % 2 === 0 ? `heading ${n}` : '')),
  ),
  number.map((n) =>
    onPaper(n, (database, id) => {
      const versionId = nth(database, `SELECT id FROM version WHERE paper_id = ${id}`, 0);
      if (versionId === undefined) return;
      addAnnotation(database, {
        paperId: id,
        versionId,
        range: { start: n, end: n + 5 },
        colour: 'pink',
        body: null,
      });
    }),
  ),
);

/** And what else meets them. */
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 10, arbitrary: change },
  fc.integer({ min: 1, max: PAPERS + 3 }).map(
    (id): Act =>
      (database) => {
        importRecords(
          database,
          [{ ...NO_FIELDS, abstract: inventedAbstract(id), comment: `${id} pages` }],
          `file ${id}`,
        );
      },
  ),
  {
    weight: 3,
    arbitrary: fc.tuple(number, fc.boolean()).map(
      ([n, alone]): Act =>
        (database) => {
          const id = nth(database, 'SELECT id FROM change WHERE undone = 0', n);
          if (id !== undefined) (alone ? takeBack : takeBackTo)(database, id);
        },
    ),
  },
  { weight: 2, arbitrary: fc.boolean().map((isUndo): Act => (isUndo ? undo : redo)) },
);

/** All that is the user's, and what papers are made of; texts, since versions may come back under other numbers. */
function state(database: Database): unknown {
  // What undo leaves to later slices of time, on a busy machine.
  while (settleNext(database) !== null);
  const all = (sql: string) => database.prepare(sql).all();
  return {
    papers: all(`SELECT paper.id, title, heading, hidden, text
      FROM paper LEFT JOIN version ON version.id = version_id ORDER BY 1`),
    sources: all('SELECT id, paper_id FROM source ORDER BY 1'),
    versions: all('SELECT paper_id, text FROM version ORDER BY 1, 2'),
    annotations: all(`SELECT annotation.id, annotation.paper_id, text FROM annotation
      JOIN version ON version.id = version_id AND version.paper_id = annotation.paper_id ORDER BY 1`),
    rows: ['reading', 'tag', 'paper_tag', 'note', 'trash', 'decision'].map((table) =>
      all(`SELECT * FROM ${table} ORDER BY 1, 2`),
    ),
    withdrawn: all('SELECT id, withdrawn FROM import ORDER BY 1'),
  };
}

test('taken back to any moment, the library is as it was then; that is undone and made again', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 10 }), number, (changes, n) => {
      using library = inventedLibrary(0);
      const { database } = library;
      database.pragma('synchronous = OFF');
      for (let id = 1; id <= PAPERS; id += 1) {
        importRecords(database, [{ ...NO_FIELDS, abstract: inventedAbstract(id) }], `file ${id}`);
      }
      const count = (what: string) => database.prepare<[], number>(`SELECT ${what}`).pluck().get() ?? 0;
      const newest = () => count('max(id) FROM change');
      const before = new Map<number, unknown>();
      for (const make of changes) {
        const [last, then] = [newest(), state(database)];
        make(database);
        if (newest() > last) before.set(newest(), then);
      }
      const ids = [...before.keys()];
      const moment = ids[n % Math.max(1, ids.length)];
      if (moment === undefined) return;
      const [now, then] = [state(database), before.get(moment)];
      takeBackTo(database, moment);
      expect(state(database)).toEqual(then);
      const length = count('count(*) FROM history');
      takeBackTo(database, moment);
      expect(count('count(*) FROM history')).toBe(length);
      if (newest() === ids.at(-1)) return;
      undo(database);
      expect(state(database)).toEqual(now);
      redo(database);
      expect(state(database)).toEqual(then);
      expect(checkLibrary(database).problems).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('whatever is taken back, alone or all since a moment, the library stays whole', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 2, maxLength: 14 }), (acts) => {
      using library = inventedLibrary(PAPERS);
      const { database } = library;
      database.pragma('synchronous = OFF');
      for (const make of acts) {
        make(database);
        expect(checkLibrary(database).problems).toEqual([]);
      }
    }),
    { numRuns: 40 },
  );
});
