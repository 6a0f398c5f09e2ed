import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
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

/** Papers of Semantic Scholar: its API (https://api.semanticscholar.org/api-docs/graph), bulk data sets, and old corpus. */
export const semanticScholar: Format = {
  name: 'semantic-scholar',
  detect: (sample) => holdsJsonRecord(sample, paperFields),
  read: (dump) => readJsonRecords(dump, paperFields),
};

/** Names of members that no other source of papers has. */
const MARKS = ['paperId', 'corpusid', 'corpusId', 'paperAbstract', 's2Url'];

function paperFields(value: JsonObject): PaperFields | null {
  // Citations and references are papers within an object that says how they are cited.
  const cited = value.citedPaper ?? value.citingPaper;
  const paper = isObject(cited) ? cited : value;
  if (!MARKS.some((mark) => mark in paper)) return null;
  const title = textOf(paper.title);
  const abstract = firstText(paper, ['abstract', 'paperAbstract']);
  if (title === null && abstract === null) return null;
  const ids = {
    ...objectOf(objectOf(paper.openaccessinfo).externalids),
    ...objectOf(paper.externalids),
    ...objectOf(paper.externalIds),
  };
  return {
    ...NO_FIELDS,
    title,
    authors: arrayOf(paper.authors)
      .map((author) => textOf(isObject(author) ? author.name : author))
      .filter((name) => name !== null),
    abstract,
    ...readIdentifiers({
      arxivIds: textsOf(ids.ArXiv),
      dois: [...textsOf(ids.DOI), ...textsOf(paper.doi)],
      pmids: [...textsOf(ids.PubMed), ...textsOf(paper.pmid)],
    }),
    published:
      ['publicationDate', 'publicationdate', 'year']
        .map((name) => readDate(textOf(paper[name]) ?? ''))
        .find((date) => date !== null) ?? null,
    comment: textOf(objectOf(paper.tldr).text),
    categories: textsOf(paper.fieldsOfStudy),
    venue:
      firstText(paper, ['venue']) ??
      textOf(objectOf(paper.publicationVenue).name) ??
      textOf(objectOf(paper.journal).name) ??
      textOf(paper.journalName),
  };
}
