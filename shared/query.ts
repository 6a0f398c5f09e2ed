/**
 * The query language: what the user types, as a tree and back.
 *
 *     diffusion sampl*            both words, in any order; the last word also as the beginning of one
 *     "score matching"            these words in this order
 *     -survey  -"large language"  without
 *     guidance OR steering        one of them; binds closer than the blank between other parts
 *     (a b) OR c                  brackets group where they do not stand inside a word, as in SE(3)
 *     title:flow author:"de la Cruz" is:starred year:2023..2025
 *
 * Any text is a query. What cannot be understood is named as a problem, and the rest is searched.
 */

/** Fields whose words are searched. */
export const TEXT_FIELDS = [
  'title',
  'author',
  'abstract',
  'note',
  'annotation',
  'comment',
  'venue',
  'category',
] as const;
/** One of {@link TEXT_FIELDS}. */
export type TextField = (typeof TEXT_FIELDS)[number];

/** What `is:` asks for. */
export const IS = ['starred', 'inbox', 'reading', 'done'] as const;
/** What `has:` asks for. */
export const HAS = ['note', 'annotation', 'abstract', 'title', 'arxiv', 'doi', 'tag'] as const;
/** Times that `added:` knows by name, counted back from now: whole days of the user's calendar. */
export const SPANS = ['today', 'yesterday', 'last-week', 'last-month', 'last-year'] as const;

