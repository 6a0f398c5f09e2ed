import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OpenPaper } from '../../../shared/library.ts';
import { NO_FIELDS, type PaperFields } from '../../../shared/paper.ts';
import { detectFormat } from '../../formats/detect.ts';
import { dumpOf, read } from '../../formats/test-dump.ts';
import { bibtex } from './bibtex.ts';
import { cslJson } from './csl-json.ts';
import { csv } from './csv.ts';
import type { ExportWriter } from './export-writer.ts';
import { jsonl } from './jsonl.ts';
import { ris } from './ris.ts';

/** A paper as the library has it that says just this. */
function paperOf(fields: PaperFields, id: number): OpenPaper {
  const version = fields.abstract === null ? null : { id, text: fields.abstract, label: 'v1' };
  return {
    paper: {
      ...fields,
      id,
      heading: fields.title ?? 'Heading',
      headingOrigin: fields.title === null ? 'abstract' : 'title',
      institutions: [],
      arxivId: null,
      year: null,
      tags: [],
      state: 'inbox',
      starred: false,
      rating: 0,
      isQueued: false,
      lastReadMs: null,
      readPlace: null,
      hasNote: false,
      annotationCount: 0,
      addedMs: 0,
      currentVersion: version,
      versions: version === null ? [] : [version],
      sources: [],
    },
    annotations: [],
    note: null,
    mentions: [],
    citationKey: `moor2024tides${id}`,
  };
}

const UNNAMED = { yellow: null, green: null, blue: null, pink: null, orange: null, purple: null };

function written(writer: ExportWriter, papers: readonly PaperFields[]): string {
  const entries = papers.map((fields, index) => writer.entry(paperOf(fields, index + 1), UNNAMED) ?? '');
  return writer.begin + entries.join(writer.between) + writer.end;
}

const WRITERS = { bibtex, ris, 'csl-json': cslJson, jsonl } as const;

/** What our own reader makes of what was written; a format that it does not recognise is an error. */
function readBack(name: keyof typeof WRITERS, papers: readonly PaperFields[]): readonly PaperFields[] {
  const text = written(WRITERS[name], papers);
  const dump = dumpOf(text);
  const format = detectFormat(Buffer.from(text), dump.sample);
  if (format === null) throw new Error(`Nobody reads this:\n${text}`);
  expect(format.name).toBe(name === 'jsonl' ? 'json-papers' : name);
  const { records, unread } = read(format, text);
  expect(unread).toEqual([]);
  return records.map(({ fields }) => fields);
}

const word = fc.constantFrom(
  ..."tides naïve é 𝒳 👩‍🔬 河床 Ω $x^2_{i}$ 5% a&b #3 {x} x_y ~10 c^2 -- --- “quoted” ``q'' it's \\foo $5 {open a<b <i> x; 10.5 @home = TY".split(
    ' ',
  ),
);
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((chosen) => `Notes ${chosen.join(' ')} end`);
const name = fc.constantFrom('Ada Moor', 'Bo van der Lind', 'Émile Ngô', 'Tidal Collaboration', '王小明');
const category = fc.constantFrom('cs.LG', 'stat.ML', 'math.AG');
const published = fc.constantFrom(null, '2024', '2024-05', '1999-12-31', '2023-02-01');
const identifiers = fc
  .tuple(
    fc.constantFrom(null, '2405.00012', 'math/0309136'),
    fc.constantFrom(null, '10.5555/tides.12', '10.5555/a_b(12)'),
    fc.constantFrom(null, '1234567'),
  )
  .map(([arxiv, doi, pmid]) => [
    ...(arxiv === null ? [] : [{ scheme: 'arxiv' as const, value: arxiv }]),
    ...(doi === null ? [] : [{ scheme: 'doi' as const, value: doi }]),
    ...(pmid === null ? [] : [{ scheme: 'pmid' as const, value: pmid }]),
  ]);
const fields: fc.Arbitrary<PaperFields> = fc
  .record({
    title: fc.option(words),
    abstract: words,
    authors: fc.array(name, { minLength: 1, maxLength: 3 }),
    identifiers,
    published,
    comment: fc.option(words),
    categories: fc.uniqueArray(category, { maxLength: 2 }),
    venue: fc.constantFrom(null, 'Journal of Tides', 'Proceedings of the Conference on Beds & Banks'),
  })
  .map((some) => ({ ...NO_FIELDS, ...some }));

function sorted(read: PaperFields): PaperFields {
  const byScheme = [...read.identifiers].sort((one, other) => one.scheme.localeCompare(other.scheme));
  return { ...read, identifiers: byScheme };
}

describe.each(Object.keys(WRITERS) as (keyof typeof WRITERS)[])('%s', (name) => {
  test('is read back by our own reader with the same fields', () => {
    fc.assert(
      fc.property(fc.array(fields, { minLength: 1, maxLength: 4 }), (papers) => {
        expect(readBack(name, papers).map(sorted)).toEqual(papers.map(sorted));
      }),
      { numRuns: 100 },
    );
  });

  test('takes a paper of which only the abstract is known', () => {
    const only = { ...NO_FIELDS, abstract: 'We measure the bed of the bay with nine buoys.' };
    // CSL-JSON without any mark of its own is told by its citation key.
    expect(readBack(name, [only, only])).toEqual([only, only]);
  });
});

describe('csv', () => {
  test('no cell begins as a formula does', () => {
    const start = fc.constantFrom('=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', 'plain', '"quoted"', 'a,b');
    fc.assert(
      fc.property(start, start, (title, abstract) => {
        const [, row = ''] = written(csv, [{ ...NO_FIELDS, title, abstract }]).split('\r\n');
        for (const cell of row.match(/(?:^|,)(?:"(?:[^"]|"")*"|[^,]*)/g) ?? []) {
          expect(cell.replace(/^,?"?/, '')).not.toMatch(/^[=+\-@\t＝]/);
        }
      }),
    );
  });

  test('is a table with a line a paper', () => {
    const text = written(csv, [{ ...NO_FIELDS, title: 'Tides, "high"', authors: ['Ada Moor', 'Bo Lind'] }]);
    expect(text.split('\r\n')[1]).toBe(
      'moor2024tides1,"Tides, ""high""","Ada Moor; Bo Lind",,,,,,,,,,inbox,,,,postil://paper/1',
    );
  });
});
