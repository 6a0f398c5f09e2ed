/** Annotations as quotations with a reference, to be put into a text of one's own. */
import type { Annotation } from './annotation.ts';
import { annotationLink } from './link.ts';
import type { Paper } from './paper.ts';

/** What of a paper a reference names. */
export type ReferredPaper = Pick<Paper, 'heading' | 'authors' | 'year' | 'identifiers'>;

/** What of an annotation is quoted. */
export type QuotedAnnotation = Pick<Annotation, 'id' | 'body' | 'selectors'>;

/** The words that an annotation marks, as they were when it was made. */
export function quoteOf({ selectors }: Pick<Annotation, 'selectors'>): string {
  return selectors.find((selector) => selector.type === 'TextQuoteSelector')?.exact ?? '';
}

/** `Moor and Lind 2024, On tides, arXiv:2405.00001`. */
export function referenceTo({ heading, authors, year, identifiers }: ReferredPaper): string {
  const who = [authorsOf(authors), year ?? ''].filter((part) => part !== '').join(' ');
  const [identifier] = identifiers;
  const name =
    identifier === undefined
      ? ''
      : `${{ arxiv: 'arXiv', doi: 'doi', pmid: 'PMID' }[identifier.scheme]}:${identifier.value}`;
  return [who, heading, name].filter((part) => part !== '').join(', ');
}

/** The last names of up to two authors, of more the first. */
function authorsOf(authors: readonly string[]): string {
  const [first, second, ...more] = authors.map(lastName);
  if (first === undefined) return '';
  if (second === undefined) return first;
  return more.length > 0 ? `${first} et al.` : `${first} and ${second}`;
}

function lastName(name: string): string {
  const [family = name, given] = name.split(',');
  return given === undefined ? (name.trim().split(/\s+/).at(-1) ?? name) : family.trim();
}

/** The words of an annotation in quotation marks, with its comment and its reference, as plain text. */
export function plainQuotation(annotation: QuotedAnnotation, paper: ReferredPaper): string {
  const { id, body } = annotation;
  return [
    `“${quoteOf(annotation).replace(/\s+/g, ' ')}”`,
    ...(body === null ? [] : [body]),
    `(${referenceTo(paper)}, ${annotationLink(id)})`,
  ].join('\n');
}

/** The same as Markdown: the words as a block of quotation, so that formulas in them stay formulas. */
export function markdownQuotation(annotation: QuotedAnnotation, paper: ReferredPaper): string {
  const { id, body } = annotation;
  return [
    `> ${quoteOf(annotation).replace(/\s+/g, ' ')}`,
    '>',
    `> — [${escaped(referenceTo(paper))}](${annotationLink(id)})`,
    ...(body === null ? [] : ['', body]),
  ].join('\n');
}

/** Signs that would end the text of a link. */
function escaped(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&');
}
