import { describe, expect, test } from 'vitest';
import { ovidTagged } from './ovid-tagged.ts';
import { dumpOf, fixture, read } from './test-dump.ts';

describe('ovidTagged', () => {
  const { records } = read(ovidTagged, fixture('ovid.txt'));

  test('reads fields, and names without what is printed behind them', () => {
    expect(records[0]?.fields).toEqual({
      title: 'Quillwort as a filter of rain.',
      authors: ['Pereira, Ana B.', 'Zhou, Min'],
      abstract: 'Rain is led through Quillwort beds. What comes out of the Quillwort beds is clean.',
      identifiers: [{ scheme: 'doi', value: '10.5555/rain.2011.8' }],
      arxivVersion: null,
      published: '2011',
      comment: null,
      categories: ['rain', 'filters'],
      venue: 'Invented Water Journal',
      institution: null,
    });
  });

  test('knows what the identifiers of MEDLINE are', () => {
    expect(records[1]?.fields.identifiers).toEqual([{ scheme: 'pmid', value: '90000020' }]);
  });

  test('reads the export with field names', () => {
    const named =
      '<1>\nUnique Identifier\n  90000021\nTitle\n  Of lamps\n  and oil.\nAuthors\n  Moor AB. Holm I.\nInstitution\n' +
      '  Lamp House.\nAbstract\n  Lamps of ports burn oil.\nYear of Publication\n  2020\n\n<2>\nTitle\n  Second lamps.\n';
    expect(ovidTagged.detect(dumpOf(named).sample)).toBe(true);
    const { records, unread } = read(ovidTagged, named);
    expect(unread).toEqual([]);
    expect(
      records.map(({ fields: { title, authors, abstract, published } }) => [
        title,
        authors,
        abstract,
        published,
      ]),
    ).toEqual([
      ['Of lamps and oil.', ['Moor AB', 'Holm I'], 'Lamps of ports burn oil.', '2020'],
      ['Second lamps.', [], null, null],
    ]);
  });

  test.each([
    ['Invented Water Journal. 1288(3), Nov. 16, 2004.', 'Invented Water Journal'],
    ['Water & Health January/February 2010;14(1):56', 'Water & Health'],
    ['Invented Letters. Vol.75(2-A(E)),2014, pp. 1.', 'Invented Letters'],
  ])('finds the journal in %s', (source, venue) => {
    expect(read(ovidTagged, `<1. >\nTI  - A\nSO  - ${source}\n`).records[0]?.fields.venue).toBe(venue);
  });
});
