/**
 * Abstracts and what editors make of them, with the truth of where each word went: the answer key by which
 * anchoring is measured. Everything follows from a seed.
 */
import type { TextRange } from '../../shared/annotation.ts';

/** A word or sign with the blanks behind it. */
interface Piece {
  /** Index in the first text; -1 for one that an edit brought. */
  readonly origin: number;
  /** Index of the word of which an edit brought a copy; -1 for all others. */
  readonly copyOf: number;
  /** Index of the word in whose place an edit put this one; -1 for all others. */
  readonly insteadOf: number;
  readonly text: string;
}

/** A text, a mark on it, and the text after edits. */
export interface EditedText {
  readonly before: string;
  readonly after: string;
  readonly marked: TextRange;
  /** Which edits were made, for the table. */
  readonly kinds: readonly EditKind[];
  /** Letters of the mark that still stand together, in their order, with not more than as much between them. */
  readonly keptLetters: number;
  readonly markedLetters: number;
  /** Letters of a range of `after` in all, those that were marked, and those put in the place of marked ones. */
  lettersIn(range: TextRange): { readonly all: number; readonly marked: number; readonly instead: number };
}

/** What editors do. */
export const EDIT_KINDS = [
  'replace words',
  'insert words',
  'delete words',
  'insert sentence',
  'delete sentence',
  'move sentence',
  'reword sentence',
  'repeat alike',
  'keep the alike only',
  'change math',
] as const;

/** One of {@link EDIT_KINDS}. */
export type EditKind = (typeof EDIT_KINDS)[number];

/** Numbers in [0, 1) from a seed: the generator mulberry32 by T. Ettinger, in the public domain. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What a word is that an edit brought from elsewhere. */
const NOTHING = { origin: -1, copyOf: -1, insteadOf: -1 };

const PIECE = /(?:\$[^$]*\$|[\p{L}\p{N}\p{M}]+|[^\s])\s*/gu;

/**
 * Marks something in a text and edits the text.
 * @param others texts from which foreign words and sentences are taken
 */
