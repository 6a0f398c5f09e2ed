import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../shared/paper.ts';
import { modsXml } from './mods-xml.ts';
import { fixture, read } from './test-dump.ts';

test('takes the title proper, authors by their role, and the host as venue', () => {
  const { records, unread } = read(modsXml, fixture('mods.xml'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'The Quillwort clock: spores in lake sediments',
      authors: ['Fennimore, Ada B.', 'Orval Lake Group'],
      abstract: 'Quillwort spores settle where nothing else does.',
      identifiers: [
        { scheme: 'doi', value: '10.5555/qw.2024.17' },
        { scheme: 'arxiv', value: '2405.01001' },
      ],
      published: '2024',
      venue: 'Annals of Invented Limnology',
    },
    { ...NO_FIELDS, title: 'A Quillwort inequality', published: '1998' },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});
