import { NO_FIELDS, type PaperFields } from '../../../shared/paper.ts';
import { identifiersOf, inlineText, type Link, linksOf } from '../syntax/markdown-inline.ts';
import { readName, readNames } from './names.ts';
import { firstDate } from './tagged-date.ts';
import { readText, withoutTail } from './text-field.ts';

/** What a label says of the text behind it. */
type Role =
  | 'title'
  | 'authors'
  | 'abstract'
  | 'summary'
  | 'date'
  | 'categories'
  | 'comment'
  | 'venue'
  | 'other';

/** Labels as lists of papers have them, in English and Chinese. All others are known to be none of these. */
const LABELS: readonly (readonly [Role, RegExp])[] = [
  ['title', /^(?:paper |full )?title$|^(?:论文)?标题$/i],
  ['authors', /^(?:full |first)?authors?(?: list|\s?\(s\)|\/s)?$|^by$|^作者$/i],
  ['abstract', /^(?:original )?abstract$|^(?:英文)?摘要$/i],
  ['summary', /^summary$/i],
  [
    'date',
    /^(?:published|publication|submitted|submission|updated?|release)?\s*(?:date|on)?$|^year$|^(?:发布|提交)?(?:日期|时间)$/i,
  ],
  [
    'categories',
    /^(?:main |primary |arxiv )?(?:categor(?:y|ies)|subjects?|keywords?|tags?)$|^.*领域$|^关键词$/i,
  ],
  ['comment', /^(?:comments?|notes?)$|^备注$/i],
  ['venue', /^(?:venue|journal|conference|published in|journal[- ]ref)$|^期刊$/i],
];

/** A line with a label, such as `**Authors**: A, B`. */
interface Labelled {
  readonly role: Role;
  readonly text: string;
}

/** Reads a label before a colon; null for a line that has none. */
export function readLabel(line: string): Labelled | null {
  const text = inlineText(line.replace(/^\s*(?:[-*+>]\s+)*/, ''));
  const found = /^([\p{L}][\p{L}\s;()-]{0,30}?)\s*[:：]\s*(.*)$/su.exec(text);
  if (found === null) return null;
  const [, label = '', rest = ''] = found;
  const isMarked = /^\s*(?:[-*+>]\s+)*(?:\*\*|__|<|\[)/.test(line) || label.split(/\s+/).length <= 2;
  return isMarked ? { role: roleOf(label), text: rest } : null;
}

/** What a label or a heading such as `### Abstract` says of the text behind it. */
export function roleOf(label: string): Role {
  return LABELS.find(([, names]) => names.test(label.trim()))?.[0] ?? 'other';
}

/** Words of links that name no paper. */
const generic =
  /^\W*(?:pdf|paper|link|links|arxiv|abs|abstract|html|code|github|project(?: page)?|website|page|demo|video|slides|poster|doi|data(?:set)?|bibtex|back|here|openreview|talk|blog|url|[\d.v]+)\W*$/i;

/** Longest such words with the signs around them, in UTF-16 code units. */
const LONGEST_GENERIC = 100;

/** The words of a heading or an item that are the title; null where there are none. */
export function titleOf(text: string, links: readonly Link[]): string | null {
  const bold = /(?:\*\*|__)(?!\s)(.+?)(?:\*\*|__)/.exec(text)?.[1];
  const candidates = [bold, ...links.map((link) => link.text)];
  for (const candidate of candidates) {
    const title = inlineText(candidate ?? '').replace(/^\d{1,4}[.)]\s+/, '');
    if (
      /\p{L}.*\p{L}/su.test(title) &&
      !(title.length < LONGEST_GENERIC && generic.test(title)) &&
      !/^https?:/.test(title) &&
      !/[:：]$/.test(title)
    )
      return title;
  }
  return null;
}

/** Reads an entry whose first line is a heading or stands for one; the lines below bear labels or follow by custom. */
export function readEntryFields(heading: string, lines: readonly string[]): PaperFields {
  const texts = new Map<Role, string[]>();
  let role: Role | null = null;
  let isFirst = true;
  for (const line of lines) {
    if (line.trim() === '') {
      if (role !== 'abstract' && role !== 'summary') role = null;
      continue;
    }
    if (/^\s*<\/?(?:details|summary)\b/i.test(line)) {
      role = null;
      continue;
    }
    const subheading = /^#{1,6}\s+(.*)$/.exec(line)?.[1];
    const pieces = / \| /.test(line) ? line.split(' | ') : [line];
    for (const piece of pieces) {
      const labelled =
        subheading === undefined ? readLabel(piece) : { role: roleOf(inlineText(subheading)), text: '' };
      const isByCustom = isFirst && labelled === null && /^\s*[*_](?![*_]).*[^*_][*_]\s*$/.test(piece);
      role = labelled?.role ?? (isByCustom ? 'authors' : role);
      const text = labelled?.text ?? inlineText(piece.replace(/^\s*(?:>\s?)+/, ''));
      if (role !== null && role !== 'other' && text !== '') {
        const above = texts.get(role);
        if (above === undefined) texts.set(role, [text]);
        else above.push(text);
      }
      if (isByCustom) role = null;
    }
    isFirst = false;
  }
  const text = (of: Role): string | null => readText((texts.get(of) ?? []).join(' '));
  const links = linksOf(heading);
  return {
    ...NO_FIELDS,
    ...identifiersOf([heading, ...lines]),
    title: text('title') ?? titleOf(heading, links) ?? (plainHeading(heading) || null),
    // The list may be cut: 等 4 位作者 is "and others, four in all".
    authors: readNames((text('authors') ?? '').replace(/\s*等\s*\d*\s*位?作?者?\s*$/, '')),
    abstract: text('abstract') ?? text('summary'),
    published: firstDate(texts.get('date') ?? []),
    comment: text('comment'),
    categories: unique((texts.get('categories') ?? []).flatMap((words) => words.split(/\s*[,;，、]\s*/))),
    venue: text('venue'),
  };
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words.filter((word) => word !== ''))];
}

