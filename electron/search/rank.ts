import { words } from '../../shared/fold.ts';
import type { Form, Term } from './widen.ts';

/** The texts of a paper that its rank is read from. */
export interface RankedTexts {
  /** The dump's title and the user's heading; empty for none. */
  readonly title: string;
  readonly authors: string;
  readonly abstract: string;
  readonly note: string;
  /** Comment, venue, categories and institutions. */
  readonly facts: string;
}

/** A form with what it is worth in this library. */
export interface WeighedForm extends Form {
  /** Inverse document frequency times weight. */
  readonly worth: number;
}

/** A term with its weighed forms. */
export interface WeighedTerm extends Omit<Term, 'forms'> {
  /** Entries in the lists of all its forms, about. */
  readonly size: number;
  /** The same without those of beginnings. */
  readonly wholeSize: number;
  readonly forms: readonly WeighedForm[];
}

/** What a paper's texts say of it. */
export interface Rank {
  readonly score: number;
  /** For each term the index of its best form found, or -1. */
  readonly found: Int8Array;
  /** For each term what it adds to the score. No typed array: those of more than 64 bytes lie outside the heap, in pieces. */
  readonly shares: readonly number[];
  /** Terms that stand close to each other; what they add makes the score whole. */
  readonly close: readonly ClosePair[];
}

/** Two terms of a query, neighbours or with one between them, that stand close in a paper. */
export interface ClosePair {
  /** Indexes of the terms. */
  readonly left: number;
  readonly right: number;
  /** Words by which their distance differs from that in the query. */
  readonly off: number;
  /** What the pair adds to the score. */
  readonly score: number;
}

// Tuned on 3,000 titles of 100,000 papers, half of them misspelt, and proved on others by `npm run bench`; in brackets
// what MRR@10 loses without. Abstracts repeat their subject seldom, so a second occurrence tells little.
/** BM25's k1: how soon further occurrences stop to count. Robertson and Zaragoza 2009, doi:10.1561/1500000019 */
const SATURATION = 0.6;
/** BM25's b: how much longer abstracts are held to be about more. */
const LENGTH_SHARE = 0.9;
/** Words of a usual abstract: the mean of 100,000 from arXiv is 165. */
const USUAL_LENGTH = 165;
/** Worth of two words of the query standing in a paper as in the query, as a share of the lesser word's own. */
const CLOSENESS = 0.9;
/** The same of two words with one between them (0.001). */
const CLOSENESS_OVER_ONE = 0.3;
/** Words further off their place than this are not close. */
const CLOSE = 8;
/** What a word is worth besides where it stands first of all, as a share of its own; less and less further on (0.002). */
const EARLINESS = 0.4;
/** Words into the abstract at which a word is no longer early. */
const EARLY = 200;
/** Occurrences in a title and in the user's own note, counted as so many in the abstract. */
const TITLE_COUNT = 4;
const NOTE_COUNT = 3;
/** Places of one term that closeness looks at. */
const PLACES = 12;
/**
 * Power of a form's worth that counts: a title's rarest word is often missing from its abstract, and should not outweigh
 * all others (0.006).
 */
const EVENNESS = 0.7;
/** Keeps words of one text from standing close to those of another. */
const TEXT_GAP = 1000;

/**
 * Scores papers by their texts: BM25 over all terms, how early they stand, and the closeness of terms that are
 * neighbours in the query.
 * It reads a plain abstract in some 5 µs, since it hashes words as it passes them and makes no strings.
 * @param elsewhere the best form of a term that the paper holds in what is not read here (tags, annotations,
 *   older versions) or as a phrase; -1 for none
 */
