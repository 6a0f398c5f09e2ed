import type { PaperFields } from '../../shared/paper.ts';
import { readEntryFields } from './fields/markdown-fields.ts';
import { readNames } from './fields/names.ts';
import { inlineText } from './syntax/markdown-inline.ts';

/** A heading of fewer words is the name of a chapter rather than a title. */
const FEWEST_TITLE_WORDS = 3;
/** A text of fewer words introduces something rather than being an abstract. */
const FEWEST_ABSTRACT_WORDS = 15;
/** Longest line of names, in UTF-16 code units. */
const LONGEST_NAMES = 1000;

/** Lists, tables, code and mark-up, which stand in no abstract. */
const notProse = /^\s*(?:[-*+]\s|\d+[.)]\s|\||```|<[!/a-z])/i;
const sentenceEnd = /[.!?。！？…][)"'”’\]]*$/u;
const words = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*|\p{Script=Han}/gu;
const name = /^\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+[\p{L}\p{M}.'’-]+){1,4}$/u;

function countWords(text: string): number {
  return text.match(words)?.length ?? 0;
}

/** A paper whose title is a heading and whose abstract is the text below, perhaps under a line of its authors. */
export function readProseFields(heading: string, lines: readonly string[]): PaperFields | null {
  if (countWords(inlineText(heading)) < FEWEST_TITLE_WORDS || lines.some((line) => notProse.test(line)))
    return null;
  const fields = readEntryFields(heading, lines);
  const texts = paragraphs(lines);
  const authors = fields.authors.length > 0 ? fields.authors : namesIn(texts[0] ?? '');
  const rest = fields.abstract ?? (authors.length > 0 ? texts.slice(1) : texts).join(' ');
  const isAbstract = countWords(rest) >= FEWEST_ABSTRACT_WORDS && sentenceEnd.test(rest);
  return isAbstract ? { ...fields, authors, abstract: rest } : null;
}

function paragraphs(lines: readonly string[]): string[] {
  const texts: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    const text = inlineText(line);
    if (isOpen && text !== '') texts.push(`${texts.pop() ?? ''} ${text}`);
    else if (text !== '') texts.push(text);
    isOpen = text !== '';
  }
  return texts;
}

/** The names of a line that holds nothing else; none where it holds anything else. */
export function namesIn(text: string): readonly string[] {
  if (text.length > LONGEST_NAMES || /[.!?]$/.test(text)) return [];
  const names = readNames(text);
  return names.every((one) => name.test(one)) ? names : [];
}
