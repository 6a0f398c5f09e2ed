import {
  NO_FIELDS,
  type PaperFields,
  type PaperRecord,
  type Place,
  UNREAD_TEXT_LENGTH,
  type Unread,
} from '../../../shared/paper.ts';
import { readIdentifierLine } from '../fields/identifiers.ts';
import { readText } from '../fields/text-field.ts';
import { LINE_COST } from '../format.ts';
import type { Line } from './decode.ts';

/** A line that begins a field: `TI  - A title`, `%T A title`. */
export interface TaggedLine {
  readonly tag: string;
  readonly text: string;
}

/**
 * Makes what reads the lines of records that begin with their number instead of a tag: that line is told as a tag of its own.
 * @param line finds a tag and, behind it, the text of its field
 */
export function countedLines(counter: RegExp, begins: string, line: RegExp): TaggedGrammar['parse'] {
  return (text) => {
    if (counter.test(text)) return { tag: begins, text: '' };
    const found = line.exec(text);
    return found === null ? null : { tag: found[1] ?? '', text: found[2] ?? '' };
  };
}

/** How a format of lines with tags divides a file into records. */
export interface TaggedGrammar {
  /** Null for a line without tag, which goes on with the field above it. */
  readonly parse: (line: string) => TaggedLine | null;
  /** The tag that a record begins with; a second one begins the next record whatever is missing before it. */
  readonly begins: string;
  /** The tag that ends a record; null for a format without one. */
  readonly ends: string | null;
  /** Whether a blank line ends a record. */
  readonly endsAtBlank: boolean;
  /** Tags that a record has once, so that where blank lines divide records, a second one begins the next. */
  readonly single: ReadonlySet<string>;
  /** Lines of the format that belong to no record and stand between two: counters, heads, the mark of the end. */
  readonly separator: RegExp;
  /** Whether a line without tag goes on with the field `tag` though a blank line stands between. */
  readonly goesOnAfterBlank: (line: string, tag: string) => boolean;
  readonly read: (entry: TaggedFields) => PaperFields;
}

/** The fields of one record. */
export interface TaggedFields {
  /** The texts of all fields with one of these tags, in the file's order, lines joined by `\n`; none is empty. */
  all(...tags: readonly string[]): string[];
  /** The text of the first of these tags that has one; tags are tried in the order given. */
  first(...tags: readonly string[]): string | null;
}

/**
 * Reads a format of lines with tags. A record begins at {@link TaggedGrammar.begins}, or at any tag where none is
 * open; what stands between records and is no separator is unread.
 */
export function* readTagged(lines: Iterable<Line>, grammar: TaggedGrammar): Generator<PaperRecord | Unread> {
  let open: Entry | null = null;
  let stray: Stray | null = null;
  let afterBlank = false;

  for (const line of lines) {
    if (line.text.trim() === '') {
      afterBlank = true;
      if (open !== null) open.run = 0;
      continue;
    }
    // Files put together of several have a byte order mark at the start of each.
    const text = line.text.startsWith('\uFEFF') ? line.text.slice(1) : line.text;
    const tagged = grammar.parse(text);
    const isBetween = tagged === null && (open === null || afterBlank);
    const isSeparator = isBetween && grammar.separator.test(text);
    if (open !== null && (isSeparator || endsBefore(open, tagged, text, afterBlank, grammar))) {
      yield finished(open, grammar);
      open = null;
    }
    const isStray = open === null && tagged === null && !isSeparator;
    if (stray !== null && !isStray) {
      yield unreadStray(stray);
      stray = null;
    }
    if (isStray) {
      stray ??= { place: placeOf(line), text: [], length: 0 };
      addStray(stray, line);
    } else if (!isSeparator) {
      open ??= newEntry(line);
      add(open, line, tagged);
      if (tagged !== null && tagged.tag === grammar.ends) {
        yield finished(open, grammar);
        open = null;
      }
    }
    afterBlank = false;
  }
  if (stray !== null) yield unreadStray(stray);
  if (open !== null) yield finished(open, grammar);
}

/** A record whose lines together are longer, in UTF-16 code units, is none, so that memory stays bounded. */
const LONGEST_RECORD = 16 * 1024 * 1024;

interface Entry {
  readonly fields: { readonly tag: string; text: string }[];
  readonly tags: Set<string>;
  readonly lines: string[];
  length: number;
  /** Lines since the last blank one. */
  run: number;
  /** Longest such run so far. */
  longestRun: number;
  place: Place;
  isCut: boolean;
}

function newEntry(line: Line): Entry {
  return {
    fields: [],
    tags: new Set(),
    lines: [],
    length: 0,
    run: 0,
    longestRun: 0,
    place: placeOf(line),
    isCut: false,
  };
}

