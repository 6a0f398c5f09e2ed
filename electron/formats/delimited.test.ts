import { describe, expect, test } from 'vitest';
import { delimited } from './delimited.ts';
import { dumpOf, fixture, read } from './test-dump.ts';

function titles(text: string): (string | null)[] {
  return read(delimited, text).records.map(({ fields }) => fields.title);
}

describe('delimited', () => {
  test('reads columns by name, cells with line ends and doubled quotes', () => {
    const { records } = read(delimited, fixture('table.csv'));
    expect(records[0]).toEqual({
      kind: 'record',
      place: { byteStart: 66, byteEnd: 268, line: 2 },
      fields: {
        title: 'Quillwort, a review',
        authors: ['Liu F.', 'Adler D.G.'],
        abstract: 'We review Quillwort. It is called "Isoetes" by some, Quillwort by others.',
        identifiers: [{ scheme: 'doi', value: '10.5555/review.15' }],
        arxivVersion: null,
        published: '2015',
        comment: null,
        categories: ['ferns', 'reviews'],
        venue: 'Invented Reviews',
        institution: null,
      },
    });
    expect(records[1]?.fields).toMatchObject({ authors: ['Ten Tije, Albert J.'], arxivVersion: 2 });
    expect(records[2]?.fields.authors).toEqual(['Jane Doe', 'John Roe', 'Ida Poe']);
  });

  test('reads the tags of Web of Science as names of columns', () => {
    const { records } = read(delimited, fixture('table.tsv'));
    expect(records[0]?.fields).toMatchObject({
      title: 'Quillwort "in" tabs',
      authors: ['Duarte, Clara', 'Nakamura, Yui'],
      published: '2013',
    });
  });

  test.each([',', ';', '\t', '|'])('reads cells divided by %j', (sign) => {
    const rows = [
      ['Title', 'DOI', 'Year'],
      [`"A${sign} B"`, '10.5555/a', '2001'],
    ];
    expect(titles(rows.map((row) => row.join(sign)).join('\n'))).toEqual([`A${sign.trim()} B`]);
  });

  test('goes on behind a quote that is never closed', () => {
    const { records, unread } = read(
      delimited,
      'title,doi,year\nA,10.5555/a,1\nB,"10.5555/b,2\nC,"10.5555/c",3\nD,,4\n',
    );
    expect(records.map(({ fields }) => fields.title)).toEqual(['A', 'C', 'D']);
    expect(unread.map(({ place, text }) => [place.line, text])).toEqual([[3, 'B,"10.5555/b,2\n']]);
  });

  test('takes quotes as signs where they quote no cell', () => {
    expect(titles('title,year\n"A" and B,1\n"C, d",2\n')).toEqual(['"A" and B', 'C, d']);
    expect(titles('TI\tPY\tSO\n"A" and B\t1\tJ\n"C d\t2\tJ\n"E f"\t3\tJ\n')).toEqual([
      '"A" and B',
      '"C d',
      'E f',
    ]);
  });

  test('keeps rows that do not fit as unread, passes over empty ones and the head again', () => {
    const { records, unread } = read(
      delimited,
      'title,abstract,year\nA,b,1,lost\nTotal\n,,\ntitle,abstract,year\nB,c,2\n',
    );
    expect(records).toHaveLength(1);
    expect(unread.map(({ reason }) => reason)).toEqual([
      'The row has 4 cells, but the head names 3 columns.',
    ]);
    expect(unread[0]?.text).toBe('A,b,1,lost\nTotal\n');
  });

  test('keeps lines over the head', () => {
    const { records, unread } = read(delimited, 'sep=;\nMy search of May\n\nTitle;Abstract\nA;b\n');
    expect(records).toHaveLength(1);
    expect(unread.map(({ place }) => place.line)).toEqual([2]);
  });

  test('keeps what a row says in columns that are not known', () => {
    expect(read(delimited, 'title,doi,shelf\n,,7 b\n').records[0]?.fields.comment).toBe('shelf: 7 b');
  });

  test.each([
    [
      'id,categories,title\n2301.01234,cs.LG cs.AI,A',
      { identifiers: [{ scheme: 'arxiv', value: '2301.01234' }], categories: ['cs.LG', 'cs.AI'] },
    ],
    [`title,authors\nA,"['Knuth, D.', 'Liskov, B.']"`, { authors: ['Knuth, D.', 'Liskov, B.'] }],
    [',id,titles,summaries\n0,2301.01234v2,A,b', { title: 'A', abstract: 'b', arxivVersion: 2 }],
    ['Title,Year,Abstract\nA,nan,NULL', { published: null, abstract: null }],
  ])('reads %j', (text, fields) => {
    expect(read(delimited, text).records[0]?.fields).toMatchObject(fields);
  });

  test.each([
    'A title, an abstract, and more\nnothing here',
    'Dear all, please find the title, the authors',
    '{"title": "A", "doi": "B"}',
    'name,amount\nbread,2',
  ])('is not seen in %j', (text) => {
    expect(delimited.detect(dumpOf(text).sample)).toBe(false);
  });

  test.each(['a,"b\n', '"', '""', ',"', '"a"b\n', 'a\n'])(
    'does not take forever over %j again and again',
    (part) => {
      const { parts } = read(delimited, `title,abstract,year\nA,b,1\n${part.repeat(10_000)}`);
      expect(parts.length).toBeGreaterThan(0);
    },
  );

  test.each([
    'abstract\n"Ferns, and more.\nThey grow."\nMosses do not grow.\n',
    '"Abstract"\r\nFerns grow.\r\nMosses do not grow.\r\n',
    'abstract\n"Ferns, and more."\n"Mosses, and less"',
  ])('reads abstracts that are the only column: %j', (text) => {
    expect(delimited.detect(dumpOf(text).sample)).toBe(true);
    const { records, unread } = read(delimited, text);
    expect([records.length, unread.length, records[0]?.fields.abstract?.startsWith('Ferns')]).toEqual([
      2,
      0,
      true,
    ]);
  });

  test.each([
    'Abstract\nFerns, and more.\nMosses, and less.',
    'Abstract\n\nFerns grow.\n\nMosses grow.',
    'Abstract\nFerns grow where\nit is wet.\n',
    'Abstract\nFerns grow.',
    'Abstract',
  ])('takes no page that begins with the word for a table: %j', (text) => {
    expect(delimited.detect(dumpOf(text).sample)).toBe(false);
  });
});

test('the head of a table in GBK is no record, though one of its cells could be UTF-8 by itself', () => {
  const bytes = Buffer.from('b1eacce22cd5aad2aa0ab3b1cfab2cb9d8d3dab3b1cfabb5c4cec4d7d60a', 'hex');
  expect(read(delimited, bytes).records.map(({ fields }) => fields)).toMatchObject([
    { title: '潮汐', abstract: '关于潮汐的文字' },
  ]);
});
