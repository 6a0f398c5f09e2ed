import { fold } from '../../shared/fold.ts';
import type { Query } from '../../shared/query.ts';
import type { HAS, IS, SPANS } from '../../shared/query-facts.ts';
import { isAtOrBelow, levelsOf, tagKey } from '../../shared/tag.ts';
import type { Database } from '../library/database.ts';
import { papersOfKey } from './of-key.ts';
import { both, eitherOf, type PaperSet, paperSet, without } from './paper-set.ts';
import type { Postings } from './postings.ts';
import { DATED } from './sorting.ts';
import type { Vocabulary } from './vocabulary.ts';
import { COLUMN_OF } from './widen.ts';

/** What constraints are looked up in. */
export interface Sources {
  readonly database: Database;
  readonly postings: Postings;
  readonly vocabulary: Vocabulary;
  /** All papers there are, but for hidden ones; ids of none may be among them. */
  readonly everything: () => PaperSet;
  readonly largestId: number;
  /** Now, for `added:today`. */
  readonly nowMs: number;
}

/** The papers that fulfil every one of some parts of a query; null when that is none of the papers' business. */
export function papersFulfilling(parts: readonly Query[], sources: Sources): PaperSet | null {
  let set: PaperSet | null = null;
  for (const part of parts) {
    const found = papersOf(part, sources);
    if (found !== null) set = set === null ? found : both(set, found);
  }
  return set;
}

/** Null for a part in which there is nothing to look for. */
function papersOf(part: Query, sources: Sources): PaperSet | null {
  const { database, postings, vocabulary, largestId } = sources;
  function select(sql: string, ...values: (string | number)[]): PaperSet {
    return paperSet(
      largestId,
      database
        .prepare<(string | number)[], number>(sql)
        .pluck()
        .all(...values),
    );
  }
  switch (part.kind) {
    case 'all':
      return papersFulfilling(part.parts, sources);
    case 'any': {
      const sets = part.parts.map((one) => papersOf(one, sources)).filter((set) => set !== null);
      return sets.length === 0 ? null : sets.reduce(eitherOf);
    }
    case 'not': {
      const excluded = papersOf(part.part, sources);
      return excluded === null ? null : without(sources.everything(), excluded);
    }
    case 'word': {
      const folded = fold(part.text);
      if (folded === '') return null;
      const column = part.field === null ? null : COLUMN_OF[part.field];
      const words = folded.split(' ');
      const sets = words.map((word, index) => {
        const beginning = index === words.length - 1 && part.beginning !== 'no' && word.length > 1;
        const set = paperSet(largestId, postings.of(word, column, beginning));
        // Whoever excludes a word excludes that word; its other forms he may want.
        return vocabulary
          .familyOf(word)
          .inflections.reduce(
            (all, form) => eitherOf(all, paperSet(largestId, postings.of(form, column, false))),
            set,
          );
      });
      return sets.reduce(both);
    }
    case 'phrase': {
      const folded = fold(part.text);
      if (folded === '') return null;
      const column = part.field === null ? null : COLUMN_OF[part.field];
      return paperSet(largestId, postings.of(folded, column, false));
    }
    case 'tag': {
      const ids = tagsNamed(database, part.name);
      return select(
        'SELECT paper_id FROM paper_tag WHERE tag_id IN (SELECT value FROM json_each(?))',
        JSON.stringify(ids),
      );
    }
    case 'is': {
      const found = select(IS_SQL[part.what]);
      return part.what === 'inbox' || part.what === 'unread' ? without(sources.everything(), found) : found;
    }
    case 'has': {
      const found = select(HAS_SQL[part.what]);
      return LACKING.has(part.what) ? without(sources.everything(), found) : found;
    }
    case 'year':
      // `~` sorts behind digits and hyphens: 2024-05 is below 2024~.
      return select(FACT_SQL.year, yearText(part.from, '0'), `${yearText(part.to, '9999')}~`);
    case 'rating': {
      if (part.from !== 0) return select(FACT_SQL.rating, part.from ?? 1, part.to ?? 5);
      return without(sources.everything(), select(FACT_SQL.rating, (part.to ?? 5) + 1, 5));
    }
    case 'added':
    case 'read': {
      const [fromMs, toMs] = 'span' in part ? spanMs(part.span, sources.nowMs) : rangeMs(part.from, part.to);
      return select(FACT_SQL[part.kind], fromMs, toMs);
    }
    case 'identifier':
      return select(
        'SELECT paper_id FROM paper_identifier WHERE scheme = ? AND value = ?',
        part.scheme,
        part.value,
      );
    case 'key':
      return paperSet(largestId, papersOfKey(database, postings, part.key));
    case 'import':
      return select(FACT_SQL.import, part.importId);
    case 'institution': {
      const folded = fold(part.name);
      return folded === '' ? null : paperSet(largestId, postings.of(folded, 'institutions', false));
    }
  }
}

