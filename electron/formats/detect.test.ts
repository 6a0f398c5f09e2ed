import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { detectFormat, unreadFile } from './detect.ts';
import { openDump } from './open-dump.ts';

const folder = mkdtempSync(join(tmpdir(), 'postil-detect-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The format of a file with these bytes, or why it has none. */
function found(content: string | Uint8Array): string {
  const path = join(folder, 'dump.pdf');
  writeFileSync(path, content);
  const dump = openDump(path);
  const bytes = Buffer.byteLength(content);
  return detectFormat(dump.start, dump.sample)?.name ?? unreadFile(dump.start, dump.sample, bytes).reason;
}

const SENTENCE = 'We introduce an invented system that counts the boats of five valleys by their sails.';

describe('detectFormat', () => {
  it.each([
    [`University A\nAbstract:${SENTENCE}`, 'institution-page'],
    [`Abstract: ${SENTENCE}`, 'institution-page'],
    [`${SENTENCE}\n\narXiv:2406.01001`, 'listing'],
    [`${SENTENCE}\r\rCreated: 2024-06-03`, 'listing'],
  ])('goes by content: %j', (content, format) => {
    expect(found(content)).toBe(format);
  });

  it('reads UTF-16', () => {
    expect(found(Buffer.from(`\uFEFFUniversity A\nAbstract:${SENTENCE}`, 'utf16le'))).toBe(
      'institution-page',
    );
  });

  it.each([
    ['', 'The file is empty.'],
    [Uint8Array.from({ length: 9999 }, (_, index) => (index * 7919 + (index >> 3)) % 256), 'binary file'],
    ['%PDF-1.7 and so on', 'PDF'],
    ['PK\x03\x04', 'zip'],
    ['Dear reader,\n\nthis is a letter, dated\n3 June 2024.\n', 'no abstracts were found'],
    [`Our paper: arXiv:2406.01001 is out.\n`, 'no abstracts were found'],
    // Tables without names of columns that might be of anything.
    [
      `A very long blue boat,Sails and oars,2020,19.99\nA small boat for two,Oars,2021,9.99\n`,
      'no abstracts',
    ],
    [`"${SENTENCE.repeat(5)}",4,2020-01-01\n"${SENTENCE.repeat(4)}",5,2020-01-02\n`, 'no abstracts'],
    [
      'See the boats, they float,10.5555/a.1\nand sink again in winter,in the harbour,at night\n',
      'no abstracts',
    ],
    ['10.5555/a.1,2020\n10.5555/a.2,2021\n', 'no abstracts'],
    // Comments before what is no list of papers.
    ['// The settings of a program.\n{ "title": "Boats", "strict": true, }\n', 'no abstracts'],
    ['/* A program. */\nint boats[] = { 1, 2 };\n', 'no abstracts'],
    [
      '<eSummaryResult><DocSum><Id>1</Id><Item Name="Name" Type="String">ABC1</Item></DocSum></eSummaryResult>',
      'no abstracts',
    ],
  ])('says what a file is that it does not know: %s', (content, reason) => {
    expect(found(content)).toContain(reason);
  });
});
