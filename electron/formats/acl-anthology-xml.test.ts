import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../shared/paper.ts';
import { aclAnthologyXml } from './acl-anthology-xml.ts';
import { fixture, read } from './test-dump.ts';

test('keeps TeX, and takes venue and date from the volume', () => {
  const { records, unread } = read(aclAnthologyXml, fixture('acl-anthology.xml'));
  expect(records.map(({ fields }) => fields)).toEqual([
    {
      ...NO_FIELDS,
      title: 'Naming a Quillwort in $n^2$ ways',
      authors: ['Ada Fennimore', 'Brás'],
      abstract: 'A Quillwort has many names, and $\\alpha < 1$ of them are used.',
      identifiers: [{ scheme: 'doi', value: '10.5555/v1/2024.orval-main.1' }],
      published: '2024-06',
      venue: 'Proceedings of the Orval Meeting on Words',
    },
    {
      ...NO_FIELDS,
      title: 'Quillwort, shown',
      authors: ['Chidi Marrow'],
      published: '2023',
      venue: 'Demonstrations at Orval',
    },
  ]);
  expect(unread.map(({ place, reason }) => [place.line, reason])).toEqual([]);
});
