import { fold } from '../../shared/fold.ts';
import type { Query, TextField } from '../../shared/query.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import type { Column, Postings } from './postings.ts';
import { type Neighbour, type Vocabulary, WIDEST_BEGINNING } from './vocabulary.ts';

/** How a form came from the word that was typed. All but `related` and `bent` count as found exactly. */
export type FormKind = 'typed' | 'beginning' | 'joined' | 'twin' | 'inflection' | 'related' | 'bent';

/** A folded word that is looked for in place of a typed one. */
export interface Form {
  /** Several words joined by blanks are a phrase. */
  readonly word: string;
  /** Whether the word may go on. */
  readonly beginning: boolean;
  readonly kind: FormKind;
  /** Share of the typed word's worth, 0 to 1. */
  readonly weight: number;
}

/** A word to search for, with all that it is widened to. */
export interface Term {
  /** As typed, folded. */
  readonly word: string;
  /** Null for any column. */
  readonly column: Column | null;
  /** Whether a paper must hold it; the others only help to rank. */
  readonly required: boolean;
  /** Place among the words of the query; those of neighbours differ by one. */
  readonly place: number;
  /** Exact ones first, then by falling weight. */
  readonly forms: readonly Form[];
}

/** Columns that the fields of the query language stand for. */
export const COLUMN_OF: Readonly<Record<TextField, Column>> = {
  title: 'title',
  author: 'authors',
  abstract: 'abstract',
  note: 'note',
  annotation: 'annotations',
  comment: 'comment',
  venue: 'venue',
  category: 'categories',
};

/** Weights of forms, tuned by `npm run bench` on MRR@10. */
const WEIGHTS = { beginning: 0.7, inflection: 0.75, related: 0.6, bentOnce: 0.8, bentTwice: 0.6 };

/** A word that this many papers hold, or fewer, is bent as well, if a neighbour is far more common. */
const NEXT_TO_NOTHING = 3;
/** The vocabulary counts wrongly by a little after changes: lists up to this long are counted themselves. */
const MANY_PAPERS = 1000;
/** How many times as many papers the neighbour must have for that. */
const FAR_MORE_COMMON = 20;
/** Longer words are not divided and bent at once: so much guessing takes too long. */
const LONGEST_DIVIDED = 12;
/** Words that one word is bent to at most. */
const BENT_FORMS = 6;
/** Shorter beginnings begin nearly every paper's words. */
const SHORTEST_BEGINNING = 2;

/** Scripts without blanks between words: what is typed together is a phrase of characters. */
const UNDIVIDED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Words of a query that are looked for, the rarest ones: those of a longer text tell nothing more. */
export const MOST_TERMS = 24;

/** The words of a query, widened. */
export interface Widened {
  /** In their order. */
  readonly terms: readonly Term[];
  /** What was not looked for, one sentence each. */
  readonly notes: readonly string[];
}

/** Widens the words at the top of a query. Bends those that find nothing or next to nothing, unless they are meant exactly. */
export function widen(
  parts: readonly Query[],
  vocabulary: Vocabulary,
  postings: Postings,
  exactly = false,
): Widened {
  const all = distinct(parts.flatMap(typedWords));
  const meaningful = all.filter(({ word, column }) => column !== null || !FUNCTION_WORDS.has(word));
  const wanted = meaningful.length > 0 ? meaningful : all;
  const typed = rarest(wanted, vocabulary);
  const notes =
    typed.length < wanted.length
      ? [`Only the ${MOST_TERMS} rarest of the ${wanted.length} words were looked for.`]
      : [];
  const terms = typed.map((word): Term => {
    const half = word.typing && word.word.length < SHORTEST_BEGINNING && !UNDIVIDED.test(word.word);
    const joined = typed
      .filter(({ place }) => Math.abs(place - word.place) === 1)
      .map((other) => (other.place < word.place ? other.word + word.word : word.word + other.word))
      .filter((form) => form.length > 3 && vocabulary.has(form));
    const isWide = word.beginning && vocabulary.papersBeginning(word.word) > WIDEST_BEGINNING;
    if (isWide && !word.typing) {
      notes.push(`${word.word}* stands for too many words; only “${word.word}” itself was looked for.`);
    }
    return {
      word: word.word,
      column: word.column,
      place: word.place,
      // One letter is hardly the whole of what is being typed.
      required: !half || typed.length === 1,
      forms: formsOf(
        { ...word, beginning: word.beginning && !isWide },
        joined,
        vocabulary,
        postings,
        exactly,
      ),
    };
  });
  return { terms, notes };
}

