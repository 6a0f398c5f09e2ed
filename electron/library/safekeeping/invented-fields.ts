import fc from 'fast-check';
import { type Identifier, NO_FIELDS, type PaperFields } from '../../../shared/paper.ts';

const LONG =
  'The lamps of small harbours burn longer than their keepers admit. Nobody had counted them before, for want of ' +
  'light and of patience. We counted lamps in forty harbours over seven winters, asked their keepers for the hours ' +
  'of burning, and compared what they said with the oil that the harbours bought. The difference grows with the ' +
  'distance to the next inspector. A simple model with two parameters explains four fifths of it, and predicts that ' +
  'unannounced inspections would save more oil than better wicks. Keepers disagree with the model and with each other.';

/** Two printings each of a few abstracts, so that invented records often meet. */
const ABSTRACTS = [
  'We propose an invented method, and measure how far it carries in five invented valleys.',
  'We propose an invented method – and measure how far it carries in five invented valleys',
  'Another abstract altogether: on the tempers of ferrymen and the prices of their boats.',
  'A third one that nobody has read to its end, since it says nothing about anything at all.',
  'This paper has been withdrawn by the author.',
  // A text and what became of it: nearly the same, so-so, and only in part.
  LONG,
  LONG.replace('seven winters', 'eleven winters').replaceAll('harbours', 'harbors'),
  LONG.replace(
    'Nobody had counted them before, for want of light and of patience.',
    'They were never counted.',
  ),
  LONG.slice(0, LONG.length / 2),
];

function identifier(scheme: Identifier['scheme'], values: readonly string[]): fc.Arbitrary<Identifier[]> {
  return fc
    .option(fc.constantFrom(...values), { nil: null, freq: 1 })
    .map((value) => (value === null ? [] : [{ scheme, value }]));
}

/** For tests: what a dump might say of a paper, out of so little that many of a dozen records are of one paper. */
export const inventedFields: fc.Arbitrary<PaperFields> = fc
  .record({
    abstract: fc.option(fc.constantFrom(...ABSTRACTS), { nil: null, freq: 2 }),
    arxiv: identifier('arxiv', ['2406.01001', '2406.01002', '2406.01003']),
    arxivVersion: fc.option(fc.constantFrom(1, 2), { nil: null, freq: 1 }),
    doi: identifier('doi', ['10.1000/a', '10.1000/b']),
    pmid: identifier('pmid', ['11', '12']),
    title: fc.option(fc.constantFrom('On the tempers of ferrymen', 'Five invented valleys, measured'), {
      nil: null,
      freq: 1,
    }),
    authors: fc.constantFrom([], ['Ida Holm'], ['Holm, Ida', 'Per Dahl'], ['Per Dahl']),
    published: fc.option(fc.constantFrom('2019', '2020-05', '2021-01-31', '2024'), { nil: null, freq: 2 }),
    comment: fc.option(fc.constantFrom('12 pages', 'Accepted to the Symposium'), { nil: null, freq: 1 }),
    institution: fc.option(fc.constantFrom('University A', 'University B'), { nil: null, freq: 1 }),
  })
  .map(({ arxiv, doi, pmid, ...fields }) => ({
    ...NO_FIELDS,
    ...fields,
    arxivVersion: arxiv.length === 0 ? null : fields.arxivVersion,
    identifiers: [...arxiv, ...doi, ...pmid],
  }));
