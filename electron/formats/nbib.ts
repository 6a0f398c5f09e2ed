import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readName } from './fields/names.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { firstDate } from './fields/tagged-date.ts';
import { readText, withoutTail } from './fields/text-field.ts';
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
 * PubMed's format, once MEDLINE's (https://www.nlm.nih.gov/bsd/mms/medlineelements.html): tags of up to four
 * letters filled with blanks to four, a hyphen, a blank; lines that go on are indented by six. A blank line ends a
 * record. ERIC writes it too, without PMID.
 */
export const nbib: Format = {
  name: 'nbib',
  detect: ({ lines }) => {
    const tags = lines.map((line) => parse(line)?.tag).filter((tag) => tag !== undefined);
    const [first] = tags;
    if (first === undefined || tags.length * 4 < lines.filter((line) => line.trim() !== '').length)
      return false;
    return first === 'PMID' || tags.filter((tag) => telling.has(tag)).length > 1;
  },
  read: (dump) => readTagged(dump.lines(), grammar),
};

/** Tags that the formats with two letters (RIS, Ovid) do not have. */
const telling: ReadonlySet<string> = new Set([
  'PMID',
  'OWN',
  'STAT',
  'FAU',
  'JID',
  'DCOM',
  'EDAT',
  'PMC',
  'AID',
  'LID',
]);

const line = /^\s?(?:([A-Z]{2,4}) {0,2}|([A-Z]{2,4}) {0,3})-(?: |$)?(.*)$/;

function parse(text: string): TaggedLine | null {
  const found = line.exec(text);
  if (found === null) return null;
  const tag = found[1] ?? found[2] ?? '';
  // Four signs with the blanks, but for what people make of it by hand; "MRI-guided" begins no field.
  if (tag.length > 2 && !known.test(tag)) return null;
  return { tag, text: found[3] ?? '' };
}

const known =
  /^(?:PMID|OWN|STAT|DCOM|LR|PMCR?|FAU|FED|FPS|FIR|FFT|AUID|BTI|CTI|VTI|CON|CIN|CDAT|CRDT|CRI|CRF|DEP|DRIN|DDIN|ECI|ECF|EDAT|EFR|EIN|ISBN|IRAD|JID|LID|AID|MHDA|MID|OAB|OABL|OCI|OID|ORI|OTO|OUCI|PHST|PMCR|PST|PUBM|RIN|ROF|RPF|RPI|RRI|RRF|SFM|SPIN|UIN|UOF|COIS|COI|CTDT|SBID|DA|DP)$/;

const grammar: TaggedGrammar = {
  parse,
  begins: 'PMID',
  ends: null,
  endsAtBlank: true,
  single: new Set(['OWN', 'STAT', 'TI', 'DP', 'JT', 'TA', 'PMC']),
  separator: /^\s*\d+\s*:\s*$/,
  goesOnAfterBlank: (text) => /^\s{2,}/.test(text),
  read,
};

function read(entry: TaggedFields): PaperFields {
  // Full names where there are; AU repeats them shortened.
  const full = entry.all('FAU');
  const elocations = entry.all('LID', 'AID', 'SO');
  return {
    ...NO_FIELDS,
    ...readIdentifiers({
      pmids: entry.all('PMID'),
      dois: elocations.filter((text) => /\bdoi\b/i.test(text) && !/\[pii\]/.test(text)).map(doiOf),
      links: entry.all('LID', 'AID', 'OID'),
    }),
    title: readText(entry.all('TI').join(' ')) ?? readText(entry.first('BTI', 'CTI', 'TT') ?? ''),
    authors: [...(full.length > 0 ? full : entry.all('AU')), ...entry.all('CN')]
      .map(readName)
      .filter((name) => name !== null),
    abstract: readText(entry.all('AB').join(' ')) ?? readText(entry.first('OAB') ?? ''),
    published: firstDate(entry.all('DP', 'DEP', 'DA')),
    comment: readComment(entry.all('GN')),
    categories: readKeywords(entry.all('OT', 'MH')),
    venue: readText(entry.first('JT', 'TA') ?? ''),
  };
}

/** `10.1016/j.wem.2022.07.008 [doi]` and, in the source line, `... doi: 10.1016/j.wem.2022.07.008.` */
function doiOf(text: string): string {
  return withoutTail(/10\.\d{4,9}\/\S+/.exec(text)?.[0] ?? '', '.;');
}
