/** Looks at what the pages hold: a byte that turned over within a text leaves the pages themselves in order. */
import { isUtf8 } from 'node:buffer';
import { readSplice, withoutSplice } from '../annotating/note-log.ts';
import type { Database } from '../database.ts';
import { hashAbstract } from '../merging/normalise.ts';

/** Columns of texts by table: the user's own, and what papers are called. */
export const TEXTS: Readonly<Record<string, readonly string[]>> = {
  annotation: ['body'],
  note: ['text'],
  paper: ['title', 'derived_heading', 'comment', 'venue'],
  reading: ['heading'],
  saved_search: ['name', 'query'],
  tag: ['name'],
};
/** Columns that hold JSON, by table. */
const JSON_TEXTS: Readonly<Record<string, readonly string[]>> = {
  annotation: ['selectors'],
  history: ['before', 'after'],
  note_revision: ['splice'],
  paper: ['authors', 'institutions', 'categories'],
  source: ['fields'],
};

/** Texts that are no texts any more, one sentence a row. */
export function* garbledTexts(database: Database): Generator<string> {
  for (const [table, columns] of Object.entries(TEXTS)) {
    for (const column of columns) {
      const rows = database
        .prepare<[], { bytes: Buffer }>(
          `SELECT CAST(${column} AS BLOB) AS bytes FROM ${table} WHERE ${column} IS NOT NULL AND ${column} <> ''`,
        )
        .iterate();
      for (const { bytes } of rows) if (!isUtf8(bytes)) yield `A ${column} of table ${table} is garbled.`;
    }
  }
  for (const [table, columns] of Object.entries(JSON_TEXTS)) {
    for (const column of columns) {
      const number = database
        .prepare<[], number>(`SELECT count(*) FROM ${table} WHERE NOT json_valid(${column})`)
        .pluck()
        .get();
      if (number !== 0) yield `${number} of the ${column} of table ${table} are garbled.`;
    }
  }
}

/** Abstracts that are not what was read: each is kept with the hash of its letters. */
export function* changedAbstracts(database: Database): Generator<string> {
  const rows = database
    .prepare<[], { paper: number; text: string; hash: Buffer }>(
      "SELECT paper_id AS paper, text, hash FROM version WHERE hash <> x''",
    )
    .iterate();
  for (const { paper, text, hash } of rows) {
    if (!hash.equals(hashAbstract(text))) yield `An abstract of paper ${paper} is not what was read.`;
  }
}

/** Notes that do not fit the log of their writings, by which older texts are found: the papers that have them. */
export function* unfitNotes(database: Database): Generator<number> {
  const texts = new Map(
    database.prepare<[], [number, string]>('SELECT paper_id, text FROM note').raw().iterate(),
  );
  const writings = database
    .prepare<[], { paper: number; splice: string }>(
      'SELECT paper_id AS paper, splice FROM note_revision ORDER BY paper_id, id DESC',
    )
    .all();
  for (const [paper, own] of Map.groupBy(writings, (writing) => writing.paper)) {
    if (
      !isFit(
        texts.get(paper) ?? '',
        own.map(({ splice }) => splice),
      )
    )
      yield paper;
    texts.delete(paper);
  }
  // Without any writing there would be no note.
  yield* texts.keys();
}

/** @param splices the newest first */
function isFit(text: string, splices: readonly string[]): boolean {
  try {
    return splices.reduce((later, splice) => withoutSplice(later, readSplice(splice)), text) === '';
  } catch {
    // A splice that is garbled, or that does not fit: it leads no further.
    return false;
  }
}
