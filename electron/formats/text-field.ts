import { decodeEntities } from './inline-markup.ts';

/**
 * Marks of HTML and JATS that exports leave in titles and abstracts. Only these are mark-up, since plain formats
 * hold `n<k` as it is.
 */
const markup =
  /<\/?(?:jats:[\w-]+|[ibpu]|em|strong|su[bp]|inf|br|div|span|h[1-6]|sec|title|italic|bold|sc|[ou]l|li)(?:\s[^<>]{0,200})?\s?\/?>/gi;
const block = /^<\/?(?:jats:)?(?:p|br|div|h[1-6]|sec|title|[ou]l|li)\b/i;

/** A field of an export in a plain format as one line, its mark-up and entities read; null when nothing is left. */
export function readText(field: string): string | null {
  let text = field;
  if (text.includes('<')) text = text.replace(markup, (mark) => (block.test(mark) ? ' ' : ''));
  // After the mark-up, so that an escaped "<" stays.
  if (text.includes('&')) text = decodeEntities(text);
  text = text.replace(/\s+/g, ' ').trim();
  return text === '' ? null : text;
}
