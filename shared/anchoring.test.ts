import fc from 'fast-check';
import { expect, describe as group, test } from 'vitest';
import { anchor, snapToGraphemes, describe as toSelectors } from './anchoring.ts';
import type { TextRange } from './annotation.ts';

function rangeOf(text: string, words: string, nth = 0): TextRange {
  let start = text.indexOf(words);
  for (let skipped = 0; skipped < nth; skipped += 1) start = text.indexOf(words, start + 1);
  if (start === -1) throw new Error(`The text has no ${words}.`);
  return { start, end: start + words.length };
}

/** The words on which an annotation made in one text sits in another; null for an orphan. */
function carried(text: string, range: TextRange, changed: string): string | null {
  const found = anchor(changed, toSelectors(text, range));
  return found === null ? null : changed.slice(found.start, found.end);
}

const ABSTRACT =
  'Tidal models drift when the bed is rough. We present Harbour, which learns the bed from nine buoys and needs ' +
  'no labels. Its loss $\\mathcal{L}_{bed} = \\|x - \\hat{x}\\|^2$ is convex. Experiments show that Harbour is twice ' +
  'as fast as the naïve solver, and 12.5 percent more exact.';

group('in the same text', () => {
  test('every range is found where it was, however often its words occur', () => {
    const unit = fc.constantFrom(
      'a',
      'b',
      ' ',
      '. ',
      'ab',
      '𝒳',
      '👩‍🔬',
      'é',
      'e\u0301',
      '$x^2$',
      'the model ',
    );
    fc.assert(
      fc.property(
        fc.string({ unit, minLength: 1, maxLength: 60 }),
        fc.nat(),
        fc.nat(),
        (text, one, other) => {
          const start = Math.min(one % text.length, other % text.length);
          const end = Math.max(one % text.length, other % text.length) + 1;
          const range = snapToGraphemes(text, { start, end });
          expect(range.start).toBeLessThanOrEqual(start);
          expect(range.end).toBeGreaterThanOrEqual(end);
          const selectors = toSelectors(text, range);
          expect(anchor(text, selectors)).toEqual(range);
          // What is stored must be well-formed, or the database would bend it.
          for (const selector of selectors) {
            if (selector.type !== 'TextQuoteSelector') continue;
            const { exact, prefix, suffix } = selector;
            expect([exact, prefix, suffix].every((part) => part.isWellFormed())).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('context grows until it tells repeated sentences apart', () => {
    const sentence = 'The results of this long experiment are shown in the table on the right. ';
    const first = 'We begin with what the buoys of the harbour measured in the long winter of last year. ';
    const text = `${first}${sentence}Then we go on. ${sentence}Then we stop.`;
    const range = rangeOf(text, 'shown in the table');
    expect(toSelectors(text, range)[1]).toMatchObject({
      prefix: expect.stringContaining('last year'),
      suffix: expect.stringContaining('go on'),
    });
    // Its twin must not take its place.
    const changed = text.replace(first + sentence, '');
    expect(carried(text, range, changed)).toBeNull();
    expect(carried(text, range, text.replace('Then we go on. ', ''))).toBe('shown in the table');
  });

  test('what the border of the text keeps from telling apart is left to the other side', () => {
    const sentence = 'The results of this long experiment are shown in the table on the right. ';
    const text = `Now. ${sentence}Then we go on. ${sentence}Then we stop.`;
    const range = rangeOf(text, 'shown in the table');
    expect(anchor(text, toSelectors(text, range))).toEqual(range);
    expect(carried(text, range, text.replace(`Now. ${sentence}`, ''))).toBeNull();
  });
});

group('in a text changed elsewhere', () => {
  test.each([
    ['a sentence before', (text: string) => `An erratum was added in front of it all. ${text}`],
    ['a sentence behind', (text: string) => `${text} Code is available.`],
    ['a word next to it', (text: string) => text.replace('present Harbour', 'present here Harbour')],
    ['the words before it', (text: string) => text.replace('We present', 'This paper is about')],
    ['the words behind it', (text: string) => text.replace('and needs', 'whilst requiring')],
    ['its line breaks', (text: string) => text.replace('rough. We', 'rough.\n\nWe')],
  ])('%s', (_name, change) => {
    const range = rangeOf(ABSTRACT, 'Harbour, which learns the bed');
    expect(carried(ABSTRACT, range, change(ABSTRACT))).toBe('Harbour, which learns the bed');
  });

  test('math is found as it is written', () => {
    const range = rangeOf(ABSTRACT, '\\|x - \\hat{x}\\|^2');
    expect(carried(ABSTRACT, range, `New words first. ${ABSTRACT}`)).toBe('\\|x - \\hat{x}\\|^2');
  });

  test('one word of two is told by its context', () => {
    const range = rangeOf(ABSTRACT, 'Harbour', 1);
    const changed = ABSTRACT.replace('Tidal models drift when the bed is rough. ', '');
    expect(anchor(changed, toSelectors(ABSTRACT, range))).toEqual(rangeOf(changed, 'Harbour', 1));
  });
});

group('changed words', () => {
  test('a word changed in a marked sentence', () => {
    const range = rangeOf(ABSTRACT, 'Harbour is twice as fast as the naïve solver');
    const changed = ABSTRACT.replace('twice as fast', 'twice so fast');
    expect(carried(ABSTRACT, range, changed)).toBe('Harbour is twice so fast as the naïve solver');
  });

  test('a word put into a marked sentence', () => {
    const range = rangeOf(ABSTRACT, 'which learns the bed from nine buoys and needs no labels.');
    const changed = ABSTRACT.replace('nine buoys', 'nine cheap buoys');
    expect(carried(ABSTRACT, range, changed)).toBe(
      'which learns the bed from nine cheap buoys and needs no labels.',
    );
  });

  test('a last word that became longer is taken whole', () => {
    const range = rangeOf(ABSTRACT, 'Tidal models drift when the bed');
    const changed = ABSTRACT.replace('the bed is', 'the beds is');
    expect(carried(ABSTRACT, range, changed)).toBe('Tidal models drift when the beds');
  });

  test('a short word that changed is lost, not another one', () => {
    const range = rangeOf(ABSTRACT, 'fast');
    expect(carried(ABSTRACT, range, ABSTRACT.replace('fast', 'past'))).toBeNull();
  });

  test('a sentence rewritten is lost', () => {
    const range = rangeOf(ABSTRACT, 'Harbour is twice as fast as the naïve solver');
    const changed = ABSTRACT.replace('twice as fast as the naïve solver', 'slower than anything we know of');
    expect(carried(ABSTRACT, range, changed)).toBeNull();
  });
});

group('orphans', () => {
  test('a deleted word that also stands elsewhere is not found there', () => {
    const range = rangeOf(ABSTRACT, 'Harbour');
    const changed = ABSTRACT.replace('We present Harbour, which learns', 'We learn');
    expect(changed).toContain('Harbour');
    expect(carried(ABSTRACT, range, changed)).toBeNull();
  });

  test('a deleted sentence whose twin stands elsewhere is not found there', () => {
    const twin = 'The code and the data are free for all. ';
    const text = `Winds are strong in the north of the bay. ${twin}${ABSTRACT} ${twin}Nothing else is.`;
    const changed = text.replace(`Winds are strong in the north of the bay. ${twin}`, '');
    expect(carried(text, rangeOf(text, twin.trim()), changed)).toBeNull();
    expect(carried(text, rangeOf(text, twin.trim(), 1), changed)).toBe(twin.trim());
  });

  test('another text altogether', () => {
    expect(carried(ABSTRACT, rangeOf(ABSTRACT, 'the bed'), 'A sonnet has fourteen lines.')).toBeNull();
    expect(carried(ABSTRACT, rangeOf(ABSTRACT, 'the bed'), 'It is about the bed of the sea.')).toBeNull();
    expect(carried(ABSTRACT, rangeOf(ABSTRACT, 'the bed'), '')).toBeNull();
  });

  test('the end of a text is no evidence for a few words', () => {
    const text = `${ABSTRACT} It is the state of the art.`;
    const changed = 'A sonnet has fourteen lines and never was the state of the art.';
    expect(carried(text, rangeOf(text, 'the state of the art.'), changed)).toBeNull();
  });

  test('a place without words is never trusted', () => {
    expect(anchor(ABSTRACT, [{ type: 'TextPositionSelector', start: 0, end: 5 }])).toBeNull();
    expect(anchor(ABSTRACT, [])).toBeNull();
    expect(anchor(ABSTRACT, [{ type: 'TextQuoteSelector', exact: '', prefix: '', suffix: '' }])).toBeNull();
  });

  test('half of a letter is no word', () => {
    const text = 'We use e\u0301tale maps of the ring';
    expect(
      anchor(text, [{ type: 'TextQuoteSelector', exact: 'We use e', prefix: '', suffix: '\u0301tale' }]),
    ).toBeNull();
  });

  test('a letter of which there are hundreds, in changed surroundings', () => {
    const text = 'e '.repeat(400);
    expect(carried(text, { start: 200, end: 201 }, text.slice(3))).toBeNull();
  });
});

/**
 * Texts of sentences, some of them repeated, in which one sentence is marked and others are changed. Since every
 * sentence is known by its number, it is known where the mark must be.
 */
group('any edit of other sentences', () => {
  const words = [
    ...['glaciers', 'outlast', 'lattices', 'divide', 'sonnets', 'resemble', 'enzymes', 'predict', 'tariffs'],
    ...[
      'absorb',
      'comets',
      'precede',
      'ledgers',
      'of',
      'the',
      'in',
      '12.5',
      'naïve',
      '$\\alpha_{3}$',
      '𝒳',
      '👩‍🔬',
    ],
  ];
  const sentence = fc
    .array(fc.constantFrom(...words), { minLength: 5, maxLength: 12 })
    .map((chosen) => `${chosen.join(' ')}.`);
  const edit = fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('insert', 'remove', 'replace', 'repeat-marked'),
    text: sentence,
  });

  test('never puts a mark on other words, and seldom loses it', () => {
    let tries = 0;
    let found = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(sentence, { minLength: 3, maxLength: 10 }),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.array(edit, { maxLength: 2 }),
        (sentences, markAt, from, to, edits) => {
          const parts = sentences.map((text, id) => ({ id, text }));
          const marked = markAt % parts.length;
          const text = parts.map((part) => part.text).join(' ');
          const offset = parts.slice(0, marked).reduce((sum, part) => sum + part.text.length + 1, 0);
          const length = parts[marked]?.text.length ?? 0;
          const start = offset + Math.min(from % length, to % length);
          const end = offset + Math.max(from % length, to % length) + 1;
          const range = snapToGraphemes(text, { start, end });
          if (text.slice(range.start, range.end).trim() === '') return;

          let isRemoved = false;
          for (const { at, kind, text: words } of edits) {
            // A copy beside the mark is the same text, whichever of the two one calls the first.
            if (words === sentences[marked]) continue;
            const index = at % parts.length;
            const part = parts[index];
            if (kind === 'insert') parts.splice(index, 0, { id: -1, text: words });
            else if (kind === 'repeat-marked') parts.push({ id: -1, text: sentences[marked] ?? '' });
            else if (kind === 'remove' && parts.length > 1) {
              isRemoved ||= part?.id === marked;
              parts.splice(index, 1);
            } else if (part !== undefined && part.id !== marked) parts[index] = { id: -1, text: words };
          }
          const changed = parts.map((part) => part.text).join(' ');
          const place = anchor(changed, toSelectors(text, range));
          if (isRemoved) {
            // A twin may stand where its own sentence stood; any other words are wrong.
            if (place !== null)
              expect(changed.slice(place.start, place.end)).toBe(text.slice(range.start, range.end));
            return;
          }
          tries += 1;
          if (place === null) return;
          found += 1;
          const index = parts.findIndex((part) => part.id === marked);
          const shift = parts.slice(0, index).reduce((sum, part) => sum + part.text.length + 1, 0) - offset;
          expect(place).toEqual({ start: range.start + shift, end: range.end + shift });
        },
      ),
      { numRuns: 2000 },
    );
    expect(found / tries).toBeGreaterThan(0.9);
  });
});
