import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PaperFields, PaperRecord, Unread } from '../../shared/paper.ts';
import { detectFormat } from './detect.ts';
import type { Format } from './format.ts';
import { institutionPage } from './institution-page.ts';
import { listing } from './listing.ts';
import { openDump } from './open-dump.ts';
import { detectEncoding, splitLines } from './syntax/decode.ts';

const fixtures = join(import.meta.dirname, '../../e2e/fixtures');

function read(format: Format, text: string): (PaperRecord | Unread)[] {
  const bytes = Buffer.from(text);
  const encoding = detectEncoding(bytes);
  return [...format.read({ encoding, lines: () => splitLines([bytes], encoding), bytes: () => [bytes] })];
}

/** What records say besides nothing; the words of unread parts. */
function said(format: Format, text: string): unknown[] {
  return read(format, text).map((part) =>
    part.kind === 'unread' ? { unread: part.text } : filled(part.fields),
  );
}

function filled(fields: PaperFields): unknown {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && (!Array.isArray(value) || value.length > 0),
    ),
  );
}

const ONE =
  'We introduce an invented system. It does more than any other in five valleys, and on the slopes of a sixth, where nobody has measured before and where, for all we know, nobody will ever measure again after us.';
const TWO =
  'Sheets of invented matter wrinkle when they are pulled over rollers. Here we derive at which wavelength they do so, and compare it with the wavelengths that were found in an invented workshop in 1931 by hand.';
const ID = { identifiers: [{ scheme: 'arxiv', value: '2406.01001' }] };

describe('institution page', () => {
  it('gives entries the name above them, section by section', () => {
    const text = `University A\nAbstract:${ONE}\n\n\n\nAbstract: ${TWO}\n\nUniversity B\nAbstract:${ONE}\nUniversity C\n\nAbstract:${TWO}`;
    expect(said(institutionPage, text)).toEqual([
      { abstract: ONE, institution: 'University A' },
      { abstract: TWO, institution: 'University A' },
      { abstract: ONE, institution: 'University B' },
      { abstract: TWO, institution: 'University C' },
    ]);
  });

  it('reads pages without a name, names over two lines, and labels in any case', () => {
    expect(said(institutionPage, `ABSTRACT: ${ONE}\nabstract:${TWO}`)).toEqual([
      { abstract: ONE },
      { abstract: TWO },
    ]);
    expect(said(institutionPage, `University A\nDepartment B\n\nAbstract:${ONE}`)).toEqual([
      { abstract: ONE, institution: 'University A, Department B' },
    ]);
  });

  it('joins wrapped lines, also below the label', () => {
    expect(said(institutionPage, `A\nAbstract:\nWe wrap\nour lines.\n\nAbstract:Second`)).toEqual([
      { abstract: 'We wrap our lines.', institution: 'A' },
      { abstract: 'Second', institution: 'A' },
    ]);
  });

  it('reads what a listing adds, and a listing behind the page', () => {
    const text = `A\nAbstract:${ONE}\n\nAccepted to the Symposium 2025\n\narXiv:2406.01001v2\nCreated: 2024-06-03\n\n${TWO}\n\narXiv:2406.01002\n`;
    expect(said(institutionPage, text)).toEqual([
      {
        abstract: ONE,
        institution: 'A',
        comment: 'Accepted to the Symposium 2025',
        ...ID,
        arxivVersion: 2,
        published: '2024-06-03',
      },
      { abstract: TWO, identifiers: [{ scheme: 'arxiv', value: '2406.01002' }] },
    ]);
  });

  it('keeps what belongs to no entry', () => {
    expect(
      said(institutionPage, `A\nAbstract:${ONE}\n\nCopyright of the page.\n\n\nAbstract:\n\nAbstract:${TWO}`),
    ).toEqual([
      { abstract: ONE, institution: 'A' },
      { unread: 'Copyright of the page.' },
      { unread: 'Abstract:' },
      { abstract: TWO, institution: 'A' },
    ]);
  });
});

describe('listing', () => {
  it('reads entries with and without comment, id and date', () => {
    const text = `${ONE}\n\nAccepted to the Symposium 2025\n\narXiv:2406.01001\nCreated: 2024-06-03\n\n\n\n${TWO}\n\nCreated: 2024-06-04\n\n${ONE}\n\narXiv:math.GT/0309136\n\n${TWO}`;
    expect(said(listing, text)).toEqual([
      { abstract: ONE, comment: 'Accepted to the Symposium 2025', ...ID, published: '2024-06-03' },
      { abstract: TWO, published: '2024-06-04' },
      { abstract: ONE, identifiers: [{ scheme: 'arxiv', value: 'math/0309136' }] },
      { abstract: TWO },
    ]);
  });

  it('needs no blank lines', () => {
    const text = `${ONE}\nTo appear in the Annals\narXiv:2406.01001\nCreated: 2024-06-03\n${TWO}\narXiv:2406.01002`;
    expect(said(listing, text)).toEqual([
      { abstract: ONE, comment: 'To appear in the Annals', ...ID, published: '2024-06-03' },
      { abstract: TWO, identifiers: [{ scheme: 'arxiv', value: '2406.01002' }] },
    ]);
  });

  it('keeps identifiers without an abstract, dates that are none, and lines that nothing explains', () => {
    expect(
      said(
        listing,
        `${ONE}\n\narXiv:2406.01001\n\narXiv:2406.01002\n\n${TWO}\n\nCreated: someday\n\narXiv:2406.01003\n\nThe end`,
      ),
    ).toEqual([
      { abstract: ONE, ...ID },
      { unread: 'arXiv:2406.01002' },
      { abstract: TWO, comment: 'Created: someday', identifiers: [{ scheme: 'arxiv', value: '2406.01003' }] },
      { unread: 'The end' },
    ]);
  });
});

