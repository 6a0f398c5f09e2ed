import { NO_FIELDS, type PaperFields, type PaperRecord, type Unread } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readNames } from './fields/names.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { texLetters } from './fields/tex.ts';
import type { Dump, Format } from './format.ts';
import { type ByteWindow, isBlank, openGap, openWindow, shown } from './syntax/byte-window.ts';
import { byClass, byTag, elementsWhere, parseHtml } from './syntax/html-element.ts';
import { textOf, type XmlElement } from './syntax/xml-element.ts';
import { firstElement } from './syntax/xml-sample.ts';
import { readTag } from './syntax/xml-tags.ts';

/** Pages saved from arXiv: listings (new, recent, a month, an author), results of a search, and single papers. */
export const arxivHtml: Format = {
  name: 'arxiv-html',
  detect: ({ lines }) => {
    const text = lines.join('\n');
    return FIRST_ELEMENTS.has(firstElement(text)) && marks.test(text);
  },
  read: readPages,
};

/** With what pages begin, whole ones and parts of them. */
const FIRST_ELEMENTS = new Set(['html', 'head', 'body', 'meta', 'div', 'dl', 'dt', 'ol', 'li']);

/** Names that only pages of arXiv have, and only where a paper stands. */
const marks = /citation_arxiv_id|\blist-(?:title|identifier|authors)\b|\barxiv-result\b/;

