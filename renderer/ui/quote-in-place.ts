import type { Annotation, TextRange } from '../../shared/annotation.ts';
import { typeset } from './typeset.ts';

/**
 * Where the words of a quote are to be read: among those around it, when it begins or ends inside of a formula or a
 * group, which is then shown whole; else by themselves, since what stands around is cut anywhere.
 */
export function quoteInPlace({ selectors }: Pick<Annotation, 'selectors'>): {
  readonly text: string;
  readonly range: TextRange;
} {
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  const { exact = '', prefix = '', suffix = '' } = quote ?? {};
  const { whole } = typeset(exact);
  const left = whole.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), exact);
  if (!/[$\\^_{}]/.test(left)) return { text: exact, range: { start: 0, end: exact.length } };
  return {
    text: prefix + exact + suffix,
    range: { start: prefix.length, end: prefix.length + exact.length },
  };
}