function plainHeading(heading: string): string {
  return inlineText(heading.replace(/\[?\[?back\]?\]?\(#[^)]*\)/gi, '')).replace(
    /^(?:\[?\d+[\].)]+\s*)+/,
    '',
  );
}

/**
 * Reads an item of a list, which says all in one line: `2022-11-30, **Title**, A. Author et.al., Paper: [link]`,
 * `[Title](link), A. Author, B. Author, *Venue 2020*`. Lines below it may bear labels.
 */
export function readItemFields(item: string, lines: readonly string[]): PaperFields {
  const labelled = readEntryFields('', readLabel(item)?.role === 'title' ? [item, ...lines] : lines);
  const links = linksOf(item);
  const marked = titleOf(item, links);
  const text = inlineText(item);
  const cited = marked === null ? citationOf(text) : null;
  const title = marked ?? cited?.title ?? (/^[^[(]{8,300}?(?=[.[(]|$)/.exec(text)?.[0].trim() || null);
  const start = title === null ? -1 : text.indexOf(title);
  const before = start === -1 ? text : text.slice(0, start);
  const behind = start === -1 ? '' : text.slice(start + (title?.length ?? 0));
  const italic = /(?<![*\w])[*_](?![*_\s])([^*_]+)[*_](?![*\w])/.exec(item)?.[1];
  const withoutVenue = italic === undefined ? behind : behind.replace(inlineText(italic), '');
  const rest =
    withoutVenue.split(/\b(?:paper|pdf|code|link|arxiv|doi|project)\b\s*[:\]]|https?:|[[(]/i, 1)[0] ?? '';
  const named = rest
    .replace(/\bet\.?\s{0,9}al\.?/gi, '')
    .replace(/[\s,.(]{0,20}(?:19|20)\d\d[\s.,)]{0,20}$/, '');
  const names = cited?.authors ?? readNames(withoutTail(named.replace(/^[\s,.;:–—-]+/, ''), ' ,.;:–—-'));
  const areNames = cited !== null || (names.length > 0 && names.every((name) => isName.test(name)));
  return {
    ...labelled,
    ...identifiersOf([item, ...lines]),
    title: labelled.title ?? title,
    authors: labelled.authors.length > 0 || !areNames ? labelled.authors : names,
    published:
      labelled.published ??
      cited?.year ??
      firstDate([/\d{4}[-./]\d{2}[-./]\d{2}/.exec(before)?.[0] ?? '']) ??
      yearBehind(behind),
    venue: labelled.venue ?? (italic === undefined || italic === title ? null : readText(italic)),
  };
}

const isName = /^\p{Lu}[\p{L}\p{M}.'’-]*(?:,?\s+[\p{L}.'’-]+){1,5}$/u;

interface Citation {
  readonly authors: readonly string[];
  readonly year: string | null;
  readonly title: string;
}

/**
 * `Quill, A., & Marlow, J. (2021). The title. Journal.`, `Quill A, Marlow J. The title. Journal. 2021;3:5.` or
 * `A. Quill and J. Marlow, "The title," in Journal, 2021.`; null where it is written in no such style.
 */
function citationOf(text: string): Citation | null {
  const byYear = /^([^()]{3,300}?)\s*\(((?:19|20)\d\d)[a-z]?\)[.,:]?\s+(.{8,300}?)[.?!](?:\s|$)/.exec(text);
  if (byYear !== null) {
    const [, names = '', year = '', title = ''] = byYear;
    const authors = readNames(names.replace(/,?\s*&\s*/g, ' and ')).map((name) => withoutTail(name, ','));
    return authors.length > 0 && authors.every((name) => isName.test(name)) ? { authors, year, title } : null;
  }
  const [, names = '', title = ''] = initialsBehind.exec(text) ?? initialsBefore.exec(text) ?? [];
  if (title === '') return null;
  const listed = names.replace(/,?\s+et\s+al\.?$/i, '').split(/,\s*(?:and\s+)?|\s+and\s+/);
  const year = /(?:^|[\s(,.])((?:19|20)\d\d)(?=$|[\s),.;:])/.exec(
    text.slice(text.indexOf(title) + title.length),
  )?.[1];
  return { authors: listed.flatMap((name) => readName(name) ?? []), year: year ?? null, title };
}

/** Names as medicine writes them, a title that ends with a period, and more behind it. */
const initialsBehind =
  /^((?:\p{L}[\p{L}'’-]{1,30}(?:\s[\p{L}'’-]{1,30}){0,2}\s\p{Lu}{1,3}(?:,\s+|(?=\.)|\s+(?=et\sal))){1,50}(?:et\sal)?)\.\s+(.{3,300}?)[.?!]\s+\p{L}/u;
/** Names as engineers write them, and a title in quotation marks. */
const initialsBefore =
  /^((?:(?:\p{Lu}\.[\s-]?){1,4}\s?\p{L}[\p{L}'’ -]{1,40}(?:,\s+(?:and\s+)?|\s+and\s+|\s+et\sal\.,?\s*)){1,50})["“](.{3,300}?)[,.?!]?["”]/u;

/** `(NeurIPS 2020)`, `, 2017.`: a year that stands alone. */
function yearBehind(text: string): string | null {
  return /(?:^|[\s(,'])((?:19|20)\d\d)(?=$|[\s),.;:\]])/.exec(text)?.[1] ?? null;
}
