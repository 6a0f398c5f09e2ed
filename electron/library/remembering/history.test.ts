import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { HIGHLIGHT_COLOURS } from '../../../shared/annotation.ts';
import { PostilError } from '../../../shared/errors.ts';
import { mergeAnnotations, splitAnnotation } from '../annotating/annotation-ranges.ts';
import { addAnnotation, changeAnnotations, removeAnnotations } from '../annotating/annotations.ts';
import { setColourMeaning } from '../annotating/colour-meanings.ts';
import { removeTemplate, saveTemplate } from '../annotating/note-templates.ts';
import { restoreNote, saveNote } from '../annotating/notes.ts';
import { type Database, openLibrary } from '../database.ts';
import { joinPapers } from '../merging/join-papers.ts';
import { citationKeyOf, setCitationKey } from '../organising/citation-key.ts';
import { setHeading, setStarred, setState } from '../organising/reading.ts';
import { addTag, removeTag } from '../organising/tags.ts';
import { inventedAbstract, inventedLibrary } from '../safekeeping/invented-library.ts';
import { CONTINUED_MS, changing, redo, undo } from './history.ts';
import { takeBack, takeBackTo } from './take-back.ts';

const TABLES = [
  'reading',
  'tag',
  'paper_tag',
  'annotation',
  'annotation_tag',
  'colour_meaning',
  'note',
  'note_template',
  'citation_key',
] as const;
const PAPERS = 4;

/** All that is the user's, and the words that the search finds papers by. */
function state(database: Database): unknown {
  return {
    rows: TABLES.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()),
    words: database.prepare('SELECT term, doc, cnt FROM paper_words ORDER BY term').all(),
  };
}

function changeCount(database: Database): unknown {
  return database.prepare('SELECT count(*) FROM change').pluck().get();
}

type Act = (database: Database) => unknown;

const paperId = fc.integer({ min: 1, max: PAPERS });
const paperIds = fc.uniqueArray(paperId, { minLength: 1 });
const colour = fc.constantFrom(...HIGHLIGHT_COLOURS);
const body = fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }));
const pick = fc.nat();

/** The n-th of what is there now, so that generated acts mostly meet something. */
function nth(database: Database, table: string, n: number): unknown {
  const ids = database.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all();
  return ids[n % Math.max(1, ids.length)];
}

/** Every kind of change of the user's. A new one is to be added here. */
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(paperIds, fc.constantFrom('inbox', 'reading', 'done')).map(
    ([ids, to]): Act =>
      (database) => {
        setState(database, ids, to);
      },
  ),
  fc.tuple(paperIds, fc.boolean()).map(
    ([ids, to]): Act =>
      (database) =>
        setStarred(database, ids, to),
  ),
  fc.tuple(paperId, fc.string({ maxLength: 12 })).map(
    ([id, text]): Act =>
      (database) => {
        setHeading(database, id, text);
      },
  ),
  fc.tuple(paperIds, fc.constantFrom('deep/nets', 'Deep/Nets', 'tides', '🙂')).map(([ids, name]): Act => {
    return (database) => addTag(database, ids, name);
  }),
  fc.tuple(paperIds, pick).map(
    ([ids, n]): Act =>
      (database) => {
        const id = nth(database, 'tag', n);
        if (typeof id === 'number') removeTag(database, ids, id);
      },
  ),
  fc.tuple(paperId, fc.string({ unit: 'binary', maxLength: 30 })).map(
    ([id, text]): Act =>
      (database) => {
        saveNote(database, id, text);
      },
  ),
  fc.tuple(paperId, fc.nat(60), fc.integer({ min: 1, max: 40 }), colour, body).map(
    ([id, start, length, ink, text]): Act =>
      (database) => {
        const range = { start, end: start + length };
        if (inventedAbstract(id).slice(range.start, range.end).trim() === '') return;
        addAnnotation(database, { paperId: id, versionId: id, range, colour: ink, body: text });
      },
  ),
  fc.tuple(pick, pick, fc.nat(60)).map(
    ([one, other, at]): Act =>
      (database) => {
        const [first, second] = [nth(database, 'annotation', one), nth(database, 'annotation', other)];
        if (typeof first !== 'string' || typeof second !== 'string') return;
        try {
          if (first === second) splitAnnotation(database, first, at);
          else mergeAnnotations(database, [first, second]);
        } catch (thrown) {
          if (!(thrown instanceof PostilError)) throw thrown;
        }
      },
  ),
  fc.tuple(colour, fc.constantFrom('claim', 'doubt', '')).map(
    ([ink, meaning]): Act =>
      (database) => {
        setColourMeaning(database, ink, meaning);
      },
  ),
  fc.tuple(pick, colour, body).map(
    ([n, ink, text]): Act =>
      (database) => {
        const id = nth(database, 'annotation', n);
        if (typeof id === 'string')
          changeAnnotations(database, [id], { colour: ink, body: text, addTags: ['tides'] });
      },
  ),
  pick.map(
    (n): Act =>
      (database) => {
        const id = nth(database, 'annotation', n);
        if (typeof id === 'string') removeAnnotations(database, [id]);
      },
  ),
  fc.tuple(paperId, fc.stringMatching(/^[a-c]{1,2}$/)).map(([id, key]): Act => {
    return (database) => {
      const other = database.prepare('SELECT paper_id FROM citation_key WHERE key = ?').pluck().get(key);
      if (other === undefined || other === id) setCitationKey(database, id, key);
    };
  }),
  fc.tuple(pick, fc.boolean(), fc.string({ maxLength: 8 })).map(([n, isNew, text]): Act => {
    return (database) => {
      const id = nth(database, 'note_template', n);
      if (isNew || typeof id !== 'number') saveTemplate(database, null, 'Template', text);
      else if (text === '') removeTemplate(database, id);
      else saveTemplate(database, id, 'Template', text);
    };
  }),
  fc.tuple(paperId, pick).map(([id, n]): Act => {
    return (database) => {
      const revision = nth(database, 'note_revision', n);
      if (typeof revision === 'number') restoreNote(database, id, revision);
    };
  }),
  fc.tuple(pick, fc.boolean()).map(([n, alone]): Act => {
    return (database) => {
      const id = nth(database, 'change', n);
      if (typeof id !== 'number') return;
      if (alone) takeBack(database, id);
      else takeBackTo(database, id);
    };
  }),
);

