import type { PaperFields, PaperRecord, Unread } from '../../../shared/paper.ts';
import type { Dump, Sample } from '../format.ts';
import { type ByteWindow, type Gap, isBlank, openGap, openWindow, shown } from './byte-window.ts';
import { isAbout, isList, isShort, LONGEST_ABOUT } from './json-answer.ts';
import {
  endOfComment,
  endOfObject,
  endOfScalar,
  nextRecordLike,
  type Opener,
  openerAt,
  skipComments,
} from './json-scan.ts';
import { isObject, type JsonObject } from './json-values.ts';
import { parseRelaxed } from './relaxed-json.ts';

/**
 * What an object of a JSON format says; null when it is no record, so that its members may be records.
 * @param key the name that the object has in the one around it
 */
export type JsonFields = (value: JsonObject, key: string | null) => PaperFields | null;

/** Longest record that is read, so that memory stays bounded. */
const LONGEST_RECORD = 8 * 1024 * 1024;

/**
 * After damage upon damage ever less is looked at for the end of an object, and after so many ever more passed over
 * at once, so that a file of nothing but damage takes no longer than its length allows.
 */
const PATIENCE = 20;
const SHORTEST_TRY = 64 * 1024;
const LONGEST_LEAP = 64 * 1024;

/** Most arrays and objects around a record. */
const DEEPEST = 6;

/** A bracket open around the position. */
interface Around {
  readonly bracket: number;
  /** Whether it is an object in order, so that names of members are no part of a damaged record. */
  readonly isWhole: boolean;
  /** The name of an array in the object around it; null where it has none. */
  readonly name: string | null;
}

/**
 * Reads the records of a JSON text in bounded memory, whichever way they stand in it: one a line or otherwise one
 * after the other, in an array, within the answer of an API, or by their ids in an object. After damage, reading
 * goes on at the next thing that begins as records of this file do.
 */
