import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snapToGraphemes, describe as toSelectors } from './anchoring.ts';
import type { TextRange } from './annotation.ts';
import { carrier, carry, placeOn } from './carrying.ts';

const TEXT =
  'Tidal models drift when the bed is rough. We present Harbour, which learns the bed from nine buoys and needs ' +
  'no labels. Its loss $\\mathcal{L}_{bed} = \\|x - \\hat{x}\\|^2$ is convex. Experiments show that Harbour is twice ' +
  'as fast as the naïve solver, and 12.5 percent more exact.';

function rangeOf(text: string, words: string, nth = 0): TextRange {
  let start = text.indexOf(words);
  for (let skipped = 0; skipped < nth; skipped += 1) start = text.indexOf(words, start + 1);
  if (start === -1) throw new Error(`The text has no ${words}.`);
  return { start, end: start + words.length };
}

/** The words on which a mark sits later; null when it is lost. */
function carried(from: string, words: string, to: string, nth = 0): string | null {
  const place = carry(from, rangeOf(from, words, nth), to);
  return place === null ? null : to.slice(place.start, place.end);
}

describe('stays on its words', () => {
  const marked = 'Harbour, which learns the bed';
  test.each([
    ['a sentence before', TEXT.replace('Tidal', 'An erratum was added in front. Tidal'), marked],
    ['a sentence behind', `${TEXT} Code is available.`, marked],
    [
      'a word within',
      TEXT.replace('which learns', 'which quickly learns'),
      'Harbour, which quickly learns the bed',
    ],
    ['a word within changed', TEXT.replace('which learns', 'that learns'), 'Harbour, that learns the bed'],
    ['the words before it reworded', TEXT.replace('We present', 'This paper is about'), marked],
    [
      'other line breaks',
      TEXT.replace('which learns', 'which\n  learns'),
      'Harbour, which\n  learns the bed',
    ],
  ])('%s', (_name, to, expected) => {
    expect(carried(TEXT, marked, to)).toBe(expected);
  });

  test('when its sentence moves', () => {
    const sentence = 'We present Harbour, which learns the bed from nine buoys and needs no labels. ';
    const moved = `${TEXT.replace(sentence, '')} ${sentence.trim()}`;
    expect(carried(TEXT, 'from nine buoys', moved)).toBe('from nine buoys');
    expect(carried(TEXT, sentence.trim(), moved)).toBe(sentence.trim());
  });

  test('when it moves and a word of it changes', () => {
    const sentence = 'We present Harbour, which learns the bed from nine buoys and needs no labels. ';
    const changed = 'We present Harbour, which infers the bed from nine buoys and needs no labels.';
    expect(carried(TEXT, sentence.trim(), `${TEXT.replace(sentence, '')} ${changed}`)).toBe(changed);
  });

  test('when math in it or beside it changes', () => {
    const to = TEXT.replace('\\hat{x}\\|^2', '\\bar{x}\\|_1');
    expect(carried(TEXT, 'is convex', to)).toBe('is convex');
    expect(carried(TEXT, 'Its loss $\\mathcal{L}_{bed} = \\|x - \\hat{x}\\|^2$ is convex.', to)).toBe(
      'Its loss $\\mathcal{L}_{bed} = \\|x - \\bar{x}\\|_1$ is convex.',
    );
  });

  test('that have no blanks between them', () => {
    const from =
      '我们研究河床对潮汐模型的影响。该方法从九个浮标学习河床形状，不需要任何标签。实验表明它更快。';
    const to = from.replace('我们研究', '本文首先研究').replace('学习河床', '直接学习河床');
    expect(carried(from, '九个浮标学习河床形状', to)).toBe('九个浮标直接学习河床形状');
    expect(carried(from, '潮汐模型', to)).toBe('潮汐模型');
    expect(carried(from, '不需要任何标签', to.replace('，不需要任何标签', ''))).toBeNull();
  });

  test('that lie beyond 16 bits, whole', () => {
    const from = 'We map 𝒳 to the 👩‍🔬 of étale rings, and then go on for quite a while.';
    expect(carried(from, '𝒳 to the 👩‍🔬', `So ${from}`)).toBe('𝒳 to the 👩‍🔬');
    expect(carried(from, '👩‍🔬', from.replace('We map', 'One maps'))).toBe('👩‍🔬');
  });

  test('and on the half of a word that was marked', () => {
    expect(carried(TEXT, 'arbou', TEXT.replace('Tidal', 'All tidal'))).toBe('arbou');
  });
});

describe('among sentences much alike', () => {
  const night = 'The tides of the northern harbour move the sand along its quays by night.';
  const day = 'The tides of the northern harbour move the sand along its quays by day.';

  test('goes with its own, whichever changes places with the other', () => {
    const from = `${night} Ships lie at anchor all winter. ${day}`;
    const to = `${day} Ships lie at anchor all winter. ${night}`;
    expect(carry(from, rangeOf(from, 'the sand'), to)).toEqual(rangeOf(to, 'the sand', 1));
    expect(carry(from, rangeOf(from, 'the sand', 1), to)).toEqual(rangeOf(to, 'the sand'));
  });

  test('is lost where its own is gone and the other came to its place', () => {
    const from = `Gulls sleep. ${night} Ships lie at anchor all winter. ${day} Nothing else is known.`;
    const to = `Gulls sleep. ${day} Ships lie at anchor all winter. Nothing else is known.`;
    expect(carried(from, night, to)).toBeNull();
    expect(carried(from, 'the sand', to)).toBeNull();
  });

  test('is lost where two new ones may be its own', () => {
    const to = `${night.replace('along', 'over')} ${night.replace('northern', 'old')}`;
    expect(carried(night, 'the sand', to)).toBeNull();
  });

  test('of two marked sentences torn apart goes with the longer one', () => {
    const from = `${night} Ships lie still. Gulls sleep on the roofs.`;
    const to = `Ships lie still. Gulls sleep on the roofs. ${night}`;
    expect(carried(from, `${night} Ships lie still.`, to)).toBe(night);
  });
});

