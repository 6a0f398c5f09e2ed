import { expect, test } from 'vitest';
import { detectFormat } from './detect.ts';
import { dumpOf, placeFault, read, sampleFiles } from './test-dump.ts';

const folders: Readonly<Record<string, string>> = {
  ris: 'ris',
  nbib: 'nbib',
  enw: 'endnote-tagged',
  'wos-tagged': 'wos-tagged',
  'ovid-tagged': 'ovid-tagged',
  bibtex: 'bibtex',
  csv: 'delimited',
  markdown: 'markdown-list',
};

/** Files whose count differs from the manifest's, or that another format reads, with the reason. */
const exceptions: Readonly<Record<string, { readonly records: number; readonly format?: string | null }>> = {
  // Is Web of Science's format, in spite of its name.
  'ris/example_wos.ris': { records: 2, format: 'wos-tagged' },
  // The manifest counts PMIDs; two of the seven records have none, and JabRef reads seven too.
  'nbib/MedlinePlainImporterTestMultipleEntries.txt': { records: 7 },
  // The manifest counts each paper's line in the table of contents as well.
  'markdown/Straw674-2026-05-16.md': { records: 54 },
  // The manifest counts the heads of the three tables as well.
  'markdown/zezhishao-README.md': { records: 251 },
  // A string without end, which a guess could only turn into a wrong author: unread.
  'bibtex/errors.bib': { records: 4 },
  // "@article{testArticle}" alone: an entry without fields is unread.
  'bibtex/encodingWithoutNewline.bib': { records: 0, format: null },
  // Bib.TXT, a notation of citation-js alone.
  'bibtex/one-simple-entry.txt': { records: 0, format: null },
  'bibtex/multiple-entries.txt': { records: 0, format: null },
  'bibtex/whitespace.txt': { records: 0, format: null },
  'bibtex/nothing.txt': { records: 0, format: null },
  // Empty files are of no format.
  'bibtex/empty.bib': { records: 0, format: null },
  'bibtex/empty-3.bib': { records: 0, format: null },
  // Whole entries or rows are read, the broken one is unread.
  'damaged/bib-unbalanced-brace.bib': { records: 11, format: 'bibtex' },
  'damaged/csv-unclosed-quote.csv': { records: 11, format: 'delimited' },
  'damaged/csv-newlines-in-fields.csv': { records: 12, format: 'delimited' },
};

const pattern = new RegExp(`^(?:(?:${Object.keys(folders).join('|')})/|damaged/(?:bib|csv)-)`);

test('real files give the count that the manifest expects', () => {
  for (const { path, bytes, records } of sampleFiles(pattern)) {
    const expected = { records, format: folders[path.replace(/\/.*/, '')] ?? null, ...exceptions[path] };
    const { sample } = dumpOf(bytes);
    const format = detectFormat(bytes, sample);
    const parts = format === null ? [] : read(format, bytes, 7777).parts;
    const count = parts.filter(({ kind }) => kind === 'record').length;
    expect({ path, format: format?.name ?? null, records: expected.records === null ? null : count }).toEqual(
      {
        path,
        ...expected,
      },
    );
    expect([path, placeFault(parts, bytes)]).toEqual([path, null]);
  }
});
