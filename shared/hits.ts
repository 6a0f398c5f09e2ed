import type { TextRange } from './annotation.ts';
import { words } from './fold.ts';

/**
 * Places in a text of the words that a search looked for, ascending and apart: the same that its snippets mark.
 * @param wanted folded words, as `Page.words` gives them; one with `*` behind it stands for all that begin so
 */
export function hitsIn(text: string, wanted: readonly string[]): readonly TextRange[] {
  if (wanted.length === 0) return [];
  const whole = new Set<string>();
  const beginnings: string[] = [];
  for (const word of wanted) {
    if (word.endsWith('*')) beginnings.push(word.slice(0, -1));
    else whole.add(word);
  }
  const found: TextRange[] = [];
  for (const { word, start, end } of words(text)) {
    if (start < (found.at(-1)?.end ?? 0)) continue;
    if (whole.has(word) || beginnings.some((beginning) => word.startsWith(beginning))) {
      found.push({ start, end });
    }
  }
  return found;
}
