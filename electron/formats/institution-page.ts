import { isAbstractPage } from './abstract-lines.ts';
import { readLead } from './abstract-order.ts';
import { readAbstractPage } from './abstract-page.ts';
import type { Format } from './format.ts';

/**
 * The page of an institution or author as it is saved from a browser: a header line that names it, then entries
 * that begin with `Abstract:`, with runs of blank lines between. There may be several such sections, or no header.
 */
export const institutionPage: Format = {
  name: 'institution-page',
  detect: ({ lines }) => {
    let alone = 0;
    return isAbstractPage(lines, (content) => {
      if (content.kind !== 'abstract') return false;
      if (content.text === '') alone += 1;
      // One that stands alone is the heading of an article.
      return content.text !== '' || alone > 1;
    });
  },
  read: (dump) => readAbstractPage(dump.lines(), false, readLead(dump)),
};
