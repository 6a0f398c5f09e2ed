import { describe, expect, test } from 'vitest';
import { bibtex } from './bibtex.ts';
import { dumpOf, fixture, read } from './test-dump.ts';

function titles(text: string): (string | null)[] {
  return read(bibtex, text).records.map(({ fields }) => fields.title);
}

describe('bibtex', () => {
  const { records } = read(bibtex, fixture('library.bib'));

  test('reads fields: TeX becomes letters, formulas stay, macros are put in', () => {
    expect(records[0]).toEqual({
      kind: 'record',
      place: { byteStart: 102, byteEnd: 616, line: 5 },
      fields: {
        title: 'Quillwort and Šumava: Über die Farne von $\\Gamma_{ij}$',
        authors: ['Ostrová, Jana', 'Müller, Jörg', 'The Fern Collaboration'],
        abstract:
          'Quillwort grows in wet places — 50 % of them, at least. We show that Quillwort needs $n \\leq 3$ lakes.',
        identifiers: [{ scheme: 'doi', value: '10.5555/greens.2020.3' }],
        arxivVersion: null,
        published: '2020-03',
        comment: null,
        categories: ['ferns', 'lakes'],
        venue: 'Journal of Invented Greens (B)',
        institution: null,
      },
    });
  });

  test('reads BibLaTeX: dates, subtitles, names in parts', () => {
    expect(records[1]?.fields).toMatchObject({
      title: 'Quillwort & friends: a Survey',
      authors: ['Tsegaye Abebe', 'van den Berg, Jan'],
      published: '2017-05-04',
      comment: '12 pages',
      venue: 'Invented Conference on Ferns',
    });
    expect(records[2]?.fields).toMatchObject({
      identifiers: [{ scheme: 'arxiv', value: '2301.01234' }],
      arxivVersion: 2,
      categories: ['q-bio.PE'],
    });
  });

  test.each([
    ['journal={CoRR}, volume={abs/1706.01234}', [{ scheme: 'arxiv', value: '1706.01234' }]],
    ['journal={arXiv preprint arXiv:2411.01234}', [{ scheme: 'arxiv', value: '2411.01234' }]],
    ['url={https://arxiv.org/abs/math/0309136v2}', [{ scheme: 'arxiv', value: 'math/0309136' }]],
    ['eprint={90000001}, eprinttype={pubmed}', [{ scheme: 'pmid', value: '90000001' }]],
    ['doi={https://doi.org/10.5555/A\\_b}', [{ scheme: 'doi', value: '10.5555/a_b' }]],
    ['eprint={2301.01234}, eprinttype={hal}', []],
  ])('finds the identifiers of %s', (fields, identifiers) => {
    expect(read(bibtex, `@article{a, title={T}, ${fields}}`).records[0]?.fields.identifiers).toEqual(
      identifiers,
    );
  });

  test('loses one entry to a brace that is never closed, and says which', () => {
    const { records: read3, unread } = read(
      bibtex,
      '@article{a, title={A}}\n\n@article{b,\n  title={B,\n  year=2000\n}\n\n@article{c, title={C}}\n',
    );
    expect(read3.map(({ fields }) => fields.title)).toEqual(['A', 'C']);
    expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([
      [3, 'The entry is not closed before the next one begins.'],
    ]);
  });

  test('finds the next entry on the same line', () => {
    expect(titles('@a{x, title={A @b{y, title={B}} @c{z, title={C}}')).toEqual(['B', 'C']);
  });

  test('counts braces behind backslashes only where the entry closes so', () => {
    expect(titles('@a{x, title={A \\{ b}}')).toEqual(['A { b']);
    expect(titles('@a{x, title={A {\\} b}}}')).toEqual(['A } b']);
  });

  test('keeps text between entries and entries in comments as unread, but for comments with a sign', () => {
    const { unread } = read(
      bibtex,
      '% a comment\nlost words\n@comment{jabref-meta: x;}\n@comment{@a{b, title={C}}}\n@a{x, title={A}},\n}\n',
    );
    expect(unread.map(({ place, text }) => [place.line, text])).toEqual([
      [2, 'lost words'],
      [4, '@comment{@a{b, title={C}}}'],
    ]);
  });

  test('keeps what an entry says in fields that are not read, and no entry that says nothing', () => {
    expect(read(bibtex, '@misc{a, crossref = {b}}').records[0]?.fields.comment).toBe('crossref: b');
    expect(read(bibtex, '@misc{a,}').unread).toHaveLength(1);
  });

  test.each([
    ['Knuth, Donald and Liskov, Barbara', ['Knuth, Donald', 'Liskov, Barbara']],
    ['A. Knuth AND B. Liskov and others', ['A. Knuth', 'B. Liskov']],
    ['Drew\n   McDermott and Dan\nWeld', ['Drew McDermott', 'Dan Weld']],
    ['{Barnes and Noble Inc.} and Ida Brandt', ['Barnes and Noble Inc.', 'Ida Brandt']],
    ['Andrea Sand and{\\O}ystein Land', ['Andrea Sand', 'Øystein Land']],
    ['Ann Ash, Bea Bush, Cy Cane, Di Dill', ['Ann Ash', 'Bea Bush', 'Cy Cane', 'Di Dill']],
  ])('reads the names in %s', (author, names) => {
    expect(read(bibtex, `@a{x, author={${author}}}`).records[0]?.fields.authors).toEqual(names);
  });

  test('reads entries of one long line, with memory bounded by the entry', () => {
    const line = '@a{x, title={A}} '.repeat(20_000);
    expect(read(bibtex, line).records).toHaveLength(20_000);
  });

  test.each(['{', '@a{', '@a{b={', '@a{b,c={', '@comment{', '"', '@string{a="', '\\{'])(
    'does not take forever over %j again and again',
    (part) => {
      const { parts } = read(bibtex, `@a{x, title={A}}\n${part.repeat(5_000)}\n${`${part}\n`.repeat(5_000)}`);
      expect(parts.length).toBeGreaterThan(0);
    },
  );

  test('is not seen in mails', () => {
    for (const text of ['write to me@example.org {now}', '@someone said {this}', '{"a": "@a{b, c={d}}"}']) {
      expect(bibtex.detect(dumpOf(text).sample)).toBe(false);
    }
  });
});
