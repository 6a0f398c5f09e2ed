import { Parser } from 'htmlparser2';
import { NO_FIELDS, type PaperFields, type PaperRecord, type Unread } from '../../shared/paper.ts';
import { readName } from './fields/names.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { firstDate } from './fields/tagged-date.ts';
import { readText } from './fields/text-field.ts';
import type { Dump, Format } from './format.ts';
import { type ByteWindow, openWindow, shown } from './syntax/byte-window.ts';
import { hasTooManyTags, plainText } from './syntax/inline-markup.ts';
import { readKeywords } from './syntax/tagged-lines.ts';

/**
 * Pages of journals, repositories and PubMed as a browser saves them. They tell in their head what Google Scholar and
 * reference managers are to know of the paper: `<meta name="citation_title" content="...">`, and names of Dublin Core.
 */
export const citationPage: Format = {
  name: 'citation-page',
  detect: ({ lines }) => {
    const first = lines.find((line) => line.trim() !== '');
    return first !== undefined && /^[\s\uFEFF]*</.test(first) && lines.some((line) => marks.test(line));
  },
  read: readPages,
};

const marks = /<meta\s[^>]*\b(?:citation_title|dc(?:terms)?\.title)\b/i;

/** So much of a page is looked at, in bytes; saved pages may have pictures within them. */
const LOOKED_AT = 8 * 1024 * 1024;

/** Reads pages, several of which may stand in one file, each as a whole. */
function* readPages(dump: Dump): Generator<PaperRecord | Unread> {
  const window = openWindow(dump);
  for (let from = window.begin; window.at(from) !== -1; ) {
    const limit = from + LOOKED_AT;
    const head = window.find('<html', from, limit);
    const close = window.find('</html', from, limit);
    // Either may be damaged.
    const next = [head === -1 ? -1 : head + 1, close]
      .flatMap((after) => (after === -1 ? [] : window.find('<html', after, limit)))
      .filter((found) => found !== -1)
      .reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
    const looked = Math.min(next, limit, window.start + window.units.length);
    const { byteStart, line } = window.place(from, looked);
    const text = shown(window, from, looked);
    const fields = fieldsOf(window.text(from, looked));
    const end = Number.isFinite(next) ? next : endOfPage(window, looked);
    const place = { byteStart, byteEnd: window.place(end, end).byteEnd, line };
    if (fields !== null) yield { kind: 'record', fields, place };
    else yield { kind: 'unread', place, text, reason: 'A page that does not say of which paper it is.' };
    window.release(end);
    from = end;
  }
}

function endOfPage(window: ByteWindow, from: number): number {
  let at = from;
  while (window.at(at) !== -1) {
    const found = window.find('<html', at, window.start + window.units.length);
    if (found !== -1) return found;
    at = window.start + window.units.length;
    window.release(at - '<html'.length);
  }
  return at;
}

/** What is gathered from a page. */
interface Gathered {
  /** Contents of its `meta` elements by their names in small letters. */
  readonly metas: Map<string, string[]>;
  /** The first text that the page itself marks as the abstract. */
  readonly abstract: string | null;
}

function fieldsOf(page: string): PaperFields | null {
  const { metas, abstract } = gathered(page);
  const all = (...names: readonly string[]): string[] => names.flatMap((name) => metas.get(name) ?? []);
  const first = (...names: readonly string[]): string | null =>
    all(...names).flatMap((text) => readText(plainText(text)) ?? [])[0] ?? null;
  const title = first('citation_title', 'dc.title', 'dcterms.title');
  if (title === null) return null;
  const names = metas.has('citation_author')
    ? all('citation_author')
    : [
        ...all('citation_authors').flatMap((list) => list.split(';')),
        ...all('dc.creator', 'dcterms.creator'),
      ];
  const told = withoutHeading(
    first('citation_abstract', 'dcterms.abstract', 'eprints.abstract', 'bepress_citation_abstract'),
  );
  return {
    ...NO_FIELDS,
    title,
    authors: names.flatMap((name) => readName(name) ?? []),
    abstract: told ?? abstract ?? first('dc.description', 'dcterms.description'),
    ...readIdentifiers({
      dois: all('citation_doi', 'prism.doi', 'bepress_citation_doi'),
      pmids: all('citation_pmid'),
      arxivIds: all('citation_arxiv_id'),
      links: all('dc.identifier', 'dcterms.identifier', 'citation_abstract_html_url'),
    }),
    published: firstDate(
      all(
        ...['citation_publication_date', 'citation_date', 'citation_online_date', 'citation_year'],
        ...['dc.date', 'dc.date.issued', 'dcterms.issued', 'prism.publicationdate'],
      ),
    ),
    categories: readKeywords(all('citation_keywords', 'citation_keyword', 'dc.subject')),
    venue: first(
      ...[
        'citation_journal_title',
        'citation_conference_title',
        'citation_inbook_title',
        'citation_book_title',
      ],
      'prism.publicationname',
    ),
  };
}

/** An abstract without the word above it. */
function withoutHeading(text: string | null): string | null {
  return text?.replace(/^(?:abstract|summary)\b\s*[:.]?\s+(?=\P{Ll})/iu, '') || null;
}

/** Names of elements in which a page may show an abstract. */
const AROUND_TEXT: ReadonlySet<string> = new Set(['section', 'div', 'p', 'blockquote', 'span']);

/** Shortest text, in UTF-16 code units, that is an abstract and not the words of a button. */
const SHORTEST_ABSTRACT = 60;

function gathered(page: string): Gathered {
  const metas = new Map<string, string[]>();
  let abstract: string | null = null;
  /** Elements open within the one that is marked as the abstract, itself included; 0 outside. */
  let depth = 0;
  let heading = 0;
  let text = '';
  const parser = new Parser({
    onopentag(name, attributes) {
      if (depth > 0) {
        depth += 1;
        text += ' ';
        if (/^(?:h\d|script|style|button)$/.test(name)) heading += 1;
        return;
      }
      const key = (attributes.name ?? attributes.property ?? '').toLowerCase();
      if (name === 'meta' && key !== '' && attributes.content !== undefined) {
        metas.set(key, [...(metas.get(key) ?? []), attributes.content]);
      }
      const isAbstract = /(?:^|[\s_-])abstract(?:$|[\s_-])/i.test(
        `${attributes.id ?? ''} ${attributes.class ?? ''}`,
      );
      if (abstract === null && isAbstract && AROUND_TEXT.has(name)) depth = 1;
    },
    ontext(part) {
      if (depth > 0 && heading === 0) text += part;
    },
    onclosetag(name) {
      if (depth === 0) return;
      depth -= 1;
      text += ' ';
      if (/^(?:h\d|script|style|button)$/.test(name)) heading -= 1;
      if (depth > 0) return;
      const read = withoutHeading(readText(text));
      if (read !== null && read.length >= SHORTEST_ABSTRACT) abstract = read;
      text = '';
    },
  });
  parser.end(hasTooManyTags(page) ? page.slice(0, HEAD_LENGTH) : page);
  return { metas, abstract };
}

/** So much of a page with far too many tags is read, in UTF-16 code units: what says of which paper it is stands in its head. */
const HEAD_LENGTH = 64 * 1024;
