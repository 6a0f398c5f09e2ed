import type { MarkedText } from '../../shared/library.ts';

/**
 * A snippet without the words that the heading above it, derived from the same abstract, says already.
 * @param heading may end with an ellipsis where it was cut
 */
export function withoutHeading(snippet: MarkedText, heading: string): MarkedText {
  const said = heading.replace(/\s*(?:…|\.\.\.)$/, '');
  if (said === '' || !snippet.text.startsWith(said)) return snippet;
  const rest = snippet.text.slice(said.length);
  const next = rest.search(/[\p{L}\p{N}$\\]/u);
  if (next < 0) return snippet;
  const from = said.length + next;
  const lead = /[.!?]\s/.test(rest.slice(0, next)) ? '' : '… ';
  return {
    text: lead + snippet.text.slice(from),
    marks: snippet.marks
      .filter((mark) => mark.start >= from)
      .map((mark) => ({ start: mark.start - from + lead.length, end: mark.end - from + lead.length })),
  };
}
