/** So much of a note is drawn at once, in UTF-16 code units: with more, each drawing would hold the keys up. */
export const PART_LENGTH = 100_000;

/** A stretch of a note, drawn by itself. Offsets in UTF-16 code units. */
export interface NotePart {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a note into parts that can be drawn, which together are the whole: between paragraphs and outside of fenced code
 * where that can be, else between lines, else between characters. A short note is one part.
 */
export function noteParts(text: string): NotePart[] {
  const parts: NotePart[] = [];
  let start = 0;
  do {
    const end = text.length - start <= PART_LENGTH ? text.length : cutAfter(text, start);
    parts.push({ start, end });
    start = end;
  } while (start < text.length);
  return parts;
}

/** The part in which an offset lies. @returns its place among the parts */
export function partAt(parts: readonly NotePart[], offset: number): number {
  const found = parts.findIndex(({ end }) => offset < end);
  return found === -1 ? parts.length - 1 : found;
}

const FENCE = /^ {0,3}(?:```|~~~)/gm;

function cutAfter(text: string, start: number): number {
  const last = start + PART_LENGTH;
  const least = start + PART_LENGTH / 2;
  const paragraph = blankLine(text, last);
  if (paragraph > least) {
    const fences = [...text.slice(start, paragraph).matchAll(FENCE)];
    if (fences.length % 2 === 0) return paragraph;
    const beforeCode = blankLine(text, start + (fences.at(-1)?.index ?? 0));
    return beforeCode > least ? beforeCode : paragraph;
  }
  const line = text.lastIndexOf('\n', last - 1) + 1;
  if (line > least) return line;
  return text.codePointAt(last - 1) === text.charCodeAt(last - 1) ? last : last - 1;
}

/** Where the text goes on behind the last empty line before an offset. */
function blankLine(text: string, before: number): number {
  const feeds = text.lastIndexOf('\n\n', before - 2) + 2;
  const returns = text.lastIndexOf('\n\r\n', before - 3) + 3;
  return Math.max(feeds, returns);
}
