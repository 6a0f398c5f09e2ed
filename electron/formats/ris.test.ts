import { describe, expect, test } from 'vitest';
import { ris } from './ris.ts';
import { dumpOf, fixture, read } from './test-dump.ts';

function titles(text: string): (string | null)[] {
  return read(ris, text).records.map(({ fields }) => fields.title);
}

describe('ris', () => {
  const { records } = read(ris, fixture('records.ris'));

  test('reads fields, lines without tag, and paragraphs', () => {
    expect(records[0]).toEqual({
      kind: 'record',
      place: { byteStart: 65, byteEnd: 528, line: 4 },
      fields: {
        title: 'Quillwort counting in five valleys',
        authors: ['Ten Oever, Albertine J.', 'Lindqvist, Bo'],
        abstract:
          'We count Quillwort plants in five valleys by their spores. The count is repeated in spring & autumn, and ' +
          'Quillwort is found in each. A second paragraph tells how many Quillwort plants were missed.',
        identifiers: [{ scheme: 'doi', value: '10.5555/quill.2019.07' }],
        arxivVersion: null,
        published: '2019-04-07',
        comment: '14 pages, 3 figures',
        categories: ['counting', 'valleys', 'Ferns'],
        venue: 'Journal of Invented Botany',
        institution: null,
      },
    });
  });

  test('reads what older programs and careless ones write', () => {
    expect(records[1]?.fields).toMatchObject({
      title: 'Quillwort & boats: a second look at n<k sampling',
      authors: ['Okafor, Ngozi', 'Brandt, Ida'],
      identifiers: [{ scheme: 'arxiv', value: '2106.04321' }],
      arxivVersion: 3,
      published: '2021',
    });
    expect(records[3]?.fields.identifiers).toEqual([{ scheme: 'pmid', value: '90123456' }]);
  });

  test('divides records without an end or a beginning', () => {
    expect(titles('TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B')).toEqual(['A', 'B']);
    expect(titles('T1  - A\nAU  - Lund, Bo\nER  -\nT1  - B\nER  -')).toEqual(['A', 'B']);
  });

  test('keeps what stands between records as unread, but for counters and heads', () => {
    const { unread } = read(
      ris,
      'Record #1 of 2\n1.\nTY  - JOUR\nTI  - A\nER  -\nlost words\nmore\n\n2.\nTY  - JOUR\nER  -\n',
    );
    expect(unread.map(({ place, text }) => [place.line, text])).toEqual([
      [6, 'lost words\nmore'],
      [10, 'TY  - JOUR\nER  -'],
    ]);
  });

  test('is not seen in text with tags here and there', () => {
    for (const text of ['TI  - A\nAU  - B', 'TY  - JOUR', '<1. >\nTI  - A\nAU  - B', 'PMID- 1\nTI  - A']) {
      expect(ris.detect(dumpOf(text).sample)).toBe(false);
    }
  });

  test('reads indented and small tags, and both abstracts', () => {
    const { records, unread } = read(
      ris,
      '  TY  - JOUR\r\n  TI  - A\r\n  ER  - \r\nty  - JOUR\nti  - B\nN2  - A long abstract\nthat goes on\nAB  - Short\ner  - ',
    );
    expect(unread).toEqual([]);
    expect(records.map(({ fields }) => [fields.title, fields.abstract, fields.comment])).toEqual([
      ['A', null, null],
      ['B', 'A long abstract that goes on', 'Short'],
    ]);
  });
});