function placeOf({ byteStart, byteEnd, number }: Line): Place {
  return { byteStart, byteEnd, line: number };
}

/** Whether a line belongs to no open record any more. */
function endsBefore(
  entry: Entry,
  tagged: TaggedLine | null,
  line: string,
  afterBlank: boolean,
  grammar: TaggedGrammar,
): boolean {
  if (tagged === null) {
    return afterBlank && !grammar.goesOnAfterBlank(line, entry.fields.at(-1)?.tag ?? '');
  }
  if (tagged.tag === grammar.begins) {
    return grammar.ends !== null || afterBlank || entry.tags.has(grammar.begins);
  }
  if (!grammar.endsAtBlank || !afterBlank) return false;
  // A file whose every line is followed by a blank one is not a record a line.
  return entry.longestRun > 1 || (grammar.single.has(tagged.tag) && entry.tags.has(tagged.tag));
}

function add(entry: Entry, line: Line, tagged: TaggedLine | null): void {
  entry.place = { ...entry.place, byteEnd: line.byteEnd };
  entry.length += line.text.length + LINE_COST;
  entry.isCut ||= line.isCut || entry.length > LONGEST_RECORD;
  entry.run += 1;
  entry.longestRun = Math.max(entry.longestRun, entry.run);
  if (entry.isCut) {
    entry.fields.length = 0;
    return;
  }
  entry.lines.push(line.text);
  if (tagged !== null) {
    entry.tags.add(tagged.tag);
    entry.fields.push({ tag: tagged.tag, text: tagged.text.trim() });
    return;
  }
  const above = entry.fields.at(-1);
  if (above !== undefined) above.text += `\n${line.text.trim()}`;
}

function finished(entry: Entry, grammar: TaggedGrammar): PaperRecord | Unread {
  const fields = entry.isCut ? NO_FIELDS : grammar.read(fieldsOf(entry));
  if (!saysNothing(fields)) return { kind: 'record', place: entry.place, fields };
  return {
    kind: 'unread',
    place: entry.place,
    text: entry.lines.join('\n').slice(0, UNREAD_TEXT_LENGTH),
    reason: entry.isCut
      ? 'A line of more than 8 MB, or an entry of more than 16 MB, is no record of a paper.'
      : NOTHING_SAID,
  };
}

function fieldsOf(entry: Entry): TaggedFields {
  const all = (...tags: readonly string[]): string[] =>
    entry.fields.filter(({ tag, text }) => text !== '' && tags.includes(tag)).map(({ text }) => text);
  return {
    all,
    first(...tags) {
      for (const tag of tags) {
        const [text] = all(tag);
        if (text !== undefined) return text;
      }
      return null;
    },
  };
}

/** Why an entry is unread that {@link saysNothing}. */
export const NOTHING_SAID = 'The entry has no field by which a paper could be known.';

/** Whether an entry tells nothing of a paper, as far as Postil keeps it. */
export function saysNothing(fields: PaperFields): boolean {
  return Object.values(fields).every(
    (value) => value === null || (Array.isArray(value) && value.length === 0),
  );
}

interface Stray {
  place: Place;
  readonly text: string[];
  length: number;
}

function addStray(stray: Stray, line: Line): void {
  stray.place = { ...stray.place, byteEnd: line.byteEnd };
  if (stray.length > UNREAD_TEXT_LENGTH) return;
  stray.text.push(line.text);
  stray.length += line.text.length + 1;
}

function unreadStray(stray: Stray): Unread {
  return {
    kind: 'unread',
    place: stray.place,
    text: stray.text.join('\n').slice(0, UNREAD_TEXT_LENGTH),
    reason: 'This stands between two records and belongs to neither.',
  };
}

/** Keywords of fields that hold one each or several, divided by semicolons or lines; MeSH's stars are left out. */
export function readKeywords(fields: readonly string[]): string[] {
  return fields.flatMap((field) =>
    field.split(/[;\n]/).flatMap((word) => readText(word.replace(/(?<![^\s/])\*/g, '')) ?? []),
  );
}

/** Notes of a record as one comment, out of fields as they stand; see {@link joinNotes}. */
export function readComment(notes: readonly string[]): string | null {
  return readText(joinNotes(notes) ?? '');
}

/** Notes that have been read as one comment; those that repeat an identifier or a key say nothing more. */
export function joinNotes(notes: readonly string[]): string | null {
  const told = notes.filter(
    (note) => note !== '' && readIdentifierLine(note) === null && !bookkeeping.test(note),
  );
  return told.join('; ') || null;
}

/** Lines by which programs keep numbers and keys in notes. */
const bookkeeping = /^\s*(?:PMC?ID\s*:\s*(?:PMC)?\d+|citation key\s*:\s*\S+)\s*$/i;
