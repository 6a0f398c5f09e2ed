import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bibtex } from './bibtex.ts';
import { delimited } from './delimited.ts';
import { endnoteTagged } from './endnote-tagged.ts';
import type { Format } from './format.ts';
import { markdownList } from './markdown-list.ts';
import { nbib } from './nbib.ts';
import { ovidTagged } from './ovid-tagged.ts';
import { ris } from './ris.ts';
import { damaged, dumpOf, fixture, lostWord, placeFault, read } from './test-dump.ts';
import { wosTagged } from './wos-tagged.ts';

/**
 * Fixtures and their formats. `ownLines` belong to the document rather than to a paper whatever they hold: comments,
 * heads and headings, to which damage may turn a line of a paper.
 */
const cases: readonly (readonly [name: string, format: Format, ownLines: RegExp | null])[] = [
  ['records.ris', ris, /^(?:Provider|Content):/],
  ['pubmed.nbib', nbib, null],
  ['endnote.enw', endnoteTagged, null],
  ['web-of-science.txt', wosTagged, null],
  ['ovid.txt', ovidTagged, null],
  ['library.bib', bibtex, /^\s*%/],
  ['table.csv', delimited, /^Title,/],
  ['table.tsv', delimited, /^PT\t/],
  ['list.md', markdownList, /^\s*(?:#|<|\[|.{0,30}\]\(#|.*\| \*\*Date)/],
];

/** Stands in each title and abstract of the fixtures, and nowhere around records. */
const WORD = 'Quillwort';

/** The first line with {@link WORD} that lies in no part; null when there is none. */
function lostLine(
  parts: Parameters<typeof lostWord>[1],
  bytes: Buffer,
  ownLines: RegExp | null,
): string | null {
  let from = 0;
  for (const line of bytes.toString('latin1').split(/(?<=\r\n|\r(?!\n)|\n)/)) {
    const at = line.indexOf(WORD);
    const isRead =
      at === -1 || parts.some(({ place }) => place.byteStart <= from + at && from + at < place.byteEnd);
    if (!isRead && !ownLines?.test(line))
      return bytes.toString('latin1', Math.max(0, from - 200), from + 300);
    from += line.length;
  }
  return null;
}

describe.each(cases)('%s', (name, format, ownLines) => {
  const whole = fixture(name);
  const expected = read(format, whole).records.map(({ fields }) => fields);

  test('is recognised by its own format alone, and no word of its papers lies outside of the parts', () => {
    const { sample } = dumpOf(whole);
    expect(new Set(cases.filter(([, one]) => one.detect(sample)).map(([, one]) => one.name))).toEqual(
      new Set([format.name]),
    );
    const { parts, unread } = read(format, whole);
    expect(unread).toEqual([]);
    expect(placeFault(parts, whole)).toBe(null);
    expect(lostWord(WORD, parts, whole)).toBe(null);
  });

  test('reads the same in chunks of any size, in UTF-16, with a mark, and with the line ends of any system', () => {
    const fieldsOf = (bytes: Buffer, chunk?: number) =>
      read(format, bytes, chunk).records.map(({ fields }) => fields);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (chunk) => {
        expect(fieldsOf(whole, chunk)).toEqual(expected);
      }),
      { numRuns: 10, seed: 1 },
    );
    const text = whole.toString('utf8');
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    expect(fieldsOf(utf16, 999)).toEqual(expected);
    expect(fieldsOf(Buffer.from(utf16).swap16(), 999)).toEqual(expected);
    for (const ends of ['\r\n', '\r']) {
      expect(fieldsOf(Buffer.from(`\uFEFF${text.replaceAll('\n', ends)}`), 99)).toEqual(expected);
    }
  });

  test('damaged, never throws, keeps places in order, and loses no word of a paper', () => {
    fc.assert(
      fc.property(damaged(whole), fc.integer({ min: 1, max: 5000 }), (bytes, chunk) => {
        format.detect(dumpOf(bytes).sample);
        const { parts } = read(format, bytes, chunk);
        expect(placeFault(parts, bytes)).toBe(null);
        expect(lostLine(parts, bytes, ownLines)).toBe(null);
      }),
      { numRuns: 400, seed: 20241122 },
    );
  });

  test('twice in a file gives each record twice', () => {
    const separator = format === bibtex || format === markdownList ? '\n\n' : '\n';
    const isTagged = ![bibtex, delimited, markdownList].includes(format);
    const mark = Buffer.from(isTagged ? '\uFEFF' : '');
    const twice = Buffer.concat([whole, Buffer.from(separator), mark, whole]);
    expect(read(format, twice).records.map(({ fields }) => fields)).toEqual([...expected, ...expected]);
  });
});
