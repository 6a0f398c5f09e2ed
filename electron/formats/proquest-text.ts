import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readNames } from './fields/names.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { firstDate } from './fields/tagged-date.ts';
import { readText } from './fields/text-field.ts';
import type { Format } from './format.ts';
import {
  countedLines,
  readComment,
  readKeywords,
  readTagged,
  type TaggedFields,
  type TaggedGrammar,
} from './syntax/tagged-lines.ts';

/**
 * ProQuest's export as plain text: `Document 1 of 20` before each record, the title alone below it, then paragraphs
 * that begin with their names, `Author: Quill, Ada; Marlow, Jo`; lines of underscores between records.
 */
export const proquestText: Format = {
  name: 'proquest-text',
  detect: ({ lines }) =>
    lines.some((text) => counter.test(text)) && lines.filter((text) => line.test(text)).length > 1,
  read: (dump) => readTagged(dump.lines(), grammar),
};

const counter = /^Document \d+ of \d+\s*$/;
/** The names of paragraphs that are read, and of those around them, so that none goes on with the one above. */
const line =
  /^(Author|Title|Alternate Title|Abstract|Publication info|Publication title|Publication date|Publication year|Year|Date|DOI|PMID|ISSN|e-?ISSN|ISBN|Subject|MeSH subject|Classification|Identifier ?\/ ?keyword|Keyword|Tag|Note|Notes|My Research note|Links|Document URL|Document type|Document feature|Source type|Language(?: of publication)?|Copyright|Database|Last updated|Accession number|ProQuest document ID|Volume|Issue|Pages?|First page|Number of pages|Publisher|Place of publication|Country of publication|Publication subject|Location|Company ?\/ ?organization|People|Full text|Section|Author affiliation|Correspondence author|Degree|Advisor|School|University\/institution|University location|Committee member|Department|Dissertation\/thesis number|Supplement|Publication history|Electronic publication date|Revised date)\s?:(?:\s+(.*)|)$/;

const BEGINS = 'Document';

const grammar: TaggedGrammar = {
  // What stands below the line of the number is the title.
  parse: countedLines(counter, BEGINS, line),
  begins: BEGINS,
  ends: null,
  endsAtBlank: false,
  single: new Set(),
  separator:
    /^\s*(?:[_=-]{10,}|Bibliography|Table of contents|Contact ProQuest.*|Copyright © .*ProQuest.*)\s*$/i,
  // A title stands below a blank line, and abstracts have paragraphs.
  goesOnAfterBlank: (_, tag) =>
    tag === BEGINS || /^(?:Abstract|Notes?|My Research note|Full text)$/.test(tag),
  read,
};

function read(entry: TaggedFields): PaperFields {
  const date = entry.all(
    'Publication date',
    'Electronic publication date',
    'Date',
    'Publication year',
    'Year',
  );
  return {
    ...NO_FIELDS,
    ...readIdentifiers({
      dois: entry.all('DOI'),
      pmids: entry.all('PMID'),
      links: entry.all('Document URL', 'Links'),
    }),
    title: readText(entry.first('Title', BEGINS) ?? ''),
    authors: entry.all('Author').flatMap((names) => readNames(names.replace(/\n/g, ' '))),
    abstract: readText(entry.all('Abstract').join(' ')),
    published: firstDate([...date, ...entry.all('Publication info').flatMap(dateIn)]),
    comment: readComment(entry.all('My Research note', 'Note', 'Notes')),
    categories: readKeywords(entry.all('Subject', 'MeSH subject', 'Identifier / keyword', 'Keyword', 'Tag')),
    venue: readText(entry.first('Publication title') ?? ''),
  };
}

/** The date in brackets of `Sea Research; Bergen Vol. 3, Iss. 1, (Mar 2020): 1-9.` */
function dateIn(info: string): string[] {
  const found = /\(([^()]{4,40})\)/.exec(info)?.[1];
  return found === undefined ? [] : [found];
}
