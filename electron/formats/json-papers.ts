import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readNames } from './fields/names.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import type { Format } from './format.ts';
import { holdsJsonRecord, readJsonRecords } from './syntax/json-records.ts';
import {
  arrayOf,
  firstText,
  isObject,
  type JsonObject,
  objectOf,
  textOf,
  textsOf,
} from './syntax/json-values.ts';
import { joinNotes } from './syntax/tagged-lines.ts';

/**
 * Papers as JSON of no standard, by the names that people give their members: daily lists of arXiv, lists of
 * conferences, answers of services, arXiv's own document metadata, arrays of its snapshot, lines of Python's literals.
 */
export const jsonPapers: Format = {
  name: 'json-papers',
  detect: (sample) => holdsJsonRecord(sample, paperFields),
  read: (dump) => readJsonRecords(dump, paperFields),
};

const TITLES = [
  'title',
  'Title',
  'titles',
  'paper_title',
  'paperTitle',
  'display_name',
  'title_display',
  'title_utf8',
  'title_s',
  'dc:title',
];
const ABSTRACTS = [
  'abstract',
  'Abstract',
  'abstracts',
  'summary',
  'Summary',
  'abstractText',
  'abstractNote',
  'paper_abstract',
  'descriptions',
  'summaries',
  'abstract_s',
  'dc:description',
];
/** Names of abstracts that mean nothing else: a text of that name is a paper, though nothing else is known of it. */
const SURE_ABSTRACTS = ['abstract', 'Abstract', 'abstractText', 'paper_abstract'];

function isSentence(text: string): boolean {
  return text.trim().split(/\s+/).length > 2 || text.length > 20;
}

const AUTHORS = [
  'authors_utf8',
  'authors',
  'Authors',
  'author',
  'Author',
  'creators',
  'author_list',
  'authors_parsed',
  'authorString',
  'author_display',
  'authFullName_s',
  'dc:creator',
];
const ARXIV_IDS = [
  'arxiv_id',
  'arxivId',
  'arxiv',
  'arXiv',
  'arxiv_eprints',
  'arxivId_s',
  'eprint',
  'paper_id',
  'id',
  'entry_id',
  'identifier',
];
const DOIS = ['doi', 'DOI', 'Doi', 'dois', 'paper_doi', 'prism:doi', 'doiId_s'];
const PMIDS = ['pmid', 'PMID', 'pubmed_id'];
/** Lists of identifiers with their types: Lens, PubMed's summaries, CORE. */
const TYPED_IDS = ['external_ids', 'articleids', 'identifiers'];
const LINKS = [
  'id',
  'abs',
  'url',
  'URL',
  'link',
  'site',
  'pdf',
  'pdf_url',
  'abs_url',
  'url_abs',
  'url_pdf',
  'arxiv_url',
  'html_url',
  'links',
  'extra',
];
const DATES = [
  'published',
  'date_published',
  'earliest_date',
  'prism:coverDate',
  'created',
  'publishedAt',
  'publication_date',
  'publicationDate',
  'firstPublicationDate',
  'publishedDate',
  'pubdate',
  'date',
  'Date',
  'submitted',
  'announced_date_first',
  'update_date',
  'updated',
  'year',
  'Year',
  'pubYear',
  'publicationYear',
  'yearPublished',
  'year_published',
  'producedDate_s',
];
const COMMENTS = ['comments_utf8', 'comment', 'comments', 'Comments', 'arxiv_comment'];
/** What the user or a program wrote of the paper; all of it counts. */
const NOTES = ['note', 'notes', 'Notes', 'annote', 'annotation', 'extra', 'tldr', 'TLDR'];
const KEYWORDS = ['keywords', 'Keywords', 'keyword', 'tags', 'Tags', 'keyword_s'];
const VENUES = [
  'journal_ref',
  'journal-ref',
  'journal',
  'journalTitle',
  'publicationTitle',
  'venue',
  'conference',
  'proceeding',
  'booktitle',
  'container-title',
  'container',
  'publication_title',
  'publicationName',
  'prism:publicationName',
  'fulljournalname',
  'journals',
  'publication_info',
  'journalTitle_s',
  'pub',
];

