import {
  type PaperFields,
  type PaperRecord,
  type Place,
  UNREAD_TEXT_LENGTH,
  type Unread,
} from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { type Columns, readCells, readHead } from './fields/delimited-columns.ts';
import { readEntryFields, readItemFields, readLabel, roleOf, titleOf } from './fields/markdown-fields.ts';
import { withoutTail } from './fields/text-field.ts';
import { type Dump, type Format, LINE_COST } from './format.ts';
import { readProseFields } from './markdown-prose.ts';
import { saysMuch, withRest } from './markdown-rest.ts';
import type { Line } from './syntax/decode.ts';
import { identifiersOf, inlineText, linksOf, namesPaper } from './syntax/markdown-inline.ts';
import { saysNothing } from './syntax/tagged-lines.ts';

/**
 * Lists of papers in Markdown, as people and programs write them every day: a heading a paper with labelled lines
 * below, an item a paper, a row of a table a paper. A paper is what is named by a link to one, an identifier, or
 * labels; or, where all of the document is so, a heading with an abstract below. Other headings, contents, rules and
 * badges belong to the document; other text is unread.
 */
export const markdownList: Format = {
  name: 'markdown-list',
  detect: ({ lines }) => isList(lines) || isProse(lines),
  read: (dump) => readList(withoutFrontMatter(dump.lines()), !isList(beginning(dump))),
};

/** Whether lines have links to papers or labels of their fields. */
function isList(lines: readonly string[]): boolean {
  const structured = lines.filter((line) => structure.test(line));
  const labels = lines.filter((line) =>
    /^\s*(?:[-*+]\s+)?(?:\*\*|__)\s*[^*_]{2,30}(?:\*\*|__)\s*[:：]|^\s*(?:[-*+]\s+)?(?:\*\*|__)[^*_]{2,30}[:：]\s*(?:\*\*|__)/.test(
      line,
    ),
  );
  const roles = new Set(labels.map((line) => readLabel(line)?.role));
  const hasHeadings = structured.some((line) => line.startsWith('#'));
  return (
    structured.some(namesPaper) ||
    holdsTable(lines) ||
    holdsLabels(lines) ||
    (hasHeadings && (roles.has('authors') || roles.has('abstract')))
  );
}

/** Whether texts are told by plain labels: `Title: ...`, and the authors or the abstract soon below. */
function holdsLabels(lines: readonly string[]): boolean {
  return lines.some(
    (line, index) =>
      plainTitle.test(line) &&
      lines
        .slice(index + 1, index + LABELS_WITHIN)
        .some((below) => /^(?:authors?|abstract)\s*[:：]/i.test(below)),
  );
}

const plainTitle = /^title\s*[:：]\s*\S/i;

/** Lines from a title down to the next label. */
const LABELS_WITHIN = 6;

/** Whether a table names the columns of papers. */
function holdsTable(lines: readonly string[]): boolean {
  return lines.some(
    (line, index) =>
      line.trimStart().startsWith('|') &&
      /^\s*\|[\s|:-]*-[\s|:-]*$/.test(lines[index + 1] ?? '') &&
      readHead(splitRow(line).map(inlineText)) !== null,
  );
}

/** Whether nearly all of a document is papers that are headings with a text below. */
function isProse(lines: readonly string[]): boolean {
  if (!lines.some((line) => heading.test(line))) return false;
  const numbered = lines.map((text, index) => ({
    text,
    number: index + 1,
    byteStart: index,
    byteEnd: index,
    isCut: false,
  }));
  const parts = [...readList(numbered, true)];
  const records = parts.filter(({ kind }) => kind === 'record').length;
  return records >= 2 && parts.length - records <= records / 2;
}

/** So much of a document tells what kind it is, in UTF-16 code units. */
const BEGINNING_LENGTH = 64 * 1024;

function beginning(dump: Dump): readonly string[] {
  const lines: string[] = [];
  let length = 0;
  for (const { text } of dump.lines()) {
    lines.push(text);
    length += text.length + 1;
    if (length >= BEGINNING_LENGTH) break;
  }
  return lines;
}