export function createRanker(
  terms: readonly WeighedTerm[],
  elsewhere: (term: number, paperId: number) => number,
): (paperId: number, texts: RankedTexts) => Rank {
  const table = createTable(terms);
  const worths = terms.map(({ forms }) => forms.map(({ worth }) => worth ** EVENNESS));
  const counts = new Float64Array(terms.length);
  const found = new Int8Array(terms.length);
  const shares = new Float64Array(terms.length);
  const places = new Int32Array(terms.length * PLACES);
  const placeCounts = new Uint8Array(terms.length);
  const lastPlace = new Int32Array(terms.length);
  let place = 0;
  let count = 1;

  function meet(entry: number): void {
    for (let at = entry; at >= 0; at = table.next[at] ?? -1) {
      const term = table.term[at] ?? 0;
      const form = table.form[at] ?? 0;
      // A word that is both a form and the beginning of one counts once.
      if (lastPlace[term] === place) continue;
      lastPlace[term] = place;
      const before = found[term] ?? -1;
      const best = worths[term]?.[before] ?? 0;
      const worth = worths[term]?.[form] ?? 0;
      if (worth > best) {
        // What was counted at the lesser worth is worth that much less now.
        counts[term] = (counts[term] ?? 0) * (best / worth) + count;
        found[term] = form;
      } else counts[term] = (counts[term] ?? 0) + (count * worth) / best;
      const known = placeCounts[term] ?? 0;
      if (known < PLACES) {
        places[term * PLACES + known] = place;
        placeCounts[term] = known + 1;
      }
    }
  }

  /** @returns number of words */
  function read(text: string, weight: number): number {
    if (text === '') return 0;
    const first = place;
    count = weight;
    const length = text.length;
    let hash = 0;
    let size = 0;
    let beginning = -1;
    for (let at = 0; at <= length; at += 1) {
      const code = at < length ? text.charCodeAt(at) : 0x20;
      if (code >= 128 || code === 0x5c) {
        // Rare enough to be read from the start by the slow way.
        reset(first);
        return readFolded(text);
      }
      const letter = LETTER[code] ?? 0;
      if (letter !== 0) {
        hash = (Math.imul(hash, 31) + letter) | 0;
        size += 1;
        if (table.beginnings[size] === 1) beginning = Math.max(beginning, table.find(hash, true));
      } else if (size > 0) {
        const entry = table.find(hash, false);
        if (entry >= 0) meet(entry);
        if (beginning >= 0) meet(beginning);
        place += 1;
        hash = 0;
        size = 0;
        beginning = -1;
      }
    }
    return place - first;
  }

  /** Counts made by `read` before it met a letter that it cannot read are counted twice at most: undone here. */
  function reset(first: number): void {
    place = first;
    lastPlace.fill(-1);
    counts.set(countsBefore);
    found.set(foundBefore);
    placeCounts.set(placeCountsBefore);
  }

  function readFolded(text: string): number {
    const first = place;
    for (const { word } of words(text)) {
      let hash = 0;
      let beginning = -1;
      for (let at = 0; at < word.length; at += 1) {
        hash = (Math.imul(hash, 31) + word.charCodeAt(at)) | 0;
        if (table.beginnings[at + 1] === 1) beginning = Math.max(beginning, table.find(hash, true));
      }
      const entry = table.find(hash, false);
      if (entry >= 0) meet(entry);
      if (beginning >= 0) meet(beginning);
      place += 1;
    }
    return place - first;
  }

  const countsBefore = new Float64Array(terms.length);
  const foundBefore = new Int8Array(terms.length);
  const placeCountsBefore = new Uint8Array(terms.length);

  function readText(text: string, weight: number): number {
    countsBefore.set(counts);
    foundBefore.set(found);
    placeCountsBefore.set(placeCounts);
    const length = read(text, weight);
    place += TEXT_GAP;
    return length;
  }

  function closePairs(): ClosePair[] {
    const pairs: ClosePair[] = [];
    // The two terms before, as far as the paper holds them.
    let left = -1;
    let further = -1;
    for (let right = 0; right < terms.length; right += 1) {
      if (terms[right]?.required !== true) continue;
      if ((found[right] ?? -1) < 0) {
        left = -1;
        further = -1;
        continue;
      }
      if (left >= 0) addIfClose(pairs, left, right, CLOSENESS);
      if (further >= 0) addIfClose(pairs, further, right, CLOSENESS_OVER_ONE);
      further = left;
      left = right;
    }
    return pairs;
  }

  function addIfClose(pairs: ClosePair[], left: number, right: number, closeness: number): void {
    const off = distance(left, right, (terms[right]?.place ?? 0) - (terms[left]?.place ?? 0));
    const worth = closeness * Math.min(worthOf(left), worthOf(right));
    if (off < CLOSE && worth > 0) pairs.push({ left, right, off, score: worth / (1 + off) });
  }

  /** From 0 to 1. */
  function earliness(term: number, abstractStart: number): number {
    if (placeCounts[term] === 0) return 0;
    const into = (places[term * PLACES] ?? 0) - abstractStart;
    return Math.min(1, Math.max(0, 1 - into / EARLY));
  }

  function worthOf(term: number): number {
    return worths[term]?.[found[term] ?? -1] ?? 0;
  }

  /** How far two terms stand off the distance that they have in the query, at their nearest. */
  function distance(left: number, right: number, wanted: number): number {
    let least = CLOSE;
    for (let one = 0; one < (placeCounts[left] ?? 0); one += 1) {
      const from = (places[left * PLACES + one] ?? 0) + wanted;
      for (let two = 0; two < (placeCounts[right] ?? 0); two += 1) {
        const off = Math.abs((places[right * PLACES + two] ?? 0) - from);
        if (off < least) least = off;
      }
    }
    return least;
  }

  return (paperId, texts) => {
    counts.fill(0);
    found.fill(-1);
    placeCounts.fill(0);
    lastPlace.fill(-1);
    place = 0;
    readText(texts.title, TITLE_COUNT);
    const abstractStart = place;
    const length = readText(texts.abstract, 1);
    readText(texts.authors, 1);
    readText(texts.note, NOTE_COUNT);
    readText(texts.facts, 1);
    const norm = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * (length || USUAL_LENGTH)) / USUAL_LENGTH);
    let score = 0;
    for (let term = 0; term < terms.length; term += 1) {
      if (found[term] === -1) {
        found[term] = elsewhere(term, paperId);
        if (found[term] !== -1) counts[term] = 1;
      }
      const occurrences = counts[term] ?? 0;
      const share =
        occurrences > 0 ? (worthOf(term) * occurrences * (SATURATION + 1)) / (occurrences + norm) : 0;
      const early = found[term] === -1 ? 0 : EARLINESS * worthOf(term) * earliness(term, abstractStart);
      shares[term] = share + early;
      score += share + early;
    }
    const close = closePairs();
    for (const pair of close) score += pair.score;
    return { score, found: found.slice(), shares: Array.from(shares), close };
  };
}