/** Members within which services keep the paper itself: Zotero, DataCite, Elasticsearch, Hugging Face, INSPIRE, OpenReview. */
const WRAPPERS = ['data', 'attributes', '_source', 'paper', 'metadata', 'content', 'row'];

/** The lists that a name stands in, by the name: an object has few of the many. */
const NAMED_IN = new Map<string, (readonly string[])[]>();
for (const list of [
  ...[TITLES, ABSTRACTS, SURE_ABSTRACTS, AUTHORS, ARXIV_IDS, DOIS, PMIDS, TYPED_IDS, LINKS, DATES],
  ...[COMMENTS, NOTES, KEYWORDS, VENUES],
]) {
  for (const name of list) NAMED_IN.set(name, [...(NAMED_IN.get(name) ?? []), list]);
}

/** Names of the members that are read. */
export const MEMBERS: ReadonlySet<string> = new Set([...NAMED_IN.keys(), 'categories', 'subjects', 'terms']);

/** The members of an object that have something in them, by the lists that name them, in the order of the lists. */
function membersOf(value: JsonObject): Map<readonly string[], readonly string[]> {
  const found = new Map<readonly string[], string[]>();
  for (const [name, member] of Object.entries(value)) {
    const lists = isThere(member) ? NAMED_IN.get(name) : undefined;
    for (const list of lists ?? []) {
      const others = found.get(list);
      if (others === undefined) found.set(list, [name]);
      else others.push(name);
    }
  }
  for (const [list, names] of found) {
    if (names.length > 1) names.sort((one, other) => list.indexOf(one) - list.indexOf(other));
  }
  return found;
}

/** What an object says that is known to be a paper; null when it has none of the signs of one. */
export function readPaper(value: JsonObject, key: string | null): PaperFields | null {
  return fieldsOf(value, key, true);
}

function paperFields(value: JsonObject, key: string | null): PaperFields | null {
  const own = fieldsOf(value, key);
  if (own !== null) return own;
  for (const name of WRAPPERS) {
    const inner = value[name];
    // What is around the paper may name it (`id`), but is not about it otherwise.
    const fields = isObject(inner) ? fieldsOf({ id: value.id, ...inner }, key) : null;
    if (fields !== null) return fields;
  }
  return null;
}

