import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readName } from './fields/names.ts';
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
 * Ovid's tagged export: `<1. >` before each record, fields as in RIS but without beginning and end, lines that go
 * on indented by six. Tags differ from database to database; the common ones are read. The export with field names has
 * these in the place of tags, each on a line of its own, and what they say indented below.
 */
export const ovidTagged: Format = {
  name: 'ovid-tagged',
  detect: ({ lines }) => {
    const first = lines.findIndex((text) => text.trim() !== '');
    return (
      counter.test(lines[first] ?? '') &&
      lines.slice(first + 1, first + 4).some((text) => parse(text) !== null)
    );
  },
  read: (dump) => readTagged(dump.lines(), grammar),
};

const counter = /^\s*<\s*\d+\s*\.?\s*>\s*$/;
const line = /^([A-Z][A-Z0-9]) {1,2}-(?: (.*)|\s*)$/;

/** The tags of the field names that are read; what stands under another name is read over. */
const TAG_OF_NAME: ReadonlyMap<string, string> = new Map([
  ['abstract', 'AB'],
  ['author', 'AU'],
  ['authors', 'AU'],
  ['authors full name', 'FA'],
  ['author keywords', 'KW'],
  ['database', 'DB'],
  ['date of publication', 'DP'],
  ['digital object identifier', 'DO'],
  ['doi', 'DO'],
  ['journal', 'JN'],
  ['journal name', 'JN'],
  ['keyword heading', 'KW'],
  ['keywords', 'KW'],
  ['link to the ovid full text or citation', 'LU'],
  ['mesh subject headings', 'MH'],
  ['publication year', 'YR'],
  ['source', 'SO'],
  ['subject headings', 'SH'],
  ['title', 'TI'],
  ['unique identifier', 'UI'],
  ['year of publication', 'YR'],
]);

/** A field name alone on its line: it stands at the margin, what it says does not. */
const nameLine = /^[A-Z][A-Za-z/&() -]{2,50}$/;

function parse(text: string): TaggedLine | null {
  const found = line.exec(text);
  if (found !== null) return { tag: found[1] ?? '', text: found[2] ?? '' };
  return nameLine.test(text) ? { tag: TAG_OF_NAME.get(text.trim().toLowerCase()) ?? 'XX', text: '' } : null;
}

const grammar: TaggedGrammar = {
  parse,
  begins: 'VN',
  ends: null,
  endsAtBlank: false,
  single: new Set(),
  separator: counter,
  goesOnAfterBlank: (text) => /^\s/.test(text),
  read,
};

function read(entry: TaggedFields): PaperFields {
  const isMedline = /medline|pubmed/i.test(entry.first('DB') ?? '');
  const source = entry.first('SO') ?? '';
  return {
    ...NO_FIELDS,
    ...readIdentifiers({
      dois: entry.all('DO', 'DI'),
      pmids: [...entry.all('PM'), ...(isMedline ? entry.all('UI', 'AN') : [])],
      links: entry.all('DO', 'LU', 'UR'),
    }),
    title: readText(withoutKind(entry.first('TI') ?? '')),
    authors: entry
      .all('FA', 'AU')
      .flatMap((text) => text.split(SEVERAL_NAMES))
      .flatMap((text) => readName(nameOf(text)) ?? []),
    abstract: readText(entry.all('AB').join(' ')),
    published: firstDate([...entry.all('DP', 'YR'), source]),
    comment: readComment(entry.all('NT')),
    categories: readKeywords(entry.all('KW', 'ID', 'MH', 'SH')),
    venue: readText(entry.first('JN', 'JT') ?? venueOf(source)),
  };
}

/** Under a field name authors stand in one line, `Moor AB. Holm I.`, or each in one of its own. */
const SEVERAL_NAMES = /\n|(?<=\s[A-Z]{1,3})\.\s+(?=\p{Lu}\p{L})/u;

/** Longest kind of a text with what is around it. */
const LONGEST_KIND = 80;

/** Ovid puts the kind of the text behind the title: "A title.  [Miscellaneous]". */
function withoutKind(title: string): string {
  const start = Math.max(0, title.length - LONGEST_KIND);
  return (
    title.slice(0, start) +
    title.slice(start).replace(/(?:\s{2,}\[[^\]]{1,60}\]|\s\[References\])\.?\s*$/, '')
  );
}

/** `Walsdorf, Neill B. [Inventor, Reprint Author]` and `Zhang, Weijia 1,2,+` without what is no name. */
function nameOf(text: string): string {
  return text
    .replace(/\s{0,9}\[[^\]]{0,200}\]/g, '')
    .replace(/^([^,]{1,99}\s[A-Z]{1,3})\.$/, '$1')
    .replace(/\s{1,9}(?:\d|[+*#,(])[\d,+*#a-z()\s]{0,20}$/, '');
}

const month = String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?`;
const journal = new RegExp(
  String.raw`^(.+?)(?:\.\s|\s+(?:${month}[/\s-]*){0,2}(?:\d{1,2},?\s+)?\d{4};|\s+\d+\(|$)`,
);

/** The journal out of `Acta Biochimica August 2011;43(8):647-653` or `Gazette. 1288(3), Nov. 16, 2004.` */
function venueOf(source: string): string {
  return /\[Eds?\]/.test(source) ? '' : (journal.exec(source)?.[1] ?? '');
}
