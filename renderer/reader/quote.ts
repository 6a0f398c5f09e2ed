import type { Annotation } from '../../shared/annotation.ts';

/** The words that an annotation marks, as they were when it was made. */
export function quoteOf(annotation: Pick<Annotation, 'selectors'>): string {
  for (const selector of annotation.selectors) {
    if (selector.type === 'TextQuoteSelector') return selector.exact;
  }
  return '';
}
