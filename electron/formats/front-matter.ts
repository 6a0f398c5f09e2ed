import { parse } from 'smol-toml';
import {
  type PaperFields,
  type PaperRecord,
  type Place,
  UNREAD_TEXT_LENGTH,
  type Unread,
} from '../../shared/paper.ts';
import { readText } from './fields/text-field.ts';
import type { Dump, Format } from './format.ts';
import type { Line } from './syntax/decode.ts';
import { isObject } from './syntax/json-values.ts';
import { inlineText } from './syntax/markdown-inline.ts';
import { parseYaml, readYamlPaper, tellsPaper } from './yaml-paper.ts';

/**
 * A page of Markdown on one paper, with its fields in YAML (`---`) or TOML (`+++`) over it, as Obsidian, Zotero's
 * plug-ins and makers of web pages write them. A section "Abstract" below belongs to the paper, and what stands above
 * it is its comment; other text is unread.
 */
export const frontMatter: Format = {
  name: 'front-matter',
  detect: ({ lines }) => readHead(lines) !== null,
  read: readPage,
};

/** Most lines of the fields over a page. */
const HEAD_LINES = 1000;

interface Head {
  readonly fields: PaperFields;
  /** Index of the line behind the fields. */
  readonly end: number;
}

function readHead(lines: readonly string[]): Head | null {
  const [first = ''] = lines;
  const mark = /^\uFEFF?(---|\+\+\+)\s*$/.exec(first)?.[1];
  if (mark === undefined) return null;
  const end = lines.slice(1, HEAD_LINES).findIndex((line) => line.trimEnd() === mark);
  if (end === -1) return null;
  const text = lines.slice(1, end + 1).join('\n');
  const value = mark === '---' ? parseYaml(text) : readToml(text);
  const fields = readYamlPaper(value);
  return fields !== null && isObject(value) && tellsPaper(fields, value) ? { fields, end: end + 2 } : null;
}

/** Longest head in TOML that is parsed, in UTF-16 code units. */
const LONGEST_TOML = 256 * 1024;

function readToml(text: string): unknown {
  if (text.length > LONGEST_TOML) return undefined;
  try {
    return parse(text);
  } catch {
    // What cannot be parsed is no head, but text as other text.
    return undefined;
  }
}

/** Headings and callouts over an abstract. */
const abstractHeading =
  /^(?:#{1,6}\s*|>\s*\[!)(?:abstract|summary|zusammenfassung|résumé|摘要)\b\]?(?:[+-]?\s+(?:abstract|summary))?[\s:*-]*$/i;
const heading = /^#{1,6}\s/;

/** Longest abstract, in UTF-16 code units, so that memory stays bounded; what goes on is unread. */
const LONGEST_ABSTRACT = 100_000;

function* readPage(dump: Dump): Generator<PaperRecord | Unread> {
  const beginning: string[] = [];
  for (const { text } of dump.lines()) if (beginning.push(text) > HEAD_LINES) break;
  const head = readHead(beginning);
  /** Lines of the section that is the abstract; null before it. */
  let abstract: { readonly lines: string[]; readonly isCallout: boolean; length: number } | null = null;
  let record: Place | null = null;
  let above: readonly string[] = [];
  let rest: { readonly lines: string[]; length: number; place: Place } | null = null;
  let isAbove = true;
  const isAbstractNext = (text: string): boolean =>
    abstractHeading.test(text) && head?.fields.abstract === null;
  for (const line of dump.lines()) {
    const isHead = line.number <= (head?.end ?? 0);
    if (!isHead && line.text.trim() === '') continue;
    if (isHead) record = goneOn(record, line);
    else if (abstract === null && isAbstractNext(line.text) && (rest?.length ?? 0) <= UNREAD_TEXT_LENGTH) {
      abstract = { lines: [], isCallout: line.text.startsWith('>'), length: 0 };
      record = goneOn(record, line);
      // It stands within the record, and so in no part of its own.
      above = rest?.lines ?? [];
      rest = null;
    } else if (
      abstract !== null &&
      isAbove &&
      !(abstract.isCallout ? /^[^>]/ : heading).test(line.text) &&
      abstract.length + line.text.length <= LONGEST_ABSTRACT
    ) {
      abstract.length += line.text.length;
      abstract.lines.push(line.text);
      record = goneOn(record, line);
    } else {
      if (abstract !== null) isAbove = false;
      // The title once more.
      if (rest === null && line.text.replace(/^#\s+/, '').trim() === head?.fields.title) continue;
      rest ??= { lines: [], length: 0, place: goneOn(null, line) };
      rest.length += line.text.length + 1;
      if (rest.length <= UNREAD_TEXT_LENGTH) rest.lines.push(line.text);
      rest.place = goneOn(rest.place, line);
    }
  }
  if (head !== null && record !== null) {
    const comments = [head.fields.comment, plainLines(above)].filter((text) => text !== null);
    yield {
      kind: 'record',
      place: record,
      fields: {
        ...head.fields,
        abstract: head.fields.abstract ?? plainLines(abstract?.lines ?? []),
        comment: comments.join('; ') || null,
      },
    };
  }
  if (rest !== null) {
    const text = rest.lines.join('\n').slice(0, UNREAD_TEXT_LENGTH);
    yield {
      kind: 'unread',
      place: rest.place,
      text,
      reason: 'Text of the page that is no part of the paper.',
    };
  }
}

/** Lines of Markdown as one text; null where nothing stands in them. */
function plainLines(lines: readonly string[]): string | null {
  return readText(lines.map((line) => inlineText(line.replace(/^(?:>|#{1,6}\s)\s?/, ''))).join(' '));
}

function goneOn(place: Place | null, { byteStart, byteEnd, number }: Line): Place {
  return place === null ? { byteStart, byteEnd, line: number } : { ...place, byteEnd };
}