test('any sequence of changes, undone, gives the library back; made again, it gives it forth', () => {
  using library = inventedLibrary(PAPERS);
  let { database } = library;
  for (let id = 1; id <= PAPERS; id += 1) citationKeyOf(database, id);
  const beginning = state(database);
  // Durability is proven elsewhere.
  database.pragma('synchronous = OFF');
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), fc.nat(12), (acts, stop) => {
      // Each run begins with a library without a past, so that a failing one can be told alone.
      database.exec('DELETE FROM change');
      for (const make of acts) make(database);
      const after = state(database);
      while (undo(database) !== null);
      expect(state(database)).toEqual(beginning);
      for (let step = 0; step < stop; step += 1) redo(database);
      database.close();
      database = openLibrary(library.folder);
      database.pragma('synchronous = OFF');
      while (redo(database) !== null);
      expect(state(database)).toEqual(after);
      expect(database.prepare('SELECT count(*) FROM current_change').pluck().get()).toBe(0);
      while (undo(database) !== null);
    }),
    { numRuns: 200 },
  );
  database.close();
});

test('a change that alters nothing is no step, and what was undone can still be made again', () => {
  using library = inventedLibrary(2);
  const { database } = library;
  setStarred(database, [1, 2], true);
  undo(database);
  setStarred(database, [1, 2], false);
  setState(database, [1], 'inbox');
  saveNote(database, 1, '');
  expect(changeCount(database)).toBe(1);
  expect(redo(database)).toEqual({ label: 'Add star', paperIds: [1, 2] });
  expect(redo(database)).toBeNull();
});

test('a new change ends what could be made again', () => {
  using library = inventedLibrary(2);
  const { database } = library;
  setStarred(database, [1], true);
  addTag(database, [1], 'tides');
  undo(database);
  undo(database);
  setStarred(database, [2], true);
  expect(redo(database)).toBeNull();
  expect(undo(database)?.paperIds).toEqual([2]);
  expect(undo(database)).toBeNull();
});

test('a change cannot alter the key by which undo finds a row', () => {
  using library = inventedLibrary(2);
  const { database } = library;
  addTag(database, [1], 'tides');
  saveNote(database, 1, 'Ebb');
  const remembered = database
    .prepare<[], string>(
      "SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%\\_update\\_history' ESCAPE '\\'",
    )
    .pluck()
    .all();
  for (const table of [...remembered, 'note']) {
    // A version and a source may go to another paper: that is not their key.
    if (table === 'version' || table === 'source') continue;
    const keys = database
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0')
      .pluck()
      .all(table);
    const guarded = database
      .prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?')
      .pluck()
      .get(`${table}_keeps_key`);
    expect(guarded, table).toContain(`BEFORE UPDATE OF ${keys.join(', ')} ON ${table}\n`);
  }
  const before = state(database);
  for (const table of ['paper_tag', 'note']) {
    const move = () => database.exec(`UPDATE ${table} SET paper_id = 2`);
    expect(() => changing(database, 'Move', move)).toThrow(`A row of ${table} that history remembers`);
  }
  expect(state(database)).toEqual(before);
  expect(undo(database)?.label).toBe('Edit note');
});

