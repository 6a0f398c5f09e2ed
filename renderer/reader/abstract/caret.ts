import type { TextRange } from '../../../shared/annotation.ts';
import type { ShownText } from './shown-text.ts';

/** How far the caret goes with one key. */
export type CaretUnit = 'character' | 'word' | 'clause' | 'sentence' | 'text';

/**
 * Where the caret stands after one key; math is passed as a whole, emoji and combining letters too, and TeX as what is
 * shown for it: `M\"obius` is one word of six letters.
 * @param offset in UTF-16 code units of the source
 * @param by 1 to go on, -1 to go back
 */
export function moveCaret(shown: ShownText, offset: number, by: 1 | -1, unit: CaretUnit): number {
  const next = movedIn(shown, shown.shownAt(offset), by, unit);
  if (by < 0 && next === 0) return 0;
  if (by > 0 && next === shown.text.length) return shown.sourceAt(next, 'behind');
  // No further than the words that were passed: what only sets their type is not selected with them.
  return shown.sourceAt(next, by > 0 ? 'before' : 'behind');
}

function movedIn({ text, whole }: ShownText, offset: number, by: 1 | -1, unit: CaretUnit): number {
  if (unit === 'text') return by > 0 ? text.length : 0;
  const edges = whole.flatMap(({ start, end }) => {
    if (unit === 'character') return [start, end];
    // A formula is a word: nothing but a blank would be selected on the way to its other edge.
    return unit === 'word' ? [by > 0 ? end : start] : [];
  });
  const stops = [...new Set([...stopsOf(text, unit, by), ...edges])]
    .filter((stop) => !whole.some(({ start, end }) => start < stop && stop < end))
    .sort((one, other) => one - other);
  if (by > 0) return stops.find((stop) => stop > offset) ?? text.length;
  return stops.findLast((stop) => stop < offset) ?? 0;
}

/** The word at an offset of the source, as it is shown; a blank or sign by itself. */
export function wordAround(shown: ShownText, offset: number): TextRange {
  const at = Math.min(shown.shownAt(offset), Math.max(0, shown.text.length - 1));
  const formula = shown.whole.find(({ start, end }) => start <= at && at < end);
  const found = new Intl.Segmenter('en', { granularity: 'word' }).segment(shown.text).containing(at);
  const start = formula?.start ?? found?.index ?? at;
  const end = formula?.end ?? start + (found?.segment.length ?? 1);
  return { start: shown.sourceAt(start, 'behind'), end: shown.sourceAt(end, 'before') };
}

/** Punctuation that ends a clause inside of a sentence, with the closing marks behind it, or a bracket that begins one. */
const CLAUSE_EDGE = /[,;:][)\]”’"']*(?=\s)|[)\]](?=\s)|\s[–—-]{1,2}(?=\s)|—|\s(?=[([])/gu;

/** Ends of words, clauses or sentences on the way on, their starts on the way back. */
function stopsOf(text: string, unit: Exclude<CaretUnit, 'text'>, by: 1 | -1): number[] {
  if (unit === 'clause') {
    const inner = [...text.matchAll(CLAUSE_EDGE)].map(({ index, 0: edge }) => {
      const end = index + edge.trimEnd().length;
      return by > 0 ? (/^\s/u.test(edge) ? index : end) : startOfWords(text, index + edge.length);
    });
    return [...inner, ...stopsOf(text, 'sentence', by)];
  }
  const granularity = unit === 'character' ? 'grapheme' : unit;
  const stops: number[] = [];
  for (const { segment, index, isWordLike } of new Intl.Segmenter('en', { granularity }).segment(text)) {
    if (unit === 'word' && isWordLike !== true) continue;
    const whole = unit === 'sentence' ? segment.trimEnd() : segment;
    stops.push(by > 0 ? index + whole.length : index);
  }
  return stops;
}

function startOfWords(text: string, offset: number): number {
  return offset + (/^\s*/u.exec(text.slice(offset))?.[0].length ?? 0);
}

/** What a key does to the caret of the abstract, `all` for selecting the whole of it; null when it is not the caret's. */
export function caretKey(
  press: {
    readonly key: string;
    readonly ctrlKey: boolean;
    readonly altKey: boolean;
    readonly metaKey: boolean;
  },
  platform: 'darwin' | 'win32' | 'linux',
): { readonly by: 1 | -1; readonly unit: CaretUnit } | 'all' | null {
  const isMac = platform === 'darwin';
  const mod = isMac ? press.metaKey : press.ctrlKey;
  if (mod && press.key.toLowerCase() === 'a') return 'all';
  if (press.metaKey || (isMac ? press.ctrlKey : press.altKey)) return null;
  const byWord = isMac ? press.altKey : press.ctrlKey;
  switch (press.key) {
    case 'ArrowRight':
      return { by: 1, unit: byWord ? 'word' : 'character' };
    case 'ArrowLeft':
      return { by: -1, unit: byWord ? 'word' : 'character' };
    case 'ArrowDown':
      return { by: 1, unit: byWord ? 'clause' : 'sentence' };
    case 'ArrowUp':
      return { by: -1, unit: byWord ? 'clause' : 'sentence' };
    case 'End':
      return { by: 1, unit: 'text' };
    case 'Home':
      return { by: -1, unit: 'text' };
    default:
      return null;
  }
}
