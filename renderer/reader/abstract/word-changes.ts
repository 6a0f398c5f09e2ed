import { diffArrays } from 'diff';
import { typeset } from '../../ui/typeset.ts';

/** A piece of two texts laid side by side. */
export interface WordChange {
  readonly kind: 'same' | 'added' | 'removed';
  /** Where it stands in the older text, in UTF-16 code units; null when only the newer has it. */
  readonly oldStart: number | null;
  /** Where it stands in the newer text; null when only the older has it. */
  readonly newStart: number | null;
  readonly text: string;
}

/**
 * Compares two texts word by word; a piece of math or other TeX is one word, and so is each run of blanks or punctuation.
 * Changes with nothing but blanks between them are one.
 */
export function wordChanges(older: string, newer: string): readonly WordChange[] {
  const changes: WordChange[] = [];
  let [oldAt, newAt] = [0, 0];
  let [gone, come] = ['', ''];
  function same(text: string): void {
    if (text === '') return;
    changes.push({ kind: 'same', text, oldStart: oldAt, newStart: newAt });
    oldAt += text.length;
    newAt += text.length;
  }
  function flush(): void {
    // The blank behind both is no change.
    const blank = gone !== '' && come !== '' && gone.endsWith(' ') && come.endsWith(' ') ? 1 : 0;
    const [removed, added] = [gone.slice(0, gone.length - blank), come.slice(0, come.length - blank)];
    if (removed !== '') changes.push({ kind: 'removed', text: removed, oldStart: oldAt, newStart: null });
    oldAt += removed.length;
    if (added !== '') changes.push({ kind: 'added', text: added, oldStart: null, newStart: newAt });
    newAt += added.length;
    [gone, come] = ['', ''];
    same(' '.repeat(blank));
  }
  const pieces = diffArrays(words(older), words(newer));
  for (const [index, { value, added, removed }] of pieces.entries()) {
    const text = value.join('');
    const isBetween = text.trim() === '' && gone + come !== '' && index < pieces.length - 1;
    if (!added && !removed && !isBetween) {
      flush();
      same(text);
    } else {
      if (!added) gone += text;
      if (!removed) come += text;
    }
  }
  flush();
  return changes;
}

function words(text: string): string[] {
  const found: string[] = [];
  let at = 0;
  const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
  const addWords = (part: string) =>
    found.push(...Array.from(segmenter.segment(part), ({ segment }) => segment));
  for (const { start, end } of typeset(text).whole) {
    addWords(text.slice(at, start));
    found.push(text.slice(start, end));
    at = end;
  }
  addWords(text.slice(at));
  return found;
}