export function editedText(text: string, others: readonly string[], random: () => number): EditedText {
  const upTo = (end: number) => Math.floor(random() * end);
  const pick = <Value>(values: readonly Value[]): Value => values[upTo(values.length)] as Value;
  const foreign = () =>
    [...pick(others).trim().matchAll(PIECE)].map((match) => ({ ...NOTHING, text: match[0] }));
  const foreignWords = (count: number) => {
    const from = foreign();
    const start = upTo(Math.max(1, from.length - count));
    return from.slice(start, start + count).map((piece) => ({ ...piece, text: `${piece.text.trimEnd()} ` }));
  };

  const sentencesOf = (pieces: readonly Piece[]) => {
    const ranges: { start: number; end: number }[] = [];
    let start = 0;
    for (const [index, { text: word }] of pieces.entries()) {
      if (/^[.!?]\s/.test(word) || index === pieces.length - 1) {
        ranges.push({ start, end: index + 1 });
        start = index + 1;
      }
    }
    return ranges;
  };
  const spaced = (pieces: readonly Piece[]) =>
    pieces.map((piece, index) =>
      index === pieces.length - 1 ? { ...piece, text: `${piece.text.trimEnd()} ` } : piece,
    );
  const foreignSentence = () => {
    const from = foreign();
    const one = pick(sentencesOf(from));
    return spaced(from.slice(one.start, one.end));
  };
  /** Changes a share of the words, at least one. */
  const reworded = (pieces: readonly Piece[], share: number): Piece[] => {
    const must = upTo(pieces.length);
    return pieces.flatMap((piece, index) =>
      (index === must || random() < share) && /^[\p{L}$]/u.test(piece.text)
        ? foreignWords(1).map((word) => ({ ...word, insteadOf: piece.origin }))
        : [piece],
    );
  };
  /** A copy whose words are not the marked ones, however alike. */
  const alike = (pieces: readonly Piece[]) =>
    reworded(pieces, 0.05 + random() * 0.2).map(({ origin, text: word }) => ({
      ...NOTHING,
      copyOf: origin,
      text: word,
    }));

  const edit = (pieces: Piece[], kind: EditKind): Piece[] => {
    const sentence = pick(sentencesOf(pieces));
    const at = upTo(pieces.length);
    const own = pieces.slice(sentence.start, sentence.end);
    const rest = [...pieces.slice(0, sentence.start), ...pieces.slice(sentence.end)];
    const borders = [0, ...sentencesOf(rest).map(({ end }) => end)];
    const border = pick(borders);
    switch (kind) {
      case 'replace words':
        return withReplaced(pieces, at, 1 + upTo(4), foreignWords(1 + upTo(4)));
      case 'insert words':
        return pieces.toSpliced(at, 0, ...foreignWords(1 + upTo(6)));
      case 'delete words':
        return pieces.toSpliced(at, 1 + upTo(5));
      case 'insert sentence':
        return pieces.toSpliced(sentence.start, 0, ...foreignSentence());
      case 'delete sentence':
        return rest.length > 3 ? rest : pieces;
      case 'move sentence':
        return rest.toSpliced(border, 0, ...spaced(own));
      case 'reword sentence':
        return pieces.toSpliced(sentence.start, own.length, ...reworded(own, 0.1 + random() * 0.5));
      case 'repeat alike':
        return pieces.toSpliced(
          pick([0, ...sentencesOf(pieces).map(({ end }) => end)]),
          0,
          ...spaced(alike(own)),
        );
      case 'keep the alike only':
        return pieces.filter(({ origin }) => !original.has(origin));
      case 'change math':
        return pieces.map((piece) =>
          piece.text.startsWith('$') && random() < 0.5
            ? { ...NOTHING, insteadOf: piece.origin, text: '$\\theta_{k+1} \\ge 0$ ' }
            : piece,
        );
    }
  };

  const plain = [...text.trim().matchAll(PIECE)].map((match) => ({ ...NOTHING, text: match[0] }));
  const whole = pick(sentencesOf(plain));
  const original = new Set<number>();
  // Half of the texts hold two sentences that are much alike, before any edit.
  const withTwin = random() < 0.5;
  const first: Piece[] = (
    withTwin
      ? plain.toSpliced(
          whole.end,
          0,
          ...foreignSentence(),
          ...spaced(alike(plain.slice(whole.start, whole.end))),
        )
      : plain
  ).map(({ text: word }, origin) => ({ ...NOTHING, origin, text: word }));
  if (withTwin) for (let origin = whole.start; origin < whole.end; origin += 1) original.add(origin);

  const kinds = Array.from({ length: 1 + upTo(3) }, () => pick(EDIT_KINDS));
  const last = kinds.reduce(edit, first);

  const sentence = withTwin && random() < 0.5 ? whole : pick(sentencesOf(first));
  const wanted = pick([
    { start: sentence.start, count: sentence.end - sentence.start },
    { start: sentence.start + upTo(sentence.end - sentence.start), count: 1 },
    { start: sentence.start + upTo(sentence.end - sentence.start), count: 2 + upTo(5) },
    { start: upTo(first.length), count: 7 + upTo(12) },
    { start: sentence.start, count: sentence.end - sentence.start + upTo(30) },
  ]);
  const marks = new Set<number>();
  for (let index = wanted.start; index < Math.min(first.length, wanted.start + wanted.count); index += 1) {
    marks.add(index);
  }
  // A mark holds a word: a sign alone cannot be marked in the window either.
  const isWord = (piece: Piece | undefined) => piece !== undefined && /^[\p{L}\p{N}]{2}/u.test(piece.text);
  if (![...marks].some((index) => isWord(first[index]))) return editedText(text, others, random);
  const kept = lettersTogether(last, marks);
  const markedLetters = letters(first.filter(({ origin }) => marks.has(origin)));
  // A sentence that is gone while a changed copy stands elsewhere was moved and changed.
  const isMoved = kept < markedLetters / 2;
  const isMarked = ({ origin, copyOf }: Piece) => marks.has(origin) || (isMoved && marks.has(copyOf));
  return {
    before: joined(first),
    after: joined(last),
    marked: rangeOf(first, marks),
    kinds,
    markedLetters,
    keptLetters: kept,
    lettersIn(range) {
      let at = 0;
      const inside = last.filter(({ text: word }) => {
        const start = at;
        at += word.length;
        return start < range.end && start + word.trimEnd().length > range.start;
      });
      return {
        all: letters(inside),
        marked: letters(inside.filter(isMarked)),
        instead: letters(inside.filter(({ insteadOf }) => marks.has(insteadOf))),
      };
    },
  };
}

/** The pieces with some words in the place of others, as many as there are of each. */
function withReplaced(pieces: readonly Piece[], at: number, count: number, words: readonly Piece[]): Piece[] {
  const gone = pieces.slice(at, at + count);
  const instead = words.map((word, index) => ({ ...word, insteadOf: gone[index]?.origin ?? -1 }));
  return pieces.toSpliced(at, count, ...instead);
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** The most letters of the mark in a row, with less foreign between them than there are of the mark in all. */
function lettersTogether(pieces: readonly Piece[], marks: ReadonlySet<number>): number {
  let most = 0;
  let sum = 0;
  let foreign = 0;
  let latest = -1;
  for (const { origin, text } of pieces) {
    const length = text.trimEnd().length;
    if (!marks.has(origin)) foreign += length;
    else {
      if (foreign > sum || origin < latest) sum = 0;
      sum += length;
      foreign = 0;
      latest = origin;
    }
    most = Math.max(most, sum);
  }
  return most;
}

function letters(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + text.trimEnd().length, 0);
}

function rangeOf(pieces: readonly Piece[], marks: ReadonlySet<number>): TextRange {
  let at = 0;
  let start = -1;
  let end = -1;
  for (const { origin, text } of pieces) {
    if (marks.has(origin)) {
      if (start === -1) start = at;
      end = at + text.trimEnd().length;
    }
    at += text.length;
  }
  return { start, end };
}
