import type { Counters } from './counters.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import { contains, type PaperSet } from './paper-set.ts';
import { type ListName, OWN_WORDS, type Postings } from './postings.ts';
import type { WeighedForm, WeighedTerm } from './rank.ts';
import type { Vocabulary } from './vocabulary.ts';
import { isExact, papersWithForm, type Term } from './widen.ts';

/** Papers that a query finds, before they are ranked by their texts. */
export interface Gathered {
  /** Papers that hold every required word, but for those of `unread`, as typed, or as its beginning or inflection. */
  readonly exact: readonly number[];
  /** The other papers that hold every required word, but for those of `unread`; some of them bent. */
  readonly near: readonly number[];
  /** Papers that hold most of the words by worth, the best first; empty unless the others are few. */
  readonly partial: Uint32Array;
  /** Required terms whose lists were too long to read, by index. Not empty only if `exact` and `near` are few. */
  readonly unread: readonly number[];
  /** Sum of what the words are worth that the paper holds, of those read. */
  worthOf(paperId: number): number;
}

/** Papers that are ranked by their texts at once: 120 instead rank no better (MRR@10 0.910 both) and take 1 ms more. */
export const RANKED = 80;

/**
 * Entries of lists that are read before it is asked whether those read suffice. Reading takes 0.1 µs an entry the
 * first time, and common words, which have most entries, add least to what is found.
 */
const ENTRIES = 60_000;

/** A beginning with more entries is looked for in the texts, if that will do: FTS5 must merge the lists of all its words. */
const LONG_BEGINNING = 3000;

/** With fewer full hits than this, papers that lack a word are shown after them. */
const ENOUGH = 20;
/** Share of the words' whole worth that such a paper must hold. */
const PARTIAL_SHARE = 0.3;

/** Terms with the worth of their forms: the rarer, the more. */
export function weigh(
  terms: readonly Term[],
  vocabulary: Vocabulary,
  postings: Postings,
  paperCount: number,
): WeighedTerm[] {
  return terms.map((term): WeighedTerm => {
    const counts = term.forms.map((form) => papersWithForm(form, term.column, vocabulary, postings));
    // The exact forms of a word mostly stand in the same papers, so the most frequent one stands for all.
    const exactPapers = Math.max(
      0,
      ...counts.filter((_, index) => isExact(term.forms[index]?.kind ?? 'bent')),
    );
    // What is bent stands for one word that was meant: that a form is rare says nothing for it.
    const bentPapers = Math.max(0, ...counts.filter((_, index) => term.forms[index]?.kind === 'bent'));
    return {
      ...term,
      size: counts.reduce((sum, count) => sum + count, 0),
      wholeSize: counts.reduce((sum, count, index) => sum + (term.forms[index]?.beginning ? 0 : count), 0),
      forms: term.forms.map((form, index): WeighedForm => {
        const own = counts[index] ?? 0;
        const alike = form.kind === 'bent' ? bentPapers : exactPapers;
        const papers = Math.min(alike > 0 ? alike : own, paperCount);
        // What no paper holds cannot be missed in one.
        return { ...form, worth: own === 0 ? 0 : form.weight * rarity(papers, paperCount) };
      }),
    };
  });
}

/** Inverse document frequency as in BM25: never negative. */
export function rarity(papers: number, paperCount: number): number {
  return Math.log(1 + (paperCount - papers + 0.5) / (papers + 0.5));
}

/** Finds the papers of some terms among those allowed (null: all). What it gives holds until the next gathering. */
export function gather(
  terms: readonly WeighedTerm[],
  postings: Postings,
  allowed: PaperSet | null,
  largestId: number,
  counters: Counters,
): Gathered {
  counters.reset(largestId);
  let required = 0;
  let whole = 0;

  /** @param asHelp whether the term does not count as required, and its beginning is passed over */
  function read(term: WeighedTerm, number: number, asHelp: boolean): void {
    const counts = term.required && !asHelp;
    if (counts) required += 1;
    whole += worthOfBest(term);
    for (const form of term.forms) {
      if (asHelp && form.beginning) continue;
      take(form, number, counts, postings.of(form.word, term.column, form.beginning));
    }
  }

  /** Reads a long list only where it matters which papers hold every word: in those that were met. */
  function narrow(term: WeighedTerm, number: number): void {
    required += 1;
    const met = counters.met();
    for (const { word, beginning, kind, worth } of term.forms) {
      const list = beginning ? postings.of(word, null, true) : postings.ofSome(word, met, rarest);
      counters.takeMet(list, number, worth, isExact(kind), kind !== 'related');
    }
  }

  function take(form: WeighedForm, number: number, counts: boolean, list: Uint32Array): void {
    const { kind, worth } = form;
    counters.take(list, number, worth, counts && isExact(kind), counts && kind !== 'related');
  }

  /** Too many to rank them all by their texts: those about the words in title or note shall be among the ranked. */
  function preferOwnWords(): void {
    for (const term of terms) {
      if (!term.required || term.column !== null) continue;
      const [form] = term.forms;
      if (form === undefined || form.word.includes(' ') || FUNCTION_WORDS.has(form.word)) continue;
      counters.favour(postings.of(form.word, OWN_WORDS, form.beginning), form.worth);
    }
  }

  const unread: number[] = [];
  let entries = 0;
  let rarest: readonly ListName[] = [];
  const rarestFirst = [...terms.entries()].sort(([, left], [, right]) => left.size - right.size);
  for (const [position, [index, term]] of rarestFirst.entries()) {
    const isLong = entries + term.size > ENTRIES || term.size - term.wholeSize > LONG_BEGINNING;
    if (!isLong || required === 0 || term.column !== null) {
      if (required === 0 && term.required) rarest = listsOf(term);
      entries += term.size;
      read(term, position + 1, false);
    } else if (counters.papersFull(required) <= RANKED) {
      if (term.required) unread.push(index);
      if (entries + term.wholeSize > ENTRIES) continue;
      entries += term.wholeSize;
      read(term, position + 1, true);
    } else if (term.required) narrow(term, position + 1);
  }

  const exact: number[] = [];
  const near: number[] = [];
  const rest: number[] = [];
  const { exactOf, fullOf, worthOf } = counters;
  const met = counters.met();
  const mayBeFew = allowed !== null || counters.papersFull(required) < ENOUGH;
  for (let at = 0; at < met.length; at += 1) {
    const id = met[at] ?? 0;
    if (allowed !== null && !contains(allowed, id)) continue;
    if (exactOf(id) === required) exact.push(id);
    else if (fullOf(id) === required) near.push(id);
    else if (mayBeFew && worthOf(id) >= whole * PARTIAL_SHARE) rest.push(id);
  }
  if (exact.length > RANKED) preferOwnWords();
  const partial = exact.length + near.length < ENOUGH ? best(rest, worthOf, RANKED) : new Uint32Array(0);
  return { exact, near, partial, unread, worthOf };
}

