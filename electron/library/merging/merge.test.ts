import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_FIELDS, type PaperFields } from '../../../shared/paper.ts';
import { inventedFields } from '../safekeeping/invented-fields.ts';
import { groupRecords } from './merge.ts';
import { mergeKeys } from './merge-keys.ts';

const LONG = 'An abstract that is long enough to prove that two records which share it are one paper.';

function groups(records: readonly Partial<PaperFields>[]): number[][] {
  return groupRecords(records.map((record) => mergeKeys({ ...NO_FIELDS, ...record })))
    .map((group) => [...group].sort((one, other) => one - other))
    .sort(([one = 0], [other = 0]) => one - other);
}

function arxiv(value: string): Pick<PaperFields, 'identifiers'> {
  return { identifiers: [{ scheme: 'arxiv', value }] };
}

describe('groupRecords', () => {
  it('makes one paper of one arXiv id, whatever the texts', () => {
    expect(groups([{ ...arxiv('2406.01001'), abstract: LONG }, { ...arxiv('2406.01001') }])).toEqual([
      [0, 1],
    ]);
  });

  it('makes one paper of one abstract, of which one record has an id', () => {
    expect(
      groups([{ abstract: LONG }, { ...arxiv('2406.01001'), abstract: LONG }, { abstract: LONG }]),
    ).toEqual([[0, 1, 2]]);
  });

  it('never joins two arXiv ids, and gives what both could claim to the smaller', () => {
    const records = [
      { ...arxiv('2406.01002'), abstract: LONG },
      { abstract: LONG },
      { ...arxiv('2406.01001'), abstract: LONG },
    ];
    expect(groups(records)).toEqual([[0], [1, 2]]);
  });

  it('joins two groups by a record that has identifiers of both', () => {
    const doi = { scheme: 'doi', value: '10.1000/one' } as const;
    const pmid = { scheme: 'pmid', value: '77' } as const;
    expect(groups([{ identifiers: [doi] }, { identifiers: [pmid] }, { identifiers: [doi, pmid] }])).toEqual([
      [0, 1, 2],
    ]);
  });

  it('joins one title by one first author within a year', () => {
    const title = 'On the temper of small glaciers';
    const records = [
      { title, authors: ['Ida Holm'], published: '2019-12-30' },
      { title: `${title}.`, authors: ['Holm, Ida', 'Per Dahl'], published: '2020' },
      { title, authors: ['Ida Holm'], published: '2024' },
      { title, authors: ['Per Dahl'], published: '2020' },
    ];
    expect(groups(records)).toEqual([[0, 1], [2], [3]]);
  });

  it('takes one title for two papers where one publisher or index counts two', () => {
    const paper = { title: 'Introduction to the special issue', authors: ['Ida Holm'], published: '2020' };
    const known = (scheme: 'doi' | 'pmid', value: string) => ({ ...paper, identifiers: [{ scheme, value }] });
    expect(groups([known('doi', '10.1000/one'), known('doi', '10.1000/two')])).toEqual([[0], [1]]);
    expect(groups([known('pmid', '71'), known('pmid', '72')])).toEqual([[0], [1]]);
    // A preprint and its printing.
    expect(groups([known('doi', '10.1000/one'), known('doi', '10.2000/two')])).toEqual([[0, 1]]);
    const preprint = { ...paper, identifiers: [...arxiv('2001.00001').identifiers] };
    expect(groups([preprint, known('doi', '10.1000/one')])).toEqual([[0, 1]]);
  });

  it('takes short texts and notices of withdrawal for no proof', () => {
    const withdrawn = 'This paper has been withdrawn by the author due to a crucial error in section three.';
    expect(groups([{ abstract: 'No abstract.' }, { abstract: 'No abstract.' }])).toHaveLength(2);
    expect(groups([{ abstract: withdrawn }, { abstract: withdrawn }])).toHaveLength(2);
  });

  it('joins nearly one text under two titles only where these are spelled otherwise', () => {
    const words = Array.from({ length: 60 }, (_, at) => `tidal${at}word`);
    const abstract = words.join(' ');
    const revised = words.with(30, 'stormy').join(' ');
    const papersOf = (one: string, other: string) =>
      groups([
        { abstract, title: one },
        { abstract: revised, title: other },
      ]).length;
    expect(
      papersOf('On the Weitzenböck formula of harbours', 'On the Weitzenboeck formula of harbours'),
    ).toBe(1);
    expect(papersOf('The ferries of small harbours', 'The lamps of small harbours')).toBe(2);
    expect(papersOf('Lamps of small harbours and ports, I', 'Lamps of small harbours and ports, II')).toBe(2);
    expect(papersOf('Summary of the lamp trials of 2024', 'Summary of the lamp trials of 2025')).toBe(2);
  });

  it('does not depend on the order of the records', () => {
    fc.assert(
      fc.property(
        fc.array(inventedFields, { maxLength: 12 }).chain((records) =>
          fc.tuple(
            fc.constant(records),
            fc.shuffledSubarray(
              records.map((_, index) => index),
              { minLength: records.length },
            ),
          ),
        ),
        ([records, order]) => {
          const straight = groups(records);
          const shuffled = groups(order.map((index) => records[index] ?? {}))
            .map((group) => group.map((index) => order[index] ?? -1).sort((one, other) => one - other))
            .sort(([one = 0], [other = 0]) => one - other);
          expect(shuffled).toEqual(straight);
        },
      ),
      { numRuns: 500 },
    );
  });
});
