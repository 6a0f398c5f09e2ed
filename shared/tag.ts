/** Names of tags: how they are kept, what makes two of them one, and how they are nested by `/`. */
import { PostilError } from './errors.ts';

/** Longest name of a tag, in UTF-16 code units. */
export const TAG_LENGTH = 300;

/**
 * The name as it is kept: NFC, single blanks, no empty levels between, before or behind its slashes.
 * @throws {PostilError} `bad-request` when nothing is left
 */
export function tidyTagName(name: string): string {
  const tidy = levelsOf(name).join('/');
  if (tidy === '') {
    throw new PostilError('bad-request', 'A tag needs a name.', 'Type at least one letter.');
  }
  return tidy;
}

/** The levels of a name, the uppermost first, each tidied; none when nothing is left. */
export function levelsOf(name: string): string[] {
  return (
    name
      .toWellFormed()
      .normalize('NFC')
      // The full-width slash too, which keyboards for Chinese and Japanese type.
      .split(/[/／]/u)
      .map((level) => level.replace(/[\s\p{Cc}]+/gu, ' ').trim())
      .filter((level) => level !== '')
  );
}

/**
 * What tells tags apart: the name without case, accents and compatibility forms. Only the common accents fall
 * (Latin, Greek and Cyrillic letters carry them); the vowel signs of other scripts make other words.
 */
export function tagKey(name: string): string {
  if (isPlain(name)) return name.toLowerCase();
  const folded = name
    .normalize('NFKD')
    // The accents proper, and the selector that draws a sign as emoji.
    .replace(/[\u0300-\u036f\ufe0f]/gu, '')
    // Up and down again, for letters that have several lower or no single upper case: ß and ss, ς and σ.
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC');
  return folded === '' ? name : folded;
}

/** Whether a text holds nothing but ASCII, as most names do, so that there is little to fold. */
export function isPlain(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/** Whether a tag is the other one or stands below it; both as {@link tagKey}. */
export function isAtOrBelow(key: string, aboveKey: string): boolean {
  return key === aboveKey || key.startsWith(`${aboveKey}/`);
}

/** The names above a tidy name, the uppermost first: `a` and `a/b` for `a/b/c`. */
export function namesAbove(name: string): string[] {
  const levels = name.split('/');
  return levels.slice(1).map((_, index) => levels.slice(0, index + 1).join('/'));
}
