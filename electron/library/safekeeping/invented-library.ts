/** Libraries with invented papers, for tests and measurements. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_FIELDS } from '../../../shared/paper.ts';
import { type Database, openLibrary } from '../database.ts';
import { hashAbstract } from '../merging/normalise.ts';
import { storedFields } from '../merging/stored-fields.ts';
import { indexPapers } from '../paper-index.ts';

/** A folder that is there while `using` it. */
export interface TemporaryFolder extends Disposable {
  readonly folder: string;
}

/** Makes an empty folder among the temporary ones. */
export function temporaryFolder(): TemporaryFolder {
  const folder = mkdtempSync(join(tmpdir(), 'postil-test-'));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** An open library in a temporary folder. */
export interface TemporaryLibrary extends TemporaryFolder {
  readonly database: Database;
}

/** Makes a library with so many papers; their numbers run from 1. Every third has a title. */
export function inventedLibrary(paperCount: number, isIndexed = true): TemporaryLibrary {
  const { folder, [Symbol.dispose]: remove } = temporaryFolder();
  const database = openLibrary(folder);
  addInventedPapers(database, paperCount, isIndexed);
  return {
    folder,
    database,
    [Symbol.dispose]: () => {
      database.close();
      remove();
    },
  };
}

/** The abstract of an invented paper; about as long as real ones. */
export function inventedAbstract(id: number): string {
  const field = ['glaciers', 'lattices', 'sonnets', 'enzymes', 'tariffs'][id % 5];
  return [
    `We study ${field} of kind ${id} under slowly varying loads, where $x_{${id}} \\in \\mathbb{R}^3$ is known.`,
    'Earlier accounts agree on the question, and disagree on everything else.',
    `Our method, Harbour-${id}, needs neither labels nor patience; it settles naïve cases in one pass 🙂.`,
    'Experiments on nine invented data sets show gains of up to 12.5 percent.',
  ].join(' ');
}

/** Adds so many papers to an empty library. */
export function addInventedPapers(database: Database, paperCount: number, isIndexed = true): void {
  database.transaction(() => {
    database.exec(`
      INSERT INTO import (id, started_ms, finished_ms) VALUES (1, 1000, 2000);
      INSERT INTO file (id, hash, name, format, bytes) VALUES (1, 'aa', 'invented.txt', 'listing', 100);
      INSERT INTO import_file (import_id, file_id, path, added) VALUES (1, 1, '/invented.txt', ${paperCount});`);
    const paper = database.prepare(
      `INSERT INTO paper (id, title, derived_heading, authors, institutions, published, year, categories, version_id, added_ms)
       VALUES (@id, @title, @derived, '["Ada Moor","Bo Lind"]', '["Institute of Tides"]', '2024-05', 2024,
         '["cs.LG"]', @id, @id)`,
    );
    const identifier = database.prepare(
      `INSERT INTO paper_identifier (scheme, value, paper_id) VALUES ('arxiv', @value, @id), ('doi', @doi, @id)`,
    );
    const version = database.prepare(
      `INSERT INTO version (id, paper_id, text, label, hash) VALUES (@id, @id, @text, 'v1', @hash)`,
    );
    const source = database.prepare(
      `INSERT INTO source (paper_id, import_id, file_id, byte_start, byte_end, line, version_id, fields)
       VALUES (@id, 1, 1, @id * 1000, @id * 1000 + 900, @id, @id, @fields)`,
    );
    const fields = storedFields({ ...NO_FIELDS, authors: ['Ada Moor'] });
    for (let id = 1; id <= paperCount; id += 1) {
      const title = id % 3 === 0 ? `On invented matter ${id}` : null;
      paper.run({ id, title, derived: title === null ? `We study kind ${id}` : null });
      identifier.run({ id, value: `2405.${String(id).padStart(5, '0')}`, doi: `10.5555/invented.${id}` });
      const text = inventedAbstract(id);
      version.run({ id, text, hash: hashAbstract(text) });
      source.run({ id, fields });
    }
    if (isIndexed)
      indexPapers(
        database,
        Array.from({ length: paperCount }, (_, index) => index + 1),
      );
  })();
}
