import type { TextRange } from './annotation.ts';

/** A word or a sign of a text. */
export interface Token extends TextRange {
  readonly text: string;
}

/**
 * Words with what is inside of them, commands of TeX with their backslash, and every other sign by itself. Scripts that
 * put no blanks between words give a word a character, with its marks.
 */
const TOKEN =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]\p{M}*|\\?[[\p{L}\p{N}\p{M}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]]+(?:['’][\p{L}\p{M}]+)*|[^\s]/gv;

/** A character of these stands for about so many letters: a Chinese abstract has a third of its translation's. */
const LETTERS_OF_CHARACTER = 3;
const CHARACTER = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

/** The words of a text in order. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Letters count; a sign or a word of one letter is soon found anywhere. */
export function weightOf(text: string): number {
  if (CHARACTER.test(text)) return LETTERS_OF_CHARACTER;
  return /^[\p{L}\p{N}]/u.test(text) || text.length > 1 ? text.length : 0;
}