/** A query as a tree. Texts are as typed; folding is left to whoever searches. */
export type Query =
  | { readonly kind: 'all'; readonly parts: readonly Query[] }
  | { readonly kind: 'any'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  /** `beginning`: asked for by `*`, or since the word is perhaps still being typed. */
  | {
      readonly kind: 'word';
      readonly field: TextField | null;
      readonly text: string;
      readonly beginning: 'no' | 'asked' | 'typing';
    }
  | { readonly kind: 'phrase'; readonly field: TextField | null; readonly text: string }
  /** That tag or any below it. */
  | { readonly kind: 'tag'; readonly name: string }
  | { readonly kind: 'is'; readonly what: (typeof IS)[number] }
  | { readonly kind: 'has'; readonly what: (typeof HAS)[number] }
  /** Both years included; null for an open end. */
  | { readonly kind: 'year'; readonly from: number | null; readonly to: number | null }
  /** Days as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, both included; or a span by name. */
  | { readonly kind: 'added'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'added'; readonly span: (typeof SPANS)[number] }
  | { readonly kind: 'identifier'; readonly scheme: 'arxiv' | 'doi'; readonly value: string }
  | { readonly kind: 'import'; readonly importId: number }
  | { readonly kind: 'institution'; readonly name: string };

/** A part of a query that was not understood. Offsets in UTF-16 code units of the query. */
export interface QueryProblem {
  /** One sentence. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** What {@link parseQuery} makes of a text. */
export interface ParsedQuery {
  /** Always an `all`; with no parts for an empty query. */
  readonly query: Query & { readonly kind: 'all' };
  readonly problems: readonly QueryProblem[];
}

/** Parts of a query that are read; a pasted text longer than this is searched by its beginning. */
export const QUERY_PARTS = 300;

/** Brackets in brackets that are read. Nobody means more, and reading is recursive. */
const DEPTH = 20;

/** Reads a query. Never throws, for no text at all. */
export function parseQuery(text: string): ParsedQuery {
  const problems: QueryProblem[] = [];
  let at = 0;
  let parts = 0;

  function problem(message: string, start: number, end: number): void {
    problems.push({ message, start, end });
  }

  function skipBlanks(): void {
    while (at < text.length && isBlank(text, at)) at += 1;
  }

  /** Parts up to the end or, inside brackets, the closing one. */
  function all(depth: number): Query[] {
    const found: Query[] = [];
    /** Where an `OR` stands that still wants its right side; null when there is none. */
    let orAt: number | null = null;
    for (;;) {
      skipBlanks();
      if (at >= text.length || (depth > 0 && text[at] === ')')) break;
      if (parts >= QUERY_PARTS) {
        problem(`Only the first ${QUERY_PARTS} words of the query are searched.`, at, text.length);
        at = text.length;
        break;
      }
      if (isOr(depth)) {
        if (found.length === 0 || orAt !== null) {
          problem('OR stands between two things to search for.', at, at + 2);
        } else orAt = at;
        at += 2;
        continue;
      }
      const part = negatable(depth);
      if (part === null) continue;
      parts += 1;
      const before = orAt === null ? undefined : found.pop();
      found.push(before === undefined ? part : either(before, part));
      orAt = null;
    }
    if (orAt !== null) problem('OR stands between two things to search for.', orAt, orAt + 2);
    return found;
  }

  function isOr(depth: number): boolean {
    const behind = at + 2;
    if (!text.startsWith('OR', at)) return false;
    return behind >= text.length || isBlank(text, behind) || (depth > 0 && text[behind] === ')');
  }

  /** A part, perhaps excluded; null where nothing to search for stands. */
  function negatable(depth: number): Query | null {
    const start = at;
    const excluded = text[at] === '-' && at + 1 < text.length && !/[\s-]/.test(text.charAt(at + 1));
    if (excluded) at += 1;
    const part = single(depth);
    if (part === null || !excluded) return part;
    if (part.kind === 'word' && part.beginning === 'typing') {
      // What is half typed would exclude too much.
      return { kind: 'not', part: { ...part, beginning: 'no' } };
    }
    if (part.kind === 'not') problem('What is excluded twice is excluded once.', start, at);
    return part.kind === 'not' ? part : { kind: 'not', part };
  }

  function single(depth: number): Query | null {
    const start = at;
    if (text[at] === '(') {
      if (depth < DEPTH) return group(depth);
      problem('So many brackets in brackets are not understood.', at, at + 1);
    }
    const phrase = quoted();
    if (phrase !== null)
      return /[\p{L}\p{N}]/u.test(phrase) ? { kind: 'phrase', field: null, text: phrase } : null;
    const field = FIELD.exec(text.slice(at, at + LONGEST_FIELD + 1));
    const name = field?.[1]?.toLowerCase() ?? '';
    if (field !== null && FIELDS.has(name)) {
      const lower = field[1] === name;
      at += field[0].length;
      const value = quoted() ?? bare(depth);
      if (value !== '') return fieldPart(name, value, start);
      if (lower) {
        problem(`Nothing stands behind ${name}:`, start, at);
        return null;
      }
      at = start;
    }
    const word = bare(depth);
    if (word === '') at += 1;
    return wordPart(null, word, start);
  }

  function group(depth: number): Query | null {
    const start = at;
    at += 1;
    const inside = all(depth + 1);
    if (text[at] === ')') at += 1;
    else problem('This bracket is not closed.', start, start + 1);
    return inside.length > 1 ? { kind: 'all', parts: inside } : (inside[0] ?? null);
  }

  /** What stands in quotation marks at this place; null where none open. An unclosed one is still being typed. */
  function quoted(): string | null {
    const close = QUOTES.get(text.charAt(at));
    if (close === undefined) return null;
    const end = text.indexOf(close, at + 1);
    const inside = text.slice(at + 1, end < 0 ? text.length : end);
    at = end < 0 ? text.length : end + 1;
    return inside;
  }

  /** What stands up to the next blank; inside brackets, up to the one that closes them. */
  function bare(depth: number): string {
    const start = at;
    let open = 0;
    while (at < text.length && !isBlank(text, at)) {
      const character = text[at];
      if (character === '(') open += 1;
      if (character === ')') {
        if (open === 0 && depth > 0) break;
        open -= 1;
      }
      at += 1;
    }
    return text.slice(start, at);
  }

  function wordPart(field: TextField | null, written: string, start: number): Query | null {
    const unknown = /^([a-z]+):[^\s/:]/.exec(written);
    if (field === null && unknown !== null && !/^(?:https?|arxiv|doi)$/.test(unknown[1] ?? '')) {
      problem(`There is no field ${unknown[1]}: to search in; its words are searched everywhere.`, start, at);
    }
    const starred = written.length > 1 && written.endsWith('*');
    const word = starred ? written.replace(/\*+$/, '') : written;
    const asked = starred && !/^[a-z\d]$/i.test(word);
    if (starred && !asked) problem(`${word}* is too short to stand for all words that begin so.`, start, at);
    if (!/[\p{L}\p{N}\p{S}\\]/u.test(word)) return null;
    const last = at >= text.length && field === null;
    return { kind: 'word', field, text: word, beginning: asked ? 'asked' : last ? 'typing' : 'no' };
  }

  function fieldPart(name: string, value: string, start: number): Query | null {
    const wasQuoted = QUOTES.has(text.charAt(start + name.length + 1));
    const textField = TEXT_FIELDS.find((field) => field === name);
    if (textField !== undefined) {
      if (!wasQuoted && textField !== 'category') return wordPart(textField, value, start);
      return /[\p{L}\p{N}]/u.test(value) ? { kind: 'phrase', field: textField, text: value } : null;
    }
    const part = factPart(name, value);
    if (part === null)
      problem(`${name}: does not know “${value}”. ${EXPECTED[name] ?? ''}`.trim(), start, at);
    return part;
  }

  return { query: { kind: 'all', parts: all(0) }, problems };
}

/** A query as text that is parsed to the same tree (but for a last word that was being typed). */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'all':
      return query.parts
        .map((part) => (part.kind === 'all' ? `(${printQuery(part)})` : printQuery(part)))
        .join(' ');
    case 'any':
      return query.parts
        .map((part) => (part.kind === 'all' ? `(${printQuery(part)})` : printQuery(part)))
        .join(' OR ');
    case 'not':
      return query.part.kind === 'all' || query.part.kind === 'any'
        ? `-(${printQuery(query.part)})`
        : `-${printQuery(query.part)}`;
    case 'word':
      return `${query.field === null ? '' : `${query.field}:`}${query.text}${query.beginning === 'asked' ? '*' : ''}`;
    case 'phrase':
      return `${query.field === null ? '' : `${query.field}:`}${quote(query.text)}`;
    case 'tag':
      return `tag:${quote(query.name)}`;
    case 'is':
    case 'has':
      return `${query.kind}:${query.what}`;
    case 'year':
      return `year:${printRange(query.from, query.to)}`;
    case 'added':
      return `added:${'span' in query ? query.span : printRange(query.from, query.to)}`;
    case 'identifier':
      return `${query.scheme}:${query.value}`;
    case 'import':
      return `in:${query.importId}`;
    case 'institution':
      return `in:${quote(query.name)}`;
  }
}

