import type { BentWord } from '../../shared/library.ts';
import { parseQuery, type Query } from '../../shared/query.ts';
import type { Sort } from '../../shared/search.ts';
import { papersFulfilling, type Sources } from './constraint.ts';
import type { SearchContext } from './context.ts';
import { gather, weigh } from './gather.ts';
import { contains, type PaperSet, wholeSet, without } from './paper-set.ts';
import type { WeighedTerm } from './rank.ts';
import type { Sorting } from './sorting.ts';
import { type Order, rankNewest, rankTiers } from './tiers.ts';
import { MOST_TERMS, widen } from './widen.ts';

/** What a query asks for, looked up in the library. */
export interface Interpretation {
  readonly terms: readonly WeighedTerm[];
  /** Parts of the query that hold over all hits. */
  readonly constraints: readonly Query[];
  readonly sources: Sources;
  /** Papers that fulfil the constraints; null for all. */
  readonly allowed: PaperSet | null;
  /** Whether there are words that papers must hold. */
  readonly asksForWords: boolean;
  readonly notUnderstood: readonly string[];
}

/** The papers that a query finds. */
export interface Answer extends Interpretation {
  readonly order: Order;
  readonly bent: readonly BentWord[];
}

/** Reads a query. @param exactly whether words are looked for as they are typed, with their endings, and never bent */
export function interpret(context: SearchContext, query: string, exactly: boolean): Interpretation {
  const { database, vocabulary, postings } = context;
  const parsed = parseQuery(query);
  const { parts } = parsed.query;
  const constraints = parts.filter((part) => part.kind !== 'word');
  const hidden = parts.some(asksForHidden) ? null : context.hidden();
  const largestId = context.largestId();
  let everything: PaperSet | null = null;
  const sources: Sources = {
    database,
    postings,
    vocabulary,
    // Most queries do not ask for it.
    everything() {
      if (everything === null) {
        const all = wholeSet(largestId);
        everything = hidden === null ? all : without(all, hidden);
      }
      return everything;
    },
    largestId,
    nowMs: Date.now(),
  };
  const fulfilling = constraints.length === 0 ? null : papersFulfilling(constraints, sources);
  const { terms, notes } = widen(parts, vocabulary, postings, exactly);
  // Words inside constraints only help to rank.
  const helping = widen(wordsWithin(constraints), vocabulary, postings, exactly).terms.map((term) => ({
    ...term,
    required: false,
  }));
  return {
    terms: weigh([...terms, ...helping].slice(0, MOST_TERMS), vocabulary, postings, context.paperCount()),
    constraints,
    sources,
    allowed: hidden === null ? fulfilling : without(fulfilling ?? sources.everything(), hidden),
    asksForWords: terms.some(({ required }) => required),
    notUnderstood: [...parsed.problems.map(({ message }) => message), ...notes],
  };
}

/** Finds the papers of a query, in their order. */
export function answerTo(
  context: SearchContext,
  query: string,
  sort: Sort,
  exactly: boolean,
  sorting: Sorting,
): Answer {
  const interpretation = interpret(context, query, exactly);
  const { terms, allowed } = interpretation;
  const { postings, texts, counters } = context;
  const bent = new Map<string, BentWord>();
  let order: Order;
  if (interpretation.asksForWords) {
    const gathered = gather(terms, postings, allowed, context.largestId(), counters);
    order = rankTiers(gathered, terms, texts, postings, bent);
    if (exactly) order = { ...order, ids: order.ids.subarray(0, order.exactTotal) };
  } else {
    const all = interpretation.constraints.some(isQueue) ? queueOf(context) : context.all();
    order = rankNewest(allowed === null ? all : all.filter((id) => contains(allowed, id)), terms, texts);
  }
  return {
    ...interpretation,
    order: sort === 'best' ? order : sorting.sorted(order, sort),
    bent: exactly ? [] : [...bent.values()],
  };
}

/** The reading queue is listed in its own order. */
function isQueue(part: Query): boolean {
  return part.kind === 'is' && part.what === 'queued';
}

/** The papers of the reading queue, in its order. */
export const QUEUE = 'SELECT paper_id FROM queue ORDER BY position, paper_id';

function queueOf({ database }: SearchContext): Uint32Array {
  return Uint32Array.from(database.prepare<[], number>(QUEUE).pluck().all());
}

function asksForHidden(part: Query): boolean {
  switch (part.kind) {
    case 'all':
    case 'any':
      return part.parts.some(asksForHidden);
    case 'not':
      return asksForHidden(part.part);
    default:
      return part.kind === 'is' && part.what === 'trashed';
  }
}

/** The words that constraints ask for, as if they stood at the top of the query. */
function wordsWithin(parts: readonly Query[]): Query[] {
  return parts.flatMap((part): Query[] => {
    switch (part.kind) {
      case 'all':
      case 'any':
        return wordsWithin(part.parts);
      case 'word':
        return [part];
      case 'phrase':
        return [{ kind: 'word', field: part.field, text: part.text, beginning: 'no' }];
      default:
        return [];
    }
  });
}
