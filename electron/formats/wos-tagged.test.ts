import { describe, expect, test } from 'vitest';
import { fixture, read } from './test-dump.ts';
import { wosTagged } from './wos-tagged.ts';

describe('wosTagged', () => {
  test('reads fields, and full names where there are', () => {
    const { records, unread } = read(wosTagged, fixture('web-of-science.txt'));
    expect(unread).toEqual([]);
    expect(records[0]?.fields).toEqual({
      title: 'Quillwort maps of an invented coast: a comparison of two surveys',
      authors: ['Duarte, Clara', 'Nakamura, Yui'],
      abstract:
        'Two surveys of Quillwort are compared. The second finds twice as many Quillwort plants as the first.',
      identifiers: [
        { scheme: 'doi', value: '10.5555/coast.2018.4' },
        { scheme: 'pmid', value: '90000010' },
      ],
      arxivVersion: null,
      published: '2018-03-04',
      comment: null,
      categories: ['maps', 'coastal plants', 'VEGETATION'],
      venue: 'JOURNAL OF INVENTED COASTS',
      institution: null,
    });
    expect(records[1]?.fields).toMatchObject({ authors: ['Olsen, P'], published: '2012' });
  });

  test('does without the end of a record', () => {
    expect(read(wosTagged, 'PT J\nTI A\nPT J\nTI B\n').records).toHaveLength(2);
  });
});
