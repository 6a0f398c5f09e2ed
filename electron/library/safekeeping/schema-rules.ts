/** What the contract's schemas say of what is kept: for tests, which look whether every row of a library keeps to it. */
import { z } from 'zod';
import {
  AnnotationId,
  AnnotationStyle,
  COMMENT_LENGTH,
  HighlightColour,
  MEANING_LENGTH,
  Selectors,
} from '../../../shared/annotation.ts';
import { NOTE_LENGTH } from '../../../shared/calls/notes.ts';
import { TEMPLATE_LENGTH, TEMPLATE_NAME_LENGTH } from '../../../shared/note.ts';
import { GivenHeading, IDENTIFIER_SCHEMES, ReadingState, TagColour } from '../../../shared/paper.ts';
import { SORTS } from '../../../shared/search.ts';
import { TAG_LENGTH } from '../../../shared/tag.ts';
import type { Database } from '../database.ts';
import { checkLibrary } from './check.ts';

const text = z.string();
const filled = text.min(1);
const time = z.int().nonnegative();
const number = z.int().positive();
const offset = z.int().nonnegative();
const isJson = text.refine((value) => {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}, 'No JSON');

/** The texts that are kept as JSON. */
function json(schema: z.ZodType) {
  return isJson.transform((value): unknown => JSON.parse(value)).pipe(schema);
}

const texts = json(z.array(text));
const row = json(z.record(text, z.unknown())).nullable();

/** The columns of each table on which there are rules. */
const RULES: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  import: { started_ms: time, inputs: json(z.array(z.object({ path: filled, shown: text }))) },
  file: { hash: text.regex(/^[0-9a-f]+$/), bytes: offset },
  import_file: { problem: isJson.nullable(), added: offset, merged: offset, unchanged: offset },
  unread: { line: number },
  paper: {
    heading: text,
    authors: texts,
    institutions: texts,
    categories: texts,
    published: text.regex(/^\d{4}(-\d\d){0,2}$/).nullable(),
    year: z.int().min(0).max(9999).nullable(),
  },
  paper_identifier: { scheme: z.enum(IDENTIFIER_SCHEMES), value: filled },
  possible_duplicate: { score: z.number().min(0).max(1) },
  source: { fields: json(z.record(text, z.unknown())), line: number },
  reading: { heading: GivenHeading.nullable(), state: ReadingState, rating: z.int().min(0).max(5) },
  last_read: { read_ms: time, place: z.number().min(0).max(1) },
  queue: { position: z.int() },
  tag: {
    name: filled.max(TAG_LENGTH),
    key: filled,
    colour: TagColour,
    digit: z.int().min(1).max(9).nullable(),
  },
  annotation: {
    id: AnnotationId,
    colour: HighlightColour,
    style: AnnotationStyle,
    body: filled.max(COMMENT_LENGTH).nullable(),
    selectors: json(Selectors),
    created_ms: time,
    changed_ms: time,
  },
  colour_meaning: { colour: HighlightColour, meaning: filled.max(MEANING_LENGTH) },
  note: { text: filled.max(NOTE_LENGTH), changed_ms: time },
  note_revision: { splice: json(z.tuple([offset, text, text])) },
  note_template: { name: filled.max(TEMPLATE_NAME_LENGTH), text: text.max(TEMPLATE_LENGTH) },
  citation_key: { key: filled.max(200) },
  saved_search: { name: filled.max(300), query: text, sort: z.enum(SORTS) },
  recent_search: { query: filled.max(10_000), used_ms: time },
  decision: { one_keys: isJson, other_keys: isJson },
  change: { made_ms: time, label: filled, paper_count: offset },
  history: { before: row, after: row },
};

/** What in a library breaks a rule: one sentence a column, none for a sound one. Foreign keys and pages are looked at too. */
export function brokenRules(database: Database): readonly string[] {
  const broken = [...checkLibrary(database).problems];
  for (const [table, columns] of Object.entries(RULES)) {
    for (const [column, schema] of Object.entries(columns)) {
      const values = database.prepare<unknown[], unknown>(`SELECT ${column} FROM ${table}`).pluck().iterate();
      for (const value of values) {
        const parsed = schema.safeParse(value);
        if (parsed.success) continue;
        const shown = String(value).slice(0, 200);
        broken.push(`${table}.${column} holds ${JSON.stringify(shown)}: ${parsed.error.issues[0]?.message}`);
        break;
      }
    }
  }
  return broken;
}