/** Papers by what a fact field asks for. */
export const FACT_SQL = {
  added: 'SELECT id FROM paper WHERE added_ms >= ? AND added_ms < ?',
  read: 'SELECT paper_id FROM last_read WHERE read_ms >= ? AND read_ms < ?',
  rating: 'SELECT paper_id FROM reading WHERE rating > 0 AND rating BETWEEN ? AND ?',
  year: `SELECT id FROM (${DATED}) WHERE date >= ? AND date < ?`,
  import: 'SELECT paper_id FROM source WHERE import_id = ?',
} as const;

/** Papers by what `is:` asks for; those of `inbox` and `unread` are all others. */
export const IS_SQL: Readonly<Record<(typeof IS)[number], string>> = {
  starred: 'SELECT paper_id FROM reading WHERE starred = 1',
  inbox: `SELECT paper_id FROM reading WHERE state IN ('reading', 'done')`,
  reading: `SELECT paper_id FROM reading WHERE state = 'reading'`,
  done: `SELECT paper_id FROM reading WHERE state = 'done'`,
  queued: 'SELECT paper_id FROM queue ORDER BY position',
  unread: 'SELECT paper_id FROM last_read ORDER BY read_ms',
  trashed: 'SELECT paper_id FROM trash',
};

/** Papers by what `has:` asks for; those of {@link LACKING} are all others. */
export const HAS_SQL: Readonly<Record<(typeof HAS)[number], string>> = {
  note: 'SELECT paper_id FROM note',
  annotation: 'SELECT DISTINCT paper_id FROM annotation',
  abstract: 'SELECT id FROM paper WHERE version_id IS NULL',
  title: 'SELECT id FROM paper WHERE title IS NULL',
  arxiv: `SELECT paper_id FROM paper_identifier WHERE scheme = 'arxiv'`,
  doi: `SELECT paper_id FROM paper_identifier WHERE scheme = 'doi'`,
  tag: 'SELECT DISTINCT paper_id FROM paper_tag',
};
const LACKING: ReadonlySet<string> = new Set(['abstract', 'title']);

function yearText(year: number | null, open: string): string {
  return year === null ? open : String(year).padStart(4, '0');
}

/** Tags of that name and those below; when there is none, those whose levels are written alike (`deep-nets`, `Deep nets`). */
function tagsNamed(database: Database, name: string): number[] {
  const tags = database
    .prepare<[], { id: number; name: string; key: string }>('SELECT id, name, key FROM tag')
    .all();
  const wantedKey = tagKey(levelsOf(name).join('/'));
  const exact = tags.filter(({ key }) => isAtOrBelow(key, wantedKey));
  const wanted = levelsOf(name).map(fold);
  if (exact.length > 0 || wanted.includes('')) return exact.map(({ id }) => id);
  return tags
    .filter((tag) => {
      const levels = tag.name.split('/').map(fold);
      return wanted.every((level, index) => levels[index] === level);
    })
    .map(({ id }) => id);
}

const DAY_MS = 86_400_000;

/** From the first day to now: `last-week` is the last seven days, today included. */
function spanMs(span: (typeof SPANS)[number], nowMs: number): [number, number] {
  const now = new Date(nowMs);
  const todayMs = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  switch (span) {
    case 'today':
      return [todayMs, todayMs + DAY_MS];
    case 'yesterday':
      return [todayMs - DAY_MS, todayMs];
    case 'last-week':
      return [todayMs - 6 * DAY_MS, todayMs + DAY_MS];
    case 'last-month':
      return [todayMs - 30 * DAY_MS, todayMs + DAY_MS];
    case 'last-year':
      return [todayMs - 365 * DAY_MS, todayMs + DAY_MS];
  }
}

function rangeMs(from: string | null, to: string | null): [number, number] {
  return [from === null ? 0 : dayMs(from, 0), to === null ? Number.MAX_SAFE_INTEGER : dayMs(to, 1)];
}

/** Start of the year, month or day in the user's calendar, or of the `later`-th after it. */
function dayMs(text: string, later: number): number {
  const [year = 0, month, day] = text.split('-').map(Number);
  if (month === undefined) return new Date(year + later, 0, 1).getTime();
  if (day === undefined) return new Date(year, month - 1 + later, 1).getTime();
  return new Date(year, month - 1, day + later).getTime();
}
