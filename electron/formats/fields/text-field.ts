import { decodeEntities } from '../syntax/inline-markup.ts';
import { texLetters } from './tex.ts';

/**
 * Marks of HTML and JATS that exports leave in titles and abstracts. Only these are mark-up, since plain formats
 * hold `n<k` as it is.
 */
const markup =
  /<\/?(?:jats:[\w-]+|[ibpu]|em|strong|su[bp]|inf|br|div|span|h[1-6]|sec|title|italic|bold|sc|[ou]l|li)(?:\s[^<>]{0,200})?\s?\/?>/gi;
const block = /^<\/?(?:jats:)?(?:p|br|div|h[1-6]|sec|title|[ou]l|li)\b/i;

/** White space but for the single blanks between words, which are by far the most. */
const blanks = /[^\S ]\s*| \s+/g;

/** A field of an export in a plain format as one line, its mark-up, entities and accents of TeX read; null when nothing is left. */
export function readText(field: string): string | null {
  let text = field;
  if (text.includes('<')) text = text.replace(markup, (mark) => (block.test(mark) ? ' ' : ''));
  // After the mark-up, so that an escaped "<" stays.
  if (text.includes('&')) text = decodeEntities(text);
  text = texLetters(text.replace(blanks, ' ').trim());
  return text === '' ? null : text;
}

/** Entities and accents of TeX as the characters that they stand for; separators of lines and paragraphs as blanks. */
export function readLetters(text: string): string {
  const decoded = text.includes('&') ? decodeEntities(text) : text;
  return texLetters(decoded.replace(/[\u0085\u2028\u2029]/g, ' '));
}

/** A text without the signs of a set at its end. A pattern would look at each run of them as often as it is long. */
export function withoutTail(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