interface TypedWord {
  readonly word: string;
  readonly place: number;
  readonly column: Column | null;
  readonly beginning: boolean;
  readonly typing: boolean;
}

/** Without words that come again, but for a last one that is still being typed. */
function distinct(all: readonly Omit<TypedWord, 'place'>[]): TypedWord[] {
  const seen = new Set<string>();
  const kept: TypedWord[] = [];
  for (const [place, word] of all.entries()) {
    const key = `${word.column} ${word.word}`;
    if (!seen.has(key) || word.beginning) kept.push({ ...word, place });
    seen.add(key);
  }
  return kept;
}

function rarest(all: TypedWord[], vocabulary: Vocabulary): TypedWord[] {
  if (all.length <= MOST_TERMS) return all;
  // Unknown words of a long text are rather names and formulas than mistakes in typing.
  const papers = new Map(
    all.map((word) => [word, vocabulary.papersWith(word.word) || Number.MAX_SAFE_INTEGER]),
  );
  const chosen = [...all].sort((left, right) => (papers.get(left) ?? 0) - (papers.get(right) ?? 0));
  return chosen.slice(0, MOST_TERMS).sort((left, right) => left.place - right.place);
}

function typedWords(part: Query): Omit<TypedWord, 'place'>[] {
  if (part.kind !== 'word') return [];
  const folded = fold(part.text);
  if (folded === '') return [];
  const pieces = UNDIVIDED.test(part.text) ? [folded] : folded.split(' ');
  return pieces.map((word, index) => {
    const last = index === pieces.length - 1;
    return {
      word,
      column: part.field === null ? null : COLUMN_OF[part.field],
      typing: last && part.beginning === 'typing',
      beginning:
        last && part.beginning !== 'no' && (word.length >= SHORTEST_BEGINNING || UNDIVIDED.test(word)),
    };
  });
}

function plain(word: string): Form {
  return { word, beginning: false, kind: 'typed', weight: 1 };
}

function formsOf(
  typed: TypedWord,
  joined: readonly string[],
  vocabulary: Vocabulary,
  postings: Postings,
  exactly: boolean,
): Form[] {
  const { word, column } = typed;
  const forms: Form[] = [plain(word)];
  for (const other of joined) forms.push({ word: other, beginning: false, kind: 'joined', weight: 1 });
  for (const other of twins(word)) {
    if (vocabulary.has(other)) forms.push({ word: other, beginning: false, kind: 'twin', weight: 1 });
  }
  const apart = word.replace(/(\d)(?=[a-z])|([a-z])(?=\d)/g, '$1$2 ');
  if (apart !== word && postings.of(apart, column, false).length > 0) {
    forms.push({ word: apart, beginning: false, kind: 'joined', weight: 1 });
  }
  const family = vocabulary.familyOf(word);
  for (const other of family.inflections) {
    forms.push({ word: other, beginning: false, kind: 'inflection', weight: WEIGHTS.inflection });
  }
  if (typed.beginning) forms.push({ word, beginning: true, kind: 'beginning', weight: WEIGHTS.beginning });
  for (const other of family.related) {
    forms.push({ word: other, beginning: false, kind: 'related', weight: WEIGHTS.related });
  }
  const known = forms.filter(({ kind }) => isExact(kind));
  const papers = known.reduce((sum, form) => sum + papersWithForm(form, column, vocabulary, postings), 0);
  if (papers > NEXT_TO_NOTHING) return sorted(forms);
  const parts = papers === 0 ? divided(word, column, vocabulary, postings) : null;
  if (parts !== null) forms.push({ word: parts, beginning: false, kind: 'joined', weight: 1 });
  else if (!exactly) {
    // Half of a misspelt word is near the beginnings of words.
    const halves = typed.beginning && typed.typing ? vocabulary.nearBeginning(word) : [];
    const near = new Map([...halves, ...vocabulary.near(word)].map((other) => [other.word, other]));
    const bent = bentForms(word, papers, [...near.values()])
      // Those that only the vocabulary knew, or that stand in other columns.
      .filter((form) => papersWithForm(form, column, vocabulary, postings) > 0)
      .slice(0, BENT_FORMS);
    if (bent.length > 0 || papers > 0) forms.push(...bent);
    else forms.push(...dividedAndBent(word, column, vocabulary, postings));
  }
  return sorted(forms);
}

