import type { PaperFields, PaperRecord, Unread } from '../../../shared/paper.ts';
import type { Dump } from '../format.ts';
import { type ByteWindow, type Gap, isBlank, openGap, openWindow, shown } from './byte-window.ts';
import { localName, parseElement, type XmlElement } from './xml-element.ts';
import { type Interruption, readTag, type XmlTag } from './xml-tags.ts';

/** What an XML format is made of. Names are without prefix where not said otherwise. */
export interface XmlShape {
  /** Elements that hold one record each. */
  readonly records: ReadonlySet<string>;
  /** Elements around records, in which nothing else of worth stands but what {@link XmlShape.isFrame} knows. */
  readonly containers: ReadonlySet<string>;
  /** Whether an element between records, by its name with prefix, is known and says nothing of a paper. */
  isFrame(name: string): boolean;
  /** The element within a record that may hold another one of the same name. */
  readonly nestsIn?: string;
  /** Element of the frame that says something of the records after it, such as the volume that they are in. */
  readonly context?: string;
  /**
   * What a record says.
   * @param context the last {@link XmlShape.context}
   * @returns one sentence why it is unread; null for what is known to be no paper, such as a deleted record
   */
  fields(record: XmlElement, context: XmlElement | undefined): PaperFields | string | null;
}

/** Longest record that is read, so that memory stays bounded. Papers of 3,000 authors have about 2 MB in PubMed. */
const LONGEST_RECORD = 8 * 1024 * 1024;

/** Most containers within one another. */
const DEEPEST = 100;

/** What stands between two records. */
interface Stretch {
  readonly gap: Gap;
  isDamaged: boolean;
  /** Behind the last thing in it that is not blank. */
  end: number;
}

/**
 * Reads the records of an XML text in bounded memory. Their bounds are found by their tags alone, so that a fault in
 * one record costs no other: after it, reading goes on at the next tag that begins a record.
 */
export function* readXmlRecords(dump: Dump, shape: XmlShape): Generator<PaperRecord | Unread> {
  const window = openWindow(dump);
  const isRecord = (name: string): boolean => shape.records.has(localName(name));
  const interruption: Interruption = { isBy: isRecord, last: { from: 0, at: -1 } };
  const open: string[] = [];
  let stretch: Stretch | null = null;
  /** The element of the frame that is being passed over. */
  let passed: { readonly name: string; readonly from: number; depth: number } | null = null;
  let context: XmlElement | undefined;

  function* endStretch(): Generator<Unread> {
    if (stretch?.isDamaged === true) yield stretch.gap.unread(stretch.end, 'The mark-up is damaged here.');
    stretch = null;
  }

  /** Takes a piece into the stretch; says of it whether it is a known part of the frame. */
  function take(from: number, to: number, isKnown: boolean): void {
    stretch ??= { gap: openGap(window, from), isDamaged: false, end: to };
    stretch.end = to;
    if (!isKnown) stretch.isDamaged = true;
    goOn(to);
  }

  /** Allows that what lies before a position be forgotten, as far as nothing needs it any more. */
  function goOn(to: number): void {
    if (passed !== null && to - passed.from <= LONGEST_RECORD) return;
    if (stretch === null) window.release(to);
    else stretch.gap.goOn(to);
  }

  const isDamaged = (): boolean => stretch?.isDamaged === true;

  let position = window.begin;
  for (;;) {
    position = skipText(window, position, (from, to) => take(from, to, passed !== null), goOn);
    if (window.at(position) === -1) break;
    const from = position;
    const tag = readTag(window, from, isDamaged() ? interruption : null);
    position = tag.to;
    if ((tag.kind === 'start' || tag.kind === 'empty') && isRecord(tag.name)) {
      if (passed !== null) take(from, from, false);
      passed = null;
      yield* endStretch();
      const end = tag.kind === 'empty' ? tag.to : endOfRecord(window, tag, shape, interruption);
      if (end === null) {
        // Where the record was meant to end nobody knows: what follows is unread up to the next one.
        take(from, tag.to, false);
      } else {
        const read = readRecord(window, from, end, shape, context);
        if (read !== null) yield read;
        position = end;
        window.release(end);
      }
      continue;
    }
    const name = localName(tag.name);
    if (passed !== null && tag.kind !== 'broken') {
      if (tag.name === passed.name && tag.kind !== 'empty') passed.depth += tag.kind === 'start' ? 1 : -1;
      if (passed.depth === 0) {
        if (name === shape.context) context = parsed(window, passed.from, position) ?? context;
        passed = null;
      }
      take(from, position, true);
    } else if (tag.kind === 'start' && !shape.containers.has(name) && shape.isFrame(tag.name)) {
      // In a damaged stretch nothing is passed over, lest the rest of a record be taken for a known element.
      if (!isDamaged()) passed = { name: tag.name, from, depth: 1 };
      take(from, position, true);
    } else {
      if (tag.kind === 'other' && stretch === null) declare(window, from, position);
      take(from, position, isKnownTag(tag, name));
    }
  }
  if (passed !== null) take(position, position, false);
  yield* endStretch();

  function isKnownTag(tag: XmlTag, name: string): boolean {
    switch (tag.kind) {
      case 'start':
        if (!shape.containers.has(name)) return false;
        if (open.push(tag.name) > DEEPEST) open.shift();
        return true;
      case 'end':
        if (open.at(-1) !== tag.name) return false;
        open.pop();
        return true;
      case 'empty':
        return shape.containers.has(name) || shape.isFrame(tag.name);
      case 'other':
        return true;
      case 'cdata':
      case 'broken':
        return false;
    }
  }
}

