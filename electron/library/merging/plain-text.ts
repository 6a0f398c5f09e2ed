/**
 * Reads a text of ASCII once for all that is made of its words: hash, sketch and what the index is fed with. Most abstracts
 * are such texts, and to go through their letters once for each took a fifth of the time of reading a dump.
 */

/** Longest text that is read so, in characters; no abstract is longer. */
const LONGEST = 8000;

/** Words of a text that are looked at; no abstract has more. */
export const MOST_WORDS = 4000;

/** The words of the text read last, as hashes, and their lengths. Kept, since making them anew would cost more than filling them. */
export const words: Int32Array = new Int32Array(MOST_WORDS);
export const lengths: Uint8Array = new Uint8Array(MOST_WORDS);

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
export const FNV_OFFSET: number = 0x811c9dc5 | 0;
export const FNV_PRIME = 0x01000193;

/** Small letters and digits of ASCII; 0 for what stands between words. */
export const LETTERS: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[a-z\d]/i.test(character) ? character.toLowerCase().charCodeAt(0) : 0;
});

/** What the text read last comes to; its words are in {@link words}. */
export interface PlainText {
  /** Its letters and digits, small. In memory that the next text is read into. */
  readonly letters: Buffer;
  /** How many words it has. */
  readonly count: number;
  /** Length of the longest. */
  readonly longest: number;
}

/** As UTF-8, which has up to three bytes for each. */
const bytes = Buffer.alloc(3 * LONGEST);
const letters = Buffer.alloc(LONGEST);
/** The words with a blank behind each. */
const spaced = Buffer.alloc(LONGEST + 1);

/** Null for texts with characters beyond ASCII, with entities or "&", and for those too long. */
export function readPlainText(text: string): PlainText | null {
  const { length } = text;
  if (length > LONGEST || bytes.write(text) !== length) return null;
  // Ends the last word.
  bytes[length] = 0;
  let count = 0;
  let longest = 0;
  let at = 0;
  let word = FNV_OFFSET;
  let wordStart = 0;
  for (let index = 0; index <= length; index += 1) {
    const code = bytes[index] ?? 0;
    const letter = LETTERS[code] ?? 0;
    if (letter > 0) {
      word = Math.imul(word ^ letter, FNV_PRIME);
      letters[at] = letter;
      spaced[at + count] = letter;
      at += 1;
    } else if (at > wordStart) {
      words[count] = word;
      lengths[count] = Math.min(at - wordStart, 255);
      longest = Math.max(longest, at - wordStart);
      spaced[at + count] = BLANK;
      count += 1;
      word = FNV_OFFSET;
      wordStart = at;
    }
    if (code === AMPERSAND) return null;
  }
  return { letters: letters.subarray(0, at), count, longest };
}

/** The text read last, folded (`shared/fold.ts`), where it holds neither TeX nor words that are cut. */
export function foldedPlainText({ letters: { length }, count }: PlainText): string {
  return spaced.toString('latin1', 0, Math.max(0, length + count - 1));
}

const BLANK = 0x20;
const AMPERSAND = 0x26;
