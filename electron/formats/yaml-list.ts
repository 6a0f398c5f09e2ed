import { type PaperRecord, UNREAD_TEXT_LENGTH, type Unread } from '../../shared/paper.ts';
import { type Format, LINE_COST } from './format.ts';
import type { Line } from './syntax/decode.ts';
import { isObject } from './syntax/json-values.ts';
import { parseYaml, readYamlPaper } from './yaml-paper.ts';

/**
 * Bibliographies in YAML: lists of maps, also below `references:` as CSL has them, and maps by keys as Hayagriva has
 * them. Each entry is parsed for itself, so that one that is damaged costs no other.
 */
export const yamlList: Format = {
  name: 'yaml-list',
  detect: ({ lines }) => {
    const begins = beginningOf(lines);
    if (begins === null || !lines.some((line) => /^\s*(?:- +)?["']?title["']?\s*:/i.test(line))) return false;
    // The last entry may be cut.
    const entries = [...readEntries(numbered(lines), begins)].slice(0, MOST_TRIED);
    const records = entries.filter(({ kind }) => kind === 'record').length;
    return records > 0 && records * 2 >= entries.length;
  },
  read: (dump) => {
    const beginning: string[] = [];
    for (const { text } of dump.lines()) if (beginning.push(text) >= BEGINNING_LINES) break;
    return readEntries(dump.lines(), beginningOf(beginning) ?? /^- /);
  },
};

/** Entries by which a text is recognised. */
const MOST_TRIED = 10;

/** Lines before the first entry, with comments of any length. */
const BEGINNING_LINES = 1000;

/** How the lines on which entries begin look; null for what is no such text. */
function beginningOf(lines: readonly string[]): RegExp | null {
  const first = lines.find((line) => !isBetween(line));
  if (first === undefined) return null;
  const indent = /^( *)- +(?:[\w"'-]+\s*:|$)/.exec(first)?.[1];
  if (indent !== undefined) return new RegExp(`^ {${indent.length}}- `);
  return /^["']?[\p{L}\d][\p{L}\p{M}\d:._/+-]*["']?\s*:\s*$/u.test(first)
    ? /^["']?[\p{L}\d][^\s]*\s*:\s*$/u
    : null;
}

/** Lines between entries that say nothing of a paper. */
function isBetween(line: string): boolean {
  return /^(?:---|\.\.\.|%\S.*|\s*#.*|\s*|(?:references|papers|publications|bibliography)\s*:\s*)$/.test(
    line,
  );
}

/** Longest entry, in UTF-16 code units, so that memory stays bounded. */
const LONGEST_ENTRY = 1024 * 1024;

interface Entry {
  readonly lines: string[];
  readonly line: number;
  readonly byteStart: number;
  byteEnd: number;
  length: number;
}

function* readEntries(lines: Iterable<Line>, begins: RegExp): Generator<PaperRecord | Unread> {
  let entry: Entry | null = null;
  for (const line of lines) {
    const { text, byteStart, byteEnd, number } = line;
    const isEnd = isBetween(text) && !/^\s/.test(text) && text !== '';
    if (entry !== null && (begins.test(text) || isEnd)) {
      yield finished(entry);
      entry = null;
    }
    if (entry === null && isBetween(text)) continue;
    entry ??= { lines: [], line: number, byteStart, byteEnd, length: 0 };
    entry.length += text.length + LINE_COST;
    if (entry.length <= LONGEST_ENTRY) entry.lines.push(text);
    if (text.trim() !== '') entry.byteEnd = byteEnd;
  }
  if (entry !== null) yield finished(entry);
}

function finished(entry: Entry): PaperRecord | Unread {
  const { byteStart, byteEnd, line } = entry;
  const place = { byteStart, byteEnd, line };
  const value = entry.length > LONGEST_ENTRY ? undefined : entryOf(entry.lines.join('\n'));
  const fields = value === undefined ? null : readYamlPaper(value);
  if (fields !== null) return { kind: 'record', place, fields };
  return {
    kind: 'unread',
    place,
    text: entry.lines.join('\n').slice(0, UNREAD_TEXT_LENGTH),
    reason: value === undefined ? 'The entry is no YAML.' : 'The entry has neither title nor abstract.',
  };
}

/** The map that an entry is, the only one of a list or of a map by keys; undefined for what is no YAML. */
function entryOf(text: string): unknown {
  const value = parseYaml(text);
  return Array.isArray(value) ? value[0] : isObject(value) ? Object.values(value)[0] : value;
}

function* numbered(lines: readonly string[]): Generator<Line> {
  for (const [index, text] of lines.entries())
    yield { text, byteStart: index, byteEnd: index + 1, number: index + 1, isCut: false };
}
