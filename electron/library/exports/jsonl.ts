import type { OpenPaper } from '../../../shared/library.ts';
import { paperLink } from '../../../shared/link.ts';
import type { ExportWriter } from './export-writer.ts';
import { abstractOf, fieldText, identifierOf, titleOf } from './field-text.ts';

/** A JSON object a line, all that the library knows of a paper; what is the user's own stands in `postil`. */
export const jsonl: ExportWriter = { begin: '', between: '', end: '', entry };

function entry({ paper, citationKey, annotations, note }: OpenPaper): string {
  const text = (field: string | null) => (field === null ? undefined : fieldText(field));
  const line = JSON.stringify({
    title: text(titleOf(paper)),
    authors: paper.authors.map(fieldText),
    abstract: text(abstractOf(paper)),
    arxiv_id: identifierOf(paper, 'arxiv') ?? undefined,
    doi: identifierOf(paper, 'doi') ?? undefined,
    pmid: identifierOf(paper, 'pmid') ?? undefined,
    published: paper.published ?? undefined,
    venue: text(paper.venue),
    comment: text(paper.comment),
    categories: paper.categories.map(fieldText),
    postil: {
      link: paperLink(paper.id),
      citation_key: citationKey,
      heading: paper.heading,
      institutions: paper.institutions,
      tags: paper.tags.map(({ name }) => name),
      state: paper.state,
      starred: paper.starred,
      rating: paper.rating,
      note: note?.text,
      annotations: annotations.map(({ id, colour, style, body, tags, selectors, range }) => ({
        id,
        colour,
        style,
        comment: body ?? undefined,
        tags: tags.map(({ name }) => name),
        quote: selectors.find((selector) => selector.type === 'TextQuoteSelector')?.exact,
        range,
      })),
    },
  });
  return `${line}\n`;
}
