import { describe, expect, test } from 'vitest';
import { markdownList } from './markdown-list.ts';
import { dumpOf, fixture, read } from './test-dump.ts';

describe('markdownList', () => {
  const { records } = read(markdownList, fixture('list.md'));

  test('reads a heading with lines below', () => {
    expect(records[0]).toEqual({
      kind: 'record',
      place: { byteStart: 68, byteEnd: 442, line: 8 },
      fields: {
        title: 'Quillwort in $k$ Lakes: a Survey',
        authors: ['Ana Ferreira', 'Bo Lund'],
        abstract: 'Quillwort is surveyed in $k$ lakes. The Quillwort of the last lake was eaten.',
        identifiers: [{ scheme: 'arxiv', value: '2401.04321' }],
        arxivVersion: 2,
        published: null,
        comment: null,
        categories: ['q-bio.PE', 'q-bio.QM'],
        venue: null,
        institution: null,
      },
    });
    expect(records[1]?.fields).toMatchObject({
      title: 'Quillwort under Labels',
      authors: ['Ece Demir', 'Ngozi Okafor'],
      abstract: 'Quillwort is put under labels. Quoted Quillwort goes on.',
      published: '2023-11-02',
      comment: '4 pages',
    });
  });

  test('reads items and rows', () => {
    expect(records[2]?.fields).toMatchObject({
      title: 'Quillwort Layouts for Shelves',
      authors: ['Pran Joshi'],
      published: '2022-11-30',
      arxivVersion: 1,
    });
    expect(records[3]?.fields).toMatchObject({
      title: 'Quillwort at Night',
      authors: ['Ida Brandt', 'Mae Halloran'],
      venue: 'Night Conference 2020',
    });
    expect(records[4]?.fields).toMatchObject({
      title: 'Quillwort in Rows',
      abstract: 'Quillwort stands in rows, with p(x|y) between.',
      comment: '23 pages',
    });
  });

  test.each([
    ['1. A. Knuth, "On ferns". arXiv:2301.01234', '2301.01234'],
    ['* **On Ferns** [[pdf]](https://arxiv.org/pdf/2301.01234v2.pdf)', '2301.01234'],
    ['**On Ferns**, Ida Brandt, <a href="https://arxiv.org/abs/2301.01234">arXiv</a>', '2301.01234'],
    ['- [x] https://arxiv.org/abs/2301.01234', '2301.01234'],
  ])('finds the paper in %j', (item, value) => {
    expect(read(markdownList, `# Read\n\n${item}\n`).records.map(({ fields }) => fields.identifiers)).toEqual(
      [[{ scheme: 'arxiv', value }]],
    );
  });

  test('keeps other text as unread, but not headings, contents and rules', () => {
    const { unread } = read(
      markdownList,
      '# Papers\n\nSome words on this list.\n\n- [Part](#part)\n\n---\n## Part\n- [On Ferns](https://arxiv.org/abs/2301.01234)\n\nWords behind.\n',
    );
    expect(unread.map(({ place, text }) => [place.line, text])).toEqual([
      [3, 'Some words on this list.'],
      [11, 'Words behind.'],
    ]);
  });

  test('reads headings with an abstract below', () => {
    const { records, unread } = read(markdownList, fixture('headings.md'));
    expect(markdownList.detect(dumpOf(fixture('headings.md')).sample)).toBe(true);
    expect(
      records.map(({ place, fields: { title, authors, abstract } }) => [
        place.line,
        title,
        authors,
        abstract?.length,
      ]),
    ).toEqual([
      [3, 'Quillwort in Shallow Lakes', ['Ana Ferreira', 'Bo Lund', 'Ece Demir'], 159],
      [10, 'Why Quillwort Sleeps in Winter', [], 180],
      [16, 'Counting Spores of Quillwort', ['Ngozi Okafor'], 112],
    ]);
    expect(unread).toEqual([]);
  });

  test('is not seen in plain lists, notes and code', () => {
    for (const text of [
      `# How to install it\n\n${'Run the program again. '.repeat(8)}\n\n## Why it may fail\n\n- disks\n- cables`,
      `# The first day at work\n\n${'We went to the lake and saw it. '.repeat(8)}\n\n## Lunch\n\nBread.\n`,
      '- milk\n- bread',
      '# Notes\n\nSee https://example.org/page',
      '1. First\n2. Second',
    ]) {
      expect(markdownList.detect(dumpOf(text).sample)).toBe(false);
    }
  });

  test.each(['[', '![', '**', '[a](', '|', '> ', '<a href='])(
    'does not take forever over %j again and again',
    (part) => {
      const text = `# [A](https://arxiv.org/abs/2301.01234)\n- arXiv:2301.01235 ${part.repeat(5_000)}\n${`${part}\n`.repeat(5_000)}`;
      expect(read(markdownList, text).parts.length).toBeGreaterThan(0);
    },
  );
});
