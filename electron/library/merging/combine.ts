import type { Identifier, PaperFields } from '../../../shared/paper.ts';
import { deriveHeading } from './heading.ts';
import { yearOf } from './merge-keys.ts';

/** What the sources of a paper say together. */
export interface CombinedPaper {
  readonly title: string | null;
  /** The title, or one derived from the abstract. */
  readonly heading: string;
  readonly authors: readonly string[];
  /** The text of the version shown. */
  readonly abstract: string | null;
  readonly identifiers: readonly Identifier[];
  readonly published: string | null;
  readonly year: number | null;
  readonly comment: string | null;
  readonly categories: readonly string[];
  readonly venue: string | null;
  readonly institutions: readonly string[];
}

/**
 * The fields of a paper from its sources: a function of the set of them, so that neither the order of imports
 * nor repetition matters. A newer arXiv version speaks first; then what says most; then the alphabet, so that
 * there is always one answer.
 */
export function combine(sources: readonly PaperFields[]): CombinedPaper {
  const newestFirst =
    sources.length === 1
      ? sources
      : [...sources].sort((one, other) => (other.arxivVersion ?? 0) - (one.arxivVersion ?? 0));
  const title = best(newestFirst, ({ title }) => title);
  const abstract = best(newestFirst, ({ abstract }) => abstract);
  const identifiers = unique(
    sources.flatMap((source) => source.identifiers),
    ({ scheme, value }) => `${scheme} ${value}`,
  );
  const published = earliest(sources.map((source) => source.published));
  return {
    title,
    heading: title ?? headingOf(abstract, identifiers),
    authors: bestList(newestFirst, ({ authors }) => authors),
    abstract,
    identifiers,
    published,
    year: yearOf(published),
    comment: best(newestFirst, ({ comment }) => comment),
    categories: bestList(newestFirst, ({ categories }) => categories),
    venue: best(newestFirst, ({ venue }) => venue),
    institutions: unique(
      sources.flatMap(({ institution }) => (institution === null ? [] : [institution])),
      (name) => name,
    ),
  };
}

const IDENTIFIER_NAMES = { arxiv: 'arXiv:', doi: 'doi:', pmid: 'PMID ' } as const;

function headingOf(abstract: string | null, identifiers: readonly Identifier[]): string {
  const derived = abstract === null ? '' : deriveHeading(abstract);
  if (derived !== '') return derived;
  const [first] = identifiers;
  return first === undefined ? 'Untitled' : `${IDENTIFIER_NAMES[first.scheme]}${first.value}`;
}

/** The text of the newest arXiv version that has one; of equally new ones the longest; of equally long ones the first by code units. */
function best(
  newestFirst: readonly PaperFields[],
  field: (source: PaperFields) => string | null,
): string | null {
  let found: string | null = null;
  let version: number | null = null;
  for (const source of newestFirst) {
    const text = field(source);
    if (text === null || text === '') continue;
    if (version !== null && (source.arxivVersion ?? 0) < version) break;
    version = source.arxivVersion ?? 0;
    if (found === null || text.length > found.length || (text.length === found.length && text < found)) {
      found = text;
    }
  }
  return found;
}

/** {@link best} for lists: the one with most entries, then the longest. */
function bestList(
  newestFirst: readonly PaperFields[],
  field: (source: PaperFields) => readonly string[],
): readonly string[] {
  let found: readonly string[] = [];
  let version: number | null = null;
  for (const source of newestFirst) {
    const list = field(source);
    if (list.length === 0) continue;
    if (version !== null && (source.arxivVersion ?? 0) < version) break;
    version = source.arxivVersion ?? 0;
    if (listRank(list) > listRank(found)) found = list;
    else if (listRank(list) === listRank(found) && JSON.stringify(list) < JSON.stringify(found)) found = list;
  }
  return found;
}

/** Entries count first, characters second; no list of names comes near a million of either. */
function listRank(list: readonly string[]): number {
  return list.length * 1_000_000 + list.reduce((sum, entry) => sum + entry.length, 0);
}

/** The earliest date; of a year and a day in it, the day. */
function earliest(dates: readonly (string | null)[]): string | null {
  let found: string | null = null;
  for (const date of dates) {
    if (date !== null && (found === null || sortable(date) < sortable(found))) found = date;
  }
  return found;
}

/** Missing parts sort behind all months and days. */
function sortable(date: string): string {
  return date + '-99-99'.slice(date.length - 'YYYY'.length);
}

/** Without repetition, in the order of their keys. */
function unique<Value>(values: readonly Value[], key: (value: Value) => string): readonly Value[] {
  if (values.length <= 1) return values;
  const byKey = new Map(values.map((value) => [key(value), value]));
  return [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
}
