import { classify, readsLikeComment, readsLikeHeader } from './abstract-lines.ts';
import type { Dump } from './format.ts';

/** So much of a page tells how it is ordered, in UTF-16 code units. */
const BEGINNING_LENGTH = 64 * 1024;

/** Most lines of a name over the first entry. */
const HEADER_LINES = 3;

/** The kind of line that entries begin with. */
export type Lead = 'identifier' | 'date';

/**
 * The line that the entries of a page of abstracts begin with, where identifiers and dates stand before the texts;
 * null where they stand behind. They lead where the page begins so and blank lines stand before them rather than
 * behind; where blank lines tell nothing, in a page that ends with a text.
 */
export function readLead(dump: Pick<Dump, 'lines'>): Lead | null {
  let first: Lead | null = null;
  let votes = 0;
  let last = 'blank';
  let texts = 0;
  let length = 0;
  let blanks = 0;
  /** Blank lines before the identifiers and dates that are being passed; null outside of such as begin with `first`. */
  let before: number | null = null;
  for (const { text } of dump.lines()) {
    length += text.length + 1;
    if (length > BEGINNING_LENGTH && votes !== 0) break;
    const content = classify(text);
    if (content === null) {
      blanks += 1;
      continue;
    }
    const isMark = content.kind === 'identifier' || content.kind === 'date';
    if (first === null) {
      if (content.kind === 'identifier' || content.kind === 'date') first = content.kind;
      else if (content.kind === 'abstract' || !readsLikeHeader(content.text)) return null;
      else if (++texts > HEADER_LINES || readsLikeComment(content.text)) return null;
    } else if (!isMark && before !== null) {
      votes += Math.sign(before - blanks);
      before = null;
    } else if (content.kind === first && (last === 'text' || blanks > 0)) before = blanks;
    last = isMark ? 'mark' : 'text';
    blanks = 0;
  }
  return votes > 0 || (votes === 0 && last === 'text') ? first : null;
}
