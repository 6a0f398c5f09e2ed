import { isAbstractPage } from './abstract-lines.ts';
import { readLead } from './abstract-order.ts';
import { readAbstractPage } from './abstract-page.ts';
import type { Format } from './format.ts';

/**
 * A plain listing: the abstract, perhaps a comment ("Accepted to ICLR 2025"), `arXiv:ID` and `Created: DATE`,
 * each on a line of its own, with blank lines between.
 */
export const listing: Format = {
  name: 'listing',
  detect: ({ lines }) =>
    isAbstractPage(
      lines,
      (content, textsBefore) => textsBefore > 0 && (content.kind === 'identifier' || content.kind === 'date'),
    ),
  read: (dump) => readAbstractPage(dump.lines(), true, readLead(dump)),
};
