import { describe, expect, test } from 'vitest';
import { nbib } from './nbib.ts';
import { dumpOf, fixture, read } from './test-dump.ts';

describe('nbib', () => {
  const { records } = read(nbib, fixture('pubmed.nbib'));

  test('reads fields, and full names rather than short ones', () => {
    expect(records[0]?.fields).toEqual({
      title: 'Quillwort extracts in the treatment of an invented fever: a trial that was never held.',
      authors: ['van der Meer, Joke', 'Sato, Ken'],
      abstract:
        'BACKGROUND: Quillwort extracts are said to help. METHODS: Forty invented patients were given Quillwort tea. ' +
        'RESULTS: None complained.',
      identifiers: [
        { scheme: 'doi', value: '10.5555/fever.2020.1' },
        { scheme: 'pmid', value: '90000001' },
      ],
      arxivVersion: null,
      published: '2020-03',
      comment: null,
      categories: ['Fever/drug therapy', 'Humans', 'Quillwort'],
      venue: 'Annals of invented medicine',
      institution: null,
    });
    expect(records[1]?.fields).toMatchObject({ authors: ['Sato K'], published: '2021-01-05' });
  });

  test('reads records without PMID', () => {
    expect(records[2]?.fields.title).toBe('Teaching Quillwort to Children of an Invented School');
  });

  test('names groups among the authors', () => {
    const { records } = read(
      nbib,
      'PMID- 93\nTI  - Lamps.\nFAU - Moor, Ada\nAU  - Moor A\nCN  - Lamp Group\n',
    );
    expect(records[0]?.fields.authors).toEqual(['Moor, Ada', 'Lamp Group']);
  });

  test('begins a record at a PMID without a blank line before it', () => {
    expect(read(nbib, 'PMID- 1\nTI  - A\nPMID- 2\nTI  - B').records).toHaveLength(2);
  });

  test('does not take each line of a file with doubled line ends for a record', () => {
    const doubled = 'PMID- 12\n\nTI  - A\n\nAB  - Text.\n\nPMID- 13\n\nTI  - B';
    expect(read(nbib, doubled).records.map(({ fields }) => fields.title)).toEqual(['A', 'B']);
  });

  test('takes no word with a hyphen for a tag', () => {
    expect(read(nbib, 'PMID- 1\nTI  - A\nMRI-guided').records[0]?.fields.title).toBe('A MRI-guided');
    expect(nbib.detect(dumpOf('TY  - JOUR\nTI  - A\nER  -').sample)).toBe(false);
  });
});
