import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './dates.ts';
import type { Format } from './format.ts';
import { holdsJsonRecord, readJsonRecords } from './json-records.ts';
import { arrayOf, firstText, isObject, type JsonObject, objectOf, textOf, textsOf } from './json-values.ts';
import { readNames } from './names.ts';
import { readIdentifiers } from './record-identifiers.ts';

/**
 * Papers as JSON of no standard, by the names that people give their members: daily lists of arXiv, lists of
 * conferences, arXiv's own document metadata, arrays of the metadata snapshot, and lines of Python's literals.
 */
export const jsonPapers: Format = {
  name: 'json-papers',
  detect: (sample) => holdsJsonRecord(sample, paperFields),
  read: (dump) => readJsonRecords(dump, paperFields),
};

const TITLES = ['title', 'Title', 'paper_title', 'paperTitle', 'display_name', 'title_utf8'];
const ABSTRACTS = [
  'abstract_utf8',
  'abstract',
  'Abstract',
  'summary',
  'Summary',
  'abstractText',
  'paper_abstract',
];
const AUTHORS = [
  'authors_utf8',
  'authors',
  'Authors',
  'author',
  'Author',
  'creators',
  'author_list',
  'authors_parsed',
];
const ARXIV_IDS = ['arxiv_id', 'arxivId', 'arxiv', 'arXiv', 'eprint', 'paper_id', 'id', 'entry_id'];
const LINKS = [
  'abs',
  'url',
  'URL',
  'link',
  'site',
  'pdf',
  'pdf_url',
  'abs_url',
  'arxiv_url',
  'html_url',
  'links',
];
const DATES = [
  'published',
  'created',
  'publication_date',
  'publicationDate',
  'date',
  'Date',
  'submitted',
  'announced_date_first',
  'update_date',
  'updated',
  'year',
  'Year',
];
const COMMENTS = ['comments_utf8', 'comment', 'comments', 'Comments', 'arxiv_comment'];
const VENUES = [
  'journal_ref',
  'journal-ref',
  'journal',
  'venue',
  'conference',
  'booktitle',
  'container-title',
];

function paperFields(value: JsonObject, key: string | null): PaperFields | null {
  const title = firstText(value, TITLES);
  const abstract = firstText(value, ABSTRACTS);
  const authors = AUTHORS.map((name) => authorsOf(value[name])).find((names) => names.length > 0) ?? [];
  const found = readIdentifiers({
    arxivIds: [...(key === null ? [] : [key]), ...ARXIV_IDS.flatMap((name) => textsOf(value[name]))],
    dois: ['doi', 'DOI', 'Doi', 'paper_doi'].flatMap((name) => textsOf(value[name])),
    pmids: ['pmid', 'PMID', 'pubmed_id'].flatMap((name) => textsOf(value[name])),
    links: LINKS.flatMap((name) => textsOf(value[name])),
  });
  const signs = [title !== null, abstract !== null, authors.length > 0, found.identifiers.length > 0];
  if ((title === null && abstract === null) || signs.filter(Boolean).length < 2) return null;
  // A list of papers may have a title and an author of its own.
  if (abstract === null && Object.values(value).some(holdsPapers)) return null;
  const versions = arrayOf(value.versions).map(objectOf);
  const version = /^v?([1-9]\d{0,2})$/.exec(
    textOf(versions.at(-1)?.version) ?? textOf(value.version) ?? '',
  )?.[1];
  const isArxiv = found.identifiers.some(({ scheme }) => scheme === 'arxiv');
  const firstDates = [
    versions[0]?.created,
    ...arrayOf(value.submitted_date_all),
    ...DATES.map((name) => value[name]),
  ];
  return {
    ...NO_FIELDS,
    title,
    authors,
    abstract,
    identifiers: found.identifiers,
    arxivVersion: found.arxivVersion ?? (isArxiv && version !== undefined ? Number(version) : null),
    published: firstDates.map((date) => readDate(textOf(date) ?? '')).find((date) => date !== null) ?? null,
    comment: firstText(value, COMMENTS),
    categories: categoriesOf(value),
    venue: firstText(value, VENUES),
  };
}

function holdsPapers(member: unknown): boolean {
  return arrayOf(member).some(
    (paper) =>
      isObject(paper) &&
      firstText(paper, TITLES) !== null &&
      (firstText(paper, ABSTRACTS) !== null || AUTHORS.some((name) => name in paper)),
  );
}

/** Names in one text, in a list of texts, or in a list of objects or lists that have their parts. */
function authorsOf(value: unknown): string[] {
  if (typeof value === 'string') return readNames(value);
  return arrayOf(value)
    .map((author) => {
      if (Array.isArray(author)) return [...author.slice(1), author[0]].map(textOf).filter(Boolean).join(' ');
      if (!isObject(author)) return textOf(author) ?? '';
      const whole = firstText(author, ['name', 'display_name', 'full_name', 'fullname', 'author', 'literal']);
      const parts = [
        ['given', 'first', 'first_name', 'firstName', 'forenames'],
        ['middle'],
        ['family', 'last', 'last_name', 'lastName', 'keyname'],
      ];
      return (
        whole ??
        parts
          .map((names) => firstText(author, names))
          .filter((part) => part !== null)
          .join(' ')
      );
    })
    .filter((name) => name !== '');
}

/** Categories as a list, as a text divided by blanks, commas or semicolons, or as arXiv's objects. */
function categoriesOf(value: JsonObject): readonly string[] {
  const listed = ['categories', 'primary_category', 'category', 'subjects'].flatMap((name) => {
    const categories = textsOf(value[name]);
    return categories.flatMap((text) =>
      /^[\w.-]+(?:[\s,;]+[\w.-]+)*$/.test(text) && text.includes('.') ? text.split(/[\s,;]+/) : [text],
    );
  });
  const classified = [value.primary_classification, ...arrayOf(value.secondary_classification)].map(
    (classification) => textOf(objectOf(objectOf(classification).category).id),
  );
  return [...new Set([...listed, ...classified.filter((id) => id !== null)])];
}