export function* readJsonRecords(
  dump: Pick<Dump, 'bytes' | 'encoding'>,
  fields: JsonFields,
): Generator<PaperRecord | Unread> {
  const window = openWindow(dump);
  const open: Around[] = [];
  let key: string | null = null;
  /** Whether a name of a member may come next. */
  let isKeyNext = false;
  let gap: Gap | null = null;
  let gapEnd = 0;
  /** Number of brackets around the last record. */
  let recordDepth = -1;
  let opener: Opener | null = null;
  /** Damaged objects since the last record. */
  let failures = 0;

  /** Takes a piece that no record is made of into what is unread. */
  function takeUnknown(from: number, to: number): void {
    gap ??= openGap(window, from);
    gapEnd = to;
    gap.goOn(to);
  }
  function* endGap(): Generator<Unread> {
    if (gap !== null) yield gap.unread(gapEnd, 'This is no part of a record that could be read.');
    gap = null;
  }

  let position = window.begin;
  for (;;) {
    while (isBlank(window.at(position))) position += 1;
    const unit = window.at(position);
    if (unit === -1) break;
    if (gap === null) window.release(lineStart(window, position));
    const from = position;
    // Amidst damage slashes may be anything.
    if (gap === null) position = endOfComment(window, from);
    if (position > from) continue;
    if (unit === BRACE) {
      const end = endOfObject(window, from, from + Math.max(LONGEST_RECORD >> failures, SHORTEST_TRY));
      const value = typeof end === 'number' ? parse(window.text(from, end)) : undefined;
      if (typeof end === 'number' && value !== undefined) {
        const found = fields(value, key);
        if (found !== null) {
          yield* endGap();
          yield { kind: 'record', fields: found, place: window.place(from, end) };
          recordDepth = open.length;
          failures = 0;
          opener = openerAt(window, from);
          window.release(end);
          position = end;
        } else if (open.length < DEEPEST && holdsRecord(value, fields, DEEPEST - open.length)) {
          open.push({ bracket: unit, isWhole: true, name: null });
          key = null;
          isKeyNext = true;
          position = from + 1;
        } else {
          const isKnown = isAbout(key ?? open.at(-1)?.name ?? null) && !('title' in value);
          if (!isKnown && Object.keys(value).length > 0) {
            if (gap !== null) takeUnknown(from, end);
            else yield unread(window, from, end, 'The entry has neither title nor abstract.');
          }
          position = end;
        }
      } else if (
        open.length < DEEPEST &&
        open.length !== recordDepth &&
        open.every(({ bracket }) => bracket === BRACE) &&
        !isLineOfMany(window, from)
      ) {
        // What is too long or damaged where no record stood yet is rather something around records than one itself.
        open.push({
          bracket: unit,
          isWhole: end === 'unfinished' && window.at(from + LONGEST_RECORD) !== -1,
          name: null,
        });
        key = null;
        isKeyNext = true;
        position = from + 1;
      } else {
        yield* endGap();
        takeUnknown(from, from + 1);
        failures += 1;
        const passed = from + Math.min(2 ** Math.max(0, failures - PATIENCE), LONGEST_LEAP) - 1;
        position = nextRecordLike(window, from, passed, opener ?? openerAt(window, from), (solid, passed) => {
          takeUnknown(from, solid);
          gap?.goOn(passed);
        });
        key = keyBefore(window, position);
        yield* endGap();
      }
    } else if (unit === BRACKET && open.length < DEEPEST) {
      open.push({ bracket: unit, isWhole: false, name: key });
      key = null;
      position += 1;
    } else if (unit === CLOSING_BRACE || unit === CLOSING_BRACKET) {
      // The two closing signs stand two places after the opening ones in ASCII.
      if (open.at(-1)?.bracket === unit - 2) open.pop();
      else takeUnknown(from, from + 1);
      key = null;
      position += 1;
    } else if (unit === COMMA || unit === COLON) {
      if (gap !== null) takeUnknown(from, from + 1);
      if (unit === COMMA) key = null;
      isKeyNext = unit === COMMA && open.at(-1)?.bracket === BRACE;
      position += 1;
    } else {
      position = endOfScalar(window, from, from + LONGEST_RECORD);
      const text = window.text(from, Math.min(position, from + LONGEST_ABOUT));
      let next = position;
      while (isBlank(window.at(next))) next += 1;
      const isKey = isKeyNext && window.at(next) === COLON && /^["']|^[\w$]+$/.test(text);
      if (isKey) key = text.replace(/^["']|["']$/g, '');
      const isFigure = key !== null && /^(?:true|false|-?\d+(?:\.\d+)?)$/.test(text);
      // A null among records stands for one that was asked for and not found.
      const isKnownKey = isKey && (isAbout(key) || isList(key) || open.at(-1)?.isWhole === true);
      const isOfAbout = !isKey && isAbout(key ?? open.at(-1)?.name ?? null) && isShort(text);
      const isKnown = isKnownKey || isFigure || text === 'null' || isOfAbout;
      isKeyNext = false;
      if (!isKnown) takeUnknown(from, position);
    }
  }
  yield* endGap();
}

/** Whether a dump that begins so is JSON, or nearly so, with a record that a format can read. */
export function holdsJsonRecord(sample: Sample, fields: JsonFields): boolean {
  const first = sample.lines.find((line) => line.trim() !== '');
  if (first === undefined || !/^[\s\uFEFF]*(?:[[{]|\/[/*])/.test(first)) return false;
  const bytes = Buffer.from(sample.lines.join('\n').replace(/^\uFEFF/, ''));
  const dump = { bytes: () => [bytes], encoding: { name: '8-bit', markBytes: 0 } } as const;
  const window = openWindow(dump);
  const begin = window.at(skipComments(window, 0));
  // A program may begin with a comment too.
  if (begin !== BRACE && begin !== BRACKET) return false;
  const parts = readJsonRecords(dump, fields);
  let passed = 0;
  for (const { kind } of parts) {
    if (kind === 'record') return true;
    passed += 1;
    if (passed > MOST_PASSED) return false;
  }
  return false;
}

/** Most parts before the first record in a sample: damaged ones, or nulls and errors of an answer. */
const MOST_PASSED = 20;

const BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;

/** Longest name of a member, and longest indentation, that can mean anything. */
const LONGEST_KEY = 200;

/** Start of the line that a position is on, as far as it is held: indentation tells records from what is in them. */
function lineStart(window: ByteWindow, position: number): number {
  let start = position;
  while (
    start > window.start &&
    start > position - LONGEST_KEY &&
    window.units[start - 1 - window.start] !== 0x0a
  )
    start -= 1;
  return start - 1;
}

/** The name of the member that an object at a position is; null where it has none. */
function keyBefore(window: ByteWindow, position: number): string | null {
  const text = window.text(Math.max(window.start, position - LONGEST_KEY), position);
  return /"([^"\n]*)"\s*:\s*$/.exec(text)?.[1] ?? null;
}

/** Whether an object begins a line as the next one does: then they are records one a line, not one around others. */
function isLineOfMany(window: ByteWindow, from: number): boolean {
  return (
    openerAt(window, from).kind === 'line' &&
    ['}\n{', '}\r\n{'].some((end) => window.find(end, from, from + LONGEST_RECORD) !== -1)
  );
}

function unread(window: ByteWindow, from: number, to: number, reason: string): Unread {
  return { kind: 'unread', place: window.place(from, to), text: shown(window, from, to), reason };
}

function parse(text: string): JsonObject | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What is no JSON may still be a literal of Python; else it is unread.
    value = parseRelaxed(text);
  }
  return isObject(value) ? value : undefined;
}

function holdsRecord(value: unknown, fields: JsonFields, depth: number): boolean {
  if (depth === 0 || typeof value !== 'object' || value === null) return false;
  const isArray = Array.isArray(value);
  return Object.entries(value).some(
    ([key, member]) =>
      (isObject(member) && fields(member, isArray ? null : key) !== null) ||
      holdsRecord(member, fields, depth - 1),
  );
}