describe('both', () => {
  it('give up an entry that has no end, in bounded memory, and go on with the next', () => {
    const text = `Abstract:${'A wrapped line of text that nobody ends\n'.repeat(250_000)}Abstract:${ONE}`;
    const [first, ...others] = read(institutionPage, text);
    expect(first).toMatchObject({ kind: 'unread', reason: 'More than 8 MB without an end are no abstract.' });
    expect(others).toMatchObject([{ kind: 'record', fields: { abstract: ONE } }]);
  });

  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('\n', '\n\n', '\r\n', '\r', ' \n') },
    fc.constantFrom(
      'Abstract:',
      `Abstract:${ONE}`,
      ONE,
      TWO,
      'University A',
      'arXiv:2406.01001',
      'arXiv:2406.01002v2',
      'Created: 2024-06-03',
      'Created: never',
      'Accepted to the Symposium 2025',
      'A line.',
      '\\\\',
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  );

  it('account for every byte: parts ascend, and between them is white space or a name that entries bear', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }),
        fc.constantFrom(institutionPage, listing),
        (pieces, format) => {
          const bytes = Buffer.from(pieces.join('').toWellFormed());
          const parts = read(format, bytes.toString());
          let end = 0;
          for (const [index, part] of parts.entries()) {
            expect(part.place.byteStart).toBeGreaterThanOrEqual(end);
            expect(part.place.byteEnd).toBeGreaterThan(part.place.byteStart);
            const between = bytes
              .toString('utf8', end, part.place.byteStart)
              .replace(/^\uFEFF/, '')
              .trim();
            if (between !== '') {
              const next = parts[index];
              const bearer = next?.kind === 'record' ? next.fields.institution : null;
              const isEmptyEntry =
                next?.kind === 'unread' && /no text after|without an abstract/.test(next.reason);
              if (!isEmptyEntry) {
                const name = between.split(/\s*(?:\r\n|\r|\n)\s*/).map((line) => line.trim());
                expect(bearer).toBe(name.join(', ').replaceAll('\0', ''));
              }
            }
            end = part.place.byteEnd;
          }
          expect(
            bytes
              .toString('utf8', end)
              .replace(/^\uFEFF/, '')
              .trim(),
          ).toBe('');
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe('on the fixtures', () => {
  it.each([
    ['institution-orval.txt', 'institution-page', 9],
    ['institution-kestrel.txt', 'institution-page', 8],
    ['listing.txt', 'listing', 7],
  ])('%s', (name, format, records) => {
    const dump = openDump(join(fixtures, name));
    const found = detectFormat(dump.start, dump.sample);
    expect(found?.name).toBe(format);
    const parts = [...(found?.read(dump) ?? [])];
    expect(parts.map(({ kind }) => kind)).toEqual(Array.from({ length: records }, () => 'record'));
  });
});

const samples = join(import.meta.dirname, '../../../shared/dumps');
if (!existsSync(samples)) console.info(`No real dumps in ${samples}: their tests are left out.`);

describe.skipIf(!existsSync(samples))('on the real dumps', () => {
  /** Entries in the file; the manifest counts papers, of which two files hold one twice. */
  it.each([
    ['seedlike/inst-60-a-s11.txt', 60],
    ['seedlike/inst-60-b-s11.txt', 62],
    ['seedlike/listing-60-s11.txt', 61],
    ['damaged/html-entities.txt', 60],
    ['damaged/inst-abstract-colon-space.txt', 60],
    ['damaged/inst-no-header.txt', 60],
    ['damaged/inst-utf16le-bom.txt', 60],
    ['damaged/listing-cp1252.txt', 61],
    ['damaged/listing-cr-only.txt', 61],
    ['damaged/listing-id-forms.txt', 61],
    ['damaged/listing-no-blank-lines.txt', 61],
    ['damaged/listing-nul-bytes.txt', 61],
    ['damaged/one-huge-line.txt', 1],
    ['damaged/two-institutions.txt', 61],
  ])('%s', (name, records) => {
    const dump = openDump(join(samples, name));
    const parts = [...(detectFormat(dump.start, dump.sample)?.read(dump) ?? [])];
    expect(parts.filter(({ kind }) => kind === 'unread')).toEqual([]);
    expect(parts).toHaveLength(records);
  });

  it('finds what the answer key of a listing says', () => {
    const key = JSON.parse(readFileSync(join(samples, 'seedlike/listing-60-s11.answers.json'), 'utf8')) as {
      order: { arxiv: string | null; created: string | null; comment: string | null }[];
    };
    const found = [...listing.read(openDump(join(samples, 'seedlike/listing-60-s11.txt')))].map((part) =>
      part.kind === 'unread'
        ? null
        : {
            arxiv: part.fields.identifiers[0]?.value ?? null,
            created: part.fields.published,
            comment: part.fields.comment,
          },
    );
    for (const { arxiv, created, comment } of key.order)
      expect(found).toContainEqual({ arxiv, created, comment });
  });
});
