import type { TextRange } from '../../shared/annotation.ts';

const WORD = /[\p{L}\p{N}]+/gu;
const ACCENTS = /\p{M}/gu;

/**
 * Places of the words of a search in a text, ascending.
 * @param words folded words, as `Page.words` gives them: what was typed and what it was widened or bent to
 */
export function hitsIn(text: string, words: readonly string[]): readonly TextRange[] {
  if (words.length === 0) return [];
  const wanted = new Set(words.map(folded));
  const found: TextRange[] = [];
  for (const match of text.matchAll(WORD)) {
    if (wanted.has(folded(match[0]))) found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

function folded(word: string): string {
  return word.normalize('NFKD').replace(ACCENTS, '').toLowerCase();
}
