import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { readText } from './fields/text-field.ts';
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

/** Works of OpenAlex, as its API and its snapshot have them: https://docs.openalex.org/api-entities/works/work-object */
export const openalex: Format = {
  name: 'openalex',
  detect: (sample) => holdsJsonRecord(sample, workFields),
  read: (dump) => readJsonRecords(dump, workFields),
};

function workFields(work: JsonObject): PaperFields | null {
  if (!/^(?:https?:\/\/(?:api\.)?openalex\.org\/(?:works\/)?)?W\d+$/i.test(textOf(work.id) ?? ''))
    return null;
  if (!('title' in work || 'display_name' in work || 'abstract_inverted_index' in work)) return null;
  const ids = objectOf(work.ids);
  const locations = [work.primary_location, ...arrayOf(work.locations)].map(objectOf);
  const venue = locations.map(({ source }) => objectOf(source)).find(({ type }) => type !== 'repository');
  return {
    ...NO_FIELDS,
    title: firstText(work, ['title', 'display_name']),
    authors: arrayOf(work.authorships)
      .map(objectOf)
      .map(
        (authorship) =>
          textOf(objectOf(authorship.author).display_name) ?? textOf(authorship.raw_author_name),
      )
      .filter((name) => name !== null),
    abstract: fromInvertedIndex(work.abstract_inverted_index) ?? textOf(work.abstract),
    ...readIdentifiers({
      dois: [...textsOf(work.doi), ...textsOf(ids.doi)],
      pmids: textsOf(ids.pmid).map((pmid) => pmid.replace(/^.*\//, '')),
      links: locations.flatMap((location) => [
        ...textsOf(location.landing_page_url),
        ...textsOf(location.pdf_url),
      ]),
    }),
    published: readDate(textOf(work.publication_date) ?? '') ?? readDate(textOf(work.publication_year) ?? ''),
    venue: textOf(venue?.display_name) ?? textOf(objectOf(work.host_venue).display_name),
  };
}

/** Longest abstract in words; places beyond it are damage. */
const MOST_WORDS = 100_000;

/** The abstract from the index by which OpenAlex gives it: each word with the places where it stands. */
function fromInvertedIndex(given: unknown): string | null {
  // Tables made of OpenAlex keep it as a text; its first form, of Microsoft Academic, has it one level deeper.
  const index = typeof given === 'string' ? parsed(given) : given;
  if (!isObject(index)) return null;
  const words: string[] = [];
  for (const [word, places] of Object.entries(isObject(index.InvertedIndex) ? index.InvertedIndex : index)) {
    for (const place of arrayOf(places)) {
      if (typeof place === 'number' && Number.isInteger(place) && place >= 0 && place < MOST_WORDS)
        words[place] = word;
    }
  }
  return readText(words.join(' '));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
