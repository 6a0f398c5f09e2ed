import type { ColourMeanings } from '../../../shared/annotation.ts';
import type { OpenPaper } from '../../../shared/library.ts';
import { LINK_SCHEME, paperLink } from '../../../shared/link.ts';
import type { Identifier } from '../../../shared/paper.ts';
import { markdownQuotation } from '../../../shared/quotation.ts';
import { toWebAnnotation } from '../../../shared/web-annotation.ts';
import type { ExportWriter } from './export-writer.ts';

/**
 * Papers to be read, with note and annotations. Behind each quotation stands a comment of HTML with the annotation as
 * JSON-LD, by which Postil reads it back (electron/formats/annotation-file.ts).
 */
export const markdown: ExportWriter = { begin: '', between: '\n', end: '', entry };

function entry({ paper, citationKey, note, annotations }: OpenPaper, meanings: ColourMeanings): string {
  const facts: readonly (readonly [string, string])[] = [
    ['Authors', paper.authors.join('; ')],
    ['Published', paper.published ?? ''],
    ['Venue', paper.venue ?? ''],
    ['Identifiers', paper.identifiers.map(linked).join(', ')],
    ['Comment', paper.comment ?? ''],
    ['Categories', paper.categories.join(', ')],
    ['Tags', paper.tags.map(({ name }) => name).join(', ')],
    ['Citation key', citationKey],
    ['Postil', `[${LINK_SCHEME} link](${paperLink(paper.id)})`],
  ];
  const parts = [
    `# ${oneLine(paper.heading)}`,
    facts.flatMap(([name, text]) => (text === '' ? [] : [`- ${name}: ${oneLine(text)}`])).join('\n'),
    ...(paper.currentVersion === null ? [] : ['## Abstract', paper.currentVersion.text.trim()]),
    ...(annotations.length === 0 ? [] : ['## Annotations']),
    ...annotations.map((annotation) => {
      const meaning = meanings[annotation.colour];
      const kind = meaning === null ? [] : [`**${meaning.replace(/[\\`*_[\]<]/g, '\\$&')}**`];
      const kinds = [...kind, ...annotation.tags.map(({ name }) => `#${name}`)].join(' ');
      const data = commented(toWebAnnotation(annotation, paper, meaning));
      return [markdownQuotation(annotation, paper), ...(kinds === '' ? [] : ['', kinds]), '', data].join(
        '\n',
      );
    }),
    ...(note === null ? [] : ['## Note', note.text.trim()]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** JSON as a comment of HTML on one line: no two hyphens may stand in one. */
function commented(value: object): string {
  return `<!-- postil-annotation ${JSON.stringify(value).replaceAll('--', '-\\u002d').replaceAll('>', '\\u003e')} -->`;
}

function linked({ scheme, value }: Identifier): string {
  const address = {
    arxiv: `https://arxiv.org/abs/${value}`,
    doi: `https://doi.org/${encodeURI(value)}`,
    pmid: `https://pubmed.ncbi.nlm.nih.gov/${value}/`,
  }[scheme];
  const name = { arxiv: 'arXiv', doi: 'doi', pmid: 'PMID' }[scheme];
  return `[${name}:${value}](<${address}>)`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