const structure = /^(?:#{1,6}\s|\s*(?:[-*+]|\d+[.)])\s+\S|\s*\|.*\||\*\*\S)/;
const heading = /^(#{1,6})\s+(.*)$/s;
const item = /^(\s*)(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(.*)$/s;
const rule = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/;

/** Lines of the document itself: mark-up, badges, kinds of quotes, fences, definitions of links. */
const furniture = /^\s*(?:<[!/a-z]|\[?!\[|>\s*\[!|>\s*$|\[[^\]]+\]:\s|```)/i;

function isFurniture(line: string): boolean {
  if (furniture.test(line)) return !saysMuch(line);
  // Contents and ways to other pages: nothing but links within the document or beside it.
  const links = linksOf(line);
  return (
    links.length > 0 &&
    links.every(({ url }) => /^[#.]/.test(url)) &&
    /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?.{0,30}\[/.test(line)
  );
}

interface Entry {
  readonly kind: 'heading' | 'item' | 'text';
  readonly level: number;
  /** The first line without its mark. */
  readonly first: string;
  readonly lines: string[];
  /** Places of those lines that would be lost, were this no record. */
  readonly texts: { readonly place: Place; readonly text: string }[];
  length: number;
  place: Place;
  isCut: boolean;
  /** Whether something so far says that this is a paper. */
  isPaper: boolean;
}

/** An entry longer than this, in UTF-16 code units, is no paper, so that memory stays bounded. */
const LONGEST_ENTRY = 4 * 1024 * 1024;

/** Most lines of what a document says of itself. */
const FRONT_LINES = 100;

/** The lines without what stands between `---` over a document, which says what the list is called, not the papers. */
function* withoutFrontMatter(lines: Iterable<Line>): Generator<Line> {
  const front: Line[] = [];
  let isFront: boolean | null = null;
  for (const line of lines) {
    isFront ??= /^\uFEFF?---\s*$/.test(line.text);
    if (!isFront) yield line;
    else if (front.push(line) > 1 && /^---\s*$/.test(line.text)) {
      yield* front.splice(0).filter(({ text }) => saysMuch(text.replace(/^\s*(?:title:.*|[\w-]+:)/i, '')));
      isFront = false;
    } else if (front.length > FRONT_LINES) {
      yield* front.splice(0);
      isFront = false;
    }
  }
  yield* front;
}

/** @param isProse whether a heading with nothing but a text below is a paper too */
function* readList(lines: Iterable<Line>, isProse: boolean): Generator<PaperRecord | Unread> {
  let open: Entry | null = null;
  let columns: Columns | null = null;
  let afterBlank = true;
  for (const line of lines) {
    const text = line.text;
    if (text.trim() === '') {
      afterBlank = true;
      if (open?.lines.at(-1) !== '') open?.lines.push('');
      continue;
    }
    const isRow = /^\s*\|.*\|?/.test(text) && !line.isCut;
    const starts: Entry | null = isRow ? null : begin(line, open, afterBlank, isProse);
    if (open !== null && (isRow || starts !== null || rule.test(text))) {
      yield* finished(open, isProse);
      open = null;
    }
    if (isRow) {
      const cells = splitRow(text);
      const head: Columns | null =
        columns === null || !namesPaper(text) ? readHead(cells.map(inlineText)) : null;
      if (head !== null) columns = head;
      else if (!/^[\s|:-]+$/.test(text)) yield readRow(line, cells, columns);
    } else {
      columns = null;
      if (starts !== null) open = starts;
      else if (!rule.test(text)) {
        open ??= newEntry('text', 7, '', line);
        add(open, line);
      }
    }
    afterBlank = false;
  }
  if (open !== null) yield* finished(open, isProse);
}

/** The entry that a line begins; null for a line that goes on with the open one. */
function begin(line: Line, open: Entry | null, afterBlank: boolean, isProse: boolean): Entry | null {
  const [, marks, closedTitle = ''] = heading.exec(line.text) ?? [];
  const title = withoutTail(closedTitle.trim(), '#').trim();
  const isPaper = namesPaper(line.text);
  if (marks !== undefined) {
    const isPart = open?.kind === 'heading' && open.level < marks.length && !isPaper;
    // Below a paper stand its parts; below a title without link stand "Abstract" and the like.
    if (isPart && (open?.isPaper || roleOf(inlineText(title)) !== 'other')) return null;
    return { ...newEntry('heading', marks.length, title, line), isPaper };
  }
  // A damaged heading, whose text is not that of the paper above.
  if (isProse && afterBlank && line.text.startsWith('#')) return newEntry('text', 7, line.text, line);
  const [, indent = '', content = ''] = item.exec(line.text) ?? [];
  const isTitle = content === '' ? plainTitle.test(line.text) : readLabel(line.text)?.role === 'title';
  const isBelow = open?.kind === 'heading' || (open?.kind === 'item' && indent.length > open.level);
  if (isTitle && !isBelow) {
    return { ...newEntry('item', indent.length, content || line.text, line), isPaper: true };
  }
  // Below a title with its label stand the other labels.
  const isOfTitle =
    open?.kind === 'item' && readLabel(open.first)?.role === 'title' && readLabel(line.text) !== null;
  if (isOfTitle) return null;
  // A day or a subject, and the papers of it.
  if (isPaper && afterBlank && open?.kind === 'heading' && isOverPapers(open, line.text)) {
    return { ...newEntry('item', indent.length, content || line.text, line), isPaper };
  }
  if (content !== '' && isPaper && (open?.kind !== 'item' || indent.length <= open.level)) {
    const isField =
      open?.kind === 'heading' &&
      (open.isPaper ? sharesPaper(open, line.text) : readLabel(line.text) !== null);
    if (!isField) return { ...newEntry('item', indent.length, content, line), isPaper: true };
  }
  if (
    content !== '' &&
    open?.kind === 'item' &&
    indent.length <= open.level &&
    readLabel(line.text) === null
  ) {
    return newEntry('text', 7, content, line);
  }
  const isParagraph =
    afterBlank && (open === null || open.kind === 'text' || (open.kind === 'item' && !/^\s/.test(line.text)));
  if (!isParagraph || isFurniture(line.text) || rule.test(line.text)) return null;
  return isPaper
    ? { ...newEntry('item', 0, line.text, line), isPaper }
    : newEntry('text', 7, line.text, line);
}

/** Whether a heading stands over papers of which a line begins the next, in bold letters or below a day. */
function isOverPapers(open: Entry, line: string): boolean {
  if (readDate(open.first) !== null) return true;
  return (
    /^\*\*\S/.test(line) && readLabel(line) === null && titleOf(line, linksOf(line)) !== null && !open.isPaper
  );
}

/** Whether a line under a paper's heading names that very paper, or none by an identifier. */
function sharesPaper(entry: Entry, line: string): boolean {
  const own = identifiersOf([entry.first, ...entry.lines.slice(0, 20)]).identifiers;
  const other = identifiersOf([line]).identifiers;
  return other.every(({ scheme, value }) =>
    own.every((known) => known.scheme !== scheme || known.value === value),
  );
}

function newEntry(kind: Entry['kind'], level: number, first: string, line: Line): Entry {
  const place = { byteStart: line.byteStart, byteEnd: line.byteEnd, line: line.number };
  const texts = kind === 'heading' || isFurniture(line.text) ? [] : [{ place, text: line.text }];
  return { kind, level, first, lines: [], texts, length: 0, place, isCut: line.isCut, isPaper: false };
}

function add(entry: Entry, line: Line): void {
  const isFirst = line.byteStart === entry.place.byteStart;
  entry.place = { ...entry.place, byteEnd: line.byteEnd };
  if (isFirst) return;
  entry.length += line.text.length + LINE_COST;
  entry.isCut ||= line.isCut || entry.length > LONGEST_ENTRY;
  entry.isPaper ||= namesPaper(line.text) || isTellingLabel(line.text);
  const place = { byteStart: line.byteStart, byteEnd: line.byteEnd, line: line.number };
  const text = { place, text: line.text };
  if (entry.isCut) {
    // Only how far it goes is still of interest.
    entry.texts.splice(1, entry.texts.length, text);
    return;
  }
  entry.lines.push(line.text);
  if (!isFurniture(line.text)) entry.texts.push(text);
}

function isTellingLabel(line: string): boolean {
  const role = readLabel(line)?.role;
  return role === 'authors' || role === 'abstract';
}

function* finished(entry: Entry, isProse: boolean): Generator<PaperRecord | Unread> {
  const fields = entry.isCut ? null : fieldsOf(entry, isProse);
  if (fields !== null && !saysNothing(fields)) {
    yield { kind: 'record', place: entry.place, fields };
    return;
  }
  const [first, last] = [entry.texts[0], entry.texts.at(-1)];
  if (first === undefined || last === undefined) return;
  yield {
    kind: 'unread',
    place: { ...first.place, byteEnd: last.place.byteEnd },
    text: entry.texts
      .map(({ text }) => text)
      .join('\n')
      .slice(0, UNREAD_TEXT_LENGTH),
    reason: entry.isCut ? 'A part of more than 4 MB is no paper.' : 'This text names no paper.',
  };
}

function fieldsOf({ kind, first, lines, isPaper }: Entry, isProse: boolean): PaperFields | null {
  if (isPaper && kind !== 'text')
    return withRest((kind === 'item' ? readItemFields : readEntryFields)(first, lines), [first, ...lines]);
  return isProse && kind === 'heading' ? readProseFields(first, lines) : null;
}

/** Cells of a row; `\|` divides none, nor does a bar in a formula that is escaped so. */
function splitRow(line: string): string[] {
  return line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/);
}

function readRow(line: Line, cells: readonly string[], columns: Columns | null): PaperRecord | Unread {
  const place = { byteStart: line.byteStart, byteEnd: line.byteEnd, line: line.number };
  const fitted = columns === null ? cells : fitCells(cells, columns);
  if (columns !== null || namesPaper(line.text)) {
    const read =
      columns === null ? readItemFields(cells.join(' '), []) : readCells(fitted.map(cellText), columns);
    const fields = withRest({ ...read, ...identifiersOf([line.text]) }, fitted);
    if (!saysNothing(fields)) return { kind: 'record', place, fields };
  }
  return {
    kind: 'unread',
    place,
    text: line.text.slice(0, UNREAD_TEXT_LENGTH),
    reason: 'This row names no paper.',
  };
}

/** Bars in an abstract divide it into cells that the head does not know; they are put together again. */
function fitCells(cells: readonly string[], { count, of }: Columns): readonly string[] {
  const extra = cells.length - count;
  const [abstract] = of.abstract;
  if (extra <= 0 || abstract === undefined) return cells;
  return [
    ...cells.slice(0, abstract),
    cells.slice(abstract, abstract + extra + 1).join('|'),
    ...cells.slice(abstract + extra + 1),
  ];
}

/** A cell without the mark-up that folds it: what `<summary>` shows stands for what it hides. */
function cellText(cell: string): string {
  const text = inlineText(cell.replace(/<summary>.{0,2000}?<\/summary>/gi, ''));
  return text === '' ? (linksOf(cell)[0]?.url ?? '') : text;
}
