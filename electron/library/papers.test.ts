import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../shared/paper.ts';
import { addAnnotation } from './annotating/annotations.ts';
import { saveNote } from './annotating/notes.ts';
import type { Database } from './database.ts';
import { setHeading, setStarred, setState } from './organising/reading.ts';
import { tagCounts } from './organising/tag-counts.ts';
import { addTag } from './organising/tags.ts';
import { findPaper, openPaper, overview } from './papers.ts';
import { inventedAbstract, inventedLibrary } from './safekeeping/invented-library.ts';

function found(database: Database, word: string): unknown[] {
  return database.prepare('SELECT rowid FROM paper_index WHERE paper_index MATCH ?').pluck().all(word);
}

test('opens a paper with all that belongs to it', () => {
  using library = inventedLibrary(3);
  const { database } = library;
  addTag(database, [3], 'tides/spring');
  setStarred(database, [3], true);
  saveNote(database, 3, 'Read *twice*.');
  const mark = addAnnotation(database, {
    paperId: 3,
    versionId: 3,
    range: { start: 3, end: 8 },
    colour: 'green',
    body: 'Why?',
  });
  expect(openPaper(database, 3)).toEqual({
    paper: {
      id: 3,
      heading: 'On invented matter 3',
      headingOrigin: 'title',
      title: 'On invented matter 3',
      authors: ['Ada Moor', 'Bo Lind'],
      institutions: ['Institute of Tides'],
      arxivId: '2405.00003',
      year: 2024,
      tags: [{ id: 1, name: 'tides/spring', colour: 'blue' }],
      state: 'inbox',
      starred: true,
      rating: 0,
      isQueued: false,
      lastReadMs: null,
      readPlace: null,
      hasNote: true,
      annotationCount: 1,
      identifiers: [
        { scheme: 'arxiv', value: '2405.00003' },
        { scheme: 'doi', value: '10.5555/invented.3' },
      ],
      published: '2024-05',
      comment: null,
      categories: ['cs.LG'],
      venue: null,
      addedMs: 3,
      currentVersion: { id: 3, text: inventedAbstract(3), label: 'v1' },
      versions: [{ id: 3, text: inventedAbstract(3), label: 'v1' }],
      sources: [
        {
          id: 3,
          importId: 1,
          isWithdrawn: false,
          fileName: 'invented.txt',
          format: 'listing',
          place: { byteStart: 3000, byteEnd: 3900, line: 3 },
          fields: { ...NO_FIELDS, authors: ['Ada Moor'] },
          versionId: 3,
        },
      ],
    },
    annotations: [mark],
    mentions: [],
    citationKey: 'moor2024invented',
    note: { text: 'Read *twice*.', changedMs: expect.any(Number) },
  });
});

test('a paper that is not there is not found, for whoever asks', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const notFound = expect.objectContaining({ code: 'not-found' });
  expect(() => openPaper(database, 2)).toThrow(notFound);
  expect(() => setHeading(database, 2, 'x')).toThrow(notFound);
  expect(() => setState(database, [1, 2], 'done')).toThrow(notFound);
  expect(() => addTag(database, [2], 'x')).toThrow(notFound);
  expect(() => saveNote(database, 2, 'x')).toThrow(notFound);
  expect(overview(database)).toMatchObject({ doneCount: 0, tagCount: 0 });
});

test('a heading of the user stands before the dump’s, is found, and can be taken back', () => {
  using library = inventedLibrary(2);
  const { database } = library;
  expect(openPaper(database, 1).paper).toMatchObject({ headingOrigin: 'abstract', title: null });
  setHeading(database, 1, '  Zebrafish \n and tides ');
  expect(openPaper(database, 1).paper).toMatchObject({
    heading: 'Zebrafish and tides',
    headingOrigin: 'user',
  });
  expect(found(database, 'zebrafish')).toEqual([1]);
  setHeading(database, 1, ' ');
  expect(openPaper(database, 1).paper.headingOrigin).toBe('abstract');
  expect(found(database, 'zebrafish')).toEqual([]);
});

