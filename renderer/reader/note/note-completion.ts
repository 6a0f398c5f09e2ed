import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete';
import { annotationLink, paperLink } from '../../../shared/link.ts';
import { ask } from '../../postil.ts';
import { shortAuthors } from '../../ui/format.ts';

/** An annotation as `@` offers it. */
export interface OfferedAnnotation {
  readonly id: string;
  /** The words marked. */
  readonly quote: string;
  readonly body: string | null;
}

/** Most papers offered behind `[[`. */
const MOST_PAPERS = 12;
/** So much of a quotation is shown in the list, in UTF-16 code units. */
const SHOWN_LENGTH = 60;

/** Completes `[[` to a link to a paper, found as the search finds it: by heading, author, year. */
export async function completePapers(context: CompletionContext): Promise<CompletionResult | null> {
  const typed = context.matchBefore(/\[\[[^[\]\n]{0,200}/);
  if (typed === null) return null;
  const words = typed.text.slice(2);
  const papers = await ask('papers.named', { words, limit: MOST_PAPERS });
  if (context.aborted) return null;
  return {
    from: typed.from,
    to: context.pos,
    filter: false,
    options: papers.map(({ id, heading, authors, year }): Completion => {
      const detail = [shortAuthors(authors), year].filter((part) => part !== null && part !== '').join(', ');
      return {
        label: heading,
        detail,
        apply: (view, _completion, from, to) => {
          // Brackets that were typed ahead, or put in by a habit, are taken along.
          const behind = view.state.sliceDoc(to, to + 2) === ']]' ? 2 : 0;
          const insert = linkTo(heading, paperLink(id));
          view.dispatch({
            changes: { from, to: to + behind, insert },
            selection: { anchor: from + insert.length },
          });
        },
      };
    }),
  };
}

/** Completes `@` at the beginning of a word to a quotation of an annotation of the paper, which links to it. */
export function completeAnnotations(annotations: () => readonly OfferedAnnotation[]): CompletionSource {
  return (context) => {
    const typed = context.matchBefore(/(?<![\p{L}\p{N}._-])@[\p{L}\p{N} ]{0,40}/u);
    if (typed === null) return null;
    const wanted = typed.text.slice(1).toLowerCase();
    const options = annotations()
      .filter(({ quote, body }) => `${quote} ${body ?? ''}`.toLowerCase().includes(wanted))
      .map(
        ({ id, quote, body }): Completion => ({
          label: quote.length > SHOWN_LENGTH ? `${quote.slice(0, SHOWN_LENGTH).trimEnd()}…` : quote,
          ...(body === null ? {} : { detail: body.slice(0, SHOWN_LENGTH) }),
          apply: linkTo(`“${quote}”`, annotationLink(id)),
        }),
      );
    return options.length === 0 ? null : { from: typed.from, filter: false, options };
  };
}

/** A link in Markdown; what would end its words or mean something in them is written so that it does not. */
export function linkTo(words: string, link: string): string {
  const plain = words.replace(/\s+/gu, ' ').trim();
  // Math means what it says, but for the brackets around the words.
  const written = plain.replace(/\$[^$]+\$|[\\[\]`*_<>]/g, (part) =>
    part.length > 1 ? part.replace(/[[\]]/g, '\\$&') : `\\${part}`,
  );
  return `[${written}](${link})`;
}
