import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readName } from './fields/names.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { firstDate } from './fields/tagged-date.ts';
import { readText } from './fields/text-field.ts';
import type { Format } from './format.ts';
import {
  readKeywords,
  readTagged,
  type TaggedFields,
  type TaggedGrammar,
  type TaggedLine,
} from './syntax/tagged-lines.ts';

/**
 * Web of Science's plain text (https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html): `FN` and
 * `VR` at the head, records from `PT` to `ER`, `EF` at the end. A tag of two signs and a blank; lines that go on
 * are indented, and each of `AU` and `AF` is a name.
 */
export const wosTagged: Format = {
  name: 'wos-tagged',
  detect: ({ lines }) =>
    lines.some((line, index) => /^PT [A-Z]\s*$/.test(line) && parse(lines[index + 1] ?? '') !== null),
  read: (dump) => readTagged(dump.lines(), grammar),
};

const heads = /^(?:FN .*|VR \d[\d.]*|EF)\s*$/;
const line = /^([A-Z][A-Z0-9])(?: (?!\s*- )(.*)|\s*)$/;

function parse(text: string): TaggedLine | null {
  const found = heads.test(text) ? null : line.exec(text);
  return found === null ? null : { tag: found[1] ?? '', text: found[2] ?? '' };
}

const grammar: TaggedGrammar = {
  parse,
  begins: 'PT',
  ends: 'ER',
  endsAtBlank: false,
  single: new Set(),
  separator: heads,
  goesOnAfterBlank: () => true,
  read,
};

function read(entry: TaggedFields): PaperFields {
  const names = (text: string): string[] => text.split('\n').flatMap((name) => readName(name) ?? []);
  const full = entry.all('AF').flatMap(names);
  const year = entry.first('PY');
  const inYear = entry
    .all('PD')
    .map((date) => (year === null || date.includes(year) ? date : `${date} ${year}`));
  return {
    ...NO_FIELDS,
    ...readIdentifiers({ dois: entry.all('DI', 'D2'), pmids: entry.all('PM'), links: entry.all('UT', 'AR') }),
    title: readText(entry.first('TI') ?? ''),
    authors: full.length > 0 ? full : entry.all('AU').flatMap(names),
    abstract: readText(entry.all('AB').join(' ')),
    published: firstDate([...entry.all('PY'), ...inYear.map(monthFirst), ...entry.all('EY')]),
    comment: null,
    categories: readKeywords(entry.all('DE', 'ID').map((words) => words.replaceAll('\n', ' '))),
    venue: readText(entry.first('SO') ?? ''),
  };
}

/** `JUN 28 2011` as the date that it is; `FEB 21-23 2005` is a February. */
function monthFirst(date: string): string {
  const found = /^([A-Z]{3,9})(?:[ -][A-Z]{3,9})? (\d{1,2})(-\d{1,2})? (\d{4})$/i.exec(date);
  if (found === null) return date;
  return found[3] === undefined ? `${found[1]} ${found[2]}, ${found[4]}` : `${found[1]} ${found[4]}`;
}