/** Lower case of ASCII's letters and digits, zero for all else. */
const LETTER = new Uint8Array(128);
for (const character of '0123456789abcdefghijklmnopqrstuvwxyz') {
  LETTER[character.charCodeAt(0)] = character.charCodeAt(0);
  LETTER[character.toUpperCase().charCodeAt(0)] = character.charCodeAt(0);
}

interface FormTable {
  /** First entry of the forms of that hash, or -1. Two words of one hash would be taken for each other: one in 2^32. */
  find(hash: number, beginning: boolean): number;
  /** Further entries of the same hash, -1 at the end. */
  readonly next: readonly number[];
  readonly term: readonly number[];
  readonly form: readonly number[];
  /** 1 at the lengths that beginnings have. */
  readonly beginnings: Uint8Array;
}

function createTable(terms: readonly WeighedTerm[]): FormTable {
  const next: number[] = [];
  const term: number[] = [];
  const form: number[] = [];
  const beginnings = new Uint8Array(256);
  const whole = new Map<number, number>();
  const begun = new Map<number, number>();
  for (const [termIndex, { forms }] of terms.entries()) {
    for (const [formIndex, { word, beginning }] of forms.entries()) {
      let hash = 0;
      for (let at = 0; at < word.length; at += 1) hash = (Math.imul(hash, 31) + word.charCodeAt(at)) | 0;
      const heads = beginning ? begun : whole;
      if (beginning) beginnings[word.length] = 1;
      next.push(heads.get(hash) ?? -1);
      term.push(termIndex);
      form.push(formIndex);
      heads.set(hash, next.length - 1);
    }
  }
  // Most words of a text are none of the query's: a bit for each says so without asking the Map.
  const bits = new Uint8Array(8192);
  for (const hash of whole.keys()) bits[hash & 8191] = 1;
  return {
    find(hash, beginning) {
      if (beginning) return begun.get(hash) ?? -1;
      return bits[hash & 8191] === 0 ? -1 : (whole.get(hash) ?? -1);
    },
    next,
    term,
    form,
    beginnings,
  };
}
