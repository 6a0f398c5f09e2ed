import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addAnnotation } from '../annotating/annotations.ts';
import { saveNote } from '../annotating/notes.ts';
import { checkAside } from '../aside.ts';
import { type Database, openFile, openLibrary } from '../database.ts';
import { libraryFile } from '../library-file.ts';
import { addTag } from '../organising/tags.ts';
import { inventedLibrary, temporaryFolder } from './invented-library.ts';
import { salvage } from './salvage.ts';

const PAPERS = 300;

function busyLibrary(papers = PAPERS) {
  const library = inventedLibrary(papers);
  const { database } = library;
  for (let id = 1; id <= 40; id += 1) {
    saveNote(
      database,
      id,
      `Note ${id}: what I thought of it at length, so that pages are filled. ${'word '.repeat(80)}`,
    );
    addTag(database, [id], `tag ${id % 7}`);
    const range = { start: 3, end: 8 };
    addAnnotation(database, { paperId: id, versionId: id, range, colour: 'blue', body: null });
  }
  return library;
}

/** Numbers that look random and come again with the seed. Park and Miller's generator, 1988. */
function seeded(seed: number): (below: number) => number {
  let state = seed % 2_147_483_647;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function notesOf(database: Database): Map<number, string> {
  const rows = database
    .prepare<[], { paper_id: number; text: string }>('SELECT paper_id, text FROM note')
    .all();
  return new Map(rows.map(({ paper_id, text }) => [paper_id, text]));
}

test('a sound library is saved whole', () => {
  using library = busyLibrary();
  using other = temporaryFolder();
  const target = join(other.folder, 'saved');
  const saved = salvage(library.folder, target);
  expect(saved.holds).toEqual({ paperCount: PAPERS, annotationCount: 40, noteCount: 40, tagCount: 7 });
  expect(saved.strippedPapers).toBe(0);
  expect(saved.tables.every(({ lost }) => lost === 0)).toBe(true);
  expect(checkAside(target).problems).toEqual([]);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'of a library with overwritten pages (seed %i) the rest is saved, sound',
  (seed) => {
    using library = busyLibrary();
    using other = temporaryFolder();
    const { database, folder } = library;
    const before = notesOf(database);
    const pageBytes = Number(database.pragma('page_size', { simple: true }));
    // Not the schema: without it no place in the file has a meaning.
    const ofSchema = new Set(
      database.prepare("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'").pluck().all(),
    );
    database.close();
    const bytes = readFileSync(libraryFile(folder));
    const next = seeded(seed);
    for (let hit = 0; hit < 3; ) {
      const page = next(bytes.length / pageBytes);
      if (ofSchema.has(page + 1)) continue;
      hit += 1;
      bytes.fill(0xa5, page * pageBytes, (page + 1) * pageBytes);
    }
    writeFileSync(libraryFile(folder), bytes);
    const target = join(other.folder, 'saved');
    const saved = salvage(folder, target);
    expect(saved.holds.paperCount).toBeGreaterThan(PAPERS / 2);
    expect(checkAside(target).problems).toEqual([]);
    const opened = openLibrary(target);
    for (const [paperId, text] of notesOf(opened)) expect(text).toBe(before.get(paperId));
    opened.close();
    expect(readFileSync(libraryFile(folder))).toEqual(bytes);
  },
);

test.each([0.9, 0.7, 0.5])('of a library cut to %f of its length the rest is saved', (part) => {
  // Not the schema: it stands within the first hundred pages, behind the roots of all tables.
  using library = busyLibrary(800);
  using other = temporaryFolder();
  const { database, folder } = library;
  database.close();
  const path = libraryFile(folder);
  truncateSync(path, Math.floor(readFileSync(path).length * part));
  expect(() => openLibrary(folder)).toThrow(expect.objectContaining({ code: 'library-damaged' }));
  const target = join(other.folder, 'saved');
  const saved = salvage(folder, target);
  expect(saved.holds.paperCount + saved.holds.noteCount).toBeGreaterThan(0);
  expect(checkAside(target).problems).toEqual([]);
});

test('papers that are lost leave what the user wrote about them', () => {
  using library = busyLibrary();
  using other = temporaryFolder();
  const { folder } = library;
  library.database.close();
  const raw = openFile(libraryFile(folder));
  raw.pragma('foreign_keys = OFF');
  raw.exec(
    'DELETE FROM paper WHERE id = 3; DELETE FROM source WHERE paper_id IN (3, 4); DELETE FROM version WHERE paper_id IN (3, 5)',
  );
  raw.close();
  const target = join(other.folder, 'saved');
  const saved = salvage(folder, target);
  expect(saved).toMatchObject({
    strippedPapers: 2,
    holds: { paperCount: PAPERS, noteCount: 40, annotationCount: 40 },
  });
  expect(checkAside(target).problems).toEqual([]);
});

test('where nothing can be read nothing is made', () => {
  using temporary = temporaryFolder();
  using other = temporaryFolder();
  openLibrary(temporary.folder).close();
  const path = libraryFile(temporary.folder);
  writeFileSync(path, readFileSync(path).fill(0xa5, 100));
  const target = join(other.folder, 'saved');
  expect(() => salvage(temporary.folder, target)).toThrow(
    expect.objectContaining({ code: 'library-damaged' }),
  );
  expect(() => openFile(libraryFile(target))).toThrow(expect.objectContaining({ code: 'library-missing' }));
});
