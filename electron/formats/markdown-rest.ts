import type { PaperFields } from '../../shared/paper.ts';
import { inlineText } from './syntax/markdown-inline.ts';

/** Fewer words are a label, a link or the name of a venue rather than something that is said of a paper. */
const FEWEST_WORDS = 6;
/** Words; of scripts that write no blanks between words, two signs at a time. */
const words = /\p{Script=Han}(?=(\p{Script=Han})|)|[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;
const address = /\bhttps?:\/\/\S+/g;

/**
 * The fields of an entry with what its lines say beside them as comment: summaries and remarks under labels that are
 * not known, or behind the title. So no sentence of a list is lost.
 */
export function withRest(fields: PaperFields, lines: readonly string[]): PaperFields {
  const known = new Set(wordsOf(Object.values(fields).flat().map(textOf).join(' ')));
  const rest = lines.flatMap((line) => restOf(line, fields.title, known));
  if (rest.length === 0) return fields;
  const comments = [fields.comment, ...rest].filter((text) => text !== null);
  return { ...fields, comment: comments.join(' ') };
}

/** Whether a line of mark-up holds a sentence. */
export function saysMuch(line: string): boolean {
  const text = inlineText(line.replace(/<[^<>]{0,2000}>/g, ' ').replace(address, ''));
  return wordsOf(text).length > FEWEST_WORDS && !/^\s*\[[^\]]+\]:/.test(line);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function wordsOf(text: string): string[] {
  return Array.from(text.toLowerCase().matchAll(words), ([word, next = '']) => word + next);
}

/** What a line says behind the title; nothing where most of its words are known or there are few. */
function restOf(line: string, title: string | null, known: ReadonlySet<string>): string[] {
  if (/^\s*<\/?(?:details|summary)\b[^<>]*>\s*$/i.test(line)) return [];
  const whole = inlineText(line.replace(/^\s*(?:(?:[-*+>]|#{1,6}|\d+[.)])\s+)*/, '').replace(address, ''));
  const at = title === null ? -1 : whole.indexOf(title);
  const text = at === -1 ? whole : whole.slice(at + (title?.length ?? 0)).replace(/^[\s\p{P}|]+/u, '');
  const found = wordsOf(text);
  const news = found.filter((word) => !known.has(word)).length;
  return news >= FEWEST_WORDS && news * 2 > found.length ? [text] : [];
}
