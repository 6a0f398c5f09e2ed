import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_FIELDS } from '../../../shared/paper.ts';
import { inventedFields } from '../safekeeping/invented-fields.ts';
import { combine } from './combine.ts';

describe('combine', () => {
  it('is a function of the set of sources: order and repetition do not matter', () => {
    fc.assert(
      fc.property(fc.array(inventedFields, { minLength: 1, maxLength: 6 }), fc.nat(), (sources, turn) => {
        const start = turn % sources.length;
        const turned = [...sources.slice(start), ...sources.slice(0, start)];
        expect(combine(turned)).toEqual(combine(sources));
        expect(combine([...sources, ...sources.toReversed()])).toEqual(combine(sources));
      }),
      { numRuns: 500 },
    );
  });

  it('adds up what each source knows', () => {
    const page = { ...NO_FIELDS, abstract: 'We measure boats.', institution: 'University B' };
    const other = { ...page, institution: 'University A' };
    const listing = {
      ...NO_FIELDS,
      abstract: 'We measure boats.',
      identifiers: [{ scheme: 'arxiv', value: '2406.01001' }],
      published: '2024-06-03',
      comment: '12 pages',
    } as const;
    expect(combine([page, listing, other])).toMatchObject({
      abstract: 'We measure boats.',
      heading: 'We measure boats',
      institutions: ['University A', 'University B'],
      identifiers: listing.identifiers,
      published: '2024-06-03',
      year: 2024,
      comment: '12 pages',
    });
  });

  it('lets the newer arXiv version speak, and the older where the newer is silent', () => {
    const first = {
      ...NO_FIELDS,
      arxivVersion: 1,
      abstract: 'A longer abstract of old.',
      comment: '9 pages',
    };
    const second = { ...NO_FIELDS, arxivVersion: 2, abstract: 'A newer one.' };
    expect(combine([first, second])).toMatchObject({ abstract: 'A newer one.', comment: '9 pages' });
  });

  it('takes the earliest date, and the day rather than its year', () => {
    const dated = (published: string) => ({ ...NO_FIELDS, published });
    expect(combine([dated('2024'), dated('2024-06-03'), dated('2025-01-01')]).published).toBe('2024-06-03');
    expect(combine([dated('2023'), dated('2024-06-03')]).published).toBe('2023');
  });

  it('calls a paper without title and abstract by its identifier', () => {
    expect(combine([{ ...NO_FIELDS, identifiers: [{ scheme: 'doi', value: '10.1000/a' }] }]).heading).toBe(
      'doi:10.1000/a',
    );
    expect(combine([NO_FIELDS]).heading).toBe('Untitled');
  });
});
