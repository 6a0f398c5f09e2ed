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
 * EndNote's import format (`.enw`), which is that of refer and BibIX: `%` with one sign, a blank, the field; a
 * blank line between records. EndNote's own begin with `%0`.
 */
export const endnoteTagged: Format = {
  name: 'endnote-tagged',
  detect: ({ lines }) => {
    const filled = lines.filter((line) => line.trim() !== '');
    const tags = filled.map((line) => parse(line)?.tag);
    const tagged = tags.filter((tag) => tag !== undefined).length;
    return (
      tags[0] !== undefined && tagged * 2 > filled.length && tags.some((tag) => /^%[0TAD]$/.test(tag ?? ''))
    );
  },
  read: (dump) => readTagged(dump.lines(), grammar),
};

const line = /^(%[0-9A-Z@!#$&()*+,/:;<=>?[\\\]^~])(?:[ \t]+(.*)|)$/;

function parse(text: string): TaggedLine | null {
  const found = line.exec(text);
  return found === null ? null : { tag: found[1] ?? '', text: found[2] ?? '' };
}

const grammar: TaggedGrammar = {
  parse,
  begins: '%0',
  ends: null,
  endsAtBlank: true,
  single: new Set(['%0', '%T', '%D', '%V']),
  separator: /^\s*\d+\.\s*$/,
  // Abstracts and notes have paragraphs.
  goesOnAfterBlank: (_, tag) => tag === '%X' || tag === '%Z' || tag === '%O' || tag === '%<',
  read,
};

function read(entry: TaggedFields): PaperFields {
  return {
    ...NO_FIELDS,
    ...readIdentifiers({
      dois: entry.all('%R'),
      pmids: entry.all('%M').filter((text) => /^\d{5,8}$/.test(text)),
      // ADS puts them where series have their editors: `DOI: 10...; eprintid: arXiv:ID`.
      links: [
        ...entry.all('%U', '%R', '%J', '%>', '%M'),
        ...entry.all('%Y').flatMap((text) => text.split(/;\s*/)),
      ],
    }),
    title: readText(entry.all('%T')[0] ?? ''),
    authors: entry.all('%A').flatMap(readNameField),
    abstract: readText(entry.all('%X').join(' ')),
    published: firstDate(entry.all('%D', '%8')),
    comment: readComment(entry.all('%<', '%Z', '%O')),
    categories: readKeywords(entry.all('%K')),
    venue: readText(entry.first('%J', '%B') ?? ''),
  };
}
