import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { arxivMail } from './arxiv-mail.ts';
import { formats } from './detect.ts';
import { damaged, dumpOf, fixture, lostWord, placeFault, read, sampleFiles } from './test-dump.ts';

const first: PaperFields = {
  ...NO_FIELDS,
  title: 'Quillwort: Counting Boats in Fog by the Shadows of Their Sails over Five Valleys',
  authors: ['Ida Holm', 'Per Dahl', 'Jörg Müller', 'Ana Ruíz'],
  abstract:
    'We introduce Quillwort, a method that counts boats in fog, i.e., where no boat is seen. The count is unbiased up to $O(n^{-1/2})$ in the number $n$ of sails, and its variance vanishes as fog $\\to 0$. A second paragraph reports trials in five valleys.',
  identifiers: [
    { scheme: 'arxiv', value: '2405.20001' },
    { scheme: 'doi', value: '10.1000/aib.2024.7' },
  ],
  published: '2024-05-30',
  comment: '12 pages, 5 figures. Accepted to the Orval Symposium 2024; code: https://example.org/quillwort',
  categories: ['cs.LG', 'cs.CV', 'stat.ML'],
  venue: 'Annals of Invented Boats 7 (2024) 1-12',
};

describe.each(['arxiv-mail.txt', 'arxiv-mail.eml'])('%s', (name) => {
  const whole = fixture(name);

  it('holds a submission, a cross-listing and a replacement, and nothing unread', () => {
    const { records, unread } = read(arxivMail, whole);
    expect(unread).toEqual([]);
    expect(records.map(({ fields }) => fields)).toEqual([
      first,
      expect.objectContaining({
        title: 'Quillwort Revisited',
        abstract: expect.stringContaining('only unbiased count'),
        categories: ['math.ST', 'cs.LG'],
      }),
      {
        ...NO_FIELDS,
        title: 'Sails without Quillwort',
        authors: ['Ana Ruíz'],
        categories: ['cs.LG'],
        identifiers: [{ scheme: 'arxiv', value: '2312.00077' }],
      },
    ]);
  });

  it('is known by its own reader alone', () => {
    const { sample } = dumpOf(whole);
    expect(formats.find((format) => format.detect(sample))?.name).toBe(arxivMail.name);
  });

  it('loses no word of its papers by damage, and says where each part stands', () => {
    fc.assert(
      fc.property(damaged(whole), (bytes) => {
        const { parts } = read(arxivMail, bytes);
        expect(placeFault(parts, bytes)).toBeNull();
        expect(lostWord('Quillwort', parts, bytes)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});

describe('arXiv mail', () => {
  it('shows an entry whose id is damaged, also below a damaged list of subjects', () => {
    const text = fixture('arxiv-mail.txt').toString('utf8');
    const bytes = Buffer.from(
      text
        .replace('received from', 'rceived from')
        .replace(/-\n\\\\\narXiv:2405\.20001/, '-arXiv:2405.20001'),
    );
    expect(bytes.toString('utf8')).not.toContain('\narXiv:2405.20001');
    expect(lostWord('Quillwort', read(arxivMail, bytes).parts, bytes)).toBeNull();
  });

  it('reads .abs files, old ids and revisions', () => {
    expect(read(arxivMail, fixture('arxiv.abs')).records.map(({ fields }) => fields)).toEqual([
      {
        ...NO_FIELDS,
        title: 'Knots that boats make',
        authors: ['Ida Holm', 'P. Dahl'],
        abstract: 'We classify the Quillwort knots.',
        identifiers: [{ scheme: 'arxiv', value: 'math/0309136' }],
        arxivVersion: 2,
        published: '2003-09-08',
        comment: '9 pages',
        categories: ['math.GT'],
      },
    ]);
  });

  it('keeps words outside of entries', () => {
    const text = `Dear all, see below.\n\n${fixture('arxiv.abs').toString()}\nRegards`;
    expect(read(arxivMail, text).unread.map((part) => part.text)).toEqual([
      'Dear all, see below.',
      'Regards',
    ]);
  });

  it('reads CRLF as LF', () => {
    const crlf = fixture('arxiv-mail.txt').toString().replaceAll('\n', '\r\n');
    expect(read(arxivMail, crlf).records.map(({ fields }) => fields)[0]).toEqual(first);
  });
});

it.each(sampleFiles(/^arxiv-(?:email|abs)\//))(
  'reads the real file $path',
  ({ bytes, records: expected }) => {
    expect(arxivMail.detect(dumpOf(bytes).sample)).toBe(true);
    const { parts, records, unread } = read(arxivMail, bytes);
    expect(records).toHaveLength(expected ?? records.length);
    expect(unread).toEqual([]);
    expect(placeFault(parts, bytes)).toBeNull();
    for (const { fields } of records) {
      expect(fields.title).not.toBeNull();
      expect(fields.authors).not.toEqual([]);
    }
  },
);
