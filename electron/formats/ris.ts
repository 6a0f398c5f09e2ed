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
 * RIS of Research Information Systems: `TY  - JOUR` to `ER  -`, a tag of two signs, two blanks, a hyphen and a
 * blank before each field; lines without tag go on with the field above. In the wild blanks are missing or more,
 * `ER` or `TY` too, and providers put counters and heads between the records.
 */
export const ris: Format = {
  name: 'ris',
  detect: ({ lines }) => {
    const parse = openLines();
    const tagged: TaggedLine[] = [];
    for (const line of lines) {
      const found = parse(line);
      if (found !== null && tagged.push(found) > 1) break;
    }
    const [first, second] = tagged;
    if (first === undefined || second === undefined) return false;
    return first.tag === 'TY' || lines.some((line) => /^\s*ER {1,2}-\s*$/i.test(line));
  },
  read: (dump) => readTagged(dump.lines(), { ...grammar, parse: openLines() }),
};

const line = /^([A-Z][A-Z0-9])(?: {2}-| {1,3}-(?=\s|$)) ?(.*)$/;
/** As some programs write all of a file: indented, in small letters, or with tabs. */
const looseLine = /^\s{0,8}([A-Za-z][A-Za-z0-9])(?: {2}-|\t-)(?:[ \t](.*)|\s*)$/;
const looseBeginOrEnd = /^\s*(TY|ER)\s*-(?:\s+(.*)|)$/i;
/** Tags in small letters with one blank; the words of English that are tags, too, are left to texts. */
const smallLine =
  /^((?:t[123iy]|a[123bdnu]|n[12]|p[by]|y[12]|j[2afo]|ur|l[1234]|kw|sp|ep|vl|sn|ct|bt|m[13]|er|db|dp|cy)) - (.*)$/;
/** Without any blank, which only a kind of reference makes sure. */
const tightBegin = /^(TY)-([A-Z]{3,6})\s*$/;
const tightLine = /^([A-Z][A-Z0-9])-(.*)$/;

/** Reads lines one after the other: how a reference begins tells how tight its other tags are. */
function openLines(): (text: string) => TaggedLine | null {
  let isTight = false;
  return (text) => {
    const tight = tightBegin.exec(text);
    const found = tight ?? findLine(text) ?? (isTight ? tightLine.exec(text) : null);
    if (found === null) return null;
    const tag = found[1]?.toUpperCase() ?? '';
    if (tag === 'TY') isTight = tight !== null;
    return { tag, text: found[2] ?? '' };
  };
}

function findLine(text: string): RegExpExecArray | null {
  return line.exec(text) ?? looseBeginOrEnd.exec(text) ?? looseLine.exec(text) ?? smallLine.exec(text);
}

const grammar: Omit<TaggedGrammar, 'parse'> = {
  begins: 'TY',
  ends: 'ER',
  endsAtBlank: false,
  single: new Set(),
  separator:
    /^\s*(?:\[?\d+[.\]]?|Record #?\d+ of \d+|<\s*\d+\.?\s*>|(?:Provider|Database|Content|Export date)\s*:.*)\s*$/i,
  goesOnAfterBlank: () => true,
  read,
};

/** Tags as in the RIS format's specification of 2001 and of 2011, which name titles and journals differently. */
function read(entry: TaggedFields): PaperFields {
  const own = entry.first('TI', 'T1', 'CT');
  const title = own ?? entry.first('BT');
  const venue = entry.first('JF', 'T2', 'JO', 'JA', 'J2') ?? (own === null ? null : entry.first('BT'));
  // Both are abstracts, of newer and older programs; where they differ, the shorter one is a note.
  const [abstract = null, note] = [entry.all('AB'), entry.all('N2')]
    .flatMap((texts) => readText(texts.join(' ')) ?? [])
    .sort((one, other) => other.length - one.length);
  const isNote = note !== undefined && abstract?.includes(note) === false;
  const isFromEmbase = entry.all('DB', 'DP').some((name) => /embase/i.test(name));
  const isFromPubMed = /pubmed|medline/i.test(entry.first('DB', 'DP') ?? '');
  return {
    ...NO_FIELDS,
    ...readIdentifiers({
      dois: entry.all('DO', 'DI'),
      // Embase's custom field.
      pmids: [...(isFromPubMed ? entry.all('AN') : []), ...(isFromEmbase ? entry.all('C5') : [])],
      links: entry.all('UR', 'L1', 'L2', 'L3', 'L4', 'LK', 'M1', 'M3', 'N1', 'ID', 'AN', 'JO', 'JF', 'T2'),
    }),
    title: readText(title ?? ''),
    authors: entry.all('AU', 'A1').flatMap(readNameField),
    abstract,
    published: firstDate(entry.all('PY', 'Y1', 'DA')),
    comment: readComment([...entry.all('N1', 'RN'), ...(isNote ? [note] : [])]),
    categories: readKeywords(entry.all('KW')),
    venue: readText(venue ?? ''),
  };
}