/** The lists of papers that hold a term in full. */
function listsOf({ forms, column }: WeighedTerm): ListName[] {
  return forms.flatMap(({ kind, word, beginning }) =>
    kind === 'related' ? [] : [{ word, column, beginning }],
  );
}

function worthOfBest({ forms }: WeighedTerm): number {
  return Math.max(0, ...forms.map(({ worth }) => worth));
}

/** Finer differences of worth than one in so many do not order papers; what came last does. */
const STEPS = 2 ** 20;
/** Steps that are counted together where a few of many papers are sought. */
const BAND = 2 ** 10;

/** The `count` papers worth most, in that order; among equals the one with the largest id, which came last. */
export function best(
  paperIds: readonly number[],
  worthOf: (paperId: number) => number,
  count: number,
): Uint32Array {
  let most = 0;
  for (let at = 0; at < paperIds.length; at += 1) most = Math.max(most, worthOf(paperIds[at] ?? 0));
  let ids = Uint32Array.from(paperIds);
  let steps = new Uint32Array(ids.length);
  const bands = new Uint32Array(STEPS / BAND + 1);
  for (let at = 0; at < ids.length; at += 1) {
    const step = most === 0 ? 0 : Math.round((worthOf(ids[at] ?? 0) / most) * STEPS);
    bands[Math.floor(step / BAND)] = (bands[Math.floor(step / BAND)] ?? 0) + 1;
    steps[at] = step;
  }
  if (count < ids.length) {
    // Sorting all for the sake of few would take longest.
    let lowest = bands.length - 1;
    for (let held = bands[lowest] ?? 0; held < count; held += bands[lowest] ?? 0) lowest -= 1;
    ids = ids.filter((_, at) => (steps[at] ?? 0) >= lowest * BAND);
    steps = steps.filter((step) => step >= lowest * BAND);
  }
  return ascending(ids, steps).reverse().subarray(0, count);
}

/** Bits that are sorted by at once. */
const DIGIT_BITS = 11;

/**
 * Ids by their steps, and among equals by themselves. Sorted digit by digit, the lowest first: broad queries have
 * hundreds of thousands, and comparing them takes several times as long.
 */
function ascending(ids: Uint32Array, steps: Uint32Array): Uint32Array {
  let largest = 0;
  for (let at = 0; at < ids.length; at += 1) largest = Math.max(largest, ids[at] ?? 0);
  let fromIds = ids;
  let fromSteps = steps;
  let toIds: Uint32Array = new Uint32Array(ids.length);
  let toSteps: Uint32Array = new Uint32Array(ids.length);

  function sortBy(numbers: Uint32Array, shift: number): void {
    const mask = 2 ** DIGIT_BITS - 1;
    const ends = new Uint32Array(mask + 2);
    for (let at = 0; at < numbers.length; at += 1) {
      const digit = ((numbers[at] ?? 0) >>> shift) & mask;
      ends[digit + 1] = (ends[digit + 1] ?? 0) + 1;
    }
    for (let digit = 1; digit < ends.length; digit += 1)
      ends[digit] = (ends[digit] ?? 0) + (ends[digit - 1] ?? 0);
    for (let at = 0; at < numbers.length; at += 1) {
      const digit = ((numbers[at] ?? 0) >>> shift) & mask;
      const place = ends[digit] ?? 0;
      ends[digit] = place + 1;
      toIds[place] = fromIds[at] ?? 0;
      toSteps[place] = fromSteps[at] ?? 0;
    }
    [fromIds, toIds] = [toIds, fromIds];
    [fromSteps, toSteps] = [toSteps, fromSteps];
  }

  for (let shift = 0; shift < 32 && largest >>> shift > 0; shift += DIGIT_BITS) sortBy(fromIds, shift);
  for (let shift = 0; STEPS >>> shift > 0; shift += DIGIT_BITS) sortBy(fromSteps, shift);
  return fromIds;
}
