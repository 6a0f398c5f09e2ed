/**
 * The query language: what the user types, as a tree and back.
 *
 *     diffusion sampl*            both words, in any order; the last word also as the beginning of one
 *     "score matching"            these words in this order
 *     -survey  -"large language"  without
 *     guidance OR steering        one of them; binds closer than the blank between other parts
 *     a AND b NOT c               as librarians write it: AND adds nothing, NOT is the hyphen
 *     (a b) OR c                  brackets group where they do not stand inside a word, as in SE(3)
 *     2401.00001  10.1000/182     that paper, also by the address of its page
 *     title:flow author:"de la Cruz" is:starred year:2023..2025
 *
 * Any text is a query. What cannot be understood is named as a problem, and the rest is searched.
 */

import search from 'approx-string-match';
import { QUOTES } from './print-query.ts';
import {
  EXPECTED,
  FACT_FIELDS,
  factPart,
  type HAS,
  type IS,
  identifierPart,
  type SPANS,
} from './query-facts.ts';

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
  /** 0 to 5, both included, 0 for none; null for an open end, which leaves out what is not rated. */
  | { readonly kind: 'rating'; readonly from: number | null; readonly to: number | null }
  /** Days as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, both included; or a span by name. */
  | { readonly kind: 'added' | 'read'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'added' | 'read'; readonly span: (typeof SPANS)[number] }
  | { readonly kind: 'identifier'; readonly scheme: 'arxiv' | 'doi'; readonly value: string }
  /** By citation key, in whatever case. */
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'import'; readonly importId: number }
  | { readonly kind: 'institution'; readonly name: string };

/** A part of a query that was not understood. Offsets in UTF-16 code units of the query. */
export interface QueryProblem {
  /** One sentence. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A part of the top level of a query, with where it stands. Offsets in UTF-16 code units of the query. */
export interface QueryPart {
  readonly part: Query;
  readonly start: number;
  /** Behind its last code unit. */
  readonly end: number;
}

/** What {@link parseQuery} makes of a text. */
export interface ParsedQuery {
  /** Always an `all`; with no parts for an empty query. */
  readonly query: Query & { readonly kind: 'all' };
  /** The parts of `query`, in their order. */
  readonly parts: readonly QueryPart[];
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
  function all(depth: number): QueryPart[] {
    const found: QueryPart[] = [];
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
      if (stands('AND', depth)) {
        at += 3;
        continue;
      }
      if (stands('OR', depth)) {
        if (found.length === 0 || orAt !== null) {
          problem('OR stands between two things to search for.', at, at + 2);
        } else orAt = at;
        at += 2;
        continue;
      }
      const start = at;
      const part = negatable(depth);
      if (part === null) continue;
      parts += 1;
      const before = orAt === null ? undefined : found.pop();
      found.push(
        before === undefined
          ? { part, start, end: at }
          : { part: either(before.part, part), start: before.start, end: at },
      );
      orAt = null;
    }
    if (orAt !== null) problem('OR stands between two things to search for.', orAt, orAt + 2);
    return found;
  }

  /** Whether a word that joins stands at this place, by itself and in capitals. */
  function stands(word: 'AND' | 'OR' | 'NOT', depth: number): boolean {
    const behind = at + word.length;
    if (!text.startsWith(word, at)) return false;
    return behind >= text.length || isBlank(text, behind) || (depth > 0 && text[behind] === ')');
  }

  /** A part, perhaps excluded; null where nothing to search for stands. */
  function negatable(depth: number): Query | null {
    const start = at;
    while (stands('NOT', depth)) {
      at += 3;
      skipBlanks();
    }
    const hasNot = at > start;
    if (hasNot && (at >= text.length || (depth > 0 && text[at] === ')'))) {
      problem('NOT stands before what is not to be found.', start, start + 3);
      return null;
    }
    const hasHyphen = text[at] === '-' && at + 1 < text.length && !/[\s-]/.test(text.charAt(at + 1));
    if (hasHyphen) at += 1;
    const excluded = hasNot || hasHyphen;
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
        // At the end it is still being typed.
        if (at < text.length) problem(`Nothing stands behind ${name}:`, start, at);
        return null;
      }
      at = start;
    }
    const word = bare(depth);
    if (word === '') at += 1;
    return identifierPart(word) ?? wordPart(null, word, start);
  }

  function group(depth: number): Query | null {
    const start = at;
    at += 1;
    const inside = all(depth + 1);
    if (text[at] === ')') at += 1;
    else problem('This bracket is not closed.', start, start + 1);
    if (inside.length <= 1) return inside[0]?.part ?? null;
    return { kind: 'all', parts: inside.map(({ part }) => part) };
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
      const meant = nearField(unknown[1] ?? '');
      const hint = meant === null ? '' : ` Did you mean ${meant}:?`;
      problem(
        `There is no field ${unknown[1]}: to search in; its words are searched everywhere.${hint}`,
        start,
        at,
      );
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
    const factField = FACT_FIELDS.find((field) => field === name);
    if (factField === undefined) return null;
    const part = factPart(factField, value);
    if (part === null)
      problem(`${name}: does not know “${value}”. ${EXPECTED[factField] ?? ''}`.trim(), start, at);
    return part;
  }

  const top = all(0);
  return { query: { kind: 'all', parts: top.map(({ part }) => part) }, parts: top, problems };
}

/** The field that an unknown name is nearest to; null where none is near. */
function nearField(name: string): string | null {
  if (name.length < SHORTEST_NEAR) return null;
  const near = [...FIELDS].flatMap((field) => {
    const [match] = search(field, name, name.length > SHORTEST_NEAR + 1 ? 2 : 1);
    return match === undefined
      ? []
      : [{ field, distance: match.errors + Math.abs(field.length - name.length) / 10 }];
  });
  near.sort((one, other) => one.distance - other.distance);
  return near[0]?.field ?? null;
}

/** Shorter names are near to nearly all fields. */
const SHORTEST_NEAR = 3;

function either(left: Query, right: Query): Query {
  const alternatives = [left, right].flatMap((part) => (part.kind === 'any' ? part.parts : [part]));
  return { kind: 'any', parts: alternatives };
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code <= 0x20 || (code > 0x7f && /\s/.test(text.charAt(at)));
}

const FIELDS: ReadonlySet<string> = new Set([...TEXT_FIELDS, ...FACT_FIELDS]);
const LONGEST_FIELD = 10;
const FIELD = /^([A-Za-z]+):/;