describe('is lost', () => {
  test.each([
    [
      'its word is gone, though the same one stands elsewhere',
      'Harbour',
      TEXT.replace('We present Harbour, which learns', 'We learn'),
    ],
    [
      'its sentence was rewritten',
      'Harbour is twice as fast as the naïve solver',
      TEXT.replace('Harbour is twice as fast as the naïve solver', 'it is slower than all that we know of'),
    ],
    ['a short one has changed', 'fast', TEXT.replace('fast', 'past')],
    ['the text is another one', 'the bed is rough', 'A sonnet has fourteen lines, and the last two rhyme.'],
    ['the text is empty', 'the bed', ''],
  ])('when %s', (_name, words, to) => {
    expect(carried(TEXT, words, to)).toBeNull();
  });

  test('when its sentence is gone and one like it stays', () => {
    const twin = 'The code and the data of this study are free for all who ask. ';
    const like = 'The code and the data of that study are free for all who pay. ';
    const from = `Winds are strong. ${twin}${TEXT} ${like}`;
    expect(carried(from, twin.trim(), from.replace(twin, ''))).toBeNull();
    expect(carried(from, like.trim(), from.replace(twin, ''))).toBe(like.trim());
  });

  test('when one of two equal sentences is gone, unless it is the other', () => {
    const twin = 'The code and the data of this study are free for all. ';
    const from = `Winds are strong in the bay. ${twin}${TEXT} ${twin}Nothing else is.`;
    const to = from.replace(`Winds are strong in the bay. ${twin}`, '');
    expect(carried(from, twin.trim(), to)).toBeNull();
    expect(carried(from, twin.trim(), to, 1)).toBe(twin.trim());
  });
});

test('what stays in place when others are put in, removed or replaced is found there and nowhere else', () => {
  const words =
    'glaciers outlast lattices divide sonnets resemble enzymes predict tariffs absorb comets precede ledgers of the in 12.5 naïve $\\alpha_3$ 𝒳 河床'.split(
      ' ',
    );
  const sentence = fc
    .uniqueArray(fc.constantFrom(...words), { minLength: 6, maxLength: 12 })
    .map((chosen) => `${chosen.join(' ')}.`);
  const edit = fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('insert', 'remove', 'replace'),
    text: sentence,
  });
  let tries = 0;
  let found = 0;
  fc.assert(
    fc.property(
      fc.uniqueArray(sentence, { minLength: 3, maxLength: 8 }),
      fc.nat(),
      fc.array(edit, { maxLength: 2 }),
      (sentences, markAt, edits) => {
        const marked = markAt % sentences.length;
        const text = sentences.join(' ');
        const start = sentences.slice(0, marked).join(' ').length + (marked === 0 ? 0 : 1);
        const range = { start, end: start + (sentences[marked]?.length ?? 0) };
        const parts = sentences.map((words, id) => ({ id, words }));
        for (const { at, kind, text: words } of edits) {
          const index = at % parts.length;
          if (words === sentences[marked] || (kind !== 'insert' && parts[index]?.id === marked)) continue;
          parts.splice(index, kind === 'insert' ? 0 : 1, ...(kind === 'remove' ? [] : [{ id: -1, words }]));
        }
        const place = carry(text, range, parts.map(({ words }) => words).join(' '));
        tries += 1;
        if (place === null) return;
        found += 1;
        const before = parts.slice(
          0,
          parts.findIndex(({ id }) => id === marked),
        );
        const shifted = before.reduce((sum, { words }) => sum + words.length + 1, 0);
        // Which of two alike stops, or of two alike words side by side, was marked, nobody can tell.
        const length = range.end - range.start;
        const shared = Math.min(place.end, shifted + length) - Math.max(place.start, shifted);
        expect(shared).toBeGreaterThan(0.5 * Math.max(length, place.end - place.start));
      },
    ),
    { numRuns: 1000, seed: 7 },
  );
  expect(found / tries).toBeGreaterThan(0.95);
});

test('whatever is edited, what is found is a place of whole letters', () => {
  const unit = fc.constantFrom('a', 'sea ', '. ', '𝒳', '👩‍🔬', 'e\u0301', '河', '$x^2$ ', 'the model ');
  const text = fc.string({ unit, minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(text, text, fc.nat(), fc.nat(), (from, to, one, other) => {
      const start = Math.min(one % from.length, other % from.length);
      const range = snapToGraphemes(from, {
        start,
        end: Math.max(one % from.length, other % from.length) + 1,
      });
      const place = carry(from, range, to);
      if (place === null) return;
      expect(place.end).toBeGreaterThan(place.start);
      expect(place.end).toBeLessThanOrEqual(to.length);
      expect(snapToGraphemes(to, place)).toEqual(place);
    }),
    { numRuns: 500 },
  );
});

test('the quote alone counts where the text is gone on which a mark was made', () => {
  const selectors = toSelectors(TEXT, rangeOf(TEXT, 'learns the bed'));
  const later = `An erratum. ${TEXT}`;
  expect(placeOn(later, selectors, null)).toEqual(rangeOf(later, 'learns the bed'));
  expect(placeOn(later, selectors, carrier(TEXT, later))).toEqual(rangeOf(later, 'learns the bed'));
});