/** Goes to the next `<` or the end of the file; tells of each piece of text on the way that is not blank. */
function skipText(
  window: ByteWindow,
  from: number,
  onText: (from: number, to: number) => void,
  goOn: (to: number) => void,
): number {
  for (let position = from; ; ) {
    if (window.at(position) === -1) return position;
    const found = window.units.indexOf('<', position - window.start, 'latin1');
    const to = found === -1 ? window.start + window.units.length : window.start + found;
    let first = position;
    while (first < to && isBlank(window.units[first - window.start] ?? 0)) first += 1;
    let last = to;
    while (last > first && isBlank(window.units[last - 1 - window.start] ?? 0)) last -= 1;
    if (first < last) onText(first, last);
    if (found !== -1) return to;
    position = to;
    goOn(to);
  }
}

/** Position behind a record; null when it is never closed. */
function endOfRecord(
  window: ByteWindow,
  start: XmlTag,
  shape: XmlShape,
  interruption: Interruption,
): number | null {
  const limit = start.to + LONGEST_RECORD;
  let depth = 1;
  let previous = localName(start.name);
  for (let position = start.to; ; ) {
    const from = window.find('<', position, limit);
    if (from === -1) return null;
    const tag = readTag(window, from, interruption);
    position = tag.to;
    if (tag.kind === 'start' && interruption.isBy(tag.name)) {
      if (shape.nestsIn === undefined || previous !== shape.nestsIn) return null;
      if (tag.name === start.name) depth += 1;
    } else if (tag.kind === 'end') {
      if (tag.name === start.name) depth -= 1;
      else if (shape.containers.has(localName(tag.name))) return null;
      if (depth === 0) return tag.to;
    }
    if (tag.kind === 'start' || tag.kind === 'end')
      previous = tag.kind === 'start' ? localName(tag.name) : '';
  }
}

function readRecord(
  window: ByteWindow,
  from: number,
  to: number,
  shape: XmlShape,
  context: XmlElement | undefined,
): PaperRecord | Unread | null {
  const element = parseElement(window.text(from, to));
  const fields =
    'fault' in element
      ? `The record is no well-formed XML: ${element.fault}`
      : shape.fields(element, context);
  if (fields === null) return null;
  const place = window.place(from, to);
  if (typeof fields !== 'string') return { kind: 'record', fields, place };
  return { kind: 'unread', place, text: shown(window, from, to), reason: fields };
}

function parsed(window: ByteWindow, from: number, to: number): XmlElement | null {
  if (to - from > LONGEST_RECORD) return null;
  const element = parseElement(window.text(from, to));
  return 'fault' in element ? null : element;
}

/** Decodes as the XML declaration says, where the bytes themselves do not say it better. */
function declare(window: ByteWindow, from: number, to: number): void {
  const declaration = window.text(from, Math.min(to, from + LONGEST_DECLARATION));
  const label = /^<\?xml\s[^>]*encoding\s*=\s*["']([\w.:-]+)/.exec(declaration)?.[1];
  if (label !== undefined) window.decodeAs(label);
}

const LONGEST_DECLARATION = 200;
