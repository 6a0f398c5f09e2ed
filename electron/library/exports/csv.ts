import type { OpenPaper } from '../../../shared/library.ts';
import { paperLink } from '../../../shared/link.ts';
import type { ExportWriter } from './export-writer.ts';
import { identifierOf } from './field-text.ts';

const COLUMNS =
  'citation_key heading authors abstract arxiv_id doi pmid published venue comment categories tags state starred rating note link';

/** A table as of RFC 4180, in UTF-8 with the mark by which spreadsheet programs know it. */
export const csv: ExportWriter = {
  begin: `\uFEFF${COLUMNS.replaceAll(' ', ',')}\r\n`,
  between: '',
  end: '',
  entry,
};

function entry({ paper, citationKey, note }: OpenPaper): string {
  const cells = [
    citationKey,
    paper.heading,
    paper.authors.join('; '),
    paper.currentVersion?.text ?? '',
    identifierOf(paper, 'arxiv') ?? '',
    identifierOf(paper, 'doi') ?? '',
    identifierOf(paper, 'pmid') ?? '',
    paper.published ?? '',
    paper.venue ?? '',
    paper.comment ?? '',
    paper.categories.join('; '),
    paper.tags.map(({ name }) => name).join('; '),
    paper.state,
    paper.starred ? 'yes' : '',
    paper.rating === 0 ? '' : String(paper.rating),
    note?.text ?? '',
    paperLink(paper.id),
  ];
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/**
 * Spreadsheet programs take a cell that begins with one of these, be it of full width, for a formula, and a dump may
 * hold one that does harm: it gets an apostrophe in front. https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function cellOf(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
