import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addAnnotation, changeAnnotations, removeAnnotations } from '../annotating/annotations.ts';
import type { Database } from '../database.ts';
import { enqueue } from '../organising/queue.ts';
import { setHeading, setStarred, setState } from '../organising/reading.ts';
import { addTag, removeTag } from '../organising/tags.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import {
  followRows,
  type HistoryRow,
  rowsOf,
  rowWriter,
  type WrittenBack,
  writeBack,
} from './history-rows.ts';
import { trashPapers } from './trash.ts';

/** As {@link writeBack}, each row alone. */
function writeApart(database: Database, rows: readonly HistoryRow[], to: 'before' | 'after'): WrittenBack {
  const write = rowWriter(database);
  const inOrder = to === 'before' ? rows.toReversed() : rows;
  const isWritten = inOrder.map(({ table, paperId, before, after }) =>
    to === 'before' ? write(table, paperId, after, before) : write(table, paperId, before, after),
  );
  const written = inOrder.filter((_, index) => isWritten[index]);
  const leftAlone = inOrder.filter((_, index) => isWritten[index] !== true);
  return { paperIds: followRows(database, rows, written, { paperIds: [], searchedIds: [] }), leftAlone };
}

const PAPERS = 60;
const ALL = Array.from({ length: PAPERS }, (_, index) => index + 1);

/** Each changes all papers alike; what stands before it makes the rows before differ. */
const CHANGES: Readonly<Record<string, (database: Database) => unknown>> = {
  'marked as done': (database) => setState(database, ALL, 'done'),
  'marked again': (database) => {
    setStarred(database, ALL, true);
    setHeading(database, 3, 'Of another name');
    setState(database, ALL, 'reading');
  },
  'state taken back to that of the inbox': (database) => {
    setState(database, ALL, 'done');
    setState(database, ALL, 'inbox');
  },
  tagged: (database) => addTag(database, ALL, 'tides').tag,
  'tag taken off': (database) => {
    const { tag } = addTag(database, ALL, 'tides');
    removeTag(database, ALL, tag.id);
  },
  queued: (database) => enqueue(database, ALL, 'first'),
  'put into the trash': (database) => trashPapers(database, ALL),
  'recoloured in their marks': (database) => {
    const [first, ...others] = annotated(database);
    changeAnnotations(database, [first ?? ''], { colour: 'green' });
    changeAnnotations(database, [first ?? '', ...others], { colour: 'pink' });
  },
  'commented and tagged in their marks': (database) =>
    changeAnnotations(database, annotated(database), { body: 'Ebb \0 flow', addTags: ['tides', 'ebb'] }),
  'rid of their marks': (database) => {
    const ids = annotated(database);
    changeAnnotations(database, ids, { addTags: ['tides'] });
    removeAnnotations(database, ids);
  },
};

/** Marks words of each paper. @returns the annotations */
function annotated(database: Database): string[] {
  const wanted = { range: { start: 3, end: 8 }, colour: 'yellow', body: null } as const;
  return ALL.map((id) => addAnnotation(database, { paperId: id, versionId: id, ...wanted }).id);
}

function state(database: Database): unknown {
  return ['reading', 'queue', 'paper_tag', 'trash', 'annotation', 'annotation_tag', 'tag'].map((table) =>
    database.prepare(`SELECT * FROM ${table} ORDER BY 1`).raw().all(),
  );
}

test.each(Object.entries(CHANGES))(
  'papers %s are written back together as they are one by one, also where some changed since',
  (_, change) => {
    using library = inventedLibrary(PAPERS);
    const { database } = library;
    database.pragma('synchronous = OFF');
    change(database);
    const last = database.prepare<[], number>('SELECT max(id) FROM change').pluck().get() ?? 0;
    const rows = rowsOf(database, last);
    expect(rows.length).toBeGreaterThanOrEqual(PAPERS);
    const outcome = (together: boolean, touched: readonly number[]) => {
      database.exec('BEGIN; PRAGMA defer_foreign_keys = ON');
      const ids = JSON.stringify(touched);
      database
        .prepare(
          'DELETE FROM annotation_tag WHERE annotation_id IN (SELECT id FROM annotation WHERE paper_id - 2 IN (SELECT value FROM json_each(?)))',
        )
        .run(ids);
      for (const table of ['reading', 'queue', 'trash', 'paper_tag', 'annotation'])
        database.prepare(`DELETE FROM ${table} WHERE paper_id IN (SELECT value FROM json_each(?))`).run(ids);
      database
        .prepare(`UPDATE reading SET rating = 5 WHERE paper_id - 1 IN (SELECT value FROM json_each(?))`)
        .run(ids);
      const steps = (['before', 'after', 'before'] as const).map((to) => {
        const { paperIds, leftAlone } = together
          ? writeBack(database, rows, to)
          : writeApart(database, rows, to);
        return {
          paperIds,
          left: leftAlone.map(({ id }) => id).toSorted((a, b) => a - b),
          rows: state(database),
        };
      });
      database.exec('ROLLBACK');
      return steps;
    };
    fc.assert(
      fc.property(fc.subarray(ALL), (touched) => {
        expect(outcome(true, touched)).toEqual(outcome(false, touched));
      }),
      { numRuns: 15 },
    );
  },
);