function printRange(from: number | string | null, to: number | string | null): string {
  return from === to && from !== null ? String(from) : `${from ?? ''}..${to ?? ''}`;
}

/** In the first pair of quotation marks that the text does not hold itself. */
function quote(text: string): string {
  for (const [open, close] of QUOTES) if (!text.includes(close)) return `${open}${text}${close}`;
  return `"${text.replaceAll('"', ' ')}"`;
}

function either(left: Query, right: Query): Query {
  return { kind: 'any', parts: [...(left.kind === 'any' ? left.parts : [left]), right] };
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code <= 0x20 || (code > 0x7f && /\s/.test(text.charAt(at)));
}

const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
]);

const FIELDS: ReadonlySet<string> = new Set([
  ...TEXT_FIELDS,
  'tag',
  'is',
  'has',
  'year',
  'added',
  'arxiv',
  'doi',
  'in',
]);
const LONGEST_FIELD = 10;
const FIELD = /^([A-Za-z]+):/;

/** What to write behind a field, for whoever wrote something else. */
const EXPECTED: Readonly<Record<string, string>> = {
  is: `It knows ${IS.join(', ')}.`,
  has: `It knows ${HAS.join(', ')}.`,
  year: 'Write year:2024, year:2023..2025, year:2023.. or year:..2025.',
  added: `Write added:2024-03, added:2024-03-01..2024-03-15, or one of ${SPANS.join(', ')}.`,
  arxiv: 'Write arxiv:2401.00001 or arxiv:math/0309136.',
  doi: 'Write doi:10.1000/182.',
};

/** A part that asks for a fact rather than for words; null for what its field does not know. */
function factPart(name: string, value: string): Query | null {
  const lower = value.toLowerCase();
  switch (name) {
    case 'tag': {
      const tag = value.trim().replace(/\/+$/, '');
      return tag === '' ? null : { kind: 'tag', name: tag };
    }
    case 'is': {
      const what = IS.find((known) => known === lower);
      return what === undefined ? null : { kind: 'is', what };
    }
    case 'has': {
      const what = HAS.find((known) => known === lower);
      return what === undefined ? null : { kind: 'has', what };
    }
    case 'year': {
      const range = rangeOf(lower, /^\d{4}$/);
      if (range === null) return null;
      const [from, to] = range.map((year) => (year === null ? null : Number(year)));
      return { kind: 'year', from: from ?? null, to: to ?? null };
    }
    case 'added': {
      const span = SPANS.find((known) => known === lower);
      if (span !== undefined) return { kind: 'added', span };
      const range = rangeOf(lower, /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/);
      return range === null ? null : { kind: 'added', from: range[0], to: range[1] };
    }
    case 'arxiv': {
      const id = /^(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/.exec(lower)?.[1];
      return id === undefined ? null : { kind: 'identifier', scheme: 'arxiv', value: id };
    }
    case 'doi': {
      const id = /10\.\d{4,9}\/\S+$/.exec(lower)?.[0];
      return id === undefined ? null : { kind: 'identifier', scheme: 'doi', value: id };
    }
    default: {
      const number = /^(?:import-)?([1-9]\d{0,14})$/.exec(lower)?.[1];
      if (number !== undefined) return { kind: 'import', importId: Number(number) };
      return /[\p{L}\p{N}]/u.test(value) ? { kind: 'institution', name: value.trim() } : null;
    }
  }
}

/** `a`, `a..b`, `a..`, `..b`; null for anything else. The smaller end comes first, however they were written. */
function rangeOf(value: string, end: RegExp): [string | null, string | null] | null {
  const [from = '', to = from, ...more] = value.split('..');
  if (more.length > 0 || (from === '' && to === '')) return null;
  if ((from !== '' && !end.test(from)) || (to !== '' && !end.test(to))) return null;
  if (from !== '' && to !== '' && from > to) return [to, from];
  return [from === '' ? null : from, to === '' ? null : to];
}
