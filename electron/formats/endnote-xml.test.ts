import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../shared/paper.ts';
import { endnoteXml } from './endnote-xml.ts';
import { fixture, read } from './test-dump.ts';

test('joins the pieces of styled texts', () => {
  const { records, unread } = read(endnoteXml, fixture('endnote.xml'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock',
      authors: ['Fennimore, Ada', 'Oliveira, Brás'],
      abstract: 'Quillwort spores settle where nothing else does.',
      identifiers: [
        { scheme: 'doi', value: '10.5555/qw.2024.17' },
        { scheme: 'pmid', value: '99000001' },
        { scheme: 'arxiv', value: '2405.01001' },
      ],
      arxivVersion: 2,
      published: '2024-06-03',
      venue: 'Annals of Invented Limnology',
    },
    { ...NO_FIELDS, title: 'Keeping a Quillwort & others', authors: ['Marrow, Chidi'], published: '1998' },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([
    [1, 'The entry has neither title nor abstract.'],
  ]);
});
