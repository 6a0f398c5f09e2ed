import type { OpenPaper } from '../../../shared/library.ts';
import type { ExportWriter } from './export-writer.ts';
import { abstractOf, fieldText, identifierOf, titleOf } from './field-text.ts';

/** RIS as its specification of 2011 has it, in UTF-8: a line a field, so that nothing need be escaped. */
export const ris: ExportWriter = { begin: '', between: '\n', end: '', entry };

function entry({ paper, citationKey }: OpenPaper): string {
  const arxivId = identifierOf(paper, 'arxiv');
  const pmid = identifierOf(paper, 'pmid');
  const [year = null] = paper.published?.split('-') ?? [];
  const fields: readonly (readonly [string, string | null])[] = [
    ['TY', paper.venue === null ? 'UNPB' : 'JOUR'],
    ['ID', citationKey],
    ['TI', titleOf(paper)],
    ...paper.authors.map((name) => ['AU', name] as const),
    ['PY', year],
    ['DA', paper.published?.replaceAll('-', '/') ?? null],
    ['T2', paper.venue],
    ['DO', identifierOf(paper, 'doi')],
    ['UR', arxivId === null ? null : `https://arxiv.org/abs/${arxivId}`],
    ['AN', pmid],
    ['DB', pmid === null ? null : 'PubMed'],
    ...paper.categories.map((category) => ['KW', category] as const),
    ['N1', paper.comment],
    ['AB', abstractOf(paper)],
  ];
  const lines = fields.flatMap(([tag, text]) => (text === null ? [] : [`${tag}  - ${fieldText(text)}`]));
  return [...lines, 'ER  - ', ''].join('\n');
}
