import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_FIELDS, type PaperFields } from '../../../shared/paper.ts';
import { type Database, openLibrary, transact } from '../database.ts';
import { inventedFields } from '../safekeeping/invented-fields.ts';
import { absorber, type Outcome } from './absorb.ts';
import { combine } from './combine.ts';
import { groupRecords } from './merge.ts';
import { mergeKeys } from './merge-keys.ts';
import { readFields } from './stored-fields.ts';

let folder: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postil-absorb-'));
  database = openLibrary(folder);
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const ABSTRACT = 'We propose an invented method, and measure how far it carries in five invented valleys.';

/** Takes records into an emptied library, in one transaction for each list. */
function absorbAll(batches: readonly (readonly PaperFields[])[]): Outcome[] {
  for (const table of ['source', 'paper', 'sketch', 'paper_index', 'file', 'import']) {
    database.exec(
      table === 'paper_index'
        ? `INSERT INTO paper_index (paper_index) VALUES ('delete-all')`
        : `DELETE FROM ${table}`,
    );
  }
  database.exec(`INSERT INTO import (id, started_ms) VALUES (1, 0)`);
  const papers = absorber(database, 0, 0);
  const outcomes: Outcome[] = [];
  for (const [index, batch] of batches.entries()) {
    const fileId = index + 1;
    database
      .prepare(`INSERT INTO file (id, hash, name, bytes) VALUES (?, ?, ?, 0)`)
      .run(fileId, String(index), 'page.txt');
    transact(database, () => {
      papers.begin();
      for (const [position, fields] of batch.entries()) {
        const place = { byteStart: position, byteEnd: position + 1, line: position + 1 };
        outcomes.push(
          papers.absorb(
            { kind: 'record', fields, place },
            { importId: 1, fileId, fileName: 'page.txt' },
            false,
          ),
        );
      }
      papers.flush();
    });
  }
  return outcomes;
}

interface PlainPaper {
  readonly fields: unknown;
  /** What its sources say, without repetition. */
  readonly sources: readonly string[];
  readonly versions: readonly string[];
}

/** Fields in one order. */
function plain(fields: PaperFields): string {
  return JSON.stringify(Object.entries(fields).sort());
}

/** The papers of the library, apart from their numbers. */
function stored(): string[] {
  const papers = database
    .prepare<[], Record<string, string | number | null>>(
      `SELECT paper.*, version.text AS abstract FROM paper LEFT JOIN version ON version.id = version_id`,
    )
    .all();
  return papers
    .map((paper): PlainPaper => {
      const id = Number(paper.id);
      const all = (sql: string) => database.prepare<[number], string>(sql).pluck().all(id);
      const identifiers = database
        .prepare('SELECT scheme, value FROM paper_identifier WHERE paper_id = ? ORDER BY scheme, value')
        .all(id);
      return {
        fields: {
          title: paper.title,
          heading: paper.heading,
          authors: JSON.parse(String(paper.authors)),
          abstract: paper.abstract,
          identifiers,
          published: paper.published,
          year: paper.year,
          comment: paper.comment,
          categories: JSON.parse(String(paper.categories)),
          venue: paper.venue,
          institutions: JSON.parse(String(paper.institutions)),
        },
        sources: [
          ...new Set(
            database
              .prepare<[number], { fields: string; text: string | null }>(
                `SELECT fields, text FROM source LEFT JOIN version ON version.id = version_id
                 WHERE source.paper_id = ?`,
              )
              .all(id)
              .map(({ fields, text }) => plain(readFields(fields, text))),
          ),
        ].sort(),
        versions: all('SELECT text FROM version WHERE paper_id = ? ORDER BY text'),
      };
    })
    .map((paper) => JSON.stringify(paper))
    .sort();
}

/** What {@link stored} must be, computed from all records at once. */
function expected(records: readonly PaperFields[]): string[] {
  return groupRecords(records.map((record) => mergeKeys(record)))
    .map((group): PlainPaper => {
      const members = group.flatMap((position) => records[position] ?? []);
      const abstracts = new Set(members.flatMap(({ abstract }) => abstract ?? []));
      return {
        fields: combine(members),
        sources: [...new Set(members.map(plain))].sort(),
        versions: [...abstracts].sort(),
      };
    })
    .map(({ fields, ...paper }) => {
      const { title, heading, authors, abstract, identifiers, ...rest } = fields as ReturnType<
        typeof combine
      >;
      const ordered = [...identifiers].sort((one, other) =>
        `${one.scheme} ${one.value}` < `${other.scheme} ${other.value}` ? -1 : 1,
      );
      return JSON.stringify({
        fields: { title, heading, authors, abstract, identifiers: ordered, ...rest },
        ...paper,
      });
    })
    .sort();
}

const batches = fc.array(fc.array(inventedFields, { maxLength: 8 }), { maxLength: 4 });