test('a change that fails leaves nothing behind', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const before = state(database);
  const fail = () =>
    changing(database, 'Fail', () => {
      database.prepare("INSERT INTO note VALUES (1, 'half', 1)").run();
      throw new Error('half way');
    });
  expect(fail).toThrow('half way');
  expect(state(database)).toEqual(before);
  expect(changeCount(database)).toBe(0);
  expect(undo(database)).toBeNull();
});

test('savings while typing join to one step, for a while and for one note', () => {
  using library = inventedLibrary(2);
  const { database } = library;
  vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
  try {
    saveNote(database, 1, 'T');
    vi.setSystemTime(1_001_000);
    saveNote(database, 1, 'Ti');
    saveNote(database, 1, 'Tides');
    expect(changeCount(database)).toBe(1);
    vi.setSystemTime(1_000_000 + CONTINUED_MS + 1);
    saveNote(database, 1, 'Tides turn');
    expect(changeCount(database)).toBe(2);
    saveNote(database, 2, 'Other');
    saveNote(database, 1, 'Tides turned');
    expect(changeCount(database)).toBe(4);
    const note = database.prepare('SELECT text FROM note WHERE paper_id = 1').pluck();
    undo(database);
    expect(note.get()).toBe('Tides turn');
    undo(database);
    undo(database);
    expect(note.get()).toBe('Tides');
    undo(database);
    expect(note.get()).toBeUndefined();
    redo(database);
    expect(note.get()).toBe('Tides');
    // Typing on after a redo joins the step again, and taking all back makes it none.
    saveNote(database, 1, 'Tides!');
    saveNote(database, 1, '');
  } finally {
    vi.useRealTimers();
  }
});

test('typing and taking all back is no step', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  saveNote(database, 1, 'x');
  saveNote(database, 1, '');
  expect(changeCount(database)).toBe(0);
  expect(undo(database)).toBeNull();
});

test('what an import gave to another paper is undone there; what it altered is left alone', () => {
  using library = inventedLibrary(3);
  const { database } = library;
  // The same text twice: joining leaves one version of them.
  database.exec('UPDATE version SET text = (SELECT text FROM version WHERE id = 1) WHERE id = 2');
  addTag(database, [2], 'tides');
  saveNote(database, 2, 'of two');
  addAnnotation(database, {
    paperId: 2,
    versionId: 2,
    range: { start: 3, end: 8 },
    colour: 'pink',
    body: null,
  });
  saveNote(database, 3, 'of three');
  database.transaction(() => joinPapers(database, 2, 1))();
  database.exec('UPDATE note SET text = text || 1 WHERE paper_id = 3;');

  expect(undo(database)).toEqual({ label: 'Edit note', paperIds: [] });
  expect(database.prepare('SELECT text FROM note WHERE paper_id = 3').pluck().get()).toBe('of three1');
  expect(undo(database)).toEqual({ label: 'Highlight', paperIds: [1] });
  expect(database.prepare('SELECT count(*) FROM annotation').pluck().get()).toBe(0);
  expect(undo(database)).toEqual({ label: 'Edit note', paperIds: [1] });
  expect(undo(database)?.paperIds).toEqual([1]);
  expect(database.prepare('SELECT count(*) FROM paper_tag').pluck().get()).toBe(0);
  redo(database);
  redo(database);
  redo(database);
  expect(database.prepare('SELECT paper_id, version_id FROM annotation').raw().all()).toEqual([[1, 1]]);
});

test('rows of a paper that is gone for good are not brought back', () => {
  using library = inventedLibrary(2);
  const { database } = library;
  setStarred(database, [1, 2], true);
  setStarred(database, [1, 2], false);
  database.exec('DELETE FROM source WHERE paper_id = 2; DELETE FROM version WHERE paper_id = 2;');
  database.exec('DELETE FROM paper WHERE id = 2');
  undo(database);
  expect(database.prepare('SELECT paper_id, starred FROM reading').all()).toEqual([
    { paper_id: 1, starred: 1 },
  ]);
  undo(database);
  expect(database.prepare('SELECT count(*) FROM reading').pluck().get()).toBe(0);
});
