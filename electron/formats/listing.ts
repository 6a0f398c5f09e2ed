import { classify } from './abstract-lines.ts';
import { readAbstractPage } from './abstract-page.ts';
import type { Format } from './format.ts';

/**
 * A plain listing: the abstract, perhaps a comment ("Accepted to ICLR 2025"), `arXiv:ID` and `Created: DATE`,
 * each on a line of its own, with blank lines between.
 */
export const listing: Format = {
  name: 'listing',
  detect({ lines }) {
    let texts = 0;
    for (const line of lines) {
      const content = classify(line);
      if (content?.kind === 'text') texts += 1;
      else if (content !== null && texts > 0) return true;
    }
    return false;
  },
  read: (dump) => readAbstractPage(dump.lines(), true),
};
