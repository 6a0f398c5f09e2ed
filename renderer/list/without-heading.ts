import type { MarkedText } from '../../shared/library.ts';

/** Longest beginning before the heading's words that goes with them ("We propose"), in UTF-16 code units. */
const LEAD_LENGTH = 40;

/**
 * A snippet without the words that the heading above it, derived from the same abstract, says already.
 * One with a word of the search in that part stays whole.
 * @param heading may end with an ellipsis where it was cut
 */
export function withoutHeading(snippet: MarkedText, heading: string): MarkedText {
  const said = heading.replace(/\s*(?:…|\.\.\.)$/, '');
  const at = said === '' ? -1 : snippet.text.indexOf(said);
  if (at < 0 || at > LEAD_LENGTH) return snippet;
  const rest = snippet.text.slice(at + said.length);
  const next = rest.search(/[\p{L}\p{N}$\\]/u);
  const from = at + said.length + next;
  if (next < 0 || snippet.marks.some((mark) => mark.start < from)) return snippet;
  const lead = /[.!?]\s/.test(rest.slice(0, next)) ? '' : '… ';
  return {
    text: lead + snippet.text.slice(from),
    marks: snippet.marks.map((mark) => ({
      start: mark.start - from + lead.length,
      end: mark.end - from + lead.length,
    })),
  };
}