/** What else is left between records only where one of them is damaged. */
const traces =
  /^<(?:dd|blockquote)\b|^<(?:p|div|h1|span)\s[^>]*\b(?:mathjax|authors|abstract)\b|\bdescriptor\b|["'/]abs\/\d/i;

/** Longest part of a page that is read as one record, so that memory stays bounded. */
const LONGEST_RECORD = 8 * 1024 * 1024;

/**
 * Reads the records of saved pages. All that stands outside of records is the page's own (navigation, scripts),
 * unless a mark of a paper is found in it.
 */
function* readPages(dump: Dump): Generator<PaperRecord | Unread> {
  const window = openWindow(dump);
  let position = window.begin;
  while (isBlank(window.at(position))) position += 1;
  let from = position;
  let gap = openGap(window, from);
  let holdsPaper = false;
  /** A page on which no paper is found is unread as a whole. */
  let isEmpty = true;
  /** Set when a page has no end within bounds, which need not be looked for again. */
  let isTooLong = false;
  for (;;) {
    const next = nextTag(window, position, (to) => gap.goOn(to));
    if (next === null) break;
    const tag = readTag(window, next, null);
    const text = window.text(next, Math.min(tag.to, next + LONGEST_TAG));
    const kind = tag.kind === 'start' || tag.kind === 'empty' ? kindOf(text) : null;
    const start = kind === 'page' ? Math.max(from, window.start) : next;
    const end = kind === null || (kind === 'page' && isTooLong) ? null : endOfRecord(window, tag.to, kind);
    position = tag.to;
    if (kind === null || end === null) {
      if (kind === 'page') isTooLong = true;
      holdsPaper ||= marks.test(text) || traces.test(text);
      continue;
    }
    if (holdsPaper && kind !== 'page') yield gap.unread(next, DAMAGED);
    const record = parseHtml(window.text(start, end));
    const fields =
      kind === 'item' ? itemFields(record) : kind === 'result' ? resultFields(record) : pageFields(record);
    const place = window.place(start, end);
    if (fields.title !== null || fields.abstract !== null) yield { kind: 'record', fields, place };
    else
      yield {
        kind: 'unread',
        place,
        text: shown(window, start, end),
        reason: 'A part of a page of arXiv without title and abstract.',
      };
    position = end;
    while (isBlank(window.at(position))) position += 1;
    window.release(position);
    from = position;
    gap = openGap(window, from);
    holdsPaper = false;
    isEmpty = false;
  }
  const end = window.start + window.units.length;
  if ((holdsPaper || isEmpty) && end > from) yield gap.unread(end, DAMAGED);
}

const DAMAGED = 'A part of a page of arXiv that names a paper but is damaged.';
const LONGEST_TAG = 4096;

type Kind = 'item' | 'result' | 'page';

/** What a tag begins: an item of a listing, a result of a search, or the page of one paper. */
function kindOf(tag: string): Kind | null {
  if (/^<dt[\s>]/i.test(tag)) return 'item';
  if (/^<li\s[^>]*\barxiv-result\b/i.test(tag)) return 'result';
  return /^<meta\s[^>]*\bcitation_(?:title|arxiv_id)\b/i.test(tag) ? 'page' : null;
}

/** Position behind a record: its closing tag, or where the next one begins if that is missing; null when too long. */
function endOfRecord(window: ByteWindow, from: number, kind: Kind): number | null {
  const limit = from + LONGEST_RECORD;
  for (let position = from; ; ) {
    const found = window.find('<', position, limit);
    if (found === -1) {
      const end = window.start + window.units.length;
      return end >= limit ? null : end;
    }
    const tag = readTag(window, found, null);
    const name = tag.name.toLowerCase();
    if (kind === 'page') {
      if (tag.kind === 'end' && name === 'html') return tag.to;
      if (tag.kind === 'start' && name === 'html') return found;
    } else if (tag.kind === 'end') {
      if (name === (kind === 'item' ? 'dd' : 'li')) return tag.to;
      if (name === 'dl' || name === 'ol' || name === 'body') return found;
    } else if (
      tag.kind === 'start' &&
      kindOf(window.text(found, Math.min(tag.to, found + LONGEST_TAG))) === kind
    ) {
      return found;
    }
    position = tag.to;
  }
}

/** Position of the next `<`; null at the end of the file. */
function nextTag(window: ByteWindow, from: number, goOn: (to: number) => void): number | null {
  for (let position = from; ; ) {
    if (window.at(position) === -1) return null;
    const found = window.units.indexOf('<', position - window.start, 'latin1');
    if (found !== -1) {
      goOn(window.start + found);
      return window.start + found;
    }
    position = window.start + window.units.length;
    goOn(position);
  }
}

/** The text of a field without the word before it (`Title:`), which arXiv marks as a descriptor. */
function fieldOf(element: XmlElement | undefined): string | null {
  const label = textOf(byClass(element, 'descriptor'));
  const text = textOf(element);
  return (label !== '' && text.startsWith(label) ? text.slice(label.length).trim() : text) || null;
}

function authorsOf(element: XmlElement | undefined): string[] {
  const links = byTag(element, 'a')
    .map(textOf)
    .filter((name) => name !== '');
  return links.length > 0 ? links : readNames((fieldOf(element) ?? '').replace(/^Authors?:\s*/i, ''));
}

/** Codes out of `Machine Learning (cs.LG); Optimization and Control (math.OC)`; classes of other schemes are none. */
function categoriesOf(element: XmlElement | undefined): string[] {
  const parts = (fieldOf(element) ?? '').split(/\s*;\s*/);
  return parts
    .flatMap(
      (part) =>
        /\(([a-z-]+(?:\.[A-Za-z-]+)?)\)$/.exec(part)?.[1] ??
        (/^[a-z-]+(?:\.[A-Za-z-]+)?(?:\s|$)/.test(part) ? part.split(/[\s,]+/) : []),
    )
    .filter((category) => /^[a-z-]+(?:\.[A-Za-z-]+)?$/.test(category));
}

/** Addresses of the abstracts that a piece links to. */
function abstractLinks(element: XmlElement): string[] {
  const links = byTag(element, 'a').map(({ attributes }) => attributes.href ?? '');
  return links
    .filter((link) => /(?:^|arxiv\.org)\/abs\//.test(link))
    .map((link) => link.replace(/^.*\/abs\//, ''));
}

function itemFields(item: XmlElement): PaperFields {
  const paragraphs = byTag(item, 'p');
  // Pages from before MathJax have a paragraph without class.
  const abstract =
    paragraphs.find(({ attributes }) => /\bmathjax\b/.test(attributes.class ?? '')) ?? paragraphs[0];
  const id = /^\s*arXiv:\S+/.exec(
    byTag(item, 'a')
      .map(textOf)
      .find((text) => text.startsWith('arXiv:')) ?? '',
  )?.[0];
  return {
    ...NO_FIELDS,
    title: fieldOf(byClass(item, 'list-title')),
    authors: authorsOf(byClass(item, 'list-authors')),
    abstract: textOf(abstract) || null,
    ...readIdentifiers({
      arxivIds: [...(id === undefined ? [] : [id]), ...abstractLinks(byTag(item, 'dt')[0] ?? item)],
    }),
    comment: fieldOf(byClass(item, 'list-comments')),
    categories: categoriesOf(byClass(item, 'list-subjects')),
    venue: fieldOf(byClass(item, 'list-journal-ref')),
  };
}

function resultFields(result: XmlElement): PaperFields {
  const full =
    byClass(result, 'abstract-full') ?? byClass(result, 'abstract-short') ?? byClass(result, 'abstract');
  const abstract = textOf(full)
    .replace(/\s*[△▽]\s*(?:Less|More)$/, '')
    .replace(/^Abstract:\s*/, '');
  const paragraphs = byTag(result, 'p').map(textOf);
  const links = byTag(result, 'a').map(({ attributes }) => attributes.href ?? '');
  return {
    ...NO_FIELDS,
    title: textOf(byClass(result, 'title')) || null,
    authors: authorsOf(byClass(result, 'authors')),
    abstract: abstract || null,
    ...readIdentifiers({
      arxivIds: abstractLinks(result),
      links: links.filter((link) => /\/\/(?:dx\.)?doi\.org\//.test(link)),
    }),
    published: readDate(/Submitted (\d{1,2} \w+,? \d{4})/.exec(paragraphs.join(' '))?.[1] ?? ''),
    comment:
      paragraphs
        .find((text) => text.startsWith('Comments:'))
        ?.slice('Comments:'.length)
        .trim() || null,
    categories: elementsWhere(result, ({ attributes }) => attributes['data-tooltip'] !== undefined)
      .map(textOf)
      .filter((tag) => /^[a-z-]+(?:\.[A-Za-z-]+)?$/.test(tag)),
    venue:
      paragraphs
        .find((text) => text.startsWith('Journal ref:'))
        ?.slice('Journal ref:'.length)
        .trim() || null,
  };
}

function pageFields(page: XmlElement): PaperFields {
  const metas = (name: string): string[] =>
    byTag(page, 'meta')
      .filter(({ attributes }) => attributes.name === name)
      .map(({ attributes }) => texLetters((attributes.content ?? '').replace(/\s+/g, ' ').trim()))
      .filter((content) => content !== '');
  const shownAuthors = authorsOf(byClass(page, 'authors'));
  const body = elementsWhere(
    page,
    ({ name, attributes }) => name === 'blockquote' && /\babstract\b/.test(attributes.class ?? ''),
  )[0];
  const version = /\(this version, v([1-9]\d*)\)/.exec(textOf(byClass(page, 'dateline')))?.[1];
  return {
    ...NO_FIELDS,
    title: metas('citation_title')[0] ?? fieldOf(byClass(page, 'title')),
    authors: shownAuthors.length > 0 ? shownAuthors : metas('citation_author'),
    abstract: fieldOf(body) ?? metas('citation_abstract')[0] ?? null,
    identifiers: readIdentifiers({ arxivIds: metas('citation_arxiv_id'), dois: metas('citation_doi') })
      .identifiers,
    arxivVersion: version === undefined ? null : Number(version),
    published: readDate(metas('citation_date')[0] ?? ''),
    comment: fieldOf(byClass(page, 'comments')),
    categories: categoriesOf(byClass(page, 'subjects')),
    venue: fieldOf(byClass(page, 'jref')),
  };
}
