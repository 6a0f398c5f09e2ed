import type { OpenPaper } from '../../../shared/library.ts';
import type { ExportWriter } from './export-writer.ts';
import { abstractOf, fieldText, identifierOf, titleOf } from './field-text.ts';

/**
 * CSL-JSON, an item a line. What CSL has no name for stands in `custom`, as its schema provides.
 * https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
 */
export const cslJson: ExportWriter = { begin: '[\n', between: ',\n', end: '\n]\n', entry };

function entry({ paper, citationKey }: OpenPaper): string {
  const { venue, published, comment, categories } = paper;
  const arxivId = identifierOf(paper, 'arxiv');
  const custom = {
    ...(comment === null ? {} : { comment: fieldText(comment) }),
    ...(categories.length === 0 ? {} : { categories: categories.map(fieldText) }),
  };
  return JSON.stringify({
    id: citationKey,
    'citation-key': citationKey,
    type: venue === null ? 'article' : 'article-journal',
    title: textOf(titleOf(paper)),
    author: paper.authors.map(nameOf),
    abstract: textOf(abstractOf(paper)),
    issued: published === null ? undefined : { 'date-parts': [published.split('-').map(Number)] },
    'container-title': textOf(venue),
    DOI: identifierOf(paper, 'doi') ?? undefined,
    PMID: identifierOf(paper, 'pmid') ?? undefined,
    URL: arxivId === null ? undefined : `https://arxiv.org/abs/${arxivId}`,
    keyword: categories.length === 0 ? undefined : categories.join(', '),
    note: comment ?? undefined,
    custom: Object.keys(custom).length === 0 ? undefined : custom,
  });
}

function textOf(text: string | null): string | undefined {
  return text === null ? undefined : fieldText(text);
}

/** Last and given names, where the order in print tells them; names of groups whole. */
function nameOf(printed: string): object {
  const name = fieldText(printed);
  const [family = '', given, ...more] = name.split(/\s*,\s*/);
  if (given !== undefined) return more.length > 0 || given === '' ? { literal: name } : { family, given };
  const at = name.lastIndexOf(' ');
  const isGroup = /\b(?:and|collaboration|consortium|group|team)\b/i.test(name);
  if (at === -1 || isGroup) return { literal: name };
  return { family: name.slice(at + 1), given: name.slice(0, at) };
}
