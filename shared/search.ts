/** What is asked of the search, and what it answers, besides pages of papers (library.ts). */
import type { Page } from './library.ts';

/**
 * Orders of papers. `best`: by how well they fit; of a query without words: as `added`. `added`: the newest import
 * first, and within it in the order of its files. `newest`, `oldest`: by publication, the undated last.
 * `read`: those last open in the reader first, the others as `added`.
 */
export const SORTS = ['best', 'newest', 'oldest', 'added', 'title', 'read'] as const;
/** One of {@link SORTS}. */
export type Sort = (typeof SORTS)[number];

/** A way to go on with what is being typed. */
export interface Suggestion {
  readonly kind: 'field' | 'value' | 'tag' | 'author' | 'venue' | 'category' | 'institution' | 'word';
  /** As shown. */
  readonly label: string;
  /** What to put in place of {@link Completion}'s range; ends in a blank where the part is then complete. */
  readonly text: string;
  /** Papers that hold it; null where they are not counted. */
  readonly papers: number | null;
}

/** Ways to go on with a query at its caret, the likeliest first. */
export interface Completion {
  /** What a suggestion replaces. Offsets in UTF-16 code units of the query. */
  readonly start: number;
  readonly end: number;
  readonly suggestions: readonly Suggestion[];
}

/** A part of a paper in which a word may stand. */
export type PaperPart =
  | 'title'
  | 'authors'
  | 'abstract'
  | 'note'
  | 'comment'
  | 'venue'
  | 'categories'
  | 'institutions'
  | 'annotations'
  | 'tags'
  | 'older versions';

/** What one word of a query adds to the score of a paper. */
export interface ExplainedWord {
  /** As typed, folded. */
  readonly word: string;
  /** Whether a paper must hold it to be found; the others only help to rank. */
  readonly required: boolean;
  /** The form found, with `*` behind a beginning; null when the paper does not hold the word. */
  readonly found: string | null;
  /** How the form came from the word; null with `found`. */
  readonly how: 'typed' | 'beginning' | 'joined' | 'twin' | 'inflection' | 'related' | 'bent' | null;
  /** Papers of the library that hold the form (the word itself, if none was found), about. */
  readonly papers: number;
  /** Inverse document frequency of the form: the rarer, the more. */
  readonly rarity: number;
  /** Share of that which the form counts for, 0 to 1: 1 for the word as typed. */
  readonly exactness: number;
  readonly places: readonly { readonly part: PaperPart; readonly count: number }[];
  /** What it adds to the score. */
  readonly score: number;
}

/** What two neighbouring words of a query add by standing close to each other. */
export interface ExplainedCloseness {
  readonly left: string;
  readonly right: string;
  /** Words by which their distance differs from that in the query; 0: they stand as in the query. */
  readonly off: number;
  readonly score: number;
}

/** What a query asks for beside its words, and whether the paper fulfils it. */
export interface ExplainedCondition {
  /** In the query language. */
  readonly text: string;
  readonly isFulfilled: boolean;
}

/** Why a paper stands where it stands among what a query finds. */
export interface Explanation {
  readonly paperId: number;
  /** Null when the query does not find the paper. */
  readonly tier: 'exact' | 'near' | null;
  /** The sum of the scores of words and closeness. */
  readonly score: number;
  readonly words: readonly ExplainedWord[];
  readonly closeness: readonly ExplainedCloseness[];
  readonly conditions: readonly ExplainedCondition[];
}

/** A word that decided which papers are like another, the weightiest first. */
export interface LikeWord {
  readonly word: string;
  /** Share of all that decided, 0 to 1. */
  readonly share: number;
}

/** Papers like another, or like a text. */
export interface LikeAnswer {
  /** Like that of a query; its `query` is empty, and all hits are `exact`. */
  readonly page: Page;
  readonly words: readonly LikeWord[];
  /** For each hit of the page, the words that it has in common, the weightiest first. */
  readonly shared: readonly (readonly string[])[];
}

/** A query that the user keeps. */
export interface SavedSearch {
  readonly id: number;
  readonly name: string;
  readonly query: string;
  readonly sort: Sort;
}
