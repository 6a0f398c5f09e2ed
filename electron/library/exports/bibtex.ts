import type { OpenPaper } from '../../../shared/library.ts';
import type { ExportWriter } from './export-writer.ts';
import { abstractOf, fieldText, identifierOf, titleOf } from './field-text.ts';

/** BibTeX that BibLaTeX reads as well, in Unicode. Own code: what is wanted of it is a line a field and exact braces. */
export const bibtex: ExportWriter = { begin: '', between: '\n', end: '', entry };

function entry({ paper, citationKey }: OpenPaper): string {
  const { venue, published, comment } = paper;
  const isMeeting = /\b(?:conference|proceedings|workshop|symposium)\b/i.test(venue ?? '');
  const type = venue === null ? 'misc' : isMeeting ? 'inproceedings' : 'article';
  const arxivId = identifierOf(paper, 'arxiv');
  const [year = null, month, day] = published?.split('-') ?? [];
  const fields: readonly (readonly [string, string | null])[] = [
    ['title', braced(titleOf(paper), '{{', '}}')],
    ['author', paper.authors.length === 0 ? null : `{${paper.authors.map(nameOf).join(' and ')}}`],
    ['year', braced(year)],
    ['month', month === undefined ? null : (MONTHS[Number(month) - 1] ?? null)],
    ['date', day === undefined ? null : braced(published)],
    [isMeeting ? 'booktitle' : 'journal', braced(venue)],
    ['eprint', braced(arxivId)],
    ['archiveprefix', arxivId === null ? null : '{arXiv}'],
    ['doi', braced(identifierOf(paper, 'doi'))],
    ['pmid', braced(identifierOf(paper, 'pmid'))],
    ['keywords', paper.categories.length === 0 ? null : braced(paper.categories.join(', '))],
    ['note', braced(comment)],
    ['abstract', braced(abstractOf(paper))],
  ];
  const lines = fields.flatMap(([name, text]) => (text === null ? [] : [`  ${name} = ${text},`]));
  return [`@${type}{${citationKey},`, ...lines, '}', ''].join('\n');
}

/** Macros that every style of BibTeX has. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function braced(text: string | null, open = '{', close = '}'): string | null {
  return text === null ? null : `${open}${texOf(fieldText(text))}${close}`;
}

/** Names of groups, and whatever BibTeX would divide, stand in braces of their own. */
function nameOf(name: string): string {
  const tex = texOf(fieldText(name));
  return /\sand\s|;|=/i.test(name) || name.split(',').length > 2 ? `{${tex}}` : tex;
}

/** A formula, as electron/formats/fields/tex.ts knows it. */
const FORMULA = /\$\$[^$]+\$\$|\$(?:[^$\\]|\\[\s\S])+\$|\\\([\s\S]{1,2000}?\\\)|\\\[[\s\S]{1,2000}?\\\]/g;

/** A text as TeX: formulas stay, other signs that mean something to TeX are escaped. */
export function texOf(text: string): string {
  let tex = '';
  let from = 0;
  for (const { 0: formula, index } of text.matchAll(FORMULA)) {
    if (!isBalanced(formula)) continue;
    tex += escaped(text.slice(from, index)) + formula;
    from = index + formula.length;
  }
  return tex + escaped(text.slice(from));
}

function isBalanced(formula: string): boolean {
  let depth = 0;
  for (const [sign] of formula.matchAll(/\\?[{}]/g)) {
    // A brace after a backslash counts too for BibTeX, which knows no escapes.
    depth += sign.endsWith('{') ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Ligatures of TeX are taken apart by empty braces. */
function escaped(text: string): string {
  return text.replace(/[\\{}%&#_$~^]|-(?=-)|`(?=`)|'(?=')/g, (sign) => ESCAPES[sign] ?? `${sign}{}`);
}

/** Braces have names, since BibTeX counts them even after a backslash. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '%': '\\%',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  $: '\\$',
};
