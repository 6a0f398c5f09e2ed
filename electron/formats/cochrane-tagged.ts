import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readNameField } from './fields/names.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { firstDate } from './fields/tagged-date.ts';
import { readText } from './fields/text-field.ts';
import type { Format } from './format.ts';
import {
  countedLines,
  readKeywords,
  readTagged,
  type TaggedFields,
  type TaggedGrammar,
} from './syntax/tagged-lines.ts';

/**
 * The Cochrane Library's export as plain text, also of CENTRAL: `Record #1 of 20` before each record, a tag of two or
 * three capitals and a colon before each field.
 */
export const cochraneTagged: Format = {
  name: 'cochrane-tagged',
  detect: ({ lines }) =>
    lines.some(
      (text, index) =>
        counter.test(text) && lines.slice(index + 1, index + 4).some((below) => line.test(below)),
    ),
  read: (dump) => readTagged(dump.lines(), grammar),
};

const counter = /^Record #?\d+ of \d+\s*$/;
const line =
  /^(ID|AU|TI|SO|YR|VL|NO|PG|PM|XR|PT|KY|MH|DOI|AB|US|UR|CC|PB|CN|LA|AN|SN|CY|AD|TO|EM|ED|PN|HD|HI)\s?:(?:\s(.*)|)$/;

const BEGINS = 'Record';

const grammar: TaggedGrammar = {
  // The line of the number begins a record, and no field goes on with it.
  parse: countedLines(counter, BEGINS, line),
  begins: BEGINS,
  ends: null,
  endsAtBlank: false,
  single: new Set(),
  // What was searched for stands over the records.
  separator:
    /^\s*(?:Search Name|Last Saved|Date Run|Comment|Description)\s*:.*$|^\s*ID\s+Search(?:\s+Hits)?\s*$/i,
  goesOnAfterBlank: (_, tag) => tag === 'AB',
  read,
};

function read(entry: TaggedFields): PaperFields {
  const numbers = entry.all('PM', 'AN', 'XR');
  return {
    ...NO_FIELDS,
    ...readIdentifiers({
      dois: entry.all('DOI'),
      pmids: numbers.flatMap((text) => /\b(?:PUBMED|MEDLINE)\s*:?\s*(\d{1,8})\b/i.exec(text)?.[1] ?? []),
      links: entry.all('US', 'UR'),
    }),
    title: readText(entry.first('TI') ?? ''),
    authors: entry.all('AU').flatMap(readNameField),
    abstract: readText(entry.all('AB').join(' ')),
    published: firstDate(entry.all('YR')),
    categories: readKeywords(entry.all('KY', 'MH')),
    venue: readText(entry.first('SO') ?? ''),
  };
}
