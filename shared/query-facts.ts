import type { Query } from './query.ts';

/** What `is:` asks for. */
export const IS = ['starred', 'inbox', 'reading', 'done', 'queued', 'unread', 'trashed'] as const;
/** What `has:` asks for. */
export const HAS = ['note', 'annotation', 'abstract', 'title', 'arxiv', 'doi', 'tag'] as const;
/** Times that `added:` and `read:` know by name, counted back from now: whole days of the user's calendar. */
export const SPANS = ['today', 'yesterday', 'last-week', 'last-month', 'last-year'] as const;

/** Fields that ask for a fact rather than for words. */
export const FACT_FIELDS = [
  'tag',
  'is',
  'has',
  'year',
  'rating',
  'added',
  'read',
  'arxiv',
  'doi',
  'key',
  'in',
] as const;
/** One of {@link FACT_FIELDS}. */
export type FactField = (typeof FACT_FIELDS)[number];

/** What to write behind a field, for whoever wrote something else. */
export const EXPECTED: Readonly<Partial<Record<FactField, string>>> = {
  is: `It knows ${IS.join(', ')}.`,
  has: `It knows ${HAS.join(', ')}.`,
  year: 'Write year:2024, year:2023..2025, year:2023.. or year:..2025.',
  rating: 'Write rating:5, rating:3..5 or rating:..2.',
  added: `Write added:2024-03, added:2024-03-01..2024-03-15, or one of ${SPANS.join(', ')}.`,
  read: `Write read:2024-03, read:2024-03-01.. or one of ${SPANS.join(', ')}.`,
  arxiv: 'Write arxiv:2401.00001 or arxiv:math/0309136.',
  doi: 'Write doi:10.1000/182.',
  key: 'Write key:brook2024tides, as the reader shows it.',
};

/** A part that asks for a fact rather than for words; null for what its field does not know. */
export function factPart(name: FactField, value: string): Query | null {
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
    case 'rating': {
      const range = rangeOf(lower, /^[0-5]$/);
      if (range === null) return null;
      const [from, to] = range;
      return {
        kind: 'rating',
        from: from === null ? null : Number(from),
        to: to === null ? null : Number(to),
      };
    }
    case 'added':
    case 'read': {
      const span = SPANS.find((known) => known === lower);
      if (span !== undefined) return { kind: name, span };
      const range = rangeOf(lower, /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/);
      return range === null ? null : { kind: name, from: range[0], to: range[1] };
    }
    case 'arxiv': {
      const id = /^(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/.exec(lower)?.[1];
      return id === undefined ? null : { kind: 'identifier', scheme: 'arxiv', value: id };
    }
    case 'doi': {
      const id = /10\.\d{4,9}\/\S+$/.exec(lower)?.[0];
      return id === undefined ? null : { kind: 'identifier', scheme: 'doi', value: id };
    }
    case 'key':
      return /^[\w:.+/-]{1,100}$/.test(value) ? { kind: 'key', key: value } : null;
    case 'in': {
      const number = /^(?:import-)?([1-9]\d{0,14})$/.exec(lower)?.[1];
      if (number !== undefined) return { kind: 'import', importId: Number(number) };
      return /[\p{L}\p{N}]/u.test(value) ? { kind: 'institution', name: value.trim() } : null;
    }
  }
}

/** The paper that a word names by itself: an identifier as it is cited, or the address of its page; null for other words. */
export function identifierPart(word: string): Query | null {
  const [, site, named = word] = ADDRESS.exec(word) ?? [];
  const isArxiv = site === undefined ? ARXIV.test(named) : /^arxiv/i.test(site);
  if (isArxiv) return factPart('arxiv', named.replace(/\.pdf$/i, ''));
  return /^10\.\d{4,9}\/\S/.test(named) ? factPart('doi', named.replace(/[.,;]+$/, '')) : null;
}

/** An address of arXiv or of the resolver of DOIs: the site with its path, and what it names. */
const ADDRESS = /^https?:\/\/(?:[a-z]+\.)?(arxiv\.org\/(?:abs|pdf|html)|doi\.org)\/([^?#]+)/i;
/** An arXiv id that can be nothing else: with a month, as since April 2007, or with an archive's name, as before. */
const ARXIV = /^(?:\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?$/;

/** `a`, `a..b`, `a..`, `..b`; null for anything else. The smaller end comes first, however they were written. */
function rangeOf(value: string, end: RegExp): [string | null, string | null] | null {
  const [from = '', to = from, ...more] = value.split('..');
  if (more.length > 0 || (from === '' && to === '')) return null;
  if ((from !== '' && !end.test(from)) || (to !== '' && !end.test(to))) return null;
  if (from !== '' && to !== '' && from > to) return [to, from];
  return [from === '' ? null : from, to === '' ? null : to];
}
