import { TEXT_FIELDS } from './query.ts';
import { FACT_FIELDS } from './query-facts.ts';

/** All fields of the query language. */
export const FIELDS = [...TEXT_FIELDS, ...FACT_FIELDS] as const;

/** What is being typed at a place of a query. */
export interface QueryToken {
  /** The field in front of it, one of {@link FIELDS}; null for none. */
  readonly field: (typeof FIELDS)[number] | null;
  /** What stands behind the field, without an opening quotation mark, up to the caret. */
  readonly value: string;
  /** Range of field, value and what follows up to the next blank or closing mark: what a suggestion replaces. */
  readonly start: number;
  readonly end: number;
}

/** Hyphen and brackets stay in front of what is replaced; a value in quotation marks may hold blanks. */
const TOKEN = /(?:^|[\s(-])(?:([A-Za-z]+):)?(?:["“„«]([^"”“»]*)|((?!-)[^\s"“„«()]*))$/u;

/** Longest part in front of a caret that is looked at, in UTF-16 code units: no name of a tag is longer. */
const LONGEST = 400;

/** The part of a query that the caret stands in or behind. Offsets in UTF-16 code units. */
export function tokenAt(query: string, caret: number): QueryToken {
  const before = query.slice(Math.max(0, caret - LONGEST), caret);
  const match = TOKEN.exec(before) ?? [''];
  const written = match[1]?.toLowerCase();
  const field = FIELDS.find((known) => known === written) ?? null;
  const inside = match[2];
  const bare = match[3] ?? '';
  const value = inside ?? bare;
  const marks = inside === undefined ? 0 : 1;
  const named = field === null ? 0 : field.length + 1;
  const rest = query.slice(caret);
  const behind = inside === undefined ? /^[^\s()]*/.exec(rest) : /^[^"”“»]*["”“»]?/.exec(rest);
  // An open mark without its other is still being typed: all behind it may be meant otherwise.
  const isClosed = inside === undefined || /["”“»]$/.test(behind?.[0] ?? '');
  return {
    field,
    value,
    start: caret - value.length - marks - named,
    end: caret + (isClosed ? (behind?.[0].length ?? 0) : 0),
  };
}
