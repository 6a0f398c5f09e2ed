import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readNameField } from './fields/names.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { firstDate } from './fields/tagged-date.ts';
import { readText } from './fields/text-field.ts';
import type { Format } from './format.ts';
import {
  readComment,
  readKeywords,
  readTagged,
  type TaggedFields,
  type TaggedGrammar,
  type TaggedLine,
} from './syntax/tagged-lines.ts';

/**
 * RefWorks' tagged format, which others write for it, too: a tag of two signs and a blank before each field, `RT` for
 * the kind of reference at the beginning of a record, a blank line behind it.
 */
export const refworksTagged: Format = {
  name: 'refworks-tagged',
  detect: ({ lines }) => {
    const tags = lines.flatMap((line) => parse(line)?.tag ?? []);
    const filled = lines.filter((line) => line.trim() !== '').length;
    return tags.includes('RT') && tags.some((tag) => /^(?:T1|A1|AB)$/.test(tag)) && tags.length * 2 > filled;
  },
  read: (dump) => readTagged(dump.lines(), grammar),
};

/** The tags of RefWorks, so that lines of an abstract that begin with two capitals go on with it. */
const line =
  /^(RT|SR|ID|A[1-6]|AD|T[1-3]|J[FO]|YR|FD|VO|IS|SP|OP|K1|AB|NO|P[BP]|ED|SN|AV|UL|DO|OL|LK|U[1-9]|U1[0-5]|D[BS]|RD|ST|C[1-8]|CL|CN|CR|CY|JY|LA|L[0-9]|WT|WV|WP|PM(?:ID|CID)?|NP)(?: (.*)|\s*)$/;

function parse(text: string): TaggedLine | null {
  const found = line.exec(text);
  return found === null ? null : { tag: found[1] ?? '', text: found[2] ?? '' };
}

const grammar: TaggedGrammar = {
  parse,
  begins: 'RT',
  ends: null,
  endsAtBlank: true,
  single: new Set(['RT', 'T1', 'YR']),
  separator: /^\s*(?:Refworks Export.*|\d+\.|<\/?refworks>)\s*$/i,
  // Abstracts and notes have paragraphs.
  goesOnAfterBlank: (_, tag) => tag === 'AB' || tag === 'NO',
  read,
};

function read(entry: TaggedFields): PaperFields {
  return {
    ...NO_FIELDS,
    ...readIdentifiers({
      dois: entry.all('DO'),
      pmids: [
        ...entry.all('PM', 'PMID'),
        ...(/pubmed|medline/i.test(entry.first('DB', 'DS') ?? '') ? entry.all('AN', 'ID') : []),
      ],
      links: entry.all('UL', 'LK', 'NO', 'JF'),
    }),
    title: readText(entry.first('T1') ?? ''),
    authors: entry.all('A1').flatMap(readNameField),
    abstract: readText(entry.all('AB').join(' ')),
    published: firstDate(entry.all('YR', 'FD')),
    // What users write: notes, and fields that are theirs.
    comment: readComment(entry.all('NO', ...USER_FIELDS)),
    categories: readKeywords(entry.all('K1')),
    venue: readText(entry.first('JF', 'JO', 'T2', 'T3') ?? ''),
  };
}

const USER_FIELDS = ['U1', 'U2', 'U3', 'U4', 'U5'] as const;
