import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../shared/paper.ts';
import { cslJson } from './csl-json.ts';
import { fixture, read } from './test-dump.ts';

test('reads what reference managers export', () => {
  const { records, unread } = read(cslJson, fixture('csl.json'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock',
      authors: ['Ada Fennimore', 'Ève de la Tour', 'Orval Lake Group'],
      abstract: 'Quillwort spores settle where a < b.',
      identifiers: [
        { scheme: 'doi', value: '10.5555/qw.2024.17' },
        { scheme: 'pmid', value: '99000001' },
        { scheme: 'arxiv', value: '2405.01001' },
      ],
      published: '2024-06-03',
      // The note's other line is an identifier.
      comment: 'read twice',
      venue: 'Annals of Invented Limnology',
    },
    { ...NO_FIELDS, title: 'Keeping a Quillwort', authors: ['Chidi Marrow'], published: '1998-12' },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});

test('reads answers of Crossref', () => {
  const { records, unread } = read(cslJson, fixture('crossref.json'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Quillwort spores as a clock: Sediments of the Orval lake',
      authors: ['Ada Fennimore'],
      abstract: 'Quillwort spores settle.',
      identifiers: [{ scheme: 'doi', value: '10.5555/qw.2024.17' }],
      published: '2024-06-03',
      venue: 'Annals of Invented Limnology',
    },
    {
      ...NO_FIELDS,
      title: 'Routing Quillwort calls',
      authors: ['Chidi Marrow'],
      identifiers: [{ scheme: 'doi', value: '10.5555/calls.3' }],
      published: '2019-04',
      venue: 'Journal of Unheard Calls',
    },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});

test('reads the year of a date in words', () => {
  const item = {
    id: 'ferns',
    type: 'book',
    title: 'On ferns',
    author: [{ family: 'Brandt' }],
    issued: { literal: 'Spring 2019' },
  };
  expect(read(cslJson, JSON.stringify([item])).records.map(({ fields }) => fields.published)).toEqual([
    '2019',
  ]);
});