function fieldsOf(value: JsonObject, key: string | null, isPaper = false): PaperFields | null {
  // The first of several will do as a rule: each member is read when it is asked for.
  const members = membersOf(value);
  const there = (names: readonly string[]): readonly string[] => members.get(names) ?? [];
  const first = (names: readonly string[]): string | null =>
    firstOf(there(names), (name) => oneTextOf(value[name]));
  const all = (names: readonly string[]): string[] =>
    there(names).flatMap((name) => textsWithin(value[name]));
  const title = first(TITLES);
  const abstract = first(ABSTRACTS);
  const authors =
    firstOf(there(AUTHORS), (name) => {
      const names = authorsOf(value[name]);
      return names.length > 0 ? names : null;
    }) ?? [];
  const typed = there(TYPED_IDS).flatMap((name) => arrayOf(value[name]).map(objectOf));
  const ofType = (type: RegExp): string[] =>
    typed.flatMap((id) =>
      type.test(firstText(id, ['type', 'idtype']) ?? '') ? textsOf(id.value ?? id.identifier) : [],
    );
  const found = readIdentifiers({
    arxivIds: [...(key === null ? [] : [key]), ...all(ARXIV_IDS), ...ofType(/^arxiv/i)],
    dois: [...all(DOIS), ...ofType(/^doi$/i)],
    pmids: [...all(PMIDS), ...ofType(/^(?:pmid|pubmed)$/i)],
    links: all(LINKS),
  });
  const signs = [title !== null, abstract !== null, authors.length > 0, found.identifiers.length > 0];
  // In Postil's own export one sign is enough, too: it holds nothing but papers.
  const isSure = isPaper || isObject(value.postil);
  const isTelling =
    (title !== null || abstract !== null) &&
    (signs.filter(Boolean).length > 1 ||
      all(SURE_ABSTRACTS).some(isSentence) ||
      // A title with a place for an abstract, where there is none.
      (title !== null && 'abstract' in value && value.abstract === null));
  if (isSure ? !signs.includes(true) : !isTelling) return null;
  // A list of papers may have a title and an author of its own.
  if (abstract === null && Object.values(value).some(holdsPapers)) return null;
  const versions = arrayOf(value.versions).map(objectOf);
  const version = /^v?([1-9]\d{0,2})$/.exec(
    textOf(versions.at(-1)?.version) ?? textOf(value.version) ?? '',
  )?.[1];
  const isArxiv = found.identifiers.some(({ scheme }) => scheme === 'arxiv');
  const dates = [
    versions[0]?.created,
    ...arrayOf(value.submitted_date_all),
    ...there(DATES).map((name) => value[name]),
    ...typedFirst(value.dates, 'dateType', 'Issued').map((date) => objectOf(date).date),
  ];
  return {
    ...NO_FIELDS,
    title,
    authors,
    abstract,
    identifiers: found.identifiers,
    arxivVersion: found.arxivVersion ?? (isArxiv && version !== undefined ? Number(version) : null),
    published: firstOf(dates.filter(isThere), (date) => readDate(oneTextOf(date) ?? '')),
    comment: joinNotes([...all(COMMENTS).slice(0, 1), ...all(NOTES)]),
    categories: [...new Set([...categoriesOf(value), ...all(KEYWORDS).flatMap(divideKeywords)])],
    venue: first(VENUES),
  };
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** What the first of these gives that gives anything; null when none does. */
function firstOf<From, To>(from: readonly From[], read: (one: From) => To | null): To | null {
  for (const one of from) {
    const found = read(one);
    if (found !== null) return found;
  }
  return null;
}

/** The members of a list, those of a type first, as DataCite gives descriptions and dates. */
function typedFirst(value: unknown, name: string, type: string): readonly unknown[] {
  const list = arrayOf(value);
  const isOfType = (one: unknown): boolean => objectOf(one)[name] === type;
  return [...list.filter(isOfType), ...list.filter((one) => !isOfType(one))];
}

/** A text, or the one within an object or list of objects that stands in its place (`[{ "value": "..." }]`). */
function oneTextOf(value: unknown): string | null {
  return textsWithin(value)[0] ?? null;
}

function textsWithin(value: unknown): string[] {
  // OpenReview has each list within an object.
  const given = isObject(value) && Array.isArray(value.value) ? value.value : value;
  const list = Array.isArray(given) ? typedFirst(given, 'descriptionType', 'Abstract') : [given];
  return list
    .map((one) =>
      isObject(one)
        ? firstText(one, ['value', 'title', 'journal_title', 'description', 'name', 'tag', 'text', 'p', '$'])
        : textOf(one),
    )
    .filter((text) => text !== null);
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
  // The list one level deeper, as dblp, IEEE and services made of XML have it.
  if (isObject(value)) return authorsOf(value.value ?? value.author ?? value.authors);
  if (typeof value === 'string') return readNames(value);
  return (
    arrayOf(value)
      .map((author) => {
        if (Array.isArray(author)) {
          // As arXiv's snapshot divides them.
          const [last, given, suffix] = author.map(textOf);
          return [given, last, suffix].filter(Boolean).join(' ');
        }
        if (!isObject(author)) return textOf(author) ?? '';
        const whole = firstText(author, [
          ...['name', 'display_name', 'full_name', 'fullname', 'fullName', 'author', 'creator', 'literal'],
          ...['text', 'collectiveName'],
        ]);
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
      // dblp tells people of one name apart by numbers.
      .map((name) => name.replace(/ 0\d{3}$/, ''))
      .filter((name) => name !== '')
  );
}

/** Keywords of which several stand in one text. */
function divideKeywords(words: string): string[] {
  return words.split(/\s*[,;]\s*/).filter((word) => word !== '');
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
