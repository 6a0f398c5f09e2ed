import { isAbstractPage } from './abstract-lines.ts';
import { readAbstractPage } from './abstract-page.ts';
import type { Format } from './format.ts';

/**
 * The page of an institution or author as it is saved from a browser: a header line that names it, then entries
 * that begin with `Abstract:`, with runs of blank lines between. There may be several such sections, or no header.
 */
export const institutionPage: Format = {
  name: 'institution-page',
  detect: ({ lines }) =>
    isAbstractPage(lines, (content) => content.kind === 'abstract' && content.text !== ''),
  read: (dump) => readAbstractPage(dump.lines(), false),
};
