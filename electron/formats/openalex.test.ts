import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../shared/paper.ts';
import { openalex } from './openalex.ts';
import { fixture, read } from './test-dump.ts';

test('puts abstracts together from their index of words', () => {
  const { records, unread } = read(openalex, fixture('openalex.json'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock',
      authors: ['Ada Fennimore', 'Brás Oliveira'],
      abstract: 'Quillwort spores settle where Quillwort thrives.',
      identifiers: [
        { scheme: 'doi', value: '10.5555/qw.2024.17' },
        { scheme: 'pmid', value: '99000001' },
        { scheme: 'arxiv', value: '2405.01001' },
      ],
      published: '2024-06-03',
      venue: 'Annals of Invented Limnology',
    },
    { ...NO_FIELDS, title: 'Routing Quillwort calls', published: '2019' },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});
