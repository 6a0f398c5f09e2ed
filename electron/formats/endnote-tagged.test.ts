import { describe, expect, test } from 'vitest';
import { endnoteTagged } from './endnote-tagged.ts';
import { dumpOf, fixture, read } from './test-dump.ts';

describe('endnoteTagged', () => {
  const { records } = read(endnoteTagged, fixture('endnote.enw'));

  test('reads fields, and abstracts of several paragraphs', () => {
    expect(records[0]?.fields).toEqual({
      title: 'Quillwort and the price of salt',
      authors: ['Halloran, Mae', 'García Ruiz, Iñés'],
      abstract: 'Where Quillwort grows, salt is cheap. Nobody knows why Quillwort should care.',
      identifiers: [{ scheme: 'doi', value: '10.5555/salt.16' }],
      arxivVersion: null,
      published: '2016-05-03',
      comment: null,
      categories: ['salt', 'prices', 'plants'],
      venue: 'Invented Economics',
      institution: null,
    });
  });

  test('reads records of refer, which have no %0', () => {
    expect(records[2]?.fields).toMatchObject({ title: 'Quillwort, an old book', published: '1891' });
    expect(read(endnoteTagged, '%T A\n%A B\n\n%T C\n%A D').records).toHaveLength(2);
  });

  test('is not seen in a comment of TeX', () => {
    expect(endnoteTagged.detect(dumpOf('% A comment\n% Another\n@article{a, title={b}}').sample)).toBe(false);
  });
});