/** How many papers hold a form: about, if they are many, so that long lists need not be read for it. */
export function papersWithForm(
  form: Pick<Form, 'word' | 'beginning'>,
  column: Column | null,
  vocabulary: Vocabulary,
  postings: Postings,
): number {
  if (column === null && !form.word.includes(' ')) {
    const counted = form.beginning ? vocabulary.papersBeginning(form.word) : vocabulary.papersWith(form.word);
    if (counted > MANY_PAPERS) return counted;
  }
  return postings.of(form.word, column, form.beginning).length;
}

function sorted(forms: readonly Form[]): Form[] {
  return [...forms].sort((left, right) => rankOf(left) - rankOf(right));
}

function rankOf(form: Form): number {
  return (isExact(form.kind) ? 0 : 10) - form.weight;
}

/** Whether a form counts as the word that was typed. */
export function isExact(kind: FormKind): boolean {
  return kind !== 'related' && kind !== 'bent';
}

/** `raoblackwell` for `rao blackwell`: two words of the library that stand side by side in it; null for none. */
function divided(
  word: string,
  column: Column | null,
  vocabulary: Vocabulary,
  postings: Postings,
): string | null {
  for (let at = 2; at + 2 <= word.length; at += 1) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    if (!vocabulary.has(left) || !vocabulary.has(right)) continue;
    if (postings.of(`${left} ${right}`, column, false).length > 0) return `${left} ${right}`;
  }
  return null;
}

/** `pc subq` for `pcsubk`: like {@link divided}, but with one of the two words bent. */
function dividedAndBent(
  word: string,
  column: Column | null,
  vocabulary: Vocabulary,
  postings: Postings,
): Form[] {
  const forms: Form[] = [];
  for (let at = 2; at + 2 <= word.length && word.length <= LONGEST_DIVIDED; at += 1) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    const pairs = [
      ...(vocabulary.has(left) ? vocabulary.near(right).map((near) => `${left} ${near.word}`) : []),
      ...(vocabulary.has(right) ? vocabulary.near(left).map((near) => `${near.word} ${right}`) : []),
    ];
    for (const pair of pairs) {
      if (postings.of(pair, column, false).length === 0) continue;
      forms.push({ word: pair, beginning: false, kind: 'bent', weight: WEIGHTS.bentTwice });
    }
  }
  return forms.slice(0, BENT_FORMS);
}

function bentForms(word: string, papers: number, neighbours: readonly Neighbour[]): Form[] {
  // A number that is not there is not another number.
  if (/^\d+$/.test(word) || word.length < 2 || /[^\p{L}\p{N}]/u.test(word)) return [];
  const common = Math.max(...neighbours.map((neighbour) => Math.log(1 + neighbour.papers)), 1);
  return neighbours
    .filter((neighbour) => neighbour.papers >= papers * FAR_MORE_COMMON)
    .map((neighbour): Form => {
      const nearness = neighbour.edits === 1 ? WEIGHTS.bentOnce : WEIGHTS.bentTwice;
      // Among words equally near, the one that more papers hold is likelier meant.
      const likelihood = 0.7 + (0.3 * Math.log(1 + neighbour.papers)) / common;
      const weight = nearness * likelihood * (neighbour.word[0] === word[0] ? 1 : 0.9);
      return { word: neighbour.word, beginning: false, kind: 'bent', weight };
    })
    .sort((left, right) => right.weight - left.weight || (left.word < right.word ? -1 : 1))
    .slice(0, BENT_FORMS * 2);
}

/**
 * The other ways to write a word that has, or had, an umlaut: `schroedinger` for `schrodinger` (which is how
 * `Schrödinger` is folded), and back. Not behind a vowel or q, as in `queue` (after the German stemmer of Snowball).
 */
function* twins(word: string): Iterable<string> {
  if (word.length < 5) return;
  const without = word.replace(/(^|[^aeiouq])([aou])e/g, '$1$2');
  if (without !== word) yield without;
  for (const match of word.matchAll(/(?<![aeiouq])[aou](?![aeiou])/g)) {
    yield `${word.slice(0, match.index + 1)}e${word.slice(match.index + 1)}`;
  }
}