describe('absorb', () => {
  it('makes of records what grouping and combining all at once makes of them, in whatever order and lots they come', () => {
    fc.assert(
      fc.property(batches, (given) => {
        absorbAll(given);
        expect(stored()).toEqual(expected(given.flat()));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps each source in a version of its paper and each paper in the index', () => {
    fc.assert(
      fc.property(batches, (given) => {
        absorbAll(given);
        const count = (sql: string) => database.prepare<[], number>(sql).pluck().get();
        expect(count('SELECT count(*) FROM source')).toBe(given.flat().length);
        expect(
          count(
            'SELECT count(*) FROM source JOIN version ON version.id = version_id WHERE version.paper_id <> source.paper_id',
          ),
        ).toBe(0);
        expect(count('SELECT count(*) FROM paper WHERE id NOT IN (SELECT paper_id FROM source)')).toBe(0);
        expect(count('SELECT count(*) FROM paper_index')).toBe(count('SELECT count(*) FROM paper'));
        expect(database.pragma('foreign_key_check')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('says what each record did', () => {
    const plain = { ...NO_FIELDS, abstract: ABSTRACT };
    const named = { ...plain, identifiers: [{ scheme: 'arxiv', value: '2406.01001' }] } as const;
    expect(
      absorbAll([
        [plain, plain, named],
        [named, plain],
      ]),
    ).toEqual(['added', 'unchanged', 'merged', 'unchanged', 'unchanged']);
  });

  it('names a text by the first of its files by name, in whatever order they came', () => {
    const label = (fileNames: readonly string[]) => {
      absorbAll([]);
      const papers = absorber(database, 0, 0);
      transact(database, () => {
        papers.begin();
        for (const [index, fileName] of fileNames.entries()) {
          const origin = { importId: 1, fileId: index + 1, fileName };
          database
            .prepare('INSERT INTO file (id, hash, name, bytes) VALUES (?, ?, ?, 0)')
            .run(index + 1, fileName, fileName);
          const place = { byteStart: 0, byteEnd: 1, line: 1 };
          papers.absorb(
            { kind: 'record', place, fields: { ...NO_FIELDS, abstract: ABSTRACT } },
            origin,
            false,
          );
        }
        papers.flush();
      });
      return database.prepare('SELECT label FROM version').pluck().all();
    };
    expect(label(['b.txt', 'a.txt'])).toEqual(['a.txt']);
    expect(label(['a.txt', 'b.txt'])).toEqual(['a.txt']);
  });

  it('lets the older of two papers that prove to be one survive, with all that the user has made of both', () => {
    const one = {
      ...NO_FIELDS,
      identifiers: [{ scheme: 'doi', value: '10.1000/a' }],
      abstract: ABSTRACT,
    } as const;
    const other = { ...NO_FIELDS, identifiers: [{ scheme: 'pmid', value: '11' }], title: 'Other' } as const;
    absorbAll([[one, other]]);
    const [older = 0, younger = 0] = database
      .prepare<[], number>('SELECT id FROM paper ORDER BY id')
      .pluck()
      .all();
    database.exec(`
      INSERT INTO reading (paper_id, state, starred) VALUES (${older}, 'inbox', 0), (${younger}, 'done', 1);
      INSERT INTO tag (id, name, key) VALUES (1, 'a', 'a'), (2, 'b', 'b');
      INSERT INTO paper_tag (paper_id, tag_id) VALUES (${older}, 1), (${younger}, 1), (${younger}, 2);
      INSERT INTO note (paper_id, text, changed_ms) VALUES (${older}, 'first', 1), (${younger}, 'second', 2);
      INSERT INTO annotation (id, paper_id, version_id, colour, selectors, created_ms, changed_ms)
        VALUES ('x', ${younger}, 999, 'blue', '[]', 1, 1);`);
    const papers = absorber(database, 0, 0);
    const both = { ...NO_FIELDS, identifiers: [...one.identifiers, ...other.identifiers] };
    transact(database, () => {
      papers.begin();
      const place = { byteStart: 99, byteEnd: 100, line: 1 };
      const origin = { importId: 1, fileId: 1, fileName: 'page.txt' };
      expect(papers.absorb({ kind: 'record', fields: both, place }, origin, false)).toBe('merged');
      expect(papers.flush().toSorted()).toEqual([older, younger]);
    });
    const all = (sql: string) => database.prepare(sql).raw().all();
    expect(all('SELECT id, title FROM paper')).toEqual([[older, 'Other']]);
    expect(all('SELECT paper_id, state, starred FROM reading')).toEqual([[older, 'done', 1]]);
    expect(all('SELECT paper_id, tag_id FROM paper_tag')).toEqual([
      [older, 1],
      [older, 2],
    ]);
    expect(all('SELECT paper_id, text, changed_ms FROM note')).toEqual([[older, 'first\n\nsecond', 2]]);
    expect(all('SELECT paper_id, id FROM annotation')).toEqual([[older, 'x']]);
    expect(all('SELECT count(*) FROM paper_index')).toEqual([[1]]);
  });
});