test('counts for the sidebar', () => {
  using library = inventedLibrary(6);
  const { database } = library;
  setState(database, [1, 2], 'reading');
  setState(database, [2, 3], 'done');
  setStarred(database, [2, 6], true);
  addTag(database, [1, 2, 3], 'Zeta');
  addTag(database, [4], 'alpha');
  expect(overview(database)).toMatchObject({
    paperCount: 6,
    inboxCount: 3,
    readingCount: 1,
    doneCount: 2,
    starredCount: 2,
    tagCount: 2,
    imports: [{ id: 1, recordCount: 6, unreadCount: 0, fileNames: ['invented.txt'] }],
  });
});

test('finds papers by number and identifier', () => {
  using library = inventedLibrary(4);
  const { database } = library;
  expect(findPaper(database, '2')).toBe(2);
  expect(findPaper(database, 'arXiv:2405.00003v2')).toBe(3);
  expect(findPaper(database, 'doi:10.5555/INVENTED.4')).toBe(4);
  expect(findPaper(database, '5')).toBeNull();
  expect(findPaper(database, 'arXiv:2405.00009')).toBeNull();
  expect(findPaper(database, 'nonsense')).toBeNull();
});

/** The steps of SQLite's plans for all statements that `work` prepares. */
function plans(database: Database, work: (watched: Database) => unknown): string[] {
  const steps: string[] = [];
  const watched = new Proxy(database, {
    get(target, name) {
      if (name !== 'prepare') {
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return (sql: string) => {
        const names = [...new Set(sql.match(/[@:]\w+/g) ?? [])].map((parameter) => [
          parameter.slice(1),
          null,
        ]);
        const values =
          names.length > 0 ? [Object.fromEntries(names)] : (sql.match(/\?/g) ?? []).map(() => null);
        for (const row of target.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values)) {
          steps.push((row as { detail: string }).detail);
        }
        return target.prepare(sql);
      };
    },
  });
  work(watched);
  return steps;
}

test('opening a paper looks everything up by an index and sorts next to nothing', () => {
  using library = inventedLibrary(3);
  const steps = plans(library.database, (database) => openPaper(database, 3));
  expect(steps.length).toBeGreaterThan(8);
  // The numbers that the paper was known by, made on the way: its own and those of papers joined with it.
  const madeOnTheWay = ['SCAN CONSTANT ROW', 'SCAN name'];
  expect(steps.filter((step) => step.startsWith('SCAN') && !madeOnTheWay.includes(step))).toEqual([]);
  // The few tags of a paper and of each annotation, by name; all else comes in the order of its index.
  expect(steps.filter((step) => step.includes('TEMP B-TREE'))).toEqual([
    'USE TEMP B-TREE FOR ORDER BY',
    'USE TEMP B-TREE FOR json_group_array(ORDER BY)',
    // Papers that mention it or one of its annotations, each once.
    'USE TEMP B-TREE FOR ORDER BY',
    'USE TEMP B-TREE FOR ORDER BY',
  ]);
});

test('the sidebar counts by covering indexes', () => {
  using library = inventedLibrary(3);
  const scanned = (what: (database: Database) => unknown) => {
    const steps = plans(library.database, what);
    expect(steps.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
    return steps.filter((step) => step.startsWith('SCAN') && !step.includes('COVERING INDEX'));
  };
  // Imports, which are shown whole; queue, trash and what was dismissed, which are short.
  expect(scanned(overview)).toEqual(['SCAN trash', 'SCAN dismissed_part', 'SCAN queue', 'SCAN import']);
  // Tags only when they changed.
  expect(scanned(tagCounts)).toEqual([
    'SCAN stale_tag',
    'SCAN pragma_data_version VIRTUAL TABLE INDEX 0:',
    'SCAN tag USING INDEX sqlite_autoindex_tag_1',
    'SCAN json_each VIRTUAL TABLE INDEX 1:',
  ]);
});
