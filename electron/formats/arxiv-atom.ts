import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readAnnouncement } from './fields/arxiv-announcement.ts';
import { divideAuthors } from './fields/arxiv-authors.ts';
import { readDate } from './fields/dates.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import type { Format } from './format.ts';
import { plainText } from './syntax/inline-markup.ts';
import { childrenOf, find, textOf, textOrNull, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { xmlSample } from './syntax/xml-sample.ts';

/** What RFC 4287, section 4.1.1, lets stand in a feed beside its entries. */
const frame = new Set([
  'author',
  'category',
  'contributor',
  'generator',
  'icon',
  'id',
  'link',
  'logo',
  'rights',
  'subtitle',
  'title',
  'updated',
]);

const shape: XmlShape = {
  records: new Set(['entry']),
  containers: new Set(['feed']),
  // Names with a prefix are extensions, such as opensearch:totalResults.
  isFrame: (name) => frame.has(name.replace(/^atom:/, '')) || /^(?!atom:)\w+:/.test(name),
  fields: entryFields,
};

/** Answers of arXiv's API (https://info.arxiv.org/help/api/user-manual.html) and Atom feeds of journals. */
export const arxivAtom: Format = {
  name: 'arxiv-atom',
  detect: (sample) => {
    const beginning = xmlSample(sample)?.slice(0, ROOT_WITHIN) ?? '';
    // An entry may be a document of its own: https://www.rfc-editor.org/rfc/rfc4287#section-2
    const root = /<(?:\w+:)?(feed|entry)(?=[\s>])([^>]*)/.exec(beginning);
    return root !== null && (root[1] === 'feed' || /www\.w3\.org\/2005\/Atom/.test(root[2] ?? ''));
  },
  read: (dump) => readXmlRecords(dump, shape),
};

/** How far from the start the root element of a feed is looked for, behind declarations and comments. */
const ROOT_WITHIN = 10_000;

function entryFields(entry: XmlElement): PaperFields | string {
  const id = textOf(find(entry, 'id'));
  const summary = textConstruct(find(entry, 'summary')) ?? textConstruct(find(entry, 'content'));
  const announced = readAnnouncement(summary ?? '');
  const abstract = announced?.abstract ?? summary;
  if (/arxiv\.org\/api\/errors/.test(id))
    return `An answer of arXiv that names no paper but an error: ${abstract ?? id}`;
  const title = textConstruct(find(entry, 'title'));
  if (title === null && abstract === null) return 'The entry has neither title nor abstract.';
  const links = childrenOf(entry, 'link').filter(
    ({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate',
  );
  return {
    ...NO_FIELDS,
    title,
    authors: [
      ...childrenOf(entry, 'author')
        .map((author) => textOf(find(author, 'name')))
        .filter((name) => name !== ''),
      // As arXiv's announcements have them, all in one.
      ...childrenOf(entry, 'creator').flatMap((creator) => divideAuthors(textOf(creator))),
    ],
    abstract,
    ...readIdentifiers({
      arxivIds: [announced?.arxivId ?? '', id],
      dois: childrenOf(entry, 'doi').map(textOf),
      links: [
        ...childrenOf(entry, 'identifier').map(textOf),
        ...links.map(({ attributes }) => attributes.href ?? ''),
      ],
    }),
    published: readDate(textOf(find(entry, 'published'))) ?? readDate(textOf(find(entry, 'updated'))),
    comment: textOrNull(find(entry, 'comment')),
    categories: childrenOf(entry, 'category')
      .map(({ attributes }) => attributes.term ?? '')
      .filter((term) => term !== ''),
    venue: textOrNull(find(entry, 'journal_ref')) ?? textOrNull(find(entry, 'publicationName')),
  };
}

/** A text of Atom, which may be HTML written as text. */
function textConstruct(element: XmlElement | undefined): string | null {
  const isHtml = element?.attributes.type === 'html';
  return (isHtml ? plainText(textOf(element)) : textOf(element)) || null;
}
